"""Say values in official prose: the filters a template may use.

Every filter takes a `printable` value and prints nothing for an optional cell left blank.
Rounding is half up and happens once, on the way to the page.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.prose import amounts, growth, lists, numerals, phrases
from reportgen.prose.kinds import ProseError
from reportgen.prose.printable import Context, Number, Printable, Rows, Single

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "FILTERS",
    "LIST_FILTERS",
    "Context",
    "Number",
    "Printable",
    "ProseError",
    "Rows",
    "Single",
]

FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "万元": amounts.in_wan,
        "亿元": amounts.in_yi,
        "百分比": amounts.percent,
        "百分点": amounts.points,
        "整数": amounts.whole,
        "小数": amounts.exactly,
        "增减": amounts.change,
        "同比": growth.year_on_year,
        "较": growth.compared,
        "顿号": lists.joined,
        "个数": lists.counted,
        "合并": lists.merged,
        "短语": phrases.phrase,
        "名称": phrases.name,
        "中文数字": numerals.chinese_number,
        "中文日期": numerals.chinese_date,
        "年月": numerals.year_month,
        "大写金额": numerals.formal_amount,
    }
)
"""A filter's Chinese name, as templates write it, to its function."""

LIST_FILTERS = frozenset({"顿号", "个数"})
"""Filters that take a whole list: a tag with one of them repeats nothing."""
