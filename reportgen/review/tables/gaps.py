"""Numbers of a table added up: how far a printed sum may be off, and what may explain a gap."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.checks.slips import SWAPPED, slip
from reportgen.passages.model import MONEY
from reportgen.review.tables.cells import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.review.model import Case
    from reportgen.review.tables.model import Number, Sheet

NEAR = Decimal("0.1")
_MOST_NAMED = 4


def tolerance(numbers: Sequence[Number], places: int) -> Decimal:
    """Return by how much rounding alone can part a sum from its parts, the sum among them."""
    if not places or all(is_exact(number) for number in numbers):
        return Decimal(0)
    if all(number.unit == MONEY for number in numbers):
        return Decimal(0)
    return rounding(numbers, places)


def rounding(numbers: Sequence[Number], places: int) -> Decimal:
    """Return by how much numbers, each rounded, can miss each other; counts are never rounded."""
    return sum((_half(number, places) for number in numbers), Decimal(0))


def is_exact(number: Number) -> bool:
    """Tell whether a number is a count: of people, of points, of things."""
    return number.measure != MONEY and not number.places


def _half(number: Number, places: int) -> Decimal:
    factor = units().get(number.unit, ("", Decimal(1)))[1]
    return min(number.half, Decimal(5).scaleb(-places - 1) * factor)


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is printed with."""
    return max(0, -int(value.as_tuple().exponent))


def places_of(sheet: Sheet) -> int:
    """Return how many decimals the amounts of a table have at most."""
    return sheet.places


def printed(base: Decimal, like: Number, places: int) -> str:
    """Return a value in the unit and with the decimals of a printed number."""
    factor = units().get(like.unit, ("", Decimal(1)))[1]
    value = base / factor
    places = max(places, like.places)
    rounded = round(value, places)
    return f"{rounded or abs(rounded):f}"


def named(pairs: Sequence[tuple[str, Number]]) -> str:
    """Return parts as a sum in words: ``基本支出8116.9＋项目支出1129.94``."""
    if len(pairs) <= _MOST_NAMED:
        return "＋".join(f"{name}{number.text}" for name, number in pairs).replace("＋-", "－")
    return f"{pairs[0][0]}{pairs[0][1].text}至{pairs[-1][0]}{pairs[-1][1].text}等{len(pairs)}项"


def off_by_slip(pairs: Sequence[tuple[str, Number]], gap: Decimal, places: int) -> list[str]:
    """Return which part, mistyped by one slip, would explain a gap: printed sum less parts."""
    found = []
    for name, number in pairs:
        value = Decimal(printed(number.base + gap, number, places))
        if how := slip(number.value, value, places):
            found.append(f"{name}可能应为{value:f}（{how}）")
    return found


def twin(case: Case, number: Number) -> str:
    """Return what to say of another printed number that differs by two swapped digits."""
    for other in _printed_numbers(case):
        if slip(number.value, other) == SWAPPED:
            return f"{number.text}与文中的{other:f}{SWAPPED}，也可能是误抄"
    return ""


def _printed_numbers(case: Case) -> Iterable[Decimal]:
    return (each.value for found in case.quantities for each in found)
