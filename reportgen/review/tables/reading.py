"""Read a table as a person does: heads, years, roles, totals, parts, and its numbers with units.

``read(grid, year)`` returns the sheets of a grid: one for each head that stands in it, and one
for each of two lists side by side. A grid is read once, however many checks ask.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.tables import heads as table_heads
from reportgen.review.tables import lines as table_lines
from reportgen.review.tables import shapes
from reportgen.review.tables.cells import KEPT, first_unit, is_number, number, sum_word, units
from reportgen.review.tables.model import (
    AMOUNT,
    CHANGE_RATE,
    DIFFERENCE,
    LABEL,
    OF_WHICH,
    ORDER,
    POINTS,
    RATE,
    SHARE,
    SUBTOTAL,
    TEXT,
    TOTAL,
    Column,
    Line,
    Number,
    Sheet,
)
from reportgen.review.tables.split import whole_grids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid, Paper
    from reportgen.review.model import Case

__all__ = [
    "AMOUNT",
    "CHANGE_RATE",
    "DIFFERENCE",
    "LABEL",
    "OF_WHICH",
    "ORDER",
    "POINTS",
    "RATE",
    "SHARE",
    "SUBTOTAL",
    "TEXT",
    "TOTAL",
    "Column",
    "Line",
    "Number",
    "Sheet",
    "read",
    "sheets",
]

_MOST_KEPT = 64
_kept: dict[tuple[int, int | None], tuple[Grid, tuple[Sheet, ...]]] = {}
_whole: dict[int, tuple[Paper, tuple[Grid, ...]]] = {}


def sheets(case: Case) -> Iterator[Sheet]:
    """Yield the sheets of all tables of a paper."""
    key = id(case.paper)
    if key not in _whole:
        if len(_whole) >= _MOST_KEPT:
            _whole.clear()
        _whole[key] = (case.paper, tuple(whole_grids(case.paper)))
    for grid in _whole[key][1]:
        yield from read(grid, case.year)


def read(grid: Grid, year: int | None) -> tuple[Sheet, ...]:
    """Return the sheets of a grid; ``year`` is the year the report is about."""
    key = (id(grid), year)
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = (grid, _through(grid, year))
    return _kept[key][1]


def _through(grid: Grid, year: int | None) -> tuple[Sheet, ...]:
    grid = _squared(grid)
    return shapes.through(grid, year, lambda: _sheets(grid, year))


def _sheets(grid: Grid, year: int | None) -> Iterator[Sheet]:
    for heads, lines in table_heads.sections(grid):
        width = len(grid.rows[0])
        columns = [
            table_heads.column(grid, at, heads, lines, year)
            for at in range(width)
            if not _is_spread(grid, at, [*heads, *lines])
        ]
        for part in table_lines.parts(columns):
            yield _sheet(grid, heads, part, lines)


def _is_spread(grid: Grid, at: int, rows: Sequence[int]) -> bool:
    """Tell whether a column is only what cells of the column before it spread over."""
    cells = ((grid.rows[row][at - 1], grid.rows[row][at]) for row in rows) if at else ()
    return bool(at) and all(one.number == two.number for one, two in cells)


def _squared(grid: Grid) -> Grid:
    """Fill rows that are too short; 合计 stands over the cells that it must have covered."""
    width = max((len(row) for row in grid.rows), default=0)
    if all(len(row) == width for row in grid.rows):
        return grid
    return replace(grid, rows=tuple(_filled(row, width) for row in grid.rows if row))


def _filled(row: tuple[Block, ...], width: int) -> tuple[Block, ...]:
    lacking = width - len(row)
    if sum_word(row[0].text):
        return (row[0],) * lacking + row
    return row + (replace(row[-1], text=""),) * lacking


def _sheet(grid: Grid, heads: Sequence[int], part: Sequence[Column], rows: Sequence[int]) -> Sheet:
    at = table_lines.label_column(grid, part, rows)
    columns = [table_lines.as_label(each) if each is part[at] else each for each in part]
    told = columns[at].heads
    lines = tuple(table_lines.lines_of(grid, part, at, rows, told))
    if _is_sum(part[at]):
        columns = list(part)
        lines = tuple(line._replace(text="", kind="", mark=0, place=0) for line in lines)
    columns = _completed(columns)
    known = set(words("tables")["label"]["titles"])
    title = table_lines.plain(columns[at].title)
    name = "" if title in known else title
    unit = next((each.unit for each in columns[at::-1] if each.unit), "")
    numbers = _numbers(grid, columns[at]._replace(unit=unit), columns, lines)
    return Sheet(grid, name, tuple(heads), tuple(columns), lines, numbers, part[at].at)


def _is_sum(column: Column) -> bool:
    """Tell whether the first column is one of sums: such a table names no rows."""
    return column.kind == AMOUNT and bool(column.names and sum_word(column.names[-1].text))


def _numbers(
    grid: Grid, label: Column, columns: Sequence[Column], lines: Sequence[Line]
) -> dict[tuple[int, int], Number]:
    words_at = [each.at for each in columns if each.kind in (LABEL, TEXT)]
    return {
        (line.at, column.at): found
        for line in lines
        if not (line.kind and _is_shifted(grid.rows[line.at], words_at))
        for column in columns
        if column.kind not in (LABEL, TEXT) and column.at < len(grid.rows[line.at])
        if (found := number(grid.rows[line.at][column.at], _unit(grid, label, line, column)))
    }


def _is_shifted(cells: Sequence[Block], words_at: Sequence[int]) -> bool:
    """Tell whether a sum stands among the words: its row lost the cells that 合计 covered."""
    return any(at < len(cells) and is_number(cells[at].text) for at in words_at)


def _completed(columns: Sequence[Column]) -> list[Column]:
    """Let a head that gives only its year (``20年``) be the 决算 beside that year's 预算."""
    planned = {column.year for column in columns if "预算" in column.role}
    return [
        column._replace(role="决算")
        if column.kind == AMOUNT
        and not column.role
        and column.year in planned - {None}
        and table_heads.is_only_year(column.title)
        else column
        for column in columns
    ]


def _unit(grid: Grid, label: Column, line: Line, column: Column) -> str:
    if column.unit:
        return column.unit
    if column.kind in (RATE, SHARE, ORDER):
        return ""
    if column.kind == POINTS:
        return "分"
    for text in (column.title, line.text):
        if unit := _unit_by_noun(text):
            return unit
    told = line.unit or label.unit or first_unit(grid.unit)
    return told if told in units() else ""


@lru_cache(KEPT)
def _unit_by_noun(text: str) -> str:
    known: dict[str, list[str]] = words("tables")["unit"]
    if text.endswith(("费", "支出")):
        return ""
    return next((unit for unit, nouns in known.items() if any(each in text for each in nouns)), "")
