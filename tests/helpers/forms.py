"""The example form in memory, with a few cells typed otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from reportgen import forms, workbook
from reportgen.forms import data
from reportgen.packs.model import Pack
from reportgen.workbook.cells import Address, Book, Cell, CellKind, Sheet
from tests.helpers.packs import shipped

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "inputs" / "2020" / "灰山港镇.xlsx"
FILE = "灰山港镇.xlsx"


@cache
def example() -> Book:
    """Return the example form as shipped, read once."""
    return workbook.read(EXAMPLE)


def issued(pack: Pack, values: Mapping[str, object]) -> Book:
    """Return a form issued with values already in it, as it reads back."""
    numbers = json.loads(json.dumps(values), parse_int=Decimal, parse_float=Decimal)
    fitted, findings = data.fit(numbers, pack, "值.json")
    assert findings == []
    return workbook.read_bytes(forms.issue(pack, fitted), FILE)


def cell_of(name: str) -> tuple[str, Address]:
    """Return the sheet and address where a name is typed."""
    for layout in shipped().layout:
        for slot in layout.slots:
            if slot.name == name:
                return layout.title, slot.address
        for table in layout.tables:
            column = name.removeprefix(f"{table.name}.")
            if name != column and column in table.columns:
                return layout.title, (table.row, table.columns[column])
    raise KeyError(name)


def number(text: str, number_format: str = "General") -> Cell:
    """Return a number cell."""
    return Cell(CellKind.NUMBER, text, number_format)


def words(text: str) -> Cell:
    """Return a text cell."""
    return Cell(CellKind.TEXT, text)


def typed(book: Book, **cells: Cell | None) -> Book:
    """Return a form with the cells of some names typed otherwise, or left blank (None)."""
    for name, cell in cells.items():
        book = put(book, *cell_of(name), cell)
    return book


def put(book: Book, title: str, at: Address, cell: Cell | None) -> Book:
    """Return a form with one cell changed."""
    found = dict(book.by_title[title].cells)
    found.pop(at, None)
    if cell is not None:
        found[at] = cell
    return with_sheet(book, title, replace(book.by_title[title], cells=found))


def with_sheet(book: Book, title: str, sheet: Sheet | None) -> Book:
    """Return a form with one sheet changed, or taken away (None)."""
    sheets = (sheet if each.title == title else each for each in book.sheets)
    kept = tuple(each for each in sheets if each is not None)
    return Book(book.file, kept, book.sha256, book.date1904)


def rows_inserted(book: Book, title: str, before: int, count: int = 1) -> Book:
    """Return a form with blank rows inserted above a row."""
    sheet = book.by_title[title]
    cells = {(r + count if r >= before else r, c): cell for (r, c), cell in sheet.cells.items()}
    return with_sheet(book, title, replace(sheet, cells=cells))


def row_deleted(book: Book, title: str, row: int) -> Book:
    """Return a form with one row deleted."""
    sheet = book.by_title[title]
    cells = {(r - 1 if r > row else r, c): cell for (r, c), cell in sheet.cells.items() if r != row}
    return with_sheet(book, title, replace(sheet, cells=cells))


def column_inserted(book: Book, title: str, before: int) -> Book:
    """Return a form with a blank column inserted."""
    sheet = book.by_title[title]
    cells = {(r, c + 1 if c >= before else c): cell for (r, c), cell in sheet.cells.items()}
    return with_sheet(book, title, replace(sheet, cells=cells))
