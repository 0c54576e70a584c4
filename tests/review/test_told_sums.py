"""RV01 to RV03: surveys, budgets that were added to, lists without 其中, aims, 等 at the end."""

from __future__ import annotations

import pytest

from reportgen.review.claims import same
from reportgen.review.sums import budgets, changes, shares, sums, surveys
from tests.helpers.papers import case, found

SURVEY = "发放问卷120份，收回有效116份，其中满意109份，基本满意5份，不满意2份，满意度98.3%。"
BUDGET = "年初预算856.30万元，年中追加468.55万元，调整后预算1324.85万元，预算调整率为54.72%。"
LED = (
    "2021年支出8316.80万元，主要用于以下方面：社会保障和就业支出426.50万元，占5.13%；"
    "卫生健康支出1890.30万元，占22.73%；农林水支出6000万元，占72.14%。"
)
AIM = "建设高标准农田1500亩，目标值1500亩，完成率100%。"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (SURVEY, []),
        (SURVEY.replace("2份，满", "4份，满"), [("RV01", "错误", "116份")]),
        (SURVEY.replace("109份", "107份"), [("RV01", "提醒", "116份")]),
        (SURVEY.replace("98.3%", "93.3%"), [("RV03", "提醒", "93.3%")]),
        (SURVEY.replace("98.3%", "94.0%"), []),
        (SURVEY.replace("116份", "约116份"), []),
    ],
)
def test_a_survey(text: str, faults: list[tuple[str, str, str]]) -> None:
    assert found(surveys.check(case(text))) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (BUDGET, []),
        (BUDGET.replace("1324.85", "1325.85"), [("RV01", "错误", "1325.85万元")]),
        (BUDGET.replace("54.72%", "64.72%"), [("RV03", "错误", "64.72%")]),
        (BUDGET.replace("，调整后", "，核减20万元，调整后"), []),
        (BUDGET.replace("54.72%", "54.71%"), [("RV03", "提醒", "54.71%")]),
        (BUDGET.replace("54.72%", "54.70%"), [("RV03", "错误", "54.70%")]),
    ],
)
def test_a_budget_that_was_added_to(text: str, faults: list[tuple[str, str, str]]) -> None:
    assert found(budgets.check(case(text))) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (LED, []),
        (LED.replace("5.13%", "5.23%"), [("RV02", "错误", "5.23%")]),
        (LED.replace("8316.80", "8361.80").replace("主要", ""), [("RV01", "错误", "8361.80万元")]),
        (LED.replace("8316.80", "9555.80"), []),
    ],
)
def test_a_list_led_in_by_other_words(text: str, faults: list[tuple[str, str, str]]) -> None:
    report = case(text, year=2021)
    told = [*found(sums.check(report)), *found(shares.check(report))]
    assert [each for each in told if each in faults] == faults
    assert bool(told) == bool(faults)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (AIM, []),
        (AIM.replace("100%", "110%"), [("RV03", "提醒", "110%")]),
        (AIM.replace("田1500亩", "田1600亩"), []),
    ],
)
def test_what_was_done_of_an_aim(text: str, faults: list[tuple[str, str, str]]) -> None:
    assert found(changes.check(case(text))) == faults


@pytest.mark.parametrize(
    ("end", "faults"),
    [
        ("25万元等。", []),
        ("25万元等支出。", []),
        ("36万元等。", [("RV01", "提醒", "100万元")]),
        ("36万元。", [("RV01", "错误", "100万元")]),
        ("50万元等。", [("RV01", "错误", "100万元")]),
    ],
)
def test_a_list_that_ends_in_deng_is_not_all(end: str, faults: list[tuple[str, str, str]]) -> None:
    text = f"整体支出100万元，其中：人员经费60万元、公用经费{end}"
    assert found(sums.check(case(text))) == faults


@pytest.mark.parametrize(
    "total", ["以上三项合计", "三项共计", "（三项）合计", "上述资金共", "小计"]
)
def test_a_bare_total_is_of_all_before_it(total: str) -> None:
    text = f"会议费35万元，培训费50万元，差旅费15万元，{total}"
    assert found(sums.check(case(f"{text}100万元。"))) == []
    assert found(same.check(case(f"{text}100万元。"))) == []
    assert [code for code, _, _ in found(sums.check(case(f"{text}110万元。")))] == ["RV01"]


def test_this_year_is_the_year_whose_beginning_was_told() -> None:
    told = "2020年初结转96.2万元，本年支出8106.9万元。\n2021年整体支出3270.2万元。"
    assert found(same.check(case(told, year=2021))) == []
    own = told.replace("2020", "2021")
    assert [code for code, _, _ in found(same.check(case(own, year=2021)))] == ["RV08"]
