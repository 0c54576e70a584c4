"""Slips of the hand between two numbers: one digit, or two neighbouring digits swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

ONE_DIGIT = "只差一位数字"
SWAPPED = "只是相邻两位数字对调"
_FEWEST_DIGITS = 3


def slip(typed: Decimal, other: Decimal, places: int = 2) -> str:
    """Return how one number could have been typed for another, empty when it could not.

    Numbers of fewer than three digits are left alone: there almost anything is one digit off.

    >>> from decimal import Decimal
    >>> slip(Decimal("21.87"), Decimal("23.87")), slip(Decimal("9224.79"), Decimal("9224.97"))
    ('只差一位数字', '只是相邻两位数字对调')
    >>> slip(Decimal("9224.79"), Decimal("9246.84")), slip(Decimal("0"), Decimal("2"))
    ('', '')
    """
    if typed.is_signed() != other.is_signed():
        return ""
    places = max(places, _decimals(typed), _decimals(other))
    first, second = (str(int(abs(value).scaleb(places))) for value in (typed, other))
    if len(first) != len(second) or significant(typed) < _FEWEST_DIGITS:
        return ""
    apart = [at for at, pair in enumerate(zip(first, second, strict=True)) if len(set(pair)) > 1]
    if len(apart) == 1:
        return ONE_DIGIT
    if len(apart) == 2 and _crossed(first, second, apart[0]):
        return SWAPPED
    return ""


def significant(value: Decimal) -> int:
    """Return how many digits a number has, zeros at either end not counted.

    >>> from decimal import Decimal
    >>> significant(Decimal("9224.970")), significant(Decimal("0.50")), significant(Decimal(0))
    (6, 1, 0)
    """
    return len(value.normalize().as_tuple().digits) if value else 0


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _crossed(first: str, second: str, at: int) -> bool:
    """Tell whether the digits at a place and after it are swapped; digits apart never are."""
    return first[at] == second[at + 1] and first[at + 1] == second[at]
