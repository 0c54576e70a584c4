"""Numbers as a Chinese text prints them: 1,129.94, １２, 一千二百, 十三."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = "零〇一二三四五六七八九"
_VALUE = {"两": 2, "〇": 0} | {digit: at for at, digit in enumerate("零一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_WIDE = str.maketrans("０１２３４５６７８９．－−％", "0123456789.--%")
_ANY_WIDE = re.compile("[０-９．－−％]")
_MOST_DIGITS, _MOST_PLACES, _LONGEST = 15, 8, 30


def narrow(text: str) -> str:
    """Return full-width digits and their marks as half-width ones; no place moves.

    >>> narrow("支出１２．５万元，占８％")
    '支出12.5万元，占8%'
    """
    if text.isascii() or _ANY_WIDE.search(text) is None:
        return text
    return text.translate(_WIDE)


@lru_cache(4096)
def chinese(text: str) -> int | None:
    """Return the value of a number in Chinese characters, None when it is none or endless.

    >>> chinese("十三"), chinese("一千二百"), chinese("二〇二〇"), chinese("万十")
    (13, 1200, 2020, None)
    """
    if len(text) > _LONGEST:
        return None
    if text and all(each in _VALUE for each in text):
        return int("".join(str(_VALUE[each]) for each in text))
    total = section = digit = 0
    for each in text:
        if each in _VALUE:
            digit = _VALUE[each]
        elif each in _TENS:
            section += (digit or 1) * _TENS[each]
            digit = 0
        elif each in _LARGE and section + digit:
            total += (section + digit) * _LARGE[each]
            section = digit = 0
        else:
            return None
    return total + section + digit or None


def is_sane(text: str) -> bool:
    """Tell whether a number in digits counts something: nobody has fifteen digits to count.

    >>> is_sane("1,129.94"), is_sane("0.0000000000000001"), is_sane("1" * 16)
    (True, False, False)
    """
    if len(text) <= _MOST_PLACES:
        return True
    whole, _, places = text.replace(",", "").partition(".")
    return len((whole + places).lstrip("0")) <= _MOST_DIGITS and len(places) <= _MOST_PLACES


def decimal(text: str) -> Decimal:
    """Return the value of a number in digits, its thousands' commas left out."""
    return Decimal(text.replace(",", ""))
