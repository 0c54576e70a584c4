"""The sheet that Excel does not offer to show: which pack this is, and long lists of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.forms.literals import far, fixed
from reportgen.forms.texts import put
from reportgen.packs import stamp
from reportgen.records import nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell

    from reportgen.packs.model import Pack

_NOTHING, _NOTHING_AT = "填报空话", (1, 3)
_FIRST_FREE = 4
"""The stamp's own lines, and what says nothing, stand in the columns before."""


def write_stamp(book: Workbook, pack: Pack) -> None:
    """Write which pack this is on a sheet of its own."""
    sheet = book.create_sheet(stamp.SHEET)
    for row, (title, value) in enumerate(stamp.rows(pack), 1):
        sheet.cell(row, 1, title)
        sheet.cell(row, 2, value)
    sheet.sheet_state = "veryHidden"


def write_nothing(book: Workbook) -> str:
    """Write what says nothing into one cell, between bars; return the name of that cell.

    By its name it may be looked up in rules of formats too, on any sheet.
    """
    sheet = book[stamp.SHEET]
    sheet.cell(*_NOTHING_AT).value = "|".join(["", *nothing.spellings(), ""])
    return named(book, _NOTHING, far(sheet.title, _NOTHING_AT))


def named(book: Workbook, name: str, area: str) -> str:
    """Give cells a name that nobody sees, like this one if the editor has not taken it."""
    from openpyxl.workbook.defined_name import DefinedName

    while name in book.defined_names:
        name += "_"
    book.defined_names[name] = DefinedName(name, attr_text=area, hidden=True)
    return name


def write_options(book: Workbook, options: Sequence[str]) -> str:
    """Write options one below the other, and return their range for a drop-down list."""
    sheet = book[stamp.SHEET]
    column = max(_FIRST_FREE, sheet.max_column + 1)
    for row, option in enumerate(options, 1):
        cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]
        put(cell, option)
    return f"{far(sheet.title, (1, column))}:{fixed((len(options), column))}"
