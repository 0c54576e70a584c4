"""RV08: the same quantity with two values."""

from __future__ import annotations

import pytest

from reportgen.review.claims.same import check
from tests.helpers.papers import case, found

TABLE = """
表1　2020年度支出情况（单位：万元）
| 项目 | 2020年预算 | 2020年决算 |
| 基本支出 | 2109.46 | 8116.90 |
| 项目支出 | 1169.44 | 1129.94 |
| 合计 | 3278.90 | 9246.84 |
"""


def test_a_sentence_and_a_table_differ() -> None:
    (fault,) = check(case(f"2020年度基本支出8116.6万元。\n{TABLE}"))
    assert (fault.code, fault.severity.value) == ("RV08", "错误")
    assert [span.text for span in fault.spans] == ["8116.6万元", "8116.90"]
    assert fault.message == (
        "2020年“基本支出”前后不一致：文中为8116.6万元；"
        "“表1　2020年度支出情况”的“基本支出”行为8116.90万元，"
        "相差0.3万元（两数只差一位数字，可能是录入笔误）。"
    )
    assert fault.remedy == (
        "核对“基本支出”的数据来源（决算报表、台账等），确定哪一处正确，把其余各处改成一致；"
        "如果口径不同（范围、时点、资金来源），在文中写明。"
    )


def test_the_odd_one_out_is_the_place_and_there_is_one_fault() -> None:
    text = "项目支出1129.94万元。\n项目支出1139.94万元。\n2020年项目支出1129.94万元。"
    (fault,) = check(case(text))
    assert [span.text for span in fault.spans] == ["1139.94万元", "1129.94万元", "1129.94万元"]
    assert "文中一处为1139.94万元，另一处（2处）为1129.94万元，相差10万元" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "2020年行政及事业编制数共计223人。\n核定编制225人。",
        "“三公”经费决算40万元。\n三公经费支出42万元。",
        "公务用车运行费6万元。\n公务用车运行维护费支出7万元。",
        "绩效评价综合得分为96.20分。\n自评得分95.2分。",
        "预算完成率为98%。\n预算完成率100%。",
        "项目支出9万元，其中：人大工作经费3万元。\n项目支出9万元，包括人大工作经费5万元。",
        "公用经费预算420万元。\n公用经费预算数为402万元。",
        f"2020年基本支出预算2019.46万元。\n{TABLE}",
    ],
)
def test_two_values_are_wrong(text: str) -> None:
    assert [each[:2] for each in found(check(case(text)))] == [("RV08", "错误")]


def test_an_unknown_name_is_only_told_to_a_person() -> None:
    text = "登记在册失业人员1311人。\n登记在册失业人员1301人。"
    assert [each[:2] for each in found(check(case(text)))] == [("RV08", "提醒")]


@pytest.mark.parametrize(
    "text",
    [
        "整体支出3.56亿元。\n整体支出35600万元。",
        "整体支出3.56亿元。\n整体支出35604.2万元。",
        "绩效评价得分96.2分。\n自评得分为96.20分。",
        "2019年基本支出7352.18万元，2020年基本支出8116.9万元。",
        "基本支出年初预算2109.46万元，决算8116.9万元。",
        f"基本支出2109.46万元，项目支出1169.44万元。\n{TABLE}",
        "财政拨款支出9000万元，其中基本支出8000万元。\n2020年基本支出8116.9万元。",
        "项目支出约1100万元。\n项目支出1129.94万元。",
        "杨家湾村投入资金30万元。\n刘家湾村投入资金20万元。",
        "上半年，项目支出400万元。\n项目支出1129.94万元。",
        "新增就业300人。\n累计新增就业1300人。",
        "工资福利支出100万元。\n项目支出50万元，其中：工资福利支出8万元。\n"
        "基本支出150万元，其中：工资福利支出100万元。",
        "局机关核定编制86人。\n不动产中心核定编制24人。",
        "年初预算收入2860.5万元，支出2860.5万元，其中基本支出1860.5万元。\n"
        "2020年实际支出4500.7万元，其中基本支出2300.7万元。",
    ],
)
def test_what_is_not_certainly_the_same_is_left(text: str) -> None:
    assert found(check(case(text))) == []


def test_villages_of_the_whole_town_are_counted_once() -> None:
    text = "全镇33个村（社区）建立网格。\n我镇下辖34个村（社区）。\n3个村（社区）完成改造。"
    assert found(check(case(text))) == [("RV08", "提醒", "33个")]


