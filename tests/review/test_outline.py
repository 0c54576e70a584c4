"""RV43 and RV44: headings without text, odd headings, sections written twice."""

from __future__ import annotations

import pytest

from reportgen.review.layout import outline
from tests.helpers.papers import case, found

LONG = "我镇强化预算管理，完善内部控制制度，提高资金使用效益，各项工作有序开展。"


def told(text: str) -> list[tuple[str, str, str]]:
    return found(outline.check(case(text)))


def test_a_heading_with_nothing_under_it_is_told() -> None:
    text = f"一、概况\n{LONG}\n二、资产情况\n三、存在的问题\n{LONG}"
    [fault] = outline.check(case(text))
    assert (fault.code, fault.severity.value) == ("RV43", "提醒")
    assert fault.spans[0].text == "二、资产情况"
    assert fault.message == "标题“二、资产情况”下面没有内容。"
    assert fault.remedy == "补写这一节的内容，或者删去这个标题；本年度没有此项的，写明“无”。"


def test_the_last_heading_without_text_is_told() -> None:
    assert told(f"一、概况\n{LONG}\n二、资产情况") == [("RV43", "提醒", "二、资产情况")]


@pytest.mark.parametrize("end", ["附件：1. 基础数据表", "桃江县灰山港镇人民政府\n2021年4月20日"])
def test_a_heading_before_the_signature_or_the_annexes_is_told(end: str) -> None:
    text = f"一、概况\n{LONG}\n二、其他说明的情况\n{end}\n| 甲 | 1 |"
    assert told(text) == [("RV43", "提醒", "二、其他说明的情况")]


@pytest.mark.parametrize(
    "text",
    [
        f"一、概况\n（一）职能\n{LONG}",
        "一、概况\n表1 收入情况\n| 项目 | 金额 |\n| 合计 | 9.00 |\n二、问题\n正文。",
        "一、概况\n| 项目 | 金额 |\n| 合计 | 9.00 |\n二、问题\n正文。",
        f"一、概况\n（一）党政办\n（二）财政所\n（三）民政所\n二、问题\n{LONG}",
        f"一、概况\n{LONG}\n1.甲项目\n2.乙项目\n二、问题\n{LONG}",
    ],
)
def test_a_table_a_list_or_a_deeper_heading_is_a_body(text: str) -> None:
    assert told(text) == []


def test_a_colon_at_the_end_of_a_heading_is_told() -> None:
    [fault] = outline.check(case(f"一、概况：\n{LONG}\n二、存在的问题\n{LONG}"))
    assert (fault.spans[0].text, fault.message) == ("：", "标题末尾有标点：“一、概况：”。")


def test_a_line_like_a_heading_without_number_is_told() -> None:
    text = f"一、绩效\n（一）总体绩效情况\n{LONG}\n各项工作具体成效\n{LONG}\n二、问题\n{LONG}"
    [fault] = outline.check(case(text))
    assert fault.spans[0].text == "各项工作具体成效"
    assert "像是标题，但没有序号" in fault.message


@pytest.mark.parametrize(
    "line",
    [
        "第三部分 名词解释",
        "表1 2020年支出情况",
        "单位：万元",
        "2021年4月20日",
        "桃江县人民政府：",
        "（单位：万元）",
    ],
)
def test_titles_of_tables_dates_and_notes_are_no_headings(line: str) -> None:
    assert told(f"一、绩效\n（一）情况\n{LONG}\n{line}\n{LONG}") == []


def test_a_section_on_spending_without_any_figure_is_told() -> None:
    slogan = "2020年，在县委、县政府的坚强领导下，" + LONG * 3
    [fault] = outline.check(case(f"一、部门整体支出绩效情况\n{slogan}\n二、问题\n{LONG}"))
    assert fault.message == "“一、部门整体支出绩效情况”一节只有一段话，没有一个数据。"
    with_figure = slogan.replace("有序开展", "完成率100%")
    assert told(f"一、部门整体支出绩效情况\n{with_figure}\n二、问题\n{LONG}") == []
    none = "本单位2020年度没有政府性基金预算支出。" + LONG * 2
    assert told(f"一、政府性基金预算支出情况\n{none}\n二、问题\n{LONG}") == []


def test_sections_with_nearly_the_same_name_are_told() -> None:
    text = f"一、部门整体支出管理及使用情况分析\n{LONG}\n二、部门整体支出使用及管理情况\n另有{LONG}"
    [fault] = outline.check(case(text))
    assert (fault.code, fault.severity.value) == ("RV44", "提醒")
    assert [span.text for span in fault.spans] == [
        "二、部门整体支出使用及管理情况",
        "一、部门整体支出管理及使用情况分析",
    ]
    assert fault.message == (
        "两节标题几乎相同：“一、部门整体支出管理及使用情况分析”与“二、部门整体支出使用及管理情况”，"
        "像是同一内容写了两次。"
    )


def test_the_same_heading_twice_is_an_error() -> None:
    assert told(f"一、资产管理情况\n{LONG}\n二、资产管理情况\n另有{LONG}") == [
        ("RV44", "错误", "二、资产管理情况")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("基本支出情况", "项目支出情况"),
        ("收入情况", "支出情况"),
        ("经济性分析", "效率性分析"),
        ("存在的问题", "改进措施"),
        ("2019年支出情况", "2020年支出情况"),
        ("政府性基金预算支出情况", "社会保险基金预算支出情况"),
        ("一般公共预算支出情况", "国有资本经营预算支出情况"),
        ("上年预算情况", "本年预算情况"),
        ("部门整体支出绩效情况", "项目支出绩效情况"),
        ("绩效评价工作情况", "部门整体支出绩效情况"),
        ("项目组织情况", "项目管理情况"),
    ],
)
def test_headings_that_differ_by_a_word_that_matters_are_silent(one: str, other: str) -> None:
    assert told(f"一、{one}\n其中金额9万元。{LONG}\n二、{other}\n其中金额8万元。{LONG}") == []


def test_a_part_has_its_sections_under_it() -> None:
    text = """
    第一部分 单位概况
    一、主要职责
    负责全镇工作。
    第二部分 决算表
    一、收入决算表
    二、支出决算表
    第三部分 情况说明
    一、收入支出决算总体情况
    收入100万元。
    二、收入支出决算具体情况
    支出100万元。
    """
    assert found(outline.check(case(text))) == []
