"""RV41: heading numbers repeated, left out, without a first."""

from __future__ import annotations

import pytest

from reportgen.review.layout import headings
from tests.helpers.papers import case, found


def told(text: str) -> list[tuple[str, str, str]]:
    return found(headings.check(case(text)))


RIGHT = """
    关山镇2020年度报告
    一、部门概况
    （一）机构编制情况
    全镇编制数60人。
    （二）主要职能
    （1）执行本级人民代表大会的决议；
    （2）办理上级人民政府交办的其他事项。
    二、绩效评价工作情况
    1.查阅资料。查阅相关文件资料。
    2.核实数据。核实数据的真实性。
    三、存在的问题
    （一）预算编制不够细。
"""


def test_numbers_in_order_are_right() -> None:
    assert told(RIGHT) == []


def test_a_repeated_number_names_both_headings() -> None:
    [fault] = headings.check(
        case("一、部门概况\n正文。\n二、绩效情况\n正文。\n二、存在的问题\n正文。")
    )
    assert (fault.code, fault.severity.value) == ("RV41", "错误")
    assert [span.text for span in fault.spans] == ["二、存在的问题", "二、绩效情况"]
    assert fault.message == "一级标题序号重复：“二、存在的问题”与前面的“二、绩效情况”都是“二、”。"
    assert fault.remedy == "核对各标题的次序，重新编号；内容重复的，合并为一节。"


def test_two_drafts_pasted_together_give_each_repeated_heading_and_the_list_once() -> None:
    names = "一、甲\n二、乙\n三、丙\n二、丁\n三、戊\n四、己"
    first, second = headings.check(case(names.replace("\n", "情况\n正文。\n") + "情况"))
    assert first.message.endswith(
        "全文一级标题依次为一、二、三、二、三、四，像是两份稿子接在一起。"
    )
    assert second.spans[0].text == "三、戊情况"
    assert "两份稿子" not in second.message


def test_one_wrong_number_is_one_fault_with_its_right_number() -> None:
    [fault] = headings.check(case("一、甲情况\n二、乙情况\n二、丙情况\n四、丁情况"))
    assert "这里应为“三、”" in fault.message
    [fault] = headings.check(case("一、甲情况\n三、乙情况\n三、丙情况\n四、丁情况"))
    assert "这里应为“二、”" in fault.message
    assert fault.spans[0].text == "三、乙情况"


def test_a_number_left_out_is_named() -> None:
    [fault] = headings.check(case("一、概况\n（一）编制情况\n正文。\n（三）资产情况\n正文。"))
    assert (
        fault.message == "二级标题序号不连续：“（一）编制情况”之后是“（三）资产情况”，缺“（二）”。"
    )


def test_a_first_number_left_out_is_named() -> None:
    [fault] = headings.check(case("一、概况\n正文。\n（二）资产情况\n正文。"))
    assert fault.message == "二级标题“（二）资产情况”的前面没有“（一）”。"


@pytest.mark.parametrize(
    "text",
    [
        "一、概况\n我镇有三项工作：（一）办公室工作；\n（二）财政所工作。",
        "一、概况\n正文。\n附件1\n一、甲情况\n二、乙情况",
        "目录\n一、概况\n二、问题\n一、概况\n正文。\n二、问题\n正文。",
        "一、概况\t1\n二、问题\t5\n一、概况\n正文。\n二、问题\n正文。",
        "第一部分 部门概况\n一、职责\n正文。\n二、机构\n正文。\n第二部分 决算\n一、收入\n正文。\n二、支出\n正文。",
        "一、概况\n（1）甲情况\n1.子项\n2.子项\n（2）乙情况\n1.子项\n二、问题",
        "一、概况\n1.甲情况\n（1）子项\n（2）子项\n2.乙情况\n（1）子项",
        "一、概况\n（一）甲情况\n1.子项\n（二）乙情况\n1.子项\n2.子项\n二、问题\n（一）丙情况",
        "九、甲\n".replace("九", "一") + "正文。\n二、乙\n正文。\n三、丙\n正文。",
    ],
)
def test_what_only_looks_like_a_slip_is_silent(text: str) -> None:
    assert told(text) == []


def test_a_second_first_heading_without_an_annex_line_is_a_notice() -> None:
    [fault] = headings.check(
        case("一、甲情况\n正文。\n二、乙情况\n正文。\n一、丙情况\n正文。\n二、丁情况\n正文。")
    )
    assert (fault.severity.value, fault.spans[0].text) == ("提醒", "一、丙情况")
    assert "一级标题又从“一、”编起" in fault.message


def test_a_second_level_that_begins_anew_in_one_section_is_one_fault() -> None:
    text = (
        "一、甲情况\n（一）机构\n正文。\n（二）职能\n正文。\n（一）收入\n正文。\n（二）支出\n正文。"
    )
    [fault] = headings.check(case(text))
    assert fault.severity.value == "错误"
    assert [span.text for span in fault.spans] == ["（一）收入", "（一）机构"]
    assert fault.remedy == "补上漏掉的上一级标题，或者接着前面编号。"


def test_typed_texts_have_no_outline() -> None:
    from reportgen import review

    assert "layout.headings" in review.REPORT
    assert "layout.headings" not in review.TEXT


PARTS = """
第一部分 单位概况
一、主要职责
负责全镇工作。
二、机构设置
内设机构5个。
第二部分 决算情况说明
一、收入情况
收入100万元。
二、支出情况
支出100万元。
"""


def test_parts_begin_their_headings_anew() -> None:
    assert found(headings.check(case(PARTS))) == []


def test_a_heading_left_out_in_a_part_is_told() -> None:
    [fault] = headings.check(case(PARTS + "四、其他\n没有其他情况。"))
    assert (fault.code, fault.severity.value) == ("RV41", "错误")


def test_a_file_that_may_begin_in_the_middle_is_a_notice() -> None:
    text = "二、机构设置\n内设机构5个。\n三、支出情况\n支出100万元。"
    assert [severity for _, severity, _ in found(headings.check(case(text)))] == ["提醒"]
    below = "一、概况\n（二）机构\n内设机构5个。\n（三）人员\n20人。"
    assert [severity for _, severity, _ in found(headings.check(case(below)))] == ["错误"]
