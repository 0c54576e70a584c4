"""Points by bands, by share and by choice: 分档, 按比例, 按选项."""

from __future__ import annotations

import operator
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportgen.packs.model import Band, Indicator

TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {
        "≤": operator.le,
        "<": operator.lt,
        "≥": operator.ge,
        ">": operator.gt,
        "=": operator.eq,
        "其余": lambda _value, _limit: True,
    }
)
"""How a band is written in 分档, to its comparison."""


def banded(value: Decimal, rule: Indicator) -> Decimal | None:
    """Return the points of the first band the value falls into; None when it falls into none.

    Unit: a rate and the bands' limits are fractions; the result is 分.
    Source: 指标表，如预算控制率：0计5分，0-10%（含）计4分，…，大于30%不得分。
    """
    return next((b.points for b in rule.bands if TESTS[b.test](value, b.limit)), None)


def proportional(value: Decimal, rule: Indicator) -> Decimal:
    """Return the weight times the value, between 0 and the weight.

    Source: 指标表，如重点工作实际完成率：得分＝考核得分÷总分×分值。
    """
    return min(max(value, Decimal(0)), Decimal(1)) * rule.weight


def chosen(option: str, rule: Indicator) -> Decimal | None:
    """Return the points of an option; None for one that 分档 does not list.

    Source: 指标表，如行政效能：较好6分，一般3分，无或不明显0分。
    """
    return next((band.points for band in _options(rule) if band.choice == option), None)


def _options(rule: Indicator) -> tuple[Band, ...]:
    return tuple(band for band in rule.bands if band.test == "选")
