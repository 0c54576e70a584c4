"""Make room on a sheet: insert rows and move everything that openpyxl leaves behind."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def insert(sheet: Worksheet, after: int, count: int) -> None:
    """Insert rows that look like row ``after``; what stands below moves down, merges included."""
    if count <= 0:
        return
    merges = [copy(merged) for merged in sheet.merged_cells.ranges]
    heights = {row: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}
    for merged in merges:
        sheet.unmerge_cells(merged.coord)
    sheet.insert_rows(after + 1, count)
    for merged in merges:
        if merged.min_row > after:
            merged.shift(row_shift=count)
        sheet.merge_cells(merged.coord)
    for row in range(sheet.max_row, after, -1):
        source = row - count if row > after + count else after
        sheet.row_dimensions[row].height = heights.get(source)
    for column in range(1, sheet.max_column + 1):
        like = sheet.cell(after, column)
        for row in range(after + 1, after + count + 1):
            sheet.cell(row, column)._style = copy(like._style)  # type: ignore[union-attr]


def cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell that may hold a value: not one hidden under a merged range."""
    from openpyxl.cell import Cell

    found = sheet.cell(row, column)
    if not isinstance(found, Cell):
        raise TypeError(found.coordinate)
    return found


def set_aside(sheet: Worksheet, first: int, column: int, end: int) -> int:
    """Return how many rows a list has: to the row before ``end``, or as far as borders go."""
    last = end - 1 if end else sheet.max_row
    count = 0
    for row in range(first, last + 1):
        if row > first and sheet.cell(row, column).border.bottom.style is None:
            break
        count += 1
    return count
