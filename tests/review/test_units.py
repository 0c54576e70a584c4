"""RV04: amounts without a unit, or with the wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.review.sums import sums, units
from tests.helpers.papers import case, found

HERE = Path(__file__).parents[1]


def check(text: str) -> list[tuple[str, str, str]]:
    return found(units.check(case(text)))


def test_a_short_unit_is_an_error_where_the_sum_proves_it() -> None:
    proved = "项目支出646.26万元，包括城镇建设510万，结算136.26万元。"
    assert check(proved) == [("RV04", "错误", "510万")]
    [fault] = units.check(case("城镇建设510万，结算136.26万元。"))
    assert fault.severity.value == "提醒"
    assert fault.message == "“城镇建设”510万没有写全单位，同一处的其他金额以万元为单位。"
    assert fault.remedy == "核对后补上单位；与其他金额同为万元的，写作510万元。"


def test_a_bare_number_in_a_list_of_amounts_is_told() -> None:
    text = "项目支出207.70万元，其中整治48.50万元，道路硬化126.00，防汛抗旱33.20万元。"
    assert check(text) == [("RV04", "提醒", "126.00")]
    assert found(sums.check(case(text))) == []


def test_a_unit_that_alone_breaks_the_sum_is_told_once() -> None:
    text = "项目支出207.70万元，其中整治48.50万元，道路硬化126.00元，防汛抗旱33.20万元。"
    [fault] = units.check(case(text))
    assert fault.message == (
        "“道路硬化”126.00元的单位与其他金额不一致：改为126.00万元，"
        "合计207.70万元与各分项之和才相符。"
    )
    assert found(sums.check(case(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "参训500人，投入经费3.5万元，评分95。",
        "综合得分96.2，支出500万元，其中项目支出300万元。",
        "种植面积3万亩，产值2.1亿元，投资500万元。",
        "每户补助1000元，共发放3.5万元。",
        "满意率95%，支出500万元。",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert check(text) == []


def test_the_same_slip_in_two_places_is_one_fault() -> None:
    seed = (HERE / "data/灰山港镇2020年度报告.txt").read_text("utf-8")
    assert [[span.text for span in fault.spans] for fault in units.check(case(seed))] == [
        ["510万", "510万"],
        ["162万", "162万"],
    ]


def test_a_good_report_has_none() -> None:
    assert check((HERE / "golden/2020/report.txt").read_text("utf-8")) == []


def test_a_bare_number_that_is_compared_with() -> None:
    assert check("经费支出2.05万元，较上年2.08减少0.03万元。") == [("RV04", "提醒", "2.08")]
    assert check("经费支出2.05万元，较上年2.08万元减少0.03万元。") == []
