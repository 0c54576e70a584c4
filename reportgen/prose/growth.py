"""Growth against another figure, in the words of these reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import rounded
from reportgen.prose.kinds import RATE, ProseError, blank, decimals, number, rate

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
        places = found.places if places is None else decimals(places, "同比")
        return _grown(found.value, places, "同比", "上年")
    wanted = 2 if places is None else decimals(places, "同比")
    return _against(number(value, "同比"), _base(prior, "同比"), ("同比", "上年"), wanted)


def compared(value: object, label: str, base: object, places: int | None = None) -> str:
    """较: ``较上年决算增长5.26%``, ``较年初预算下降29.08%``, ``与上年决算持平``.

    ``label`` is the base's name in the sentence. A base of zero or below gives no rate.
    """
    if blank(value) or base is None:
        return ""
    if not isinstance(label, str) or not label.strip():
        raise ProseError("“较”的括号里先写基期的叫法（加引号），再写名称，如 较('上年', 上年数)。")
    wanted = 2 if places is None else decimals(places, "较")
    return _against(number(value, "较"), _base(base, "较"), (f"较{label}", label), wanted)


def _base(value: object, filter_name: str) -> Number | None:
    return None if value is None else number(value, filter_name)


def _against(found: Number, other: Number | None, words: tuple[str, str], places: int) -> str:
    """Say how a figure stands to its base; two rates differ by 百分点."""
    if other is None:
        return ""
    lead, label = words
    if found.unit != other.unit and found.unit and other.unit:
        raise ProseError(f"两个数的单位不同，不能相比：一个是{found.unit}，一个是{other.unit}。")
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
