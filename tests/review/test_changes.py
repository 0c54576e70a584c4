"""RV03: differences, growth and rates in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.review.sums import changes
from tests.helpers.papers import case, found

HERE = Path(__file__).parents[1]


def check(text: str) -> list[tuple[str, str, str]]:
    return found(changes.check(case(text)))


@pytest.mark.parametrize(
    "text",
    [
        "整体支出9246.84万元，较上年决算8438.53万元增加808.31万元，同比增长9.58%；较年初预算3278.90万元增加5967.94万元。",
        "2019年度支出合计1628.55万元，比2018年度的1502.30万元增加126.25万元，增长8.40%；其中公用经费94.18万元，较上年的101.50万元减少7.32万元，下降7.21%。",
        "“三公”经费由38万元增加到40万元，增长5.26%。",
        "满意度由95%提高到98%，提高3个百分点。",
        "2020年度“三公”经费预算金额为56.40万元，实际支出40.00万元，比预算减少16.40万元；较上年决算38.00万元增加2.00万元，同比增长5.26%。",
        "本年度支出合计2467.52万元，上年度支出合计2379.22万元，同比增加88.30万元。",
        "2022年度支出合计2467.52万元，其中基本支出1812.40万元，项目支出655.12万元，比2021年度增加88.30万元。",
        "项目支出年初预算500万元，支出决算450万元，执行率90%。",
        "编制86名，实有在职人员81人，在职人员控制率94.19%。",
        "地区生产总值57.35亿元，同比增长8.15%，比上年提高1.2个百分点。",
        "年初预算为500万元，调整后预算为600万元，较年初预算增加100万元，增长20%。",
        "预算安排800万元，实际到位780万元，到位率97.5%，实际使用760万元，使用率97.44%。",
        "地区生产总值达60.1亿元，比上年55.5亿元增长8.2%左右。",
    ],
)
def test_numbers_that_agree_are_left_alone(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出9246.84万元，较上年决算8438.53万元增加818.31万元，同比增长9.58%。", "818.31万元"),
        ("支出9246.84万元，较上年决算8438.53万元增加808.31万元，同比增长8.58%。", "8.58%"),
        ("支出9246.84万元，较上年决算8438.53万元减少808.31万元。", "808.31万元"),
        ("支出决算590万元，较上年决算增加50万元，增长8.26%。", "8.26%"),
        ("“三公”经费预算56.40万元，实际支出40.00万元，比预算减少15.40万元。", "15.40万元"),
        ("“三公”经费由40万元增加到38万元。", "38万元"),
        ("本年度支出合计2467.52万元，上年度支出合计2379.22万元，同比增加98.30万元。", "98.30万元"),
        ("项目支出年初预算500万元，支出决算450万元，预算执行率95%。", "95%"),
        ("编制86名，实有在职人员81人，在职人员控制率96.19%。", "96.19%"),
    ],
)
def test_numbers_that_do_not_agree_are_told(text: str, expected: str) -> None:
    assert check(text) == [("RV03", "错误", expected)]


def test_whole_numbers_may_be_rounded() -> None:
    assert check("“三公”经费由38万元增加到40万元，增长6.26%。") == [("RV03", "提醒", "6.26%")]
    assert check("满意度由95%提高到98%，提高4个百分点。") == [("RV03", "提醒", "4个百分点")]


def test_the_last_digit_may_be_rounded() -> None:
    text = "支出9246.84万元，较上年8438.53万元增加{}万元。"
    assert check(text.format("808.32")) == []
    assert check(text.format("808.33")) == [("RV03", "错误", "808.33万元")]


def test_the_messages_give_the_sum() -> None:
    text = "支出9246.84万元，较上年8438.53万元增加818.31万元。"
    [gap] = changes.check(case(text))
    assert gap.message == (
        "“支出”的增减额与文中的数不符：9246.84万元－8438.53万元＝808.31万元，文中为818.31万元。"
    )
    assert gap.remedy == ("核对9246.84万元、8438.53万元；这些数无误的，818.31万元改为808.31万元。")
    [turned] = changes.check(case("支出9.5万元，较上年8.5万元减少1.0万元。"))
    assert turned.message == "9.5万元与8.5万元相比是增加1.0万元，文中却按减少写1.0万元。"
    [rate] = changes.check(case("预算500万元，支出决算450万元，预算执行率95%。"))
    assert rate.message == "“预算执行率”与文中的数不符：450万元÷500万元＝90%，文中为95%。"
    [word] = changes.check(case("经费由40万元增加到38万元。"))
    assert word.message == "从40万元到38万元是下降，文中却写“增加到”。"


def test_a_good_report_and_the_seed_have_none() -> None:
    assert check((HERE / "golden/2020/report.txt").read_text("utf-8")) == []
    assert check((HERE / "data/灰山港镇2020年度报告.txt").read_text("utf-8")) == []


def test_the_new_number_may_stand_in_another_sentence() -> None:
    text = "2021年度基本支出1486.32万元。2021年度基本支出比上年增加36.20万元，增长{}。"
    assert check(text.format("2.50%")) == []
    assert check(text.format("3.50%")) == [("RV03", "提醒", "3.50%")]


def test_an_excess_over_the_budget_is_no_spending() -> None:
    text = "年初预算2330.00万元，追加96.00万元，调整后预算2426.00万元。实际支出2400.00万元，超过年初预算70.00万元，预算执行率为98.93%。"
    assert check(text) == []
