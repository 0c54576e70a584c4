"""What a filter was given: a number, a day, or something it cannot say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportgen.prose.printable import Number

RATE = "%"
MOST_DECIMALS = 6
TEN_THOUSAND = {"元": 0, "万元": 4, "亿元": 8}
"""Money units as powers of ten of one 元."""


class ProseError(Exception):
    """A filter stands on a value it cannot say. Its text is meant for the template's editor."""


def blank(value: object) -> bool:
    """Tell whether there is nothing to print: an optional cell left empty."""
    return value is None or value == ""


def number(value: object, filter_name: str) -> Number:
    """Return the number a filter stands on; one typed into the tag itself counts too.

    >>> number(3, "中文数字")
    Number(value=Decimal('3'), unit='', places=0)
    """
    if isinstance(value, Number):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        exact = Decimal(value)
        return Number(exact, "", max(0, -int(exact.as_tuple().exponent)))
    raise ProseError(f"“{filter_name}”只能用在数上，这里是{_kind(value)}。")


def decimals(places: object, filter_name: str) -> int:
    """Return how many decimals a filter was asked for: a whole number typed into the tag.

    >>> decimals(2, "小数")
    2
    """
    if type(places) is int and 0 <= places <= MOST_DECIMALS:
        return places
    raise ProseError(f"“{filter_name}”的小数位要写0到{MOST_DECIMALS}的整数，不写名称、文字和负数。")


def rate(value: object, filter_name: str) -> Number:
    """Return the rate a filter stands on; any other unit is refused."""
    found = number(value, filter_name)
    if found.unit != RATE:
        unit = f"单位为“{found.unit}”的数" if found.unit else "没有单位的数"
        raise ProseError(f"“{filter_name}”只能用在单位为“%”的数上，这里是{unit}。")
    return found


def money(value: object, filter_name: str, unit: str) -> Number:
    """Return an amount in another money unit, exactly: 万元 and 亿元 are powers of ten.

    An amount already in ``unit`` keeps its decimals. One converted to 亿元 or 万元 gets two,
    the habit of these reports.

    >>> str(money(Number(Decimal("573500"), "万元"), "亿元", "亿元"))
    '57.35'
    """
    found = number(value, filter_name)
    if found.unit in ("", unit):
        return found
    if found.unit not in TEN_THOUSAND:
        raise ProseError(f"“{filter_name}”只能用在金额上，这里是单位为“{found.unit}”的数。")
    shift = TEN_THOUSAND[found.unit] - TEN_THOUSAND[unit]
    return Number(found.value.scaleb(shift), unit, 2)


def day(value: object, filter_name: str) -> date:
    """Return the day a filter stands on."""
    if isinstance(value, date):
        return value
    raise ProseError(f"“{filter_name}”只能用在日期上，这里是{_kind(value)}。")


def _kind(value: object) -> str:
    """Name a value's kind as the 字段 sheet names it."""
    if isinstance(value, str):
        return f"文字“{value[:12]}”"
    if isinstance(value, date):
        return "日期"
    if isinstance(value, Number | int | Decimal):
        return "数"
    return "一张表或几段文字"
