"""Copies of the shipped pack with a cell or two changed, as an editor might change them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

from reportgen import packs
from reportgen.packs.model import Pack

PACK = Path(__file__).parents[2] / "templates" / "2020"


@cache
def shipped() -> Pack:
    """Return the shipped pack, read once."""
    pack, findings = packs.load(PACK)
    assert findings == []
    return pack


def changed(folder: Path, file: str, change: Callable[[Workbook], None]) -> Path:
    """Copy the pack into a folder and change one of its workbooks."""
    copy = folder / "pack"
    shutil.copytree(PACK, copy)
    book = load_workbook(copy / file)
    change(book)
    book.save(copy / file)
    return copy


def find(book: Workbook, sheet: str, column: str, word: str) -> tuple[int, int]:
    """Return the row of a word in a column, and the column's number, by its title."""
    found = book[sheet]
    titles = {cell.value: cell.column for cell in found[1]}
    number = titles[column]
    rows = [row for row in range(2, found.max_row + 1) if found.cell(row, number).value == word]
    return rows[0], number


def put(book: Workbook, sheet: str, key: tuple[str, str], column: str, value: object) -> None:
    """Write a value into the row where ``key`` (column, word) stands, under another column."""
    row, _ = find(book, sheet, *key)
    _, number = find_title(book, sheet, column)
    book[sheet].cell(row, number).value = value  # type: ignore[assignment]


def find_title(book: Workbook, sheet: str, column: str) -> tuple[int, int]:
    """Return where a column's title stands."""
    return 1, next(cell.column for cell in book[sheet][1] if cell.value == column)
