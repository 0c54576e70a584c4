"""RV01: totals and their parts in sentences, right, wrong, and exactly on the edge."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.review.sums import sums
from tests.helpers.papers import case, found

HERE = Path(__file__).parents[1]


def check(text: str) -> list[tuple[str, str, str]]:
    return found(sums.check(case(text)))


@pytest.mark.parametrize(
    "text",
    [
        "编制数共计223人，其中行政编制94人，事业编制124人，工勤5人。",
        "整体收入合计9246.84万元，其中：财政拨款9224.97万元，占比99.76%；政府性基金21.87万元，占比0.24%。",
        "核定编制85名，其中行政38名，事业45名，工勤2名；实有在职81人，其中行政36人，事业43人，工勤2人。",
        "整体支出100万元，其中基本支出80万元（人员经费60万元、公用经费20万元），项目支出20万元。",
        "整体支出100万元，其中基本支出80万元，包括人员经费60万元、公用经费20万元，项目支出20万元。",
        "甲项目100万元，其中丙60万元，乙项目50万元，合计150万元。",
        "甲站、乙站、丙站经费分别为62.30万元、18.45万元和9.75万元，三项合计90.50万元。",
        "全局共争取资金1.26亿元，其中中央资金8200万元，省级资金4400万元。",
        "累计完成投资3548.00万元，其中2019年620.00万元、2020年1718.00万元、2021年1210.00万元。",
        "项目支出2300万元，其中：基建1200万元，占52.17%，比上年增加100万元；水利1100万元，比上年减少50万元。",
        "本年收入总计1200万元，由财政拨款900万元、其他收入300万元组成。",
        "整体收入合计500万元。其中：一般公共预算400万元，政府性基金100万元。",
        "项目支出205万元=道路80万元+桥梁70万元+水利55万元。",
        "全年共投入860万元，其中财政资金500万元，社会资本360万元，建成项目12个，带动就业300人。",
    ],
)
def test_parts_that_add_up_are_right(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "公用经费86.40万元，其中办公费12.35万元、会议费3.20万元，其余用于水电、邮电等开支。",
        "全年共发放补贴100万元，其中低保60万元，慰问困难群众200户，发放慰问金50万元。",
        "党员120名，其中女党员40名，大专以上学历75名。",
        "发展党员18名，其中女党员7名，35岁以下12名。",
        "调解纠纷320起，其中婚姻家庭纠纷120起，邻里纠纷90起，土地纠纷50起。",
        "扶贫资金100万元，包括产业扶贫30万元、危房改造20万元等。",
        "共有干部职工124人，其中：行政编制42人，事业编制66人，临聘16人，退休人员38人。",
        "投入资金近300万元，其中镇级自筹约120万元，村级约100万元。",
        "立案45件，其中一般程序30件、简易程序15件，结案40件。",
    ],
)
def test_a_list_that_may_not_be_all_is_left_alone(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "核定编制86名，其中行政编制38名，事业编制45名，工勤编制2名；在职81人，其中行政36人，事业43人，工勤2人。",
            "86名",
        ),
        (
            "基本支出1957.80万元，其中人员经费1742.18万元（基本工资718.30万元、津贴1032.88万元）。",
            "1742.18万元",
        ),
        ("完成投资3.48亿元，其中产业2.15亿元，基建0.93亿元，民生0.60亿元。", "3.48亿元"),
        ("甲村100人、乙村200人，合计310人。", "310人"),
        ("甲站、乙站经费分别为62.30万元和18.45万元，两项合计81.75万元。", "81.75万元"),
        ("本年收入总计1200万元，由财政拨款900万元、其他收入200万元组成。", "1200万元"),
        ("整体收入合计500万元。其中：一般公共预算400万元，政府性基金90万元。", "500万元"),
        ("项目支出205万元=道路80万元+桥梁70万元+水利50万元。", "205万元"),
        ("共有职工56人：行政20人，事业30人，工勤5人。", "56人"),
    ],
)
def test_parts_that_do_not_add_up_are_told(text: str, expected: str) -> None:
    assert check(text) == [("RV01", "错误", expected)]


def test_a_gap_of_half_a_digit_each_is_rounding() -> None:
    """12.34 and 12.34 may have been 12.344 each: 24.69 is possible, 24.70 is not."""
    assert check("项目支出24.69万元，其中道路12.34万元，桥梁12.34万元。") == []
    assert len(check("项目支出24.70万元，其中道路12.34万元，桥梁12.34万元。")) == 1
    assert len(check("在职25人，其中男12人，女12人。")) == 1


def test_zeros_left_out_do_not_make_a_number_inexact() -> None:
    assert len(check("项目支出138.25万元，其中道路35.35万元，桥梁100万元，水利3万元。")) == 1


def test_one_part_can_only_be_too_large() -> None:
    assert check("基本支出500万元，其中人员经费320万元。") == []
    [fault] = sums.check(case("基本支出500万元，其中人员经费620万元。"))
    assert fault.message == "“人员经费”620万元是“基本支出”500万元中的一部分，却比它大120万元。"
    assert fault.remedy == "核对这两个数，改正填错的一个。"


def test_a_far_smaller_sum_is_only_a_notice() -> None:
    text = "项目支出共计100万元，其中道路30万元，桥梁20万元。"
    assert check(text) == [("RV01", "提醒", "100万元")]


def test_every_reading_is_offered_with_what_speaks_for_it() -> None:
    seed = (HERE / "data/灰山港镇2020年度报告.txt").read_text("utf-8")
    income, spent = sums.check(case(seed))
    assert income.message == (
        "“整体收入”9248.84万元与分项之和不符：9224.97万元＋21.87万元＝9246.84万元，相差2.00万元。"
    )
    assert "合计应为9246.84万元" in income.remedy
    assert (
        "“政府性基金拨款收入”应为23.87万元（与印出的数只差一位数字，与占比0.26%相符）"
        in income.remedy
    )
    assert "印出的9224.79万元与文中9224.97万元只是相邻两位数字对调" in spent.remedy
    assert [span.text for span in spent.spans].count("9224.79万元") == 2


def test_a_good_report_has_none() -> None:
    golden = (HERE / "golden/2020/report.txt").read_text("utf-8")
    assert check(golden) == []
