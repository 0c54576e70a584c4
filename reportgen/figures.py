"""Values that remember the cell they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from reportgen.findings import Where


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, typed or computed.

    Money is in 万元, rates are fractions (0.951 is 95.10%), people are whole.
    ``places`` is how many decimals are printed; the value itself is never rounded.
    A computed figure's ``sources`` are the cells of everything it was computed from;
    a typed figure's only source is its own cell.
    """

    value: Decimal
    unit: str
    where: Where
    places: int = 2
    sources: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words: a name, a choice, a phone number."""

    value: str
    where: Where


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Several paragraphs typed into one cell, each line one paragraph."""

    value: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    value: date
    where: Where


Single: TypeAlias = Figure | Text | Paragraphs | Day
Row: TypeAlias = Mapping[str, Single]


@dataclass(frozen=True, slots=True)
class Link:
    """How the rows of one list belong to the rows of another.

    A row belongs to the row of ``table`` whose ``key`` holds the word its own ``column`` holds.
    """

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list the clerk filled in, row by row; each row maps a column's name to its value.

    ``cells`` are the places of each row's cells, blank ones too, where they are known.
    """

    rows: tuple[Row, ...]
    where: Where
    cells: tuple[Mapping[str, Where], ...] = field(default=(), repr=False, compare=False)
    link: Link | None = None


Value: TypeAlias = Single | Table
Record: TypeAlias = Mapping[str, Value]


_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(12))


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as Excel shows it, never to a negative zero.

    >>> rounded(Decimal("2.675"), 2), rounded(Decimal("-0.001"), 2)
    (Decimal('2.68'), Decimal('0.00'))
    """
    step = _STEPS[places] if 0 <= places < len(_STEPS) else Decimal(1).scaleb(-places)
    result = value.quantize(step, ROUND_HALF_UP)
    return result or abs(result)


def shown(value: Decimal, unit: str, places: int = 2) -> str:
    """Return a number with its unit as a person would write it; a rate's unit is ``%``.

    >>> shown(Decimal("0.951"), "%"), shown(Decimal("8116.9"), "万元")
    ('95.10%', '8116.90万元')
    """
    if unit == "%":
        return f"{rounded(value * 100, places)}%"
    return f"{rounded(value, places)}{unit}"
