"""What a table says once it is read: columns that know their year and role, lines, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from reportgen.papers.model import Block, Span
from reportgen.passages.model import MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from decimal import Decimal

    from reportgen.papers.model import Grid

AMOUNT, RATE, SHARE, DIFFERENCE = "amount", "rate", "share", "difference"
POINTS, ORDER, LABEL, TEXT = "points", "order", "label", "text"
TOTAL, SUBTOTAL, OF_WHICH = "total", "subtotal", "of which"
CHANGE_RATE = "增减率"
Told = TypeVar("Told")


class Number(NamedTuple):
    """The number of one cell.

    ``value`` is as printed, ``unit`` from the cell, else its column, its row or the table;
    ``measure``, ``base`` and ``half`` are as in a Quantity. ``start`` and ``end`` are places in
    the cell, the printed unit included. ``places`` is how many decimals it is printed with.
    """

    value: Decimal
    unit: str
    measure: str
    base: Decimal
    half: Decimal
    block: Block
    start: int
    end: int
    places: int

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.block, self.start, self.end)

    @property
    def text(self) -> str:
        """Return it as printed."""
        return self.block.text[self.start : self.end]


class Column(NamedTuple):
    """One column. ``at`` is its place in the grid's rows.

    ``title`` joins the heads over it from the top (``2020年决算数``), ``heads`` are their cells.
    ``year`` is None where the heads give none. ``role`` is one of 年初预算, 调整后预算, 追加,
    预算, 决算, 上年结转, 结余, 分值, 得分, 扣分, 差额, 占比, 增减率, 合计, 序号,
    完成率 (any rate of two amounts), or empty. ``kind`` is amount, rate, share, difference,
    points, order, label or text. ``unit`` is what the heads say in brackets, empty where they
    say none; ``mark`` is the sign that formulas call it by (``①``, ``A``).
    """

    at: int
    title: str
    heads: tuple[Block, ...]
    year: int | None
    role: str
    unit: str
    kind: str
    mark: str = ""

    @property
    def names(self) -> tuple[Block, ...]:
        """Return the heads without the one that only gives the column's sign."""
        return tuple(head for head in self.heads if head.text.strip() != self.mark)


class Line(NamedTuple):
    """One row of values. ``at`` is its place in the grid.

    ``text`` is its label without blanks, number and 其中; ``groups`` the labels of the columns
    before, outermost first. ``indent`` counts full-width blanks before the words, those of
    ``其中：`` included; ``mark`` is the level of the number at its head, 1 for ``一、`` to 5 for
    ``①``, 0 for none, ``place`` that number. ``kind`` is total, subtotal, of which or empty.
    """

    at: int
    label: Block
    text: str
    groups: tuple[str, ...]
    indent: int
    mark: int
    kind: str
    unit: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a grid that has one head: most grids are one sheet.

    ``name`` is the title over its labels (``财政供养人员情况``), empty for words such as 项目;
    ``names`` is the place of that column. ``places`` is how many
    decimals its amounts have at most. ``known`` is what was found out of the words alone: the
    sheets of one shape share it.
    """

    grid: Grid
    name: str
    heads: tuple[int, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    numbers: Mapping[tuple[int, int], Number]
    names: int = 0
    known: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)
    places: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count the decimals of its amounts once: every check asks."""
        told = [each.places for each in self.numbers.values() if each.measure in ("", MONEY)]
        object.__setattr__(self, "places", max(told, default=0))

    def number(self, line: Line, column: Column) -> Number | None:
        """Return the number at a place, None where there is none."""
        return self.numbers.get((line.at, column.at))

    def cell(self, line: Line, column: Column) -> Block:
        """Return the cell at a place."""
        return self.grid.rows[line.at][column.at]

    def of_kind(self, *kinds: str) -> tuple[Column, ...]:
        """Return the columns of these kinds."""
        return tuple([column for column in self.columns if column.kind in kinds])

    def once(self, key: Hashable, find: Callable[[], Told]) -> Told:
        """Return what ``find`` finds in words and places alone, asked once for all of a shape.

        Of what it gives, the blocks of heads and labels may be those of another report.
        """
        if key not in self.known:
            self.known[key] = find()
        return cast("Told", self.known[key])
