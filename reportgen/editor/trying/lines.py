"""A printed report as lines with places: a paragraph a line, or a row of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportgen.editor.sentences import CELLS, LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Grid, Paper

_COLUMN = re.compile(r"第\d+列$")


class Line(NamedTuple):
    """One paragraph of a report, or one row of a table with its cells joined by ｜."""

    place: str
    text: str
    is_row: bool = False


def lines(paper: Paper) -> tuple[Line, ...]:
    """Return every line of a report in reading order, headers and notes last."""
    body = [(block.number, _of_block(block)) for block in paper.blocks]
    rows = [row for grid in paper.grids for row in _rows(grid)]
    margins = (_of_block(block) for block in paper.margins)
    return (*(line for _, line in sorted([*body, *rows])), *margins)


def _of_block(block: Block) -> Line:
    return Line(block.where.spot, block.text.replace("\n", LINE_BREAK))


def _rows(grid: Grid) -> Iterator[tuple[int, Line]]:
    """Yield a table's rows; a merged cell is said where it begins."""
    seen: set[int] = set()
    for row in grid.rows:
        new = [cell for cell in dict.fromkeys(row) if cell.number not in seen]
        seen |= {cell.number for cell in new}
        text = CELLS.join(cell.text.replace("\n", LINE_BREAK) for cell in new)
        if text.replace(CELLS, ""):
            place = _COLUMN.sub("", new[0].where.spot)
            yield new[0].number, Line(place, text, is_row=True)
