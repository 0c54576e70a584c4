"""The names the program itself gives, in one table: no row of a pack may take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.packs.model import Indicator

YEARS = ("年度", "上年度", "下年度")
"""Whole numbers: the pack's year, the one before and the one after."""
TOTALS = ("综合得分", "自评合计", "最高可得分")
"""Points: all scored, all claimed, and the most that could be had."""
INDICATORS = "指标"
"""The list with one row per indicator."""
ROW_NUMBER = "序号"
"""The column every list has of itself."""
SCORED, CLAIMED, REASON = "得分", "自评得分", "扣分原因"
"""What follows an indicator's name: its points, the claimed points, why points were lost."""
GIVEN = (*YEARS, *TOTALS, INDICATORS, ROW_NUMBER)

TAG_WORDS = frozenset(
    {
        *("and", "or", "not", "if", "else", "elif", "endif", "for", "endfor", "in", "is"),
        *("true", "false", "none", "loop"),
    }
)
"""Words with a meaning of their own inside a tag, in any case of letters."""


def of_indicator(indicator: Indicator) -> tuple[str, ...]:
    """Return the names that an indicator brings with it, besides its own."""
    return tuple(f"{indicator.name}{tail}" for tail in (SCORED, CLAIMED, REASON))


def of_indicators(indicators: Iterable[Indicator]) -> Iterator[tuple[str, Indicator]]:
    """Yield every name that comes with an indicator, and the indicator."""
    for each in indicators:
        yield from ((name, each) for name in of_indicator(each))
