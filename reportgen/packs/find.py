"""Find the pack a form belongs to: by its stamp, near the form, or among those shipped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import workbook
from reportgen.findings import ReportgenError
from reportgen.packs.facts import is_year

if TYPE_CHECKING:
    from reportgen.workbook.cells import Book


def shipped() -> Path:
    """Return the folder that holds ``templates`` and ``inputs`` as shipped."""
    inside = Path(__file__).parent.parent / "shipped"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent


def find(year: str, form: Path) -> Path:
    """Return the pack of a year: ``templates/年度`` here, above the form, or as shipped.

    Raises ReportgenError (PK19) when there is none.
    """
    near = [Path(), *form.absolute().parents]
    for folder in (*near, shipped()):
        pack = folder / "templates" / year
        if os.path.isdir(pack):  # noqa: PTH112  a folder that may not be looked into has none
            return pack
    message = f"找不到 {year} 年度的格式包（templates/{year}）。"
    remedy = "用 -t 指明格式包文件夹。"
    raise ReportgenError("PK19", message, remedy)


def newest(form: Path) -> Path:
    """Return the newest pack at hand. Raises ReportgenError (PK19) when there is none."""
    return at_hand(form)[0]


def fitting(book: Book, form: Path) -> Path:
    """Return the pack whose form a workbook without a stamp looks like: the newest of several.

    Raises ReportgenError (PK19) when there is none at hand.
    """
    packs = at_hand(form)
    if len(packs) == 1:
        return packs[0]
    words = _words(book)
    return max(packs, key=lambda pack: _likeness(words, pack))


def at_hand(form: Path) -> list[Path]:
    """Return the pack of each year, the newest first, the nearest where a year has several.

    Raises ReportgenError (PK19) when there is none.
    """
    near = [Path(), *form.absolute().parents, shipped()]
    inside = [pack for folder in near for pack in (folder / "templates").glob("[0-9]*")]
    packs = {pack.name: pack for pack in reversed(inside) if is_year(pack.name) and pack.is_dir()}
    if packs:
        return [packs[year] for year in sorted(packs, reverse=True)]
    message = "找不到任何格式包（templates 文件夹）。"
    raise ReportgenError("PK19", message, "用 -t 指明格式包文件夹。")


def _words(book: Book) -> set[str]:
    texts = {cell.text for sheet in book.sheets for cell in sheet.cells.values()}
    return texts | {sheet.title for sheet in book.sheets}


def _likeness(words: set[str], pack: Path) -> float:
    """Return how much of a pack's form stands in a workbook; none where it cannot be read."""
    try:
        wanted = {text for text in _words(workbook.read(pack / "form.xlsx")) if "{{" not in text}
    except ReportgenError:
        return 0
    return len(wanted & words) / max(len(wanted), 1)
