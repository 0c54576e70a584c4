"""The cells of a Word table as a rectangle: merged cells stand in every place they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.papers import refusals
from reportgen.papers.items import Line, rectangle
from reportgen.papers.word_package import q
from reportgen.papers.word_styles import VAL, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from reportgen.papers.items import Table

_WRAPPERS = {q("sdt"), q("sdtContent"), q("customXml")}
_WIDEST = 200


def cells_of(table: Element, read: Callable[[Element], Line]) -> Table | None:
    """Return a table; ``read`` is asked once for each cell that begins a merge or stands alone."""
    rows: list[list[Line]] = []
    for row in _near(table, q("tr")):
        properties = row.find(q("trPr"))
        if properties is not None and properties.find(q("del")) is not None:
            continue
        above = rows[-1] if rows else []
        rows.append(_row(row, properties, above, read))
        if len(rows) > refusals.MOST_CELLS:
            raise refusals.too_much("表格行数", refusals.MOST_CELLS)
    return rectangle([row for row in rows if row])


def _row(
    row: Element, properties: Element | None, above: list[Line], read: Callable[[Element], Line]
) -> list[Line]:
    skipped = None if properties is None else whole(properties.find(q("gridBefore")))
    cells = [Line("") for _ in range(min(skipped or 0, _WIDEST))]
    for cell in _near(row, q("tc")):
        look = cell.find(q("tcPr"))
        span = 1 if look is None else whole(look.find(q("gridSpan"))) or 1
        at = len(cells)
        if _goes_on(look, "hMerge") and cells:
            line = cells[-1]
        elif _goes_on(look, "vMerge") and at < len(above):
            line = above[at]
        else:
            line = read(cell)
        cells += [line] * min(span, max(_WIDEST - at, 1))
        if len(cells) > _WIDEST:
            raise refusals.too_much("表格列数", _WIDEST)
    return cells


def _goes_on(look: Element | None, kind: str) -> bool:
    """Tell whether a cell only continues the one above it, or before it."""
    merge = None if look is None else look.find(q(kind))
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _near(element: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _near(child, name)
