"""What every reader hands over before places and headings are known: lines and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportgen.papers.model import Mark


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph, or what stands in a cell.

    ``mark`` is a number given by Word, ``outline`` the level of a heading's style, ``nearby``
    what helps to find it (``第20行``), ``source`` what it was read from (Word's paragraphs).
    """

    text: str
    mark: Mark | None = None
    outline: int = 0
    nearby: str = ""
    source: tuple[object, ...] = ()


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


def rectangle(rows: list[list[Line]]) -> Table | None:
    """Return a table whose rows are equally long, None when it has no cell."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    return Table(tuple((*row, *(Line("") for _ in range(width - len(row)))) for row in rows))
