"""Growth against another figure, in the words of these reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import rounded
from reportgen.prose.kinds import RATE, ProseError, blank, number, rate

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.prose.printable import Number

_ITSELF = object()
"""Stands for “no prior figure was named”: None is a prior figure left blank."""


def year_on_year(value: object, prior: object = _ITSELF, places: int | None = None) -> str:
    """同比: ``同比增长8.15%``, ``同比下降4.68%``, ``与上年持平``.

    Without a prior figure the value is the growth rate itself. With one, the rate is computed
    here and printed with two decimals. A prior of zero or below gives no rate: the sentence
    says that the two years cannot be compared.

    >>> from decimal import Decimal
    >>> from reportgen.prose.printable import Number
    >>> year_on_year(Number(Decimal("40")), Number(Decimal("38")))
    '同比增长5.26%'
    """
    if blank(value):
        return ""
    if prior is _ITSELF:
        found = rate(value, "同比")
        return _grown(found.value, found.places if places is None else places, "同比", "上年")
    return _against(number(value, "同比"), prior, "同比", "上年", places)


def compared(value: object, label: str, base: object, places: int | None = None) -> str:
    """较: ``较上年决算增长5.26%``, ``较年初预算下降29.08%``, ``与上年决算持平``.

    ``label`` is the base's name in the sentence. A base of zero or below gives no rate.
    """
    if blank(value) or blank(base):
        return ""
    return _against(number(value, "较"), base, f"较{label}", label, places)


def _against(found: Number, base: object, lead: str, label: str, places: int | None) -> str:
    """Say how a figure stands to its base; two rates differ by 百分点."""
    if blank(base):
        return ""
    other = number(base, lead)
    if found.unit != other.unit and found.unit and other.unit:
        raise ProseError(f"两个数的单位不同，不能相比：一个是{found.unit}，一个是{other.unit}。")
    places = 2 if places is None else places
    if RATE in (found.unit, other.unit):
        return _moved(found.value - other.value, places, lead, label)
    if found.value == other.value:
        return f"与{label}持平"
    if other.value <= 0:
        return f"{label}为{'零' if other.value == 0 else '负数'}，不可比"
    return _grown((found.value - other.value) / other.value, places, lead, label)


def _grown(share: Decimal, places: int, lead: str, label: str) -> str:
    """Choose the word by the printed rate: what would print as 0.00 is 持平."""
    size = rounded(share * 100, places)
    if size == 0:
        return f"与{label}持平"
    return f"{lead}{'增长' if size > 0 else '下降'}{abs(size)}%"


def _moved(difference: Decimal, places: int, lead: str, label: str) -> str:
    size = rounded(difference * 100, places)
    if size == 0:
        return f"与{label}持平"
    return f"{lead}{'上升' if size > 0 else '下降'}{abs(size)}个百分点"
