"""RV34: the own name half edited, and titles that do not agree."""

from __future__ import annotations

import pytest

from reportgen.review.names import agencies, halves
from tests.helpers.packs import shipped
from tests.helpers.papers import case, found

WRONG = """
灰山镇人民政府认真履行职责。 # RV34 错误
灰港山镇人民政府认真履行职责。 # RV34 错误
灰山港乡人民政府认真履行职责。 # RV34 错误
灰山港镇镇人民政府认真履行职责。 # RV34 错误
桃江县县灰山港镇人民政府认真履行职责。 # RV34 错误
桃江县灰山港镇人民政府人民政府认真履行职责。 # RV34 错误
桃源县灰山港镇人民政府认真履行职责。 # RV34 错误
灰山岗镇认真履行职责。 # RV34 错误
灰水港镇认真履行职责。 # RV34 错误
田牛镇认真履行职责。 # RV34 错误 # 桃江县牛田镇人民政府
牛田乡认真履行职责。 # RV34 错误 # 桃江县牛田镇人民政府
灰山港镇灰山港镇2020年度支出9224万元。 # RV34 错误
竹圆镇人民政府2021年度预算编制科学合理。 # RV34 提醒 # 云溪县竹园镇人民政府
云溪县农村农业局2022年度目标基本实现。 # RV34 错误 # 云溪县农业农村局
云溪县农业农农村局2022年度目标基本实现。 # RV34 错误 # 云溪县农业农村局
云溪县自然资园局2022年度目标基本实现。 # RV34 错误 # 云溪县自然资源局
交通运局党组研究。 # RV34 错误 # 云溪县交通运输局
农业农村村局认真履职。 # RV34 错误 # 云溪县农业农村局
""".strip().splitlines()


@pytest.mark.parametrize("line", WRONG)
def test_a_name_that_is_nearly_the_own_is_found(line):
    text, want, *agency = line.split(" # ")
    read = case(text, agency=agency[0] if agency else "桃江县灰山港镇人民政府", pack=shipped())
    told = "；".join(f"{each.code} {each.severity.value}" for each in halves.check(read))
    assert told == want


def test_the_message_quotes_what_stands_there_and_the_right_name():
    [fault] = halves.check(case("灰港山镇人民政府认真履行职责。"))
    assert fault.spans[0].text == "灰港山镇"
    assert fault.message == (
        "“灰港山镇人民政府认真履行职责”写作“灰港山镇”，本单位是“桃江县灰山港镇人民政府”。"
    )
    assert fault.remedy == "核对单位名称，改为“灰山港镇”。"


def test_the_same_slip_in_two_places_is_one_fault():
    [fault] = halves.check(case("灰港山镇认真履职。\n灰港山镇支出9万元。"))
    assert fault.message == (
        "“灰港山镇认真履职”等 2 处写作“灰港山镇”，本单位是“桃江县灰山港镇人民政府”。"
    )


def test_a_repeated_half_is_to_be_struck():
    [fault] = halves.check(case("桃江县灰山港镇人民政府人民政府履职。"))
    assert fault.spans[0].text == "人民政府人民政府"
    assert fault.remedy == "删去重复的字，改为“桃江县灰山港镇人民政府”。"


def test_title_and_signature_of_different_bureaus():
    text = "桃江县教育局2020年度部门整体支出绩效自评报告\n教育局履职。教育局发展。\n"
    text += "桃江县财政局办公室\n2021年4月20日"
    [fault] = halves.check(case(text, agency=""))
    assert fault.message == ("落款的单位是“桃江县财政局办公室”，标题的单位却是“桃江县教育局”。")
    assert fault.remedy == "核对是哪一个单位的报告，改正写错的一处。"
    assert [span.text for span in fault.spans] == ["桃江县财政局办公室", "桃江县教育局"]


@pytest.mark.parametrize(
    ("title", "foot"),
    [
        ("桃江县住建局", "桃江县住房和城乡建设局"),
        ("灰山港镇", "桃江县灰山港镇人民政府"),
        ("灰山港镇人民政府", "湖南某某会计师事务所"),
        ("灰山港镇人民政府", "桃江县财政局"),
        ("灰山港镇人民政府", "灰山港镇财政所"),
    ],
)
def test_short_names_and_evaluators_are_no_contradiction(title, foot):
    text = f"{title}2020年度部门整体支出绩效自评报告\n正文。\n{foot}\n2021年4月20日"
    assert found(halves.check(case(text, agency=""))) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("桃江县住房城乡建设局、住建局负责。", "桃江县住房和城乡建设局"),
        ("按县农业局、县交通局、县运输局、交通运输执法局安排。", "桃江县交通运输局"),
        ("按省交通运输厅、市交通运输局、交通运输部要求。", "桃江县交通运输局"),
        ("县文旅广体局、县文化旅游局、县文化旅游广电局。", "桃江县文化旅游广电体育局"),
        ("交通运局。", ""),
    ],
)
def test_a_bureau_said_more_shortly_is_not_misspelt(text, agency):
    assert found(halves.check(case(text, agency=agency))) == []


def test_a_form_of_another_bureau_after_the_report_is_a_notice():
    text = "桃江县水利局2020年度部门整体支出绩效自评报告\n正文。\n"
    text += "| 单位名称 | 桃江县河道事务中心 |\n| 年度 | 2020 |"
    faults = found(halves.check(case(text, agency="")))
    assert faults == [("RV34", "提醒", "桃江县河道事务中心")]


def test_a_real_town_one_letter_away_is_not_this_rules():
    """石牛镇 is a town elsewhere: another rule says so."""
    assert found(halves.check(case("石牛镇履职。", agency="桃江县石牛江镇人民政府"))) == []


def test_a_title_is_held_against_the_form_where_that_says_whose_it_is():
    text = "桃源县漆河镇2020年度部门整体支出绩效自评报告\n正文。"
    assert list(agencies.check(case(text))) == []
    [fault] = halves.check(case(text))
    assert fault.message == ("标题的单位是“桃源县漆河镇”，本单位是“桃江县灰山港镇人民政府”。")
