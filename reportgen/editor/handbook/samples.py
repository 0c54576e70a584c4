"""Made-up values, to show what a tag prints."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

from reportgen.figures import shown
from reportgen.packs.model import Kind
from reportgen.prose import FILTERS, Number, ProseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.packs.model import Field
    from reportgen.prose.printable import Single

ROWS = 3
_ORDINALS = "甲乙丙"
_A_SUM = Decimal(1000)
_COUNTED = 90


def of_field(field: Field, year: int) -> tuple[Single, ...]:
    """Return one value for each of three rows; a field of its own takes the first."""
    return tuple(_of_field(field, year, turn) for turn in range(ROWS))


def _of_field(field: Field, year: int, turn: int) -> Single:
    if field.kind is Kind.NUMBER:
        return number(field.name, field.unit, field.places, (field.low, field.high), turn)
    if field.kind is Kind.DATE:
        return date(year + 1, 4, 20 + turn)
    if field.kind is Kind.CHOICE and field.choices:
        return field.choices[turn % len(field.choices)]
    if field.kind is Kind.PARAGRAPHS:
        return "第一段文字", "第二段文字"
    return text(turn)


def text(turn: int = 0) -> str:
    """Return words for a row."""
    return f"文字{_ORDINALS[turn]}"


def measured(name: str, unit: str) -> str:
    """Return an indicator's value as the list of indicators prints it: with its unit."""
    value = number(name, unit, 2)
    return shown(value.value, unit, 2)


def number(
    name: str,
    unit: str,
    places: int,
    limits: tuple[Decimal | None, Decimal | None] = (None, None),
    turn: int = 0,
) -> Number:
    """Return a number of a likely size, the same for the same name, within its limits."""
    spread = crc32(f"{name}{turn}".encode())
    fraction = Decimal(spread % 90000 + 10000) / 100000
    value = fraction * (1 if unit == "%" else _A_SUM if places else _COUNTED)
    low, high = limits
    if high is not None and value > high:
        value = (low or Decimal(0)) + fraction * (high - (low or Decimal(0)))
    if low is not None and value < low:
        value = low
    quantum = Decimal(1).scaleb(-places - (2 if unit == "%" else 0))
    return Number(value.quantize(quantum), unit, places)


def printed(
    value: Single | tuple[Single, ...], way: str = "", arguments: Sequence[object] = ()
) -> str:
    """Return what a value prints, by a filter or without; nothing where the filter cannot."""
    try:
        said = FILTERS[way](value, *arguments) if way else value
    except (ProseError, TypeError):
        return ""
    if isinstance(said, date):
        return str(FILTERS["中文日期"](said))
    return "\n".join(said) if isinstance(said, tuple) else str(said)
