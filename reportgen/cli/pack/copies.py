"""Copies of a pack's files that ``pack lint`` writes: with comments, or with slips put right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportgen.cli import annotating, telling
from reportgen.findings import ReportgenError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.editor.mending import Mended
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

COPIES, UNWRITTEN = "批注件", "没有批注"
_ENDINGS = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The folder of the corrected pack, None where nothing was to be put right, and what was."""

    folder: Path | None
    done: Sequence[Mended]

    def tell(self) -> None:
        """Print each thing put right, and where the corrected files are."""
        for each in self.done:
            typer.secho(f"{each.where}  改正", fg=typer.colors.GREEN)
            typer.echo(f"  {each.before} 改为 {each.after}")
        if self.folder is None:
            typer.echo("没有能自动改正的笔误，没有写改正件。")
            return
        typer.echo(f"改正件  {self.folder}，共改 {len(self.done)} 处；原文件没有动。")
        typer.echo("改正以后再检查：")

    def as_data(self) -> dict[str, object]:
        """Return the same as plain data."""
        done = [
            {
                "文件": each.where.file,
                "位置": each.where.spot,
                "原来": each.before,
                "改为": each.after,
            }
            for each in self.done
        ]
        return {"改正": done, "改正件": str(self.folder) if self.folder else None}


def correct(pack: Pack, out: Path | None) -> Corrected:
    """Write a pack with its slips put right, and all that is kept in it, to a folder of its own.

    Raises ReportgenError OU11 where that folder would be the pack itself, or stand in it.
    """
    from reportgen.editor import mending
    from reportgen.editor.kept_files import kept_files
    from reportgen.outputs.atomic import put

    source = pack.folder.resolve()
    wanted = out or source.with_name(f"{source.name}-改正")
    _require_folder(wanted, pack)
    changed, done = mending.mend(pack)
    if not changed:
        return Corrected(None, ())
    files = kept_files(source)
    folder = _fresh(wanted, files)
    for name in files:
        put(folder / name, changed.get(name) or (source / name).read_bytes())
    return Corrected(folder, done)


def comment(pack: Pack, findings: Sequence[Finding], out: Path) -> dict[str, object]:
    """Write a copy of each file with its findings as comments; say where, or why there is none."""
    from reportgen.packs import FILES

    _require_folder(out, pack)
    written: list[str] = []
    broken: list[dict[str, str]] = []
    receipt = annotating.receipt(pack, None)
    for name in FILES:
        path = pack.folder / name
        own = [each for each in findings if each.where.file == name]
        try:
            data = _commented(path, own)
            written.append(str(annotating.write(data, path.suffix, out, path, receipt)))
        except ReportgenError as fault:
            broken.append({"编号": fault.code, "问题": fault.message, "办法": fault.remedy})
    return {COPIES: written, **({UNWRITTEN: broken} if broken else {})}


def tell(made: Mapping[str, object]) -> None:
    """Print where the commented copies are, and why one is not."""
    places, broken = made.get(COPIES), made.get(UNWRITTEN)
    for path in places if isinstance(places, list) else ():
        typer.secho(f"批注件  {path}", fg=typer.colors.GREEN)
    once = {each["问题"]: each for each in broken} if isinstance(broken, list) else {}
    for each in once.values():
        telling.tell_broken(ReportgenError(each["编号"], each["问题"], each["办法"]))


def _commented(path: Path, findings: Sequence[Finding]) -> bytes:
    from reportgen import outputs

    if path.suffix == ".docx":
        return outputs.remarked(path.read_bytes(), findings)
    return outputs.annotated(path.read_bytes(), path.name, findings)


def _require_folder(out: Path, pack: Pack) -> None:
    """Raise ReportgenError OU11 where copies would have no folder, or stand over the pack."""
    if out.suffix.lower() in _ENDINGS:
        message = f"格式包有三个文件，写不成一个文件“{out.name}”。"
        raise ReportgenError("OU11", message, "在 -o 后面写一个文件夹，再运行一次。")
    source = pack.folder.resolve()
    if source in (out.resolve(), *out.resolve().parents):
        message = "写出的文件会落在格式包自己的文件夹里。"
        raise ReportgenError("OU11", message, "在 -o 后面写另一个文件夹，再运行一次。")


def _fresh(folder: Path, files: Sequence[str]) -> Path:
    """Return the folder, or the next by number where one of these files stands in it already."""
    for number in count(1):
        place = folder if number == 1 else folder.with_name(f"{folder.name}（{number}）")
        if not any((place / name).exists() for name in files):
            return place
    raise AssertionError  # numbers do not end
