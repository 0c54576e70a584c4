"""RV21 to RV25: totals, weights, grades, rates, and the best total the rules allow."""

from __future__ import annotations

from functools import cache

import pytest

from reportgen.packs import load
from reportgen.packs.model import Pack
from reportgen.review.scores import grades as scoring_grades
from reportgen.review.scores import rates as scoring_rates
from reportgen.review.scores import reach as scoring_reach
from reportgen.review.scores import rows as scoring_rows
from reportgen.review.scores import totals as scoring_totals
from tests.helpers.packs import PACK
from tests.helpers.papers import case, found

TABLE = """
{claim}
表1 评分表
| 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
| 投入（10分） | 预算配置 | 在职人员控制率 | 5 | 5 |
| 投入（10分） | 预算配置 | “三公经费”变动率 | 5 | {points} |
| 过程（30分） | 预算执行 | 预算完成率 | {weight} | 28 |
| 产出（60分） | 职责履行 | 重点工作 | 60 | 58 |
| 合计 | 合计 | 合计 | 100 | {total} |
"""
SELF = """
表2 部门整体支出绩效自评表
| 年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 |  | 3278.90 | 9246.84 | 9200.00 | 10 | {rate} | {points} |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 数量指标 | 改厕 | ≥200个 | 220个 | 50 | 50 |  |
| 效益指标 | 社会效益 | 平安 | 好 | 好 | 30 | 28 | 有差距 |
| 满意度指标 | 满意度 | 群众满意度 | ≥90% | 96% | 10 | 10 |  |
| 总分 | 总分 | 总分 | 总分 | 总分 | 100 | {total} |  |
"""


def score(
    claim: str = "自评得分96分。", points: str = "5", weight: str = "30", total: str = "96"
) -> str:
    return TABLE.format(claim=claim, points=points, weight=weight, total=total)


@cache
def pack() -> Pack:
    loaded = load(PACK)
    return loaded[0] if isinstance(loaded, tuple) else loaded


def test_a_table_that_adds_up_and_the_same_total_in_the_text_are_right() -> None:
    assert list(scoring_totals.check(case(score()))) == []


def test_the_printed_total_is_the_sum_of_the_points() -> None:
    (fault,) = scoring_totals.check(case(score("自评得分97分。", total="97")))
    assert fault.message == "“得分”一列各项相加为96分，“合计”为97，多1分。"
    assert found([fault]) == [("RV21", "错误", "97")]


def test_the_text_claims_the_total_of_the_table() -> None:
    (fault,) = scoring_totals.check(case(score("绩效评价综合得分为97.20，等级为优秀。")))
    assert fault.message == "文中说得分为97.20分，评分表的合计为96分。"
    assert fault.spans[0].text == "97.20"
    assert list(scoring_totals.check(case(score("综合得分为96.00分。")))) == []


def test_another_score_of_the_same_text_is_no_claim() -> None:
    for other in ("满意度综合评分为95分。", "扶贫项目自评得分98分。", "上年自评得分93分。"):
        assert list(scoring_totals.check(case(score(other)))) == []


def test_a_dimension_is_the_sum_of_its_weights() -> None:
    (fault,) = scoring_totals.check(case(score().replace("投入（10分）", "投入（12分）")))
    assert fault.message == "“投入”标明12分，其下各项分值相加为10分。"
    assert fault.spans[0].text == "投入（12分）"


def test_points_over_the_table_count_for_its_total() -> None:
    right = SELF.format(rate="99.49%", points="9.95", total="97.95")
    assert list(scoring_totals.check(case(right))) == []
    wrong = SELF.format(rate="99.49%", points="9.95", total="98.95")
    assert found(scoring_totals.check(case(wrong))) == [("RV21", "错误", "98.95")]


GOALS = (
    "| 年度总体目标 | 年度总体目标 | 预期目标 | 预期目标 | 预期目标"
    " | 实际完成情况 | 实际完成情况 | 实际完成情况 |\n"
    "| 年度总体目标 | 年度总体目标 | {due} | {due} | {due} | {done} | {done} | {done} |\n"
)
LONG = "保障机关正常运转，完成全年厕所改造、道路提质和河道清淤等重点工作任务"


