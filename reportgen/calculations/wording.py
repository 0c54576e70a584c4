"""Numbers as findings say them: exact enough to prove the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Figure, rounded

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.packs.model import Sum, Term

_MOST_DECIMALS = 6


def exact(value: Decimal, unit: str, places: int = 2) -> str:
    """Return a number with its unit, with every decimal it has.

    A number that does not end (a rate) has the field's own decimals.

    >>> from decimal import Decimal
    >>> exact(Decimal("9224.971"), "万元"), exact(Decimal(1) / 3, "%"), exact(Decimal(44), "万元")
    ('9224.971万元', '33.33%', '44.00万元')
    """
    scaled = value * 100 if unit == "%" else value
    decimals = -int(scaled.normalize().as_tuple().exponent)
    needed = decimals if places < decimals <= _MOST_DECIMALS else places
    return f"{rounded(scaled, needed)}{unit}"


def said(figure: Figure) -> str:
    """Return a figure with its unit, as `exact` does."""
    return exact(figure.value, figure.unit, figure.places)


def gap_said(gap: Decimal, unit: str, places: int = 2) -> str:
    """Return a gap with its sign, never as zero; two rates differ by 百分点.

    >>> from decimal import Decimal
    >>> gap_said(Decimal("-1"), "万元"), gap_said(Decimal("0.0002"), "%")
    ('-1.00万元', '+0.02个百分点')
    """
    scaled = gap * 100 if unit == "%" else gap
    decimals = -int(scaled.normalize().as_tuple().exponent)
    if places < decimals <= _MOST_DECIMALS:
        places = decimals
    while scaled and rounded(scaled, places) == 0:
        places += 1
    return f"{rounded(scaled, places):+}{'个百分点' if unit == '%' else unit}"


def named(total: Sum) -> str:
    """Return the names in a sum joined with 、, without their signs; a list's column in words.

    >>> from reportgen.packs.sums import operands
    >>> named(operands("基本支出决算 - 合计(项目支出.决算) + 计数(问卷)")[0])
    '基本支出决算、项目支出各行的决算、问卷的行数'
    """
    return "、".join(_term(term) for term in total.terms)


def _term(term: Term) -> str:
    if not term.function:
        return term.name
    table, _, column = term.name.partition(".")
    return f"{table}各行的{column}" if column else f"{table}的行数"


def sentence(note: str) -> str:
    """Return the pack's own words as a sentence; nothing for nothing."""
    return f"{note.rstrip('。')}。" if note else ""
