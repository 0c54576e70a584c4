"""What of a table its numbers do not change is read once: the next report has the same tables.

A shape holds where the heads, the labels and the numbers stand. It fits each table that differs
only in numbers and in words that are neither heads nor labels nor places in a list.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.review.tables.cells import (
    KEPT,
    bare,
    is_blank,
    is_year,
    number,
    number_unit,
    sum_word,
)
from reportgen.review.tables.heads import looks_like_head
from reportgen.review.tables.model import LABEL, ORDER, Column, Line, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from reportgen.papers.model import Grid

    Place = tuple[int, int]

_MOST = 128
_MOST_ALIKE = 4
_WORDS = "words"


class _Part(NamedTuple):
    """One sheet as it was read first, and the places of what the next one has of its own."""

    sheet: Sheet
    heads: tuple[tuple[Place, ...], ...]
    labels: tuple[Place, ...]
    units: tuple[tuple[Place, str], ...]


class _Shape(NamedTuple):
    """The sheets of a grid, and the words that another grid must share to have them too."""

    exact: tuple[tuple[Place, str], ...]
    parts: tuple[_Part, ...]


_shapes: dict[Hashable, list[_Shape]] = {}
"""The last few of each kind: tables whose labels are each report's own never come again."""


def through(grid: Grid, year: int | None, read: Callable[[], Iterable[Sheet]]) -> tuple[Sheet, ...]:
    """Return the sheets of a grid, which ``read`` reads where no other had its shape."""
    known = _shapes.get(key := _key(grid, year), ())
    rows = grid.rows
    for exact, parts in known:
        if all(rows[row][at].text == text for (row, at), text in exact):
            return tuple([_over(grid, part) for part in parts])
    sheets = tuple(read())
    if len(_shapes) >= _MOST:
        _shapes.clear()
    _shapes[key] = [*known[1 - _MOST_ALIKE :], _shape(grid, sheets)]
    return sheets


def _key(grid: Grid, year: int | None) -> Hashable:
    """Return what two grids of one shape share: which cells are one, and all words."""
    cells = [cell for row in grid.rows for cell in row]
    first = cells[0].number if cells else 0
    words = tuple([_said(cell.text) for cell in cells])
    merged = tuple([cell.number - first for cell in cells])
    indents = tuple([cell.indent for cell in cells])
    return len(grid.rows), year, grid.unit, merged, words, indents


@lru_cache(KEPT)
def _said(text: str) -> str | tuple[str]:
    """Return the words of a cell; of a number, years aside, its unit, of mere words that it is."""
    if is_blank(text) or is_year(text):
        return text
    unit = number_unit(text)
    if unit is not None:
        return (unit,)
    return text if sum_word(text) or looks_like_head(bare(text)) else (_WORDS,)


def _shape(grid: Grid, sheets: Iterable[Sheet]) -> _Shape:
    places: dict[int, Place] = {}
    for row, cells in enumerate(grid.rows):
        for at, cell in enumerate(cells):
            places.setdefault(id(cell), (row, at))
    parts = tuple(_part(sheet, places) for sheet in sheets)
    rows = {line.at for part in parts for line in part.sheet.lines}
    columns = {at for part in parts for at in _worded(part)}
    labels = {place for part in parts for place in part.labels}
    exact = tuple(
        ((row, at), cell.text)
        for row, cells in enumerate(grid.rows)
        for at, cell in enumerate(cells)
        if row not in rows or at in columns or (row, at) in labels
        if not isinstance(_said(cell.text), str)
    )
    return _Shape(exact, parts)


def _part(sheet: Sheet, places: Mapping[int, Place]) -> _Part:
    return _Part(
        sheet,
        tuple(tuple(places[id(head)] for head in each.heads) for each in sheet.columns),
        tuple(places[id(line.label)] for line in sheet.lines),
        tuple((place, found.unit) for place, found in sheet.numbers.items()),
    )


def _worded(part: _Part) -> Iterable[int]:
    """Return the columns that must be the same: names of rows, those before, places in a list."""
    last = part.sheet.names
    yield last
    yield from (
        each.at for each in part.sheet.columns if each.at <= last or each.kind in (LABEL, ORDER)
    )


def _over(grid: Grid, part: _Part) -> Sheet:
    """Return the sheet of another grid of the same shape."""
    first, rows = part.sheet, grid.rows
    columns = tuple(
        [
            Column(each.at, each.title, tuple([rows[row][at] for row, at in heads]), *each[3:])
            for each, heads in zip(first.columns, part.heads, strict=True)
        ]
    )
    lines = tuple(
        [
            Line(each.at, rows[row][at], *each[2:])
            for each, (row, at) in zip(first.lines, part.labels, strict=True)
        ]
    )
    numbers = {
        (row, at): found for (row, at), unit in part.units if (found := number(rows[row][at], unit))
    }
    return Sheet(grid, first.name, first.heads, columns, lines, numbers, first.names, first.known)
