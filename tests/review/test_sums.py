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


def test_what_was_spent_is_neither_part_nor_sum_of_budgets() -> None:
    opening = "年初预算3652.40万元，年度执行中调整增加5545.96万元"
    rate = "预算执行率为99.33%。"
    assert check(f"我镇{opening}，全年预算9198.36万元，全年支出9137.12万元，{rate}") == []
    assert check(f"我镇全年预算9198.36万元，其中{opening}；支出决算9137.12万元，{rate}") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("基本支出100万元，项目支出200万元，全年支出310万元。", "310万元"),
        ("年初预算100万元，追加预算50万元，合计160万元。", "160万元"),
        ("全年预算200万元，其中基本支出预算100万元，项目支出90万元。", "200万元"),
        ("整体支出200万元，其中基本支出决算100万元，项目支出决算90万元。", "200万元"),
    ],
)
def test_budgets_alone_and_spending_alone_are_added(text: str, wrong: str) -> None:
    assert check(text) == [("RV01", "错误", wrong)]


def test_zeros_left_out_do_not_make_a_number_inexact() -> None:
    assert len(check("项目支出138.25万元，其中道路35.35万元，桥梁100万元，水利3万元。")) == 1


def test_one_part_can_only_be_too_large() -> None:
    assert check("基本支出500万元，其中人员经费320万元。") == []
    [fault] = sums.check(case("基本支出500万元，其中人员经费620万元。"))
    assert fault.message == "“人员经费”620万元是“基本支出”500万元中的一部分，却比它大120万元。"
    assert fault.remedy == "核对这两个数，改正填错的一个。"


def test_a_far_larger_sum_is_only_a_notice() -> None:
    text = "投资1250万元，其中中央600万元，省级300万元，县级300万元，乡镇900万元，村级800万元。"
    assert check(text) == [("RV01", "提醒", "1250万元")]


def test_what_came_in_is_no_part_of_the_plan() -> None:
    text = "项目总投资1100万元，其中中央600万元，省级300万元，县级{}万元，截至年底到位1100万元，支出990万元。"
    assert check(text.format(200)) == []
    [fault] = sums.check(case(text.format(210)))
    assert "600万元＋300万元＋210万元＝1110万元" in fault.message


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


def test_only_what_something_speaks_for_is_offered() -> None:
    [unclear] = sums.check(case("支出合计300万元，其中绿化50万元，道路120万元，水利141万元。"))
    assert unclear.remedy == "核对合计和各分项，改正填错的一个。"
    [missing] = sums.check(case("支出合计331万元，其中绿化50万元，道路120万元，水利130万元。"))
    assert missing.remedy == "核对合计和各分项，改正填错的一个；有漏列的，补上。"
    text = "整体收入9248.84万元，其中上级补助8925.17万元，基金收入21.67万元，其他收入300万元。"
    [slipped] = sums.check(case(text))
    assert slipped.remedy.startswith("核对后改正。几种可能：一是合计应为9246.84万元（与")
    assert "其他收入" not in slipped.remedy


def test_a_good_report_has_none() -> None:
    golden = (HERE / "golden/2020/report.txt").read_text("utf-8")
    assert check(golden) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("整体支出1000万元，包括：\n（1）基本支出600万元；\n（2）项目支出{}万元。", "300"),
        (
            "整体支出1000万元，其构成如下：\n1.基本支出600万元，其中人员经费500万元，公用经费100万元。\n2.项目支出{}万元，用于修路。",
            "390",
        ),
        ("支出1000万元，其中：基本支出600万元，用于工资等。项目支出{}万元，用于修路。", "300"),
        ("各项得分分别为：投入9分、过程30分、产出{}分、效果20分，合计89分。", "29.5"),
    ],
)
def test_parts_may_be_told_one_after_the_other(text: str, wrong: str) -> None:
    right = "30" if "得分" in text else "400"
    assert check(text.format(right)) == []
    assert [each[:2] for each in check(text.format(wrong))] == [("RV01", "错误")]


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费431万元，比上年累计支出433万元减少2万元；其中用车支出251万元，比上年累计支出285万元下降34万元，购置支出56万元，接待支出124万元。",
        "收入4402万元，加上级转移支付收入1884万元，其中：一般转移支付收入1478万元（含均衡166万元），上年结转60万元，基金调入103万元，收入合计为6449万元。",
        "支出1000万元，其中财政拨款900万元，其中基本支出600万元。项目支出400万元。",
        "整体支出1000万元，其中基本支出600万元，人员经费500万元、公用经费100万元。",
        "项目支出600万元，其中：\n1.道路年初预算280万元，实际支出300万元；\n2.饮水年初预算200万元，实际支出210万元；\n3.厕所改造90万元。",
        "项目支出600万元，主要包括以下项目：\n1.道路建设项目300万元；\n2.饮水项目200万元；\n3.其他。",
    ],
)
def test_what_is_no_part_is_not_added(text: str) -> None:
    assert check(text) == []


def test_sources_of_money_are_no_parts_of_the_projects_named_before_them() -> None:
    """A wrong total is told once; the split by sources belongs to it, not to its last part."""
    text = (
        "2020年度整体支出9264.84万元，其中：基本支出8116.90万元，项目支出1129.94万元。"
        "按资金来源分，一般公共预算支出9224.97万元，政府性基金预算支出21.87万元。"
    )
    assert [place for _, _, place in found(sums.check(case(text)))] == ["9264.84万元"]


def test_parts_of_another_total_that_add_up_to_the_same_speak_for_a_reading() -> None:
    """The seed's income parts and expenditure parts are equal to the cent."""
    text = (
        "整体收入合计9248.84万元，其中一般公共预算财政拨款收入9224.97万元，"
        "政府性基金拨款收入21.87万元。整体支出9246.84万元，其中基本支出8116.90万元，"
        "项目支出1129.94万元。"
    )
    [fault] = sums.check(case(text))
    assert "“整体支出”各分项之和相同" in fault.remedy
