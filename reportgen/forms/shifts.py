"""References in the editor's own formulas, moved where rows were inserted, as Excel moves them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook.cells import ref, spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!")
_AREA = re.compile(r"(\$?[A-Za-z]{1,3}\$?)([1-9]\d{0,6})(?::(\$?[A-Za-z]{1,3}\$?)([1-9]\d{0,6}))?")
_ROWS = re.compile(r"(\$?)([1-9]\d{0,6}):(\$?)([1-9]\d{0,6})")
_COLUMNS = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")


class _UnreadableError(Exception):
    """A formula, or a reference in it, that cannot be moved with certainty."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """``count`` rows were inserted on a sheet below row ``after``."""

    sheet: str
    after: int
    count: int

    def row(self, number: int) -> int:
        """Return where a row stands now."""
        return number + self.count if number > self.after else number

    def span(self, first: int, last: int, *, grows: bool = True) -> tuple[int, int]:
        """Return where rows from ``first`` to ``last`` stand now.

        One that ends at the row that was repeated takes the new rows in, if it ``grows``.
        """
        takes_in = grows and first <= self.after == last
        return self.row(first), last + self.count if takes_in else self.row(last)


def formula(text: str, home: str, made: Insertion) -> str:
    """Return a formula (with its ``=``) of the sheet ``home`` after rows were inserted.

    A total of the rows above (``SUM(D5:D9)``) takes in those inserted below the last of them.
    """
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token, TokenizerError

    try:
        tokens = Tokenizer(text).items
    except (TokenizerError, IndexError) as problem:
        raise _UnreadableError from problem
    moved = [
        _reference(token.value, home, made)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
        else token.value
        for token in tokens
    ]
    return "=" + "".join(moved)


def _reference(text: str, home: str, made: Insertion) -> str:
    named = _SHEET.match(text)
    prefix, place = (named[0], text[named.end() :]) if named else ("", text)
    title = (named[1] or named[2]).replace("''", "'") if named else home
    if ":" in title and "[" not in title:
        raise _UnreadableError  # from one sheet to another, and perhaps ours between them
    if title.lower() != made.sheet.lower() or "[" in place or _COLUMNS.fullmatch(place):
        return text
    area, rows = _AREA.fullmatch(place), _ROWS.fullmatch(place)
    if area and area[4]:
        column, row, last_column, last_row = area.groups()
        alike = column.strip("$").upper() == last_column.strip("$").upper()
        grows = alike or row != last_row
        first, last = made.span(int(row), int(last_row), grows=grows)
        return f"{prefix}{column}{first}:{last_column}{last}"
    if area:
        return f"{prefix}{area[1]}{made.row(int(area[2]))}"
    if rows:
        return f"{prefix}{rows[1]}{made.row(int(rows[2]))}:{rows[3]}{made.row(int(rows[4]))}"
    if re.search(r"[:!#@]", place):
        raise _UnreadableError
    return text


def shift(book: Workbook, made: Insertion) -> None:
    """Move every reference in a workbook's formulas, rules and names.

    Raises ReportgenError (FM06), before anything has moved, for a formula that cannot be read.
    """
    from openpyxl.cell import Cell

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.data_type == "f":
                    _cell(sheet, cell, made)
        _rules(sheet, made)
    _names(book, made)
    _areas(book[made.sheet], made)


def _names(book: Workbook, made: Insertion) -> None:
    found = [*book.defined_names.values()]
    found += [name for sheet in book.worksheets for name in sheet.defined_names.values()]
    for name in found:
        if name.attr_text:
            name.attr_text = _try(f"={name.attr_text}", "", made, f"名称 {name.name}")[1:]


def _cell(sheet: Worksheet, cell: Cell, made: Insertion) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    place = spot(sheet.title, (cell.row, cell.column))
    if isinstance(cell.value, str):
        cell.value = _try(cell.value, sheet.title, made, place)
    elif isinstance(cell.value, ArrayFormula):
        cell.value.text = _try(str(cell.value.text), sheet.title, made, place)
        if sheet.title == made.sheet:
            cell.value.ref = _reference(cell.value.ref, sheet.title, made)
    elif sheet.title == made.sheet:
        raise _unmovable(place, "模拟运算表")


def _try(text: str, home: str, made: Insertion, place: str) -> str:
    try:
        return formula(text, home, made)
    except _UnreadableError:
        raise _unmovable(place, f"公式“{text}”") from None


def _unmovable(place: str, what: str) -> ReportgenError:
    message = f"form.xlsx {place} 的{what}看不懂，插入行以后不知道怎样改。"
    return ReportgenError("FM06", message, "把它改写成简单的引用，或删去，改用“计算”。")


def _rules(sheet: Worksheet, made: Insertion) -> None:
    """Move the references in the conditions of a sheet's validations and formats."""
    for rule in sheet.data_validations.dataValidation:
        place = f"{sheet.title}!{rule.sqref}"
        for side in ("formula1", "formula2"):
            text = getattr(rule, side)
            if text:
                setattr(rule, side, _try(f"={text}", sheet.title, made, place)[1:])
    for each in sheet.conditional_formatting:
        place = f"{sheet.title}!{each.sqref}"
        for condition in each.rules:
            condition.formula = [
                _try(f"={text}", sheet.title, made, place)[1:] for text in condition.formula
            ]


def _areas(sheet: Worksheet, made: Insertion) -> None:
    """Move what a sheet keeps beside its cells: validations, formats, tables, what is printed."""
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.worksheet.print_settings import PrintArea

    for rule in sheet.data_validations.dataValidation:
        rule.sqref = _moved(rule.sqref.sorted(), made)
    kept = ConditionalFormattingList()
    for each in sheet.conditional_formatting:
        for condition in each.rules:
            kept.add(_moved(each.sqref.sorted(), made), condition)
    sheet.conditional_formatting = kept
    if sheet.print_area:
        printed = sheet._print_area.sorted()  # type: ignore[attr-defined]
        sheet._print_area = PrintArea(_moved(printed, made).split())  # type: ignore[attr-defined]
    if sheet.print_title_rows:
        sheet.print_title_rows = _reference(sheet.print_title_rows, sheet.title, made)
    for page_break in sheet.row_breaks.brk:
        page_break.id = made.row(page_break.id)
    tables = [*sheet.tables.values()]
    filters = [sheet.auto_filter, *(table.autoFilter for table in tables if table.autoFilter)]
    for area in (*tables, *filters):
        if area.ref:
            area.ref = _reference(area.ref, sheet.title, made)


def _moved(ranges: Sequence[CellRange], made: Insertion) -> str:
    moved = []
    for each in ranges:
        first, last = made.span(each.min_row, each.max_row)
        moved.append(f"{ref((first, each.min_col))}:{ref((last, each.max_col))}")
    return " ".join(moved)
