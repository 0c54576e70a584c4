"""RV51: the numbers and ends of lists."""

from __future__ import annotations

import pytest

from reportgen.review.layout import lists
from tests.helpers.papers import case, found


def told(text: str) -> list[tuple[str, str, str]]:
    return found(lists.check(case(text)))


def test_a_number_left_out_in_a_paragraph_is_told() -> None:
    [fault] = lists.check(case("方法包括：①查阅资料；②核实数据；④实地查看。"))
    assert (fault.code, fault.severity.value) == ("RV51", "提醒")
    assert [span.text for span in fault.spans] == ["④", "②"]
    assert fault.message == "列项序号不连续：“②”之后是“④”。"
    assert fault.remedy == "核对各项的次序，补上漏掉的一项，或者重新编号。"


def test_a_number_twice_is_told_in_lines_too() -> None:
    assert told("职能：（1）甲；（2）乙；（2）丙。") == [("RV51", "提醒", "（2）")]
    text = "一、概况\n①查阅资料。查阅文件。\n②核实数据。核实账目。\n②实地查看。看实物。"
    assert told(text) == [("RV51", "提醒", "②实地查看。看实物。")]


def test_one_item_that_ends_unlike_the_others_is_told() -> None:
    text = "职能如下：（1）宣传法律。（2）执行决议；（3）管理财政；（4）保护财产；（5）其他工作。"
    [fault] = lists.check(case(text))
    assert [span.text for span in fault.spans] == ["。", "（1）"]
    assert fault.message == ("各列项末尾的标点不一致：“（1）”一项以“。”结尾，其余各项以“；”结尾。")


@pytest.mark.parametrize(
    "text",
    [
        "职能如下：（1）宣传法律；（2）执行决议；（3）管理财政；（4）其他工作。",
        "（1）查阅资料。查阅文件。（2）核实数据。核实账目。（3）实地查看。（4）归纳。",
        "前款第（1）项和第（3）项不适用。",
        "计分：①有制度，2分；②有效执行，2分。扣分：①无制度；②未执行。",
        "甲类：1）车辆；2）房屋；3）设备。",
        "一、概况\n1.查阅资料。查阅。\n2.核实数据。核实。\n下面是方法：\n1.甲。子项。\n2.乙。子项。",
        "一、概况\n1.1 机构情况\n1.2 人员情况",
        "比例为（1）：（3）。",
    ],
)
def test_right_lists_are_silent(text: str) -> None:
    assert told(text) == []


def test_a_number_typed_twice_is_told() -> None:
    assert told("一、概况\n1.1.推进新农村建设，成效明显。") == [("RV51", "提醒", "1.1.")]
    assert told("一、概况\n1.1.甲情况。\n1.2.乙情况。") == []
    assert told("（一）（一）总体情况") == [("RV51", "提醒", "（一）（一）")]


def test_lines_of_typed_texts_are_followed_too() -> None:
    typed = case("措施：（1）加强培训；（3）完善制度。", is_report=False)
    assert [code for code, _, _ in found(lists.check(typed))] == ["RV51"]


def test_a_number_twice_inside_a_paragraph_is_told() -> None:
    text = "主要做法：1.查资料；2.核数据；2.访群众；3.写报告。"
    assert [code for code, _, _ in found(lists.check(case(text)))] == ["RV51"]
    assert found(lists.check(case("标准：1.按时；2.按质；3.增长3.5%；4.其他。"))) == []
