"""Values and points as findings on scores say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations.wording import exact
from reportgen.figures import rounded
from reportgen.scores.formulas import FORMULAS, Measured

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.figures import Record
    from reportgen.packs.model import Indicator
    from reportgen.scores.lines import ScoreLine

_MOST_DECIMALS = 6
_LONGEST_STANDARD = 60


def measured(rule: Indicator, record: Record) -> Measured:
    """Return what an indicator's figures come to; nothing for one without a formula."""
    return FORMULAS[rule.formula](rule, record) if rule.formula else Measured()


def points_said(points: Decimal) -> str:
    """Return points as a person writes them.

    >>> from decimal import Decimal
    >>> points_said(Decimal("3.50")), points_said(Decimal("0.00")), points_said(Decimal("10"))
    ('3.5分', '0分', '10分')
    """
    return f"{points.normalize():f}分"


def total_said(points: Decimal) -> str:
    """Return a total with its two decimals, as the score sheet prints it."""
    return f"{rounded(points, 2)}分"


def value_said(line: ScoreLine) -> str:
    """Return an indicator and its value: ``预算控制率为 182.01%``, ``行政效能为“一般”``.

    A value that only just passes its limit is given the decimals that show it.
    """
    rule, value = line.indicator, line.value
    if line.choice is not None:
        return f"{rule.name}为“{line.choice.value}”"
    if value is None:
        return f"{rule.name}的分母为 0"
    ends = -int(value.normalize().as_tuple().exponent) <= _MOST_DECIMALS
    extra = 2 if rule.unit == "%" else 0
    places = 0 if ends and not extra else 2
    limit = rule.limit
    while limit is not None and value != limit and places < _MOST_DECIMALS:
        if rounded(value, places + extra) != rounded(limit, places + extra):
            break
        places += 1
    return f"{rule.name}为 {exact(value, rule.unit, places)}"


def quoted(standard: str) -> str:
    """Return a scoring standard fit to stand between “ and ”, cut where it is very long.

    >>> quoted("“三公经费”控制率≤100%计7分。")
    '‘三公经费’控制率≤100%计7分'
    """
    words = standard.strip().rstrip("。").replace("“", "‘").replace("”", "’")
    return words if len(words) <= _LONGEST_STANDARD else f"{words[:_LONGEST_STANDARD]}…"
