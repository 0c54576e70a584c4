"""A list on a sheet → a table of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Row, Table, Text
from reportgen.findings import error, notice
from reportgen.records import single
from reportgen.records.words import clean, key
from reportgen.workbook.cells import Address, Cell, CellKind, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.packs.model import Field, TableSlot
    from reportgen.records.align import Alignment

_TOTALS = ("合计", "小计", "总计", "共计")


def read(
    slot: TableSlot,
    asked: Mapping[str, Field],
    sheet: Sheet,
    alignment: Alignment,
    place: single.Place,
) -> Table | None:
    """Return the rows a clerk filled in; None when the list's place cannot be found."""
    columns = {
        name: there
        for name, column in slot.columns.items()
        if (there := alignment.columns.get(column)) and f"{slot.name}.{name}" in asked
    }
    first = alignment.rows.get(slot.row)
    end = (
        alignment.rows.get(slot.end)
        if slot.end
        else 1 + max((r for r, _ in sheet.cells), default=0)
    )
    if not first or not end or not columns:
        return None
    rows: list[Row] = []
    places: list[int] = []
    for row in range(first, end):
        cells = {name: sheet.cells.get((row, column)) for name, column in columns.items()}
        if not any(_filled_in(cell) for cell in cells.values()):
            continue
        at = (row, min(columns.values()))
        if _is_total(cells):
            message = f"“{slot.name}”清单里有一行合计，没有当作一项读取。"
            remedy = f"删去第{row}行的合计；合计由程序计算。"
            place.findings.append(notice("RC15", place.where(at), message, remedy))
            continue
        rows.append(_row(slot.name, cells, columns, asked, row, place))
        places.append(row)
    where = place.where((first, min(columns.values())))
    if not rows and slot.name in asked and asked[slot.name].required:
        message = f"“{slot.name}”清单是空的。"
        place.findings.append(error("RC04", where, message, "至少填写一行。"))
    _twice(slot.name, rows, places, min(columns.values()), place)
    return Table(tuple(rows), where)


def _filled_in(cell: Cell | None) -> bool:
    return cell is not None and (
        cell.kind is not CellKind.TEXT or bool(clean(cell.text).text.strip())
    )


def _is_total(cells: Mapping[str, Cell | None]) -> bool:
    words = next((cell for cell in cells.values() if cell is not None), None)
    return words is not None and words.kind is CellKind.TEXT and key(words.text) in _TOTALS


def _row(
    table: str,
    cells: Mapping[str, Cell | None],
    columns: Mapping[str, int],
    asked: Mapping[str, Field],
    row: int,
    place: single.Place,
) -> Row:
    values = {}
    for name, cell in cells.items():
        value = single.read(cell, asked[f"{table}.{name}"], (row, columns[name]), place)
        if value is not None:
            values[name] = value
    return values


def _twice(
    table: str, rows: list[Row], places: list[int], column: int, place: single.Place
) -> None:
    """Point at a line that stands twice, word for word and figure for figure.

    Only lines with words can be told apart: two respondents may well give the same marks.
    """
    seen: dict[tuple[object, ...], int] = {}
    for row, number in zip(rows, places, strict=True):
        if not any(isinstance(value, Text) for value in row.values()):
            continue
        same = tuple(value.value for value in row.values())
        if same in seen:
            at: Address = (number, column)
            message = f"“{table}”清单的第{number}行与第{seen[same]}行完全相同。"
            remedy = "核对是否重复填报；重复的删去一行。"
            there = place.where((seen[same], column))
            place.findings.append(notice("RC15", place.where(at), message, remedy, [there]))
        seen.setdefault(same, number)
