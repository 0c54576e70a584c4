"""Amounts and rates with their units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.figures import rounded
from reportgen.prose.kinds import RATE, blank, decimals, money, number, rate

if TYPE_CHECKING:
    from reportgen.prose.printable import Number


def in_wan(value: object, places: int | None = None) -> str:
    """万元: ``8116.90万元``. Amounts in 元 or 亿元 are converted, other units refused."""
    return _amount(value, "万元", places)


def in_yi(value: object, places: int | None = None) -> str:
    """亿元: ``57.35亿元``. Amounts in 元 or 万元 are converted, other units refused."""
    return _amount(value, "亿元", places)


def percent(value: object, places: int | None = None) -> str:
    """百分比: ``99.76%``, with as many decimals as asked, else the field's own.

    >>> from decimal import Decimal
    >>> from reportgen.prose.printable import Number
    >>> percent(Number(Decimal("0.9976355"), "%")), percent(Number(Decimal("0.951"), "%"), 0)
    ('99.76%', '95%')
    """
    return "" if blank(value) else f"{_with(rate(value, '百分比'), places, '百分比')}%"


def points(value: object, places: int | None = None) -> str:
    """百分点: a difference of two rates, ``1.20个百分点``."""
    return "" if blank(value) else f"{_with(rate(value, '百分点'), places, '百分点')}个百分点"


def whole(value: object) -> Number | str:
    """整数: no decimals, half up; still a number, so that 万元 may follow."""
    return "" if blank(value) else _with(number(value, "整数"), 0, "整数")


def exactly(value: object, places: int = 2) -> Number | str:
    """小数: as many decimals as asked, half up; still a number, so that 万元 may follow."""
    return "" if blank(value) else _with(number(value, "小数"), places, "小数")


def change(value: object) -> str:
    """增减: a difference in words, ``增加6007.44万元``, ``减少39.50万元``, ``持平``.

    The word follows the printed figure: what would print as 0.00 is 持平. A difference of two
    rates is 上升 or 下降 by 百分点.
    """
    if blank(value):
        return ""
    found = number(value, "增减")
    is_rate = found.unit == RATE
    size = rounded(found.value * 100 if is_rate else found.value, found.places)
    if size == 0:
        return "持平"
    up, down = ("上升", "下降") if is_rate else ("增加", "减少")
    unit = "个百分点" if is_rate else found.unit
    return f"{up if size > 0 else down}{abs(size)}{unit}"


def _amount(value: object, unit: str, places: int | None) -> str:
    return "" if blank(value) else f"{_with(money(value, unit, unit), places, unit)}{unit}"


def _with(found: Number, places: int | None, filter_name: str) -> Number:
    return found if places is None else replace(found, places=decimals(places, filter_name))
