"""Next year's pack: a copy of this year's with its year moved on, and what a person must look at.

Only what says the pack's year is changed: 年度, and the year in 名称 and 报告文件名. A year in
a document's title or number may be another year's on purpose, so it is shown, not moved.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.editor import opening, years
from reportgen.editor.kept_files import kept_files
from reportgen.editor.retyping import retyped
from reportgen.findings import Finding, ReportgenError, Where, notice
from reportgen.outputs.reasons import why
from reportgen.packs.entries import RULES
from reportgen.packs.facts import FILE_NAME, YEAR, is_year
from reportgen.workbook.cells import address_of

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from reportgen.packs.model import Pack

_FACTS, _NAME = "说明", "名称"
_OF_THE_YEAR = (YEAR, _NAME, FILE_NAME)
_FARTHEST = 20
"""Years between two packs; what is farther is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact of 说明 whose year was moved on."""

    name: str
    where: Where
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Started:
    """A new pack: where it stands, what was changed, and every year that still stands as text.

    ``findings`` tell of a 年度 that could not be changed; ``old`` and ``pack`` are both packs.
    """

    folder: Path
    files: tuple[str, ...]
    moved: tuple[Moved, ...]
    standing: tuple[years.Standing, ...]
    old: Pack
    pack: Pack
    findings: tuple[Finding, ...]


def start(year: str, source: Path, target: Path | None) -> Started:
    """Copy a pack into a new folder, move its year on, and find what is left to look at.

    Raises ReportgenError: PK01 no pack, PK70 the folder is there, PK71 no year or the same,
    PK72 the pack does not say its own year, PK73 the folder cannot be written.
    """
    if not is_year(year):
        message = f"年度“{year}”不是四位年份。"
        raise ReportgenError("PK71", message, "写新格式包的年度，四位半角数字。")
    old = _source(source)
    _require_new_year(int(year), old.year, source)
    folder, shown = (target, target) if target else _beside(source, year)
    _require_free(folder, source)
    files = kept_files(source)
    changed, moved = _rules(source, old, int(year))
    _copy(source, folder, files, {RULES: changed})
    pack, _ = packs.load(folder)
    nearby = {int(year), old.year - 1, old.year, old.year + 1}
    standing = years.standing(folder, nearby)
    findings = _unchanged(pack, int(year))
    return Started(shown, tuple(files), moved, tuple(standing), old, pack, findings)


def _source(source: Path) -> Pack:
    with opening.named("在 --from 后面写旧格式包的文件夹"):
        old, _ = packs.load(source)
    if not old.year:
        message = f"“{source}”的“{_FACTS}”里没有写明四位年份的“{YEAR}”，不知道从哪一年改起。"
        raise ReportgenError(
            "PK72", message, f"在旧格式包 {RULES} 的“{_FACTS}”里补上“{YEAR}”，再复制。"
        )
    return old


def _require_new_year(year: int, old: int, source: Path) -> None:
    if year == old:
        message = f"“{source}”已经是 {year} 年度的格式包。"
        raise ReportgenError("PK71", message, "写新格式包的年度，不是旧格式包的。")
    if abs(year - old) > _FARTHEST:
        message = f"年度“{year:04}”与旧格式包的 {old} 年度相差超过 {_FARTHEST} 年。"
        raise ReportgenError("PK71", message, "核对年度是不是写错了，再运行一次。")


def _beside(source: Path, year: str) -> tuple[Path, Path]:
    """Return the new folder beside the old one, and as it is typed where the command was run."""
    folder = Path(os.path.abspath(source)).parent / year  # noqa: PTH100 - links are kept as typed
    typed = source.parent / year
    is_there = Path(os.path.abspath(typed)) == folder  # noqa: PTH100
    return folder, typed if is_there else Path(os.path.relpath(folder))


def _require_free(folder: Path, source: Path) -> None:
    if os.path.lexists(folder):
        message = f"“{folder}”已经存在，不覆盖。"
        remedy = "用 -o 另写一个文件夹；确实不要原来的，先把它改名或移走。"
        raise ReportgenError("PK70", message, remedy)
    if source.resolve() in folder.resolve().parents:
        message = f"“{folder}”在旧格式包里面，新旧会混在一起。"
        raise ReportgenError("PK70", message, "用 -o 写旧格式包以外的文件夹。")


def _rules(source: Path, old: Pack, year: int) -> tuple[bytes, tuple[Moved, ...]]:
    """Return rules.xlsx with the year moved on, every other byte of its sheets as it was."""
    by = year - old.year
    wanted = years.pattern((old.year - 1, old.year, old.year + 1))
    places = {}
    for name in _OF_THE_YEAR:
        text = old.facts.get(name, "")
        where = old.fact_places.get(name)
        at = address_of(where.spot.rpartition("!")[2]) if where else None
        if at and years.moved_on(text, wanted, by) != text:
            places[at] = name
    data = (source / RULES).read_bytes()
    changes = dict.fromkeys(places, lambda text: years.moved_on(text, wanted, by))
    changed, done = retyped(data, _FACTS, changes)
    return changed, tuple(_moved(old, places[at], wanted, by) for at in places if at in done)


def _moved(old: Pack, name: str, wanted: re.Pattern[str], by: int) -> Moved:
    text = old.facts[name]
    return Moved(name, old.fact_places[name], text, years.moved_on(text, wanted, by))


def _copy(source: Path, folder: Path, files: list[str], changed: Mapping[str, bytes]) -> None:
    """Copy into a folder of our own first: the pack is there whole, or not at all."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(prefix=".reportgen-", dir=folder.parent))
        try:
            inside = own / "pack"
            inside.mkdir()
            for name in files:
                to = inside / name
                to.parent.mkdir(parents=True, exist_ok=True)
                if name in changed:
                    to.write_bytes(changed[name])
                else:
                    shutil.copyfile(source / name, to)
            inside.rename(folder)
        finally:
            shutil.rmtree(own, ignore_errors=True)
    except OSError as problem:
        message = f"不能建立“{folder}”：{why(problem)}。"
        raise ReportgenError("PK73", message, "换一个可以写入的位置，用 -o 指明。") from None


def _unchanged(pack: Pack, year: int) -> tuple[Finding, ...]:
    """Say so when the cell of 年度 was one that only a person can change: a formula, an .xls."""
    if pack.year == year:
        return ()
    where = pack.fact_places.get(YEAR, Where(RULES, _FACTS))
    message = f"“{YEAR}”没有改成 {year}：这一格是公式，或者 {RULES} 不是 .xlsx 格式。"
    remedy = f"打开新格式包的 {RULES}，把“{YEAR}”改为 {year}，直接写数字，存为 .xlsx。"
    return (notice("PK74", where, message, remedy),)
