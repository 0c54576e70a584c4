"""Make room on a sheet: insert rows and move everything that openpyxl leaves behind."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.forms.shifts import Insertion, shift
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.packs.model import SheetLayout, TableSlot
    from reportgen.workbook.cells import Area


@dataclass(frozen=True, slots=True)
class Room:
    """What was done to one sheet: rows added (after which, how many), and each list's length."""

    added: tuple[tuple[int, int], ...]
    lengths: Mapping[str, int]

    def moved(self, row: int) -> int:
        """Return where a row of the layout stands once lists have grown."""
        return row + sum(more for after, more in self.added if row > after)


def make_room(book: Workbook, layout: SheetLayout, wanted: Mapping[str, int]) -> Room:
    """Unfold the indicators and lengthen lists to the ``wanted`` number of rows.

    Raises ReportgenError (FM06) for an editor's formula that cannot be moved.
    """
    sheet = book[layout.title]
    insert(book, sheet, layout.sample_row, layout.added_rows)
    added: list[tuple[int, int]] = []
    lengths: dict[str, int] = {}
    for table in sorted(layout.tables, key=lambda each: -each.row):
        room = set_aside(sheet, table)
        lengths[table.name] = max(room, wanted.get(table.name, 0))
        if lengths[table.name] > room:
            after, more = table.row + room - 1, lengths[table.name] - room
            insert(book, sheet, after, more)
            added.append((after, more))
    made = Room(tuple(added), lengths)
    for first, left, last, right in layout.merges:
        _merge(sheet, (made.moved(first), left, made.moved(last), right))
    return made


def _merge(sheet: Worksheet, area: Area) -> None:
    """Merge an area of the layout; cells in it that are merged to the right widen it."""
    first, left, last, right = area
    inside = [
        each
        for each in sheet.merged_cells.ranges
        if first <= each.min_row == each.max_row <= last and each.min_col == left
    ]
    if first < last:
        right = max([right, *(each.max_col for each in inside)])
        for each in inside:
            sheet.unmerge_cells(each.coord)
    coordinates = f"{ref((first, left))}:{ref((last, right))}"
    if all(each.coord != coordinates for each in sheet.merged_cells.ranges):
        sheet.merge_cells(coordinates)


def insert(book: Workbook, sheet: Worksheet, after: int, count: int) -> None:
    """Insert rows that look like row ``after``, cells merged to the right included.

    What stands below moves down: merges and heights move along, and so do references in
    formulas, rules and names.
    """
    if count <= 0:
        return
    made = Insertion(sheet.title, after, count)
    shift(book, made)
    merges = [copy(merged) for merged in sheet.merged_cells.ranges]
    sizes = {
        row: (sheet.row_dimensions[row].height, sheet.row_dimensions[row].hidden)
        for row in range(1, sheet.max_row + 1)
    }
    for merged in merges:
        sheet.unmerge_cells(merged.coord)
    sheet.insert_rows(after + 1, count)
    _move_links(sheet)
    for merged in merges:
        merged.min_row, merged.max_row = made.row(merged.min_row), made.row(merged.max_row)
        sheet.merge_cells(merged.coord)
    for row in range(sheet.max_row, after, -1):
        size = sizes.get(row - count if row > after + count else after, (None, False))
        sheet.row_dimensions[row].height, sheet.row_dimensions[row].hidden = size
    for column in range(1, sheet.max_column + 1):
        like = sheet.cell(after, column)
        for row in range(after + 1, after + count + 1):
            sheet.cell(row, column)._style = copy(like._style)  # type: ignore[union-attr]
    for merged in [each for each in merges if each.min_row == each.max_row == after]:
        for row in range(after + 1, after + count + 1):
            sheet.merge_cells(f"{ref((row, merged.min_col))}:{ref((row, merged.max_col))}")


def _move_links(sheet: Worksheet) -> None:
    """Let every link stand at the cell it is on: it remembers where that was."""
    for row in sheet.iter_rows():
        for each in row:
            if each.hyperlink:
                each.hyperlink.ref = each.coordinate


def cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell that may hold a value: under a merged range, the range's first."""
    from openpyxl.cell import Cell

    found = sheet.cell(row, column)
    if not isinstance(found, Cell):
        ranges = sheet.merged_cells.ranges
        area = next(each for each in ranges if found.coordinate in each)
        found = sheet.cell(area.min_row, area.min_col)
    if not isinstance(found, Cell):
        raise TypeError(found.coordinate)
    return found


def set_aside(sheet: Worksheet, table: TableSlot) -> int:
    """Return how many rows a list has, the same for all its columns.

    They go to the row before the next words, or as far as any column's borders go.
    """
    last = table.end - 1 if table.end else sheet.max_row
    count = 1
    while table.row + count <= last and any(
        _is_bordered(sheet, table.row + count, column) for column in table.columns.values()
    ):
        count += 1
    return count


def _is_bordered(sheet: Worksheet, row: int, column: int) -> bool:
    """Tell whether a cell has a line below; in some files a border has no sides at all."""
    side = sheet.cell(row, column).border.bottom
    return side is not None and side.style is not None
