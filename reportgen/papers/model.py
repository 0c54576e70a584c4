"""A report in memory: paragraphs and tables in reading order, each with a place to open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.findings import Where


@dataclass(frozen=True, slots=True)
class Mark:
    """The number at the head of a paragraph, typed or given by Word: ``（二）``, ``3、``, ``①``.

    ``level`` is the level the style of the number stands for: 1 for ``一、``, 2 for ``（一）``,
    3 for ``1.`` and ``1、``, 4 for ``（1）``, 5 for ``①``; 0 for words such as ``第一``.
    ``text`` is the mark as it reads, ``number`` its value. ``typed`` is how many characters of
    the block's text it takes, 0 where Word itself numbers the paragraph.
    """

    text: str
    level: int
    number: int
    typed: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or the text of one cell of a table, or one text a clerk typed.

    ``number`` counts paragraphs and cells together, in reading order: no two are the same.
    ``level`` is 1 to 4 for a heading that stands on a line of its own, 9 for the title of the
    report, 0 for anything else. Line breaks inside a block are ``\\n``. ``indent`` is how many
    full-width blanks wide a cell's words are set in; ``text`` has none at its ends.
    """

    number: int
    text: str
    where: Where
    level: int = 0
    mark: Mark | None = None
    is_cell: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a block: what a finding is about, and where a comment is anchored."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words."""
        return self.block.text[self.start : self.end]

    @property
    def order(self) -> tuple[int, int, int]:
        """Return what sorts spans as a reader meets them."""
        return (self.block.number, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. ``rows`` is a rectangle: a merged cell stands in each place it covers.

    ``title`` is the line over the table that names it (``表2　2020年度支出预决算对比表``), else
    the heading it stands under; ``unit`` is what ``单位：`` says over or in it, else nothing.
    ``section`` holds the headings it stands under, outermost first.
    """

    number: int
    title: str
    unit: str
    rows: tuple[tuple[Block, ...], ...]
    section: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report.

    ``blocks`` are the paragraphs, without cells; ``margins`` what stands in headers, footers,
    notes and text boxes. ``is_report`` is False for texts that a clerk typed into a form: they
    have no outline of their own. ``is_exact`` is False where the words were put together from a
    printed page: marks and blanks at the ends of its lines may be missing. ``cells`` are those
    of all tables, each once, in reading order.
    """

    file: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...] = ()
    margins: tuple[Block, ...] = ()
    is_report: bool = True
    is_exact: bool = True
    cells: tuple[Block, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather the cells once: every check asks for them."""
        seen = {cell.number: cell for grid in self.grids for row in grid.rows for cell in row}
        object.__setattr__(self, "cells", tuple(seen[number] for number in sorted(seen)))


def whole(block: Block) -> Span:
    """Return a span over a whole block."""
    return Span(block, 0, len(block.text))
