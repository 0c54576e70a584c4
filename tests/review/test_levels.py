"""RV42: the style and order of heading numbers."""

from __future__ import annotations

import pytest

from reportgen.review.layout import levels
from tests.helpers.papers import case, found


def test_a_comma_after_a_digit_is_told_once_with_all_places() -> None:
    text = "一、概况\n（一）职能\n1、甲情况\n正文。\n2、乙情况\n正文。"
    [fault] = levels.check(case(text))
    assert (fault.code, fault.severity.value) == ("RV42", "提醒")
    assert [span.text for span in fault.spans] == ["1、", "2、"]
    assert fault.message == "三级标题的序号后面用了顿号，共2处：“1、甲情况”“2、乙情况”。"
    assert fault.remedy == "改为小圆点：“1.”。"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("(一)编制情况", "序号的括号是半角的"),
        ("（一）、编制情况", "带括号的序号后面又加了标点"),
        ("一.编制情况", "一级标题的序号后面不是顿号"),
    ],
)
def test_other_styles_are_told(line: str, words: str) -> None:
    faults = list(levels.check(case(f"一、概况\n{line}\n正文。")))
    assert [words in fault.message for fault in faults] == [True]


SECOND = "\n二、收支\n（一）收入\n正文。"


def test_a_level_left_out_under_the_first_is_told() -> None:
    [fault] = levels.check(case(f"一、概况\n1.职能\n正文。\n2.编制\n正文。{SECOND}"))
    assert fault.message == "“一、”的下一级没有用“（一）”，共2处：“1.职能”“2.编制”。"


@pytest.mark.parametrize(
    "text",
    [
        "一、概况\n（一）职能\n1.甲\n正文。\n（1）乙\n正文。",
        "一、概况\n1.查阅资料。查阅文件资料。\n2.核实数据。核实真实性。",
        "一、概况\n1.职能\n正文。\n2.编制\n正文。\n二、收支\n1.收入\n正文。",
        "一、概况\n（1）宣传法律法规；\n（2）完成其他工作。",
        "一、概况\n2.5亿元投资到位。\n一二三产业融合发展。",
    ],
)
def test_usual_outlines_and_lists_are_silent(text: str) -> None:
    assert found(levels.check(case(text))) == []


def test_the_second_level_run_into_text_is_told_where_others_have_titles() -> None:
    long = "2020年我镇行政及事业编制数共计223人，其中行政编制94人，事业编制129人。"
    text = f"一、概况\n（一）{long}\n二、绩效\n（一）总体绩效情况\n正文。"
    [fault] = levels.check(case(text))
    assert [span.text for span in fault.spans] == ["（一）"]
    assert "有的直接写正文、没有标题" in fault.message
    assert found(levels.check(case(f"一、概况\n（一）{long}\n（二）{long}"))) == []
    titled = "一、概况\n（一）强化管理。" + long + "\n二、绩效\n（一）总体情况\n正文。"
    assert found(levels.check(case(titled))) == []


def test_duties_listed_in_sentences_are_no_headings() -> None:
    duty = "贯彻执行党中央、国务院关于农村工作的方针政策和决策部署，统筹推动各项事业发展。"
    duties = "\n".join(f"（{number}）{duty}" for number in "一二三")
    text = f"一、职责\n{duties}\n二、绩效\n（一）总体绩效情况\n正文。"
    assert found(levels.check(case(text))) == []
