"""How a carried value is shown to the clerk: a colour of its own, and a note at the cell."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.styles import PatternFill

from reportgen.forms.carrying_links import Mode
from reportgen.forms.cells import make_way, shortened
from reportgen.packs.asking import LONGEST_HINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

REVIEW = PatternFill("solid", fgColor="FFE2EFDA")
"""Green: neither the yellow of cells to fill in, the grey of computed ones nor a blue heading."""
_REVIEW = {Mode.LAST_YEAR: "上年内容，请核对。", Mode.MIGRATE: "旧表内容，请核对。"}
_KNOWN = {Mode.LAST_YEAR: "已按上年填报表填入。", Mode.MIGRATE: ""}


def note(mode: Mode, *, review: bool) -> str:
    """Return what is said at a cell with a carried value; empty where nothing need be."""
    return (_REVIEW if review else _KNOWN)[mode]


def mark(cells: Sequence[Cell], text: str) -> None:
    """Say it in the cells' input note, before what it says already; colour them if asked to look.

    ``cells`` stand one below the other.
    """
    if not cells:
        return
    first, last = cells[0], cells[-1]
    sheet: Worksheet = first.parent  # type: ignore[assignment]
    rules = sheet.data_validations.dataValidation
    found = [rule for rule in rules if first.coordinate in rule.sqref]
    make_way(sheet, (first.row, first.column, last.row, last.column))
    for rule in found:
        told = copy(rule)
        told.sqref = f"{first.coordinate}:{last.coordinate}"
        told.prompt = shortened(f"{text}{rule.prompt or ''}", LONGEST_HINT)
        sheet.add_data_validation(told)
    if text in _REVIEW.values():
        for each in cells:
            each.fill = REVIEW
