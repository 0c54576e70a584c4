"""A list on a sheet → a table of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Row, Table, Text
from reportgen.findings import Finding, Where, error, notice
from reportgen.records import single
from reportgen.records.nothing import says_nothing
from reportgen.records.words import clean, key
from reportgen.workbook.cells import Address, Cell, CellKind, Sheet, spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.packs.model import Field, TableSlot
    from reportgen.records.align import Alignment

TOTALS = ("合计", "小计", "总计", "共计", "以上合计")


def read(
    slot: TableSlot,
    asked: Mapping[str, Field],
    sheet: Sheet,
    alignment: Alignment,
    place: single.Place,
) -> Table | None:
    """Return the rows a clerk filled in; None, with a finding, where its place was lost."""
    columns = {
        name: there
        for name, column in slot.columns.items()
        if (there := alignment.columns.get(column)) and f"{slot.name}.{name}" in asked
    }
    first = alignment.rows.get(slot.row)
    last = 1 + max((row for row, _ in sheet.cells), default=0)
    end = alignment.rows.get(slot.end) if slot.end else last
    if not first or not end or not columns:
        place.findings.append(_lost(f"清单“{slot.name}”", slot, place))
        return None
    for name in slot.columns:
        if name not in columns and f"{slot.name}.{name}" in asked:
            place.findings.append(_lost(f"清单“{slot.name}”的“{name}”一列", slot, place))
    numbers = _filled_rows(slot, range(first, end), columns, sheet, place)
    rows = [
        _row(slot.name, _cells(sheet, row, columns), columns, asked, row, place) for row in numbers
    ]
    where = place.where((first, min(columns.values())))
    shown = {n: there for n, c in slot.columns.items() if (there := alignment.columns.get(c))}
    cells = tuple({n: place.where((row, c)) for n, c in shown.items()} for row in numbers)
    if not rows and slot.name in asked and asked[slot.name].required:
        message = f"“{slot.name}”清单是空的。"
        place.findings.append(error("RC04", where, message, "至少填写一行。"))
    _twice(slot.name, rows, numbers, min(columns.values()), place)
    blank = [
        row
        for row in range(first, end)
        if not any(map(_filled_in, _cells(sheet, row, columns).values()))
    ]
    computed = {name: column for name, column in shown.items() if name not in columns}
    _alone(slot.name, blank, computed, sheet, place)
    return Table(tuple(rows), where, cells)


def _lost(what: str, slot: TableSlot, place: single.Place) -> Finding:
    stood = spot(slot.sheet, (slot.row, min(slot.columns.values())))
    remedy = f"把清单的标题和表头改回原样（清单原在 {stood} 起），或换用新发的填报表。"
    return error("RC02", Where(place.file, place.sheet), f"找不到{what}。", remedy)


def _filled_rows(
    slot: TableSlot,
    rows: range,
    columns: Mapping[str, int],
    sheet: Sheet,
    place: single.Place,
) -> list[int]:
    """Return the rows that hold an item; a line of totals is none, and is said."""
    found = []
    for row in rows:
        cells = _cells(sheet, row, columns)
        if not any(_filled_in(cell) for cell in cells.values()):
            continue
        if _is_total(cells):
            message = f"“{slot.name}”清单里有一行合计，没有当作一项读取。"
            remedy = f"删去第{row}行的合计；合计由程序计算。"
            at = (row, min(columns.values()))
            place.findings.append(notice("RC15", place.where(at), message, remedy))
            continue
        found.append(row)
    return found


def _cells(sheet: Sheet, row: int, columns: Mapping[str, int]) -> dict[str, Cell | None]:
    return {name: sheet.cells.get((row, column)) for name, column in columns.items()}


def _filled_in(cell: Cell | None) -> bool:
    return cell is not None and (
        cell.kind is not CellKind.TEXT or not says_nothing(clean(cell.text).text)
    )


def _is_total(cells: Mapping[str, Cell | None]) -> bool:
    words = next((cell for cell in cells.values() if cell is not None), None)
    return words is not None and words.kind is CellKind.TEXT and key(words.text) in TOTALS


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


def _alone(
    table: str, blank: list[int], computed: Mapping[str, int], sheet: Sheet, place: single.Place
) -> None:
    """Point at figures typed into a computed column of a line that holds nothing else."""
    for row in blank:
        for name, column in computed.items():
            cell = sheet.cells.get((row, column))
            if cell is None or cell.formula or not _filled_in(cell):
                continue
            message = f"“{table}.{name}”由程序计算，第{row}行又没有填别的，没有当作一项读取。"
            remedy = "填写这一行的其他各格；不是一项的，清空这一格。"
            place.findings.append(notice("RC25", place.where((row, column)), message, remedy))


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
