"""The sheet that Excel does not offer to show: which pack this is, and long lists of options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.forms.literals import far, fixed
from reportgen.forms.texts import put
from reportgen.packs import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell

    from reportgen.packs.model import Pack

_FIRST_FREE = 4
"""The stamp's own lines stand in the columns before."""


def write_stamp(book: Workbook, pack: Pack) -> None:
    """Write which pack this is on a sheet of its own."""
    sheet = book.create_sheet(stamp.SHEET)
    for row, (title, value) in enumerate(stamp.rows(pack), 1):
        sheet.cell(row, 1, title)
        sheet.cell(row, 2, value)
    sheet.sheet_state = "veryHidden"


def write_options(book: Workbook, options: Sequence[str]) -> str:
    """Write options one below the other, and return their range for a drop-down list."""
    sheet = book[stamp.SHEET]
    column = max(_FIRST_FREE, sheet.max_column + 1)
    for row, option in enumerate(options, 1):
        cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]
        put(cell, option)
    return f"{far(sheet.title, (1, column))}:{fixed((len(options), column))}"
