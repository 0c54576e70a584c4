"""超限扣分, 不足扣分, 偏离扣分 and 不足一步: points lost step by step."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.scores import PART_STEP
from reportgen.scores.steps import deduct_apart, deduct_over, deduct_under
from tests.helpers.tables import indicators

STAFFING, COMPLETION, PROCUREMENT = indicators("""
    | 名称           | 分值 | 算法 | 取数 | 评分     | 界限 | 一步 | 每步扣分 | 不足一步 | 分母为零 |
    | 在职人员控制率 | 5    | 比率 | 甲；乙 | 超限扣分 | 100% | 1%   | 0.5      | 不扣     | 零分     |
    | 预算完成率     | 5    | 比率 | 甲；乙 | 不足扣分 | 100% | 5%   | 2        | 不扣     | 零分     |
    | 政府采购执行率 | 6    | 比率 | 甲；乙 | 偏离扣分 | 100% | 5%   | 2        | 不扣     | 零分     |
""")  # fmt: skip

CASES = [
    # indicator     value     不扣    按一步  按比例
    (STAFFING, "95.10", "5", "5", "5"),
    (STAFFING, "100.00", "5", "5", "5"),
    (STAFFING, "100.40", "5", "4.5", "4.8"),
    (STAFFING, "101.00", "4.5", "4.5", "4.5"),
    (STAFFING, "103.70", "3.5", "3", "3.15"),
    (STAFFING, "110.00", "0", "0", "0"),
    (STAFFING, "250.00", "0", "0", "0"),
    (COMPLETION, "100.00", "5", "5", "5"),
    (COMPLETION, "130.00", "5", "5", "5"),
    (COMPLETION, "99.27", "5", "3", "4.708"),
    (COMPLETION, "95.00", "3", "3", "3"),
    (COMPLETION, "87.50", "1", "0", "0"),
    (COMPLETION, "0.00", "0", "0", "0"),
    (PROCUREMENT, "100.00", "6", "6", "6"),
    (PROCUREMENT, "105.00", "4", "4", "4"),
    (PROCUREMENT, "95.00", "4", "4", "4"),
    (PROCUREMENT, "94.00", "4", "2", "3.6"),
    (PROCUREMENT, "106.00", "4", "2", "3.6"),
]
VERBS = {"超限扣分": deduct_over, "不足扣分": deduct_under, "偏离扣分": deduct_apart}


@pytest.mark.parametrize(("rule", "percent", "not_counted", "as_whole", "in_proportion"), CASES)
def test_points_fall_with_each_step_and_part_steps_as_the_pack_chooses(
    rule, percent, not_counted, as_whole, in_proportion
):
    due = {"不扣": not_counted, "按一步": as_whole, "按比例": in_proportion}
    for part_step, points in due.items():
        deduct = VERBS[rule.scoring]
        assert deduct(Decimal(percent) / 100, replace(rule, part_step=part_step)) == Decimal(points)


def test_a_row_without_its_limit_is_a_bug_and_not_a_guess():
    """The packs room refuses such a row, so it can only get here by a mistake in the program."""
    with pytest.raises(ValueError, match="超限扣分"):
        deduct_over(Decimal(1), replace(STAFFING, limit=None))


rates = st.decimals(min_value=0, max_value=5, places=6)


@given(rate=rates, extra=rates, part_step=st.sampled_from(list(PART_STEP)))
def test_a_worse_rate_never_scores_more(rate, extra, part_step):
    """Points stay between 0 and the weight, and never rise with the rate."""
    rule = replace(STAFFING, part_step=part_step)
    better, worse = (deduct_over(r, rule) for r in (rate, rate + extra))
    assert 0 <= worse <= better <= rule.weight


@given(rate=rates, extra=rates, part_step=st.sampled_from(list(PART_STEP)))
def test_a_lower_completion_never_scores_more(rate, extra, part_step):
    rule = replace(COMPLETION, part_step=part_step)
    worse, better = (deduct_under(r, rule) for r in (rate, rate + extra))
    assert 0 <= worse <= better <= rule.weight


@given(apart=rates, extra=rates, part_step=st.sampled_from(list(PART_STEP)))
def test_both_sides_of_the_limit_cost_the_same(apart, extra, part_step):
    rule = replace(PROCUREMENT, part_step=part_step)
    over, under = deduct_apart(1 + apart, rule), deduct_apart(1 - apart, rule)
    assert over == under
    assert 0 <= deduct_apart(1 + apart + extra, rule) <= over <= rule.weight


@given(rate=rates)
def test_the_three_ways_with_a_part_step_stand_in_order(rate):
    """A part step not counted is never worse than in proportion, nor that than as a whole."""
    whole, share, none = (
        deduct_over(rate, replace(STAFFING, part_step=each))
        for each in ("按一步", "按比例", "不扣")
    )
    assert whole <= share <= none