@pytest.mark.parametrize(("due", "done"), [("保障运转", "运转正常"), (LONG, f"{LONG}，全部完成")])
def test_points_over_the_goals_of_the_year_count_for_the_total(due: str, done: str) -> None:
    goals = GOALS.format(due=due, done=done)
    sheet = SELF.replace("| 一级指标", f"{goals}| 一级指标")
    right = sheet.format(rate="99.49%", points="9.95", total="97.95")
    assert list(scoring_totals.check(case(right))) == []
    wrong = sheet.format(rate="99.49%", points="9.95", total="98.95")
    assert found(scoring_totals.check(case(wrong))) == [("RV21", "错误", "98.95")]


def test_no_row_has_more_points_than_its_weight() -> None:
    (fault,) = scoring_rows.check(case(score(points="5.5")))
    assert fault.message == "“‘三公经费’变动率”得分5.5，超过分值5。"
    assert list(scoring_rows.check(case(score(points="5")))) == []


def test_a_sentence_gives_no_more_points_than_the_weight() -> None:
    (fault,) = scoring_rows.check(case("预算控制率分值5分，得6分。"))
    assert fault.message == "“预算控制率”得6分，超过分值5分。"
    assert list(scoring_rows.check(case("预算控制率分值5分，得5分。"))) == []


def test_a_sentence_and_the_table_give_an_indicator_the_same_points() -> None:
    (fault,) = scoring_rows.check(case(score("预算完成率分值30分，得27分。")))
    assert fault.message == "文中说“预算完成率”得27分，评分表中为28。"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("综合得分为90分，评价等级为优秀。", []),
        ("综合得分为89.99分，评价等级为“优秀”。", [("RV23", "提醒", "优秀")]),
        ("综合得分为75分，评价等级为优秀。", [("RV23", "错误", "优秀")]),
        ("综合得分为85分，评价等级为良好。", []),
        ("自评得分96.2分，自评等级为优。", []),
        ("综合得分为96分，优势明显，评价结论良好运行。", []),
    ],
)
def test_the_grade_is_that_of_the_points(said: str, wrong: list[tuple[str, str, str]]) -> None:
    assert found(scoring_grades.check(case(said))) == wrong


def test_the_message_of_a_grade_names_the_scale() -> None:
    (fault,) = scoring_grades.check(case("综合得分为85分，评价等级为“优秀”。"))
    assert fault.message == (
        "等级为“优秀”，得分为85分，按通行的标准（90、80、60分）应为“良好、良”。"
    )


def test_the_execution_rate_is_what_its_amounts_give() -> None:
    assert (
        list(scoring_rates.check(case(SELF.format(rate="99.49%", points="9.95", total="")))) == []
    )
    (fault,) = scoring_rates.check(case(SELF.format(rate="99.94%", points="9.99", total="")))
    assert fault.message == (
        "“年度资金总额”的执行率按9200.00÷9246.84计算应为99.49%，表中为99.94%。"
    )


def test_points_of_the_rate_that_do_not_follow_it_are_a_notice() -> None:
    faults = scoring_rates.check(case(SELF.format(rate="99.49%", points="9", total="")))
    assert found(faults) == [("RV25", "提醒", "9")]


def test_the_rate_in_a_sentence() -> None:
    said = "全年预算数9246.84万元，全年执行数9200万元，预算执行率为{}。"
    assert list(scoring_rates.check(case(said.format("99.49%")))) == []
    assert found(scoring_rates.check(case(said.format("94.99%")))) == [("RV25", "错误", "94.99%")]


REACH = """
1、支出情况（单位：万元）
| 项目 | 20年预算 | 20年决算 | 差额（决算-预算） |
| 基本支出 | 2109.46 | 8116.9 | 6007.44 |
| 项目支出 | 1169.44 | 1129.94 | -39.5 |
| 小计 | 3278.9 | 9224.79 | 5945.89 |
我镇2020年基本支出较预算调整追加6007.44万元。
绩效评价综合得分为{}。
"""


def test_a_total_beyond_what_the_rules_allow_is_told_with_the_indicator() -> None:
    (fault,) = scoring_reach.check(case(REACH.format("96.20"), pack=pack()))
    assert found([fault]) == [("RV24", "提醒", "96.20")]
    assert fault.message == (
        "得分为96.20，但按文中数据和评分标准最高可得95分：预算控制率为181.34%"
        "（支出合计追加5945.89、支出合计年初预算3278.9），得0分，分值5分。"
    )


def test_the_best_total_itself_is_within_reach_and_without_a_pack_nothing_is_said() -> None:
    assert list(scoring_reach.check(case(REACH.format("95"), pack=pack()))) == []
    assert list(scoring_reach.check(case(REACH.format("96.20")))) == []
