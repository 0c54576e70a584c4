"""An indicator's value → its points."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.figures import Figure, rounded
from reportgen.scores.bands import banded, chosen, proportional
from reportgen.scores.steps import deduct_apart, deduct_over, deduct_under

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportgen.packs.model import Indicator
    from reportgen.scores.formulas import Measured

BY_HAND = "人工评分"
FULL = "满分"

SCORINGS: Mapping[str, Callable[[Decimal, Indicator], Decimal | None]] = MappingProxyType(
    {
        "超限扣分": deduct_over,
        "不足扣分": deduct_under,
        "偏离扣分": deduct_apart,
        "分档": banded,
        "按比例": proportional,
    }
)
"""评分 of an indicator with a number, as rules.xlsx writes it, to its function."""


def computed(rule: Indicator, measured: Measured) -> Decimal | None:
    """Return the points an indicator's figures give, 0 to the weight, in hundredths.

    None where there is no value to score. Points are awarded in hundredths, so that the
    printed lines add up to the printed total.
    """
    if measured.is_over_zero:
        return over_zero(rule, measured)
    points = _points(rule, measured)
    return None if points is None else awarded(points, rule)


def over_zero(rule: Indicator, measured: Measured) -> Decimal:
    """Return the points for a zero denominator.

    The pack's choice (分母为零) is for agencies that have nothing of the kind: 0 of 0. Something
    over zero, spent without a budget or built without approval, is beyond any limit.
    """
    nothing = measured.above == 0
    return rule.weight if nothing and rule.zero_denominator == FULL else Decimal(0)


def by_hand(rule: Indicator, claimed: Figure | None) -> Decimal | None:
    """Return the points judged by hand: those claimed, but never outside 0 to the weight."""
    return None if claimed is None else awarded(claimed.value, rule)


def awarded(points: Decimal, rule: Indicator) -> Decimal:
    """Return points as they are awarded: 0 to the weight, in hundredths, half up."""
    return rounded(min(max(points, Decimal(0)), rule.weight), 2)


def _points(rule: Indicator, measured: Measured) -> Decimal | None:
    if measured.choice is not None:
        return chosen(measured.choice.value, rule)
    return None if measured.value is None else SCORINGS[rule.scoring](measured.value, rule)
