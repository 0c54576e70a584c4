"""Amounts of one text compared: what they can be added with, how exact they are, how they print."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.passages.model import Quantity

MONEY = "元"
_SHORT = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_LARGE = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_COUNTED = tuple("人户个项家件名起处台辆座所条次")
_SOFT = Decimal("0.05")


def measure(each: Quantity) -> str:
    """Return what it can be added with; 510万 amid 万元 is money."""
    return MONEY if each.unit in _SHORT else each.measure


def base(each: Quantity) -> Decimal:
    """Return its value in its measure's own unit."""
    return each.value * _SHORT[each.unit] if each.unit in _SHORT else each.base


def summed(parts: Iterable[Quantity]) -> Decimal:
    """Return the sum of some amounts."""
    return sum((base(each) for each in parts), Decimal(0))


def exactness(each: Quantity, others: Iterable[Quantity]) -> Decimal:
    """Return half of the last digit that its fellows of the same unit are printed with.

    3万元 amid 35.35万元 is 3.00万元 with its zeros left out.
    """
    return min(
        (
            other.half * _SHORT.get(other.unit, Decimal(1))
            for other in others
            if other.unit == each.unit
        ),
        default=each.half,
    )


def tolerance(whole: Quantity, parts: Iterable[Quantity]) -> Decimal:
    """Return by how much a sum may differ for rounding alone; people are never rounded."""
    every = [whole, *parts]
    soft = sum((base(each) * _SOFT for each in every if each.about), Decimal(0))
    if measure(whole) in _COUNTED and all(each.base == int(each.base) for each in every):
        return soft
    finest: dict[str, Decimal] = {}
    for each in every:
        half = each.half * _SHORT.get(each.unit, Decimal(1))
        finest[each.unit] = min(half, finest.get(each.unit, half))
    return sum((finest[each.unit] for each in every), Decimal(0)) + soft


def printed(value: Decimal, like: Quantity, others: Iterable[Quantity] = ()) -> str:
    """Return a value in the unit of another amount, with as many decimals as its fellows."""
    unit = "万元" if like.unit == "万" else "亿元" if like.unit == "亿" else like.unit
    factor = _LARGE.get(unit) or (like.base / like.value if like.value else Decimal(1))
    places = max((_places(each) for each in (like, *others) if each.unit == like.unit), default=0)
    number = (value / factor).quantize(Decimal(1).scaleb(-places))
    if number * factor != value:
        number = (value / factor).quantize(Decimal("0.01"))
    return f"{number}{unit}"


def named(each: Quantity) -> str:
    """Return its name in quotation marks, unless it has such marks of its own."""
    return each.name if "“" in each.name or not each.name else f"“{each.name}”"


def is_round(each: Quantity) -> bool:
    """Tell whether it is printed without decimals: it may be exact, it may be rounded."""
    return not _places(each)


def _places(each: Quantity) -> int:
    return max(0, -int(each.value.as_tuple().exponent))
