"""A table that was cut in two at the end of a page is read as one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.review.tables.cells import bare, is_number, sum_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Grid, Paper

_NOTHING = re.compile(
    r"[（(]?续表?.{0,30}|[-—－\s]*第?\s*\d{1,4}\s*页?[-—－\s]*|[（(]?单位[:：].{1,6}"
)


def whole_grids(paper: Paper) -> Iterator[Grid]:
    """Yield the tables of a paper, two halves as one: a repeated head is left out."""
    before: Grid | None = None
    for grid in paper.grids:
        if before and _goes_on(paper, before, grid):
            before = replace(before, rows=(*before.rows, *_without_head(before, grid)))
            continue
        if before:
            yield before
        before = grid
    if before:
        yield before


def _goes_on(paper: Paper, first: Grid, second: Grid) -> bool:
    if not first.rows or not second.rows or len(first.rows[0]) != len(second.rows[0]):
        return False
    if any(sum_word(cell.text) for cell in first.rows[-1][:3]):
        return False
    start, end = first.rows[-1][-1].number, second.rows[0][0].number
    between = (block for block in paper.blocks if start < block.number < end)
    if not all(_NOTHING.fullmatch(block.text.strip()) for block in between):
        return False
    has_numbers = any(is_number(cell.text) for cell in second.rows[0][1:])
    return has_numbers or _texts(first.rows[0]) == _texts(second.rows[0])


def _without_head(first: Grid, second: Grid) -> list[tuple[Block, ...]]:
    rows = list(second.rows)
    for head in first.rows:
        if not rows or _texts(rows[0]) != _texts(head):
            break
        rows.pop(0)
    return rows


def _texts(row: tuple[Block, ...]) -> list[str]:
    return [bare(cell.text) for cell in row]
