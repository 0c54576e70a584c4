"""The cells of a Word table as a rectangle: merged cells stand in every place they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from reportgen.papers import refusals
from reportgen.papers.items import Line, rectangle
from reportgen.papers.word_package import q
from reportgen.papers.word_styles import VAL, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element as Element

    from reportgen.papers.items import Table

_WRAPPERS = {q("sdt"), q("sdtContent"), q("customXml")}
_WIDEST = 200
_ROW, _ROW_PROPERTIES, _CELL, _CELL_PROPERTIES = q("tr"), q("trPr"), q("tc"), q("tcPr")
_DELETED, _BEFORE, _SPAN = q("del"), q("gridBefore"), q("gridSpan")
_ACROSS, _DOWN = q("hMerge"), q("vMerge")
Cell = TypeVar("Cell")
Row: TypeAlias = "tuple[int, Iterable[tuple[Look, Cell]]]"
"""How many columns stand empty before a row, and its cells with their look."""


class Look(NamedTuple):
    """How many columns a cell takes, and whether it goes on with the one before or above it."""

    span: int = 1
    across: bool = False
    down: bool = False


def cells_of(table: Element, read: Callable[[Element], Line]) -> Table | None:
    """Return a table; ``read`` is asked once for each cell that begins a merge or stands alone."""
    return merged(filter(None, map(row_of, near(table, _ROW))), read)


def row_of(row: Element) -> Row[Element] | None:
    """Return a row, None where it is deleted."""
    skipped = skipped_of(row.find(_ROW_PROPERTIES))
    if skipped is None:
        return None
    cells = near(row, _CELL)
    return skipped, ((look_of(each.find(_CELL_PROPERTIES)), each) for each in cells)


def skipped_of(properties: Element | None) -> int | None:
    """Return how many columns stand empty before a row, None where the row is deleted."""
    if properties is None:
        return 0
    if properties.find(_DELETED) is not None:
        return None
    return whole(properties.find(_BEFORE)) or 0


def look_of(properties: Element | None) -> Look:
    """Return what the properties of a cell say."""
    if properties is None:
        return Look()
    span = whole(properties.find(_SPAN)) or 1
    return Look(span, _goes_on(properties, _ACROSS), _goes_on(properties, _DOWN))


def merged(table: Iterable[Row[Cell]], read: Callable[[Cell], Line]) -> Table | None:
    """Return a table, each merged cell in every place that it covers."""
    rows: list[list[Line]] = []
    for row in table:
        rows.append(_row(row, rows[-1] if rows else [], read))
        if len(rows) > refusals.MOST_CELLS:
            raise refusals.too_much("表格行数", refusals.MOST_CELLS)
    return rectangle([row for row in rows if row])


def _row(row: Row[Cell], above: list[Line], read: Callable[[Cell], Line]) -> list[Line]:
    skipped, told = row
    cells = [Line("") for _ in range(min(skipped, _WIDEST))]
    for look, cell in told:
        at = len(cells)
        if look.across and cells:
            line = cells[-1]
        elif look.down and at < len(above):
            line = above[at]
        else:
            line = read(cell)
        cells += [line] * min(look.span, max(_WIDEST - at, 1))
        if len(cells) > _WIDEST:
            raise refusals.too_much("表格列数", _WIDEST)
    return cells


def _goes_on(look: Element, kind: str) -> bool:
    """Tell whether a cell only continues the one above it, or before it."""
    merge = look.find(kind)
    return merge is not None and merge.get(VAL, "continue") == "continue"


def near(element: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table, cells of a row and the like, also those inside content controls."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from near(child, name)
