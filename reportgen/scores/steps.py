"""Points lost step by step: 超限扣分, 不足扣分, 偏离扣分."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportgen.packs.model import Indicator


def deduct_over(value: Decimal, rule: Indicator) -> Decimal:
    """Full points up to the limit, fewer for each step above it.

    Unit: a rate, its limit and step are fractions; the result is 分, 0 to the weight.
    Source: 指标表“评价标准”，如在职人员控制率：以100%为标准，每超1个百分点扣0.5分，扣完为止。
    """
    limit, _, _ = _needed(rule)
    return _after_steps(value - limit, rule)


def deduct_under(value: Decimal, rule: Indicator) -> Decimal:
    """Full points from the limit up, fewer for each step below it.

    Source: 指标表，如预算完成率：100%计满分，每低于5%扣2分，扣完为止。
    """
    limit, _, _ = _needed(rule)
    return _after_steps(limit - value, rule)


def deduct_apart(value: Decimal, rule: Indicator) -> Decimal:
    """Full points at the limit, fewer for each step away from it on either side.

    Source: 指标表，如政府采购执行率：100%计满分，每超过（降低）5%扣2分，扣完为止。
    """
    limit, _, _ = _needed(rule)
    return _after_steps(abs(value - limit), rule)


PART_STEP: Mapping[str, Callable[[Decimal], Decimal]] = MappingProxyType(
    {
        "不扣": lambda steps: steps.to_integral_value(ROUND_FLOOR),
        "按一步": lambda steps: steps.to_integral_value(ROUND_CEILING),
        "按比例": lambda steps: steps,
    }
)
"""不足一步: what part of a step counts for. A policy question, so the pack chooses."""


def _after_steps(distance: Decimal, rule: Indicator) -> Decimal:
    """Return the points left after the steps on the wrong side of the limit (扣完为止)."""
    if distance <= 0:
        return rule.weight
    _, step, points_per_step = _needed(rule)
    steps = PART_STEP[rule.part_step](distance / step)
    return max(Decimal(0), rule.weight - steps * points_per_step)


def _needed(rule: Indicator) -> tuple[Decimal, Decimal, Decimal]:
    """Return limit, step and points per step; the packs room refuses a row without them."""
    if rule.limit is None or rule.step is None or rule.points_per_step is None:
        raise ValueError(f"{rule.where}: 界限, 一步 and 每步扣分 are needed for {rule.scoring}")
    return rule.limit, rule.step, rule.points_per_step
