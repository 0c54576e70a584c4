"""The ruled tables of a printed page: their cells as a rectangle, continued over a page's end."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from reportgen.papers.items import Line, Table
from reportgen.papers.printed_lines import joined, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
_NEAR = 3.0


def box_of(found: Any) -> Box:
    """Return left, top, right and bottom of a table."""
    left, top, right, bottom = found.bbox
    return (left, top, right, bottom)


def inside(char: dict[str, Any], box: Box) -> bool:
    """Tell whether the middle of a character is in a box."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return _holds(box, (across, down))


def table(found: Any, chars: Sequence[dict[str, Any]], page: int) -> Table | None:
    """Return a table, None for a frame around text: it has one column only."""
    boxes: list[Box] = [box for box in found.cells if box]
    across = _edges([edge for box in boxes for edge in (box[0], box[2])])
    down = _edges([edge for box in boxes for edge in (box[1], box[3])])
    if len(across) < 3 or len(down) < 2 or len(boxes) < 2:
        return None
    own = [char for char in chars if inside(char, box_of(found))]
    cells = {box: _cell(box, own, page) for box in boxes}
    rows = []
    for top, bottom in itertools.pairwise(down):
        row = []
        for left, right in itertools.pairwise(across):
            middle = ((left + right) / 2, (top + bottom) / 2)
            box = next((b for b in boxes if _holds(b, middle)), None)
            row.append(cells[box] if box else Line("", nearby=f"第{page}页"))
        rows.append(tuple(row))
    return Table(tuple(rows))


def continued(first: Table, second: Table) -> Table | None:
    """Return two halves of a table as one, None where their columns differ.

    The head repeated on the second page is left out.
    """
    if len(first.rows[0]) != len(second.rows[0]):
        return None
    rows = list(second.rows)
    for head in first.rows:
        if not rows or _texts(rows[0]) != _texts(head):
            break
        rows.pop(0)
    below = {id(top): last for top, last in _cut(first, rows)}
    rest = (tuple(below.get(id(cell), cell) for cell in row) for row in rows)
    return Table((*first.rows, *rest))


def _cut(first: Table, rows: Sequence[tuple[Line, ...]]) -> Iterator[tuple[Line, Line]]:
    """Yield the empty cells at the top of a second page that a merged cell above runs into."""
    if not rows:
        return
    for at, (top, last) in enumerate(zip(rows[0], first.rows[-1], strict=True)):
        is_merged = len(rows) > 1 and rows[1][at] is top
        was_merged = len(first.rows) > 1 and first.rows[-2][at] is last
        if not top.text and (is_merged or was_merged):
            yield top, last


def _texts(row: Sequence[Line]) -> list[str]:
    return [cell.text for cell in row]


def _cell(box: Box, chars: Sequence[dict[str, Any]], page: int) -> Line:
    text = joined(line.text for line in lines_of((c for c in chars if inside(c, box)), page))
    return Line(text, nearby=f"第{page}页")


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _edges(values: Sequence[float]) -> list[float]:
    """Return the places of rules, those that are drawn twice only once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept
