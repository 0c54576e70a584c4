"""RV15: years that do not fit the report's."""

from __future__ import annotations

import pytest

from reportgen.review.dates import years
from tests.helpers.papers import case, found

FITS = [
    "附表1：2021年部门整体支出绩效目标表",
    "2021年部门整体支出绩效目标申报表",
    "到2035年基本实现现代化，本镇成立于1958年，“十四五”时期（2021-2025年）投资5亿元。",
    "截至2021年3月，已完成整改3项。",
    "2018年以来，累计投入500万元。",
    "2019年度整体支出8438.53万元。2020年度整体支出9246.84万元。",
    "“三公”经费较2019年减少5万元。",
    "2021年，我镇将力争实现生产总值增长8%。",
    "我镇出台《2019年工作方案》（桃财〔2019〕5号）。",
    "2019年，我镇获评先进单位，奖励2万元。",
    "截至2020年末，在职人员218人。",
    "为做好2021年度部门整体支出绩效评价工作，我镇将完善制度。",
    "2021年3月，我镇组织自评，走访12户。",
    "根据《关于开展2020年度绩效自评工作的通知》（桃财绩〔2021〕14号）要求。",
]
DIFFERS = [
    ("2019年，我镇实现地区生产总值57.35亿元，同比增长8.15%。", "提醒", "2019年"),
    ("截至2019年末，我镇实有在职人员218人。", "提醒", "截至2019年末"),
    ("我镇2019年度部门整体支出绩效评价自评得分为96.2分。", "错误", "2019年"),
    ("对2019年度财政性资金整体使用情况进行了绩效自评。", "错误", "2019年"),
    ("根据《关于开展2019年度绩效自评工作的通知》（桃财绩〔2020〕14号）要求。", "提醒", "2019"),
    ("根据《关于开展绩效自评工作的通知》（桃财绩〔2018〕9号）要求。", "提醒", "2018"),
    ("表1　2019年度收入情况表", "错误", "2019年"),
]


@pytest.mark.parametrize("text", FITS)
def test_other_years_with_a_reason_are_left_alone(text: str) -> None:
    assert found(years.check(case(text))) == []


@pytest.mark.parametrize(("text", "severity", "words"), DIFFERS)
def test_a_year_of_another_report_is_told(text: str, severity: str, words: str) -> None:
    assert found(years.check(case(text))) == [("RV15", severity, words)]


def test_the_message_names_both_years() -> None:
    [fault] = years.check(case("对2019年度部门整体支出绩效进行了自评。"))
    assert fault.message == (
        "“对2019年度部门整体支出绩效进行了自评。”说的是2019年度的绩效评价，报告的是2020年度。"
    )


def test_a_year_that_had_not_ended_is_an_error() -> None:
    text = "2021年度整体支出9246.84万元，其中基本支出8116.90万元。"
    assert found(years.check(case(text))) == [("RV15", "提醒", "2021年")]
    signed = f"{text}\n灰山港镇人民政府\n2021年4月20日"
    assert found(years.check(case(signed))) == [("RV15", "错误", "2021年")]


def test_a_table_of_last_year_beside_its_twin_is_a_comparison() -> None:
    assert found(years.check(case("2019年度收入情况表\n2020年度收入情况表"))) == []


def test_a_title_that_alone_has_its_year_is_the_one_that_is_wrong() -> None:
    text = (
        "灰山港镇2021年度部门整体支出绩效评价报告\n"
        "2020年度整体收入9246.84万元。\n2020年度整体支出9246.84万元。"
    )
    [fault] = years.check(case(text, year=2021))
    assert fault.message.endswith("写的是2021年，正文报告的是2020年度。")


def test_a_title_is_not_doubted_for_two_words_about_another_year() -> None:
    text = (
        "灰山港镇2020年度部门整体支出绩效评价报告\n2020年收入9万元。2020年支出9万元。\n"
        "2021年部门整体支出绩效目标表"
    )
    assert found(years.check(case(text))) == []


def test_a_project_may_run_over_several_years() -> None:
    text = "灰山港镇2020年农田建设项目绩效评价报告\n2019年，项目投入100万元。"
    assert found(years.check(case(text))) == []


def test_without_a_year_nothing_is_said() -> None:
    assert found(years.check(case("2019年，我镇实现产值5亿元。", year=None))) == []


STRAY = "2012年，雪峰山、麻元坳、曾家湾完成生活污水治理。"


def test_results_of_a_year_far_off_are_told() -> None:
    [fault] = years.check(case(f"切实守护好净土、碧水、蓝天。{STRAY}各村全面完成改厕。"))
    assert found([fault]) == [("RV15", "提醒", "2012年")]
    assert fault.message == (
        f"报告的是2020年度，“{STRAY}”写的却是2012年的结果，也没有写明是作比较。"
    )


def test_typed_texts_are_asked_as_well() -> None:
    assert found(years.check(case(STRAY, is_report=False))) == [("RV15", "提醒", "2012年")]


@pytest.mark.parametrize(
    "text",
    [
        "2020年，雪峰山完成生活污水治理。",
        "2012年，水厂建成投产，完成投资300万元。",
        "2012年完成搬迁，2015年完成扩建。",
        f"一、单位概况\n{STRAY}",
        "我镇于2012年完成生活污水治理。",
        "2025年，雪峰山将完成生活污水治理。",
        "2012年以来，累计完成改厕300户。",
    ],
)
def test_history_and_plans_are_left_alone(text: str) -> None:
    assert found(years.check(case(text))) == []
