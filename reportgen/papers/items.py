"""What every reader hands over before places and headings are known: lines and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportgen.papers.model import Mark


_NEAR = 2


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph, or what stands in a cell.

    ``mark`` is a number given by Word, ``outline`` the level of a heading's style, ``nearby``
    what helps to find it (``第20行``), ``source`` what it was read from (Word's paragraphs),
    ``indent`` how far it is set in.
    """

    text: str
    mark: Mark | None = None
    outline: int = 0
    nearby: str = ""
    source: tuple[object, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table: rows of cells, a merged cell the same object in each place it covers."""

    rows: tuple[tuple[Line, ...], ...]


Item: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """A line outside the text; ``label`` is 页眉, 页脚, 脚注, 尾注 or 文本框."""

    label: str
    line: Line


def indent_of(text: str) -> int:
    """Return how many full-width blanks stand before a text; two others count as one.

    Blanks on both sides only set it in the middle.

    >>> [indent_of(each) for each in ("　　公车购置", "    公车购置 ", " 　合计　", " 合计")]
    [2, 2, 0, 0]
    """
    words = text.strip()
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :] if words else ""
    before, after = (sum(2 if each in "　\t" else 1 for each in side) for side in (lead, trail))
    is_middle = after > 1 and abs(before - after) < _NEAR
    return before // 2 if words and not is_middle else 0


def rectangle(rows: list[list[Line]]) -> Table | None:
    """Return a table whose rows are equally long, None when it has no cell."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    return Table(tuple((*row, *(Line("") for _ in range(width - len(row)))) for row in rows))