def test_exactly_the_rounding_is_allowed_and_one_more_is_not() -> None:
    assert found(check(case("整体支出92.5万元。\n整体支出92.45万元。"))) == []
    assert len(list(check(case("整体支出92.5万元。\n整体支出92.44万元。")))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2020年公用经费较上年98万元增加到105万元。\n2020年公用经费105万元。",
        "2020年公用经费由98万元增加到105万元。2020年公用经费105万元。",
        "（一）基本支出\n2020年支出500万元，其中商品和服务支出200万元。\n（二）项目支出\n2020年支出300万元，其中商品和服务支出250万元。",
        "机关运行经费支出120万元，其中：印刷费10万元，差旅费15万元。\n2020年差旅费支出25万元。",
        "核定编制65人（其中行政编制30人，事业编制35人）。实有人数41人（行政编制20人，事业编制21人）。",
        "核定编制50名，其中行政编制30名，事业编制20名。\n下设3个二级机构：执法大队，事业编制12名；信息中心，事业编制5名；救援中心，事业编制3名。",
        "下设执法大队（副科级事业单位），核定事业编制12名，实有在职人员10人。\n全局在职人员48人。",
        "一、道路建设项目\n群众满意度95%。\n二、饮水工程项目\n群众满意度92%。",
        "自评得分95分，县财政局复核得分92分。\n2020年自评得分95分，财政评价得分92分。",
        "因公出国（境）经费、公务接待费、公车购置费，公车运行费决算总额2771万元。公务用车运行费决算1204万元。",
        "一批3374.3万元（其中建筑工程3292万元），二批2000万元（其中建筑工程1975.775万元）。\n三批800万元（其中建筑工程757.44万元）。",
        "全镇共有行政村29个。\n全镇共辖29个村、4个社区。完成6个行政村的道路建设。",
    ],
)
def test_what_only_shares_a_name_is_another_quantity(text: str) -> None:
    assert found(check(case(text))) == []


def test_what_is_planned_beside_the_plan_is_no_result() -> None:
    plan = "2023年，我镇计划建设高标准农田3000亩，提质改造农村公路18公里，新建山塘5口。"
    assert list(check(case(f"{plan}\n2023年，我镇提质改造农村公路18.6公里。"))) == []


@pytest.mark.parametrize(
    "before",
    [
        "",
        "按照计划建设农田3000亩，",
        "年度计划执行情况良好，",
        "我镇计划建设农田3000亩，实际建设3050亩，",
    ],
)
def test_what_stands_behind_no_plan_is_a_result(before: str) -> None:
    (fault,) = check(case(f"2020年，{before}改造农村公路18公里。\n2020年，改造农村公路18.6公里。"))
    assert fault.message == (
        "2020年“改造农村公路”前后不一致：文中一处为18公里，另一处为18.6公里，相差0.6公里。"
    )


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("新增造林面积1.2万亩", "新增造林面积13000亩", "相差0.1万亩"),
        ("新增绿化面积3公顷", "新增绿化面积4.2公顷", "相差1.2公顷"),
        ("项目支出12千元", "项目支出15千元", "相差3千元"),
    ],
)
def test_the_gap_is_told_in_the_unit_of_the_first(one: str, other: str, gap: str) -> None:
    (fault,) = check(case(f"{one}。\n{other}。"))
    assert gap in fault.message


FUND = "2020年度政府性基金预算收入500万元；全年预算520万元，预算执行率为71.88%。"


def test_the_rates_of_two_funds_are_two() -> None:
    text = "2020年度一般公共预算支出900万元；全年预算931万元，预算执行率为96.66%。"
    assert list(check(case(f"{text}\n{FUND}"))) == []
    assert list(check(case(f"{text}\n{FUND}\n全镇预算执行率为90%。"))) == []


@pytest.mark.parametrize("text", ["预算执行率为96.66%。", FUND.replace("71.88%", "96.66%")])
def test_a_rate_of_the_same_fund_or_of_none_is_compared(text: str) -> None:
    (fault,) = check(case(f"{FUND}\n{text}"))
    assert fault.message == (
        "2020年“预算执行率”前后不一致：文中一处为71.88%，另一处为96.66%，相差24.78个百分点。"
    )


def test_counts_of_two_times_are_told_to_a_person() -> None:
    text = "现有在职人员50人。\n2020年末在职人员48人。"
    assert [each[:2] for each in found(check(case(text)))] == [("RV08", "提醒")]
    text = "全镇共有行政村29个。\n全镇共辖28个村、4个社区。"
    assert [each[:2] for each in found(check(case(text)))] == [("RV08", "提醒")]


def test_a_rate_has_no_budget_and_no_accounts() -> None:
    table = "表1　指标评分表\n| 指标 | 年初预算 | 决算 |\n| 在职人员控制率 | 100% | 97.76% |"
    [fault] = check(case(f"在职人员控制率为98.76%。\n{table}"))
    assert fault.message.startswith("2020年“在职人员控制率”前后不一致：文中为98.76%")
