"""分档, 按比例, 按选项: points by bands, by share and by choice."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.scores.bands import banded, chosen, proportional
from tests.helpers.tables import indicators

ADJUSTMENT, SATISFACTION, DUTIES, WORK, EXACT = indicators("""
    | 名称           | 分值 | 算法 | 取数 | 评分   | 分母为零 | 分档                                              |
    | 预算控制率     | 5    | 比率 | 甲；乙 | 分档   | 零分     | ≤0% 5；≤10% 4；≤20% 3；≤30% 2；其余 0             |
    | 满意度         | 6    | 数值 | 甲     | 分档   |          | ≥90% 6；≥80% 4；≥70% 2；其余 0                    |
    | 重点工作完成率 | 8    | 比率 | 甲；乙 | 按比例 | 零分     |                                                   |
    | 行政效能       | 6    | 选项 | 甲     | 按选项 |          | 较好 6；一般 3；无或不明显 0                      |
    | 无档           | 6    | 数值 | 甲     | 分档   |          | =0% 6；<10% 3；>20% 1                             |
""")  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "percent", "points"),
    [
        (ADJUSTMENT, "-2", "5"),
        (ADJUSTMENT, "0", "5"),
        (ADJUSTMENT, "0.0001", "4"),
        (ADJUSTMENT, "10", "4"),
        (ADJUSTMENT, "10.01", "3"),
        (ADJUSTMENT, "20", "3"),
        (ADJUSTMENT, "30", "2"),
        (ADJUSTMENT, "30.01", "0"),
        (ADJUSTMENT, "181.34", "0"),
        (SATISFACTION, "90", "6"),
        (SATISFACTION, "89.99", "4"),
        (SATISFACTION, "80", "4"),
        (SATISFACTION, "70", "2"),
        (SATISFACTION, "69.99", "0"),
        (EXACT, "0", "6"),
        (EXACT, "9.99", "3"),
        (EXACT, "20.01", "1"),
    ],
)
def test_the_first_band_a_value_falls_into_gives_the_points(rule, percent, points):
    """The edge belongs to the band that names it: 10%（含） is still 4."""
    assert banded(Decimal(percent) / 100, rule) == Decimal(points)


def test_a_value_in_no_band_has_no_points():
    assert banded(Decimal("0.15"), EXACT) is None


@pytest.mark.parametrize(
    ("percent", "points"), [("0", "0"), ("97.5", "7.8"), ("100", "8"), ("120", "8"), ("-5", "0")]
)
def test_a_share_of_the_weight_is_never_below_zero_nor_above_the_weight(percent, points):
    assert proportional(Decimal(percent) / 100, DUTIES) == Decimal(points)


@pytest.mark.parametrize(("option", "points"), [("较好", 6), ("一般", 3), ("无或不明显", 0)])
def test_an_option_has_its_points(option, points):
    assert chosen(option, WORK) == points


def test_an_option_that_is_not_listed_has_no_points():
    assert chosen("很好", WORK) is None


rates = st.decimals(min_value=-1, max_value=3, places=6)


@given(rate=rates, extra=st.decimals(min_value=0, max_value=3, places=6))
def test_a_worse_rate_never_scores_more(rate, extra):
    assert 0 <= banded(rate + extra, ADJUSTMENT) <= banded(rate, ADJUSTMENT) <= ADJUSTMENT.weight
    assert 0 <= banded(rate, SATISFACTION) <= banded(rate + extra, SATISFACTION)
    assert 0 <= proportional(rate, DUTIES) <= proportional(rate + extra, DUTIES) <= DUTIES.weight
