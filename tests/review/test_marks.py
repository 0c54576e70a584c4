"""RV46 half-width marks, RV47 document numbers, RV48 paragraphs without an end."""

from __future__ import annotations

import pytest

from reportgen.findings import Where
from reportgen.papers.model import Block, Paper
from reportgen.review import case as cases
from reportgen.review.writing import marks
from tests.helpers.papers import case, found

LONG = "我镇经济运行的质量和效益偏低，科技化、产业化发展水平不够高"


def told(text: str, **given: bool) -> list[tuple[str, str, str]]:
    return found(marks.check(case(text, **given)))


def test_half_width_marks_are_told_once_by_kind_with_all_places() -> None:
    text = "我镇积极履职,强化管理,完善制度。\n同比增长4.4%; 社会消费品零售总额2.9亿元。"
    comma, semicolon = marks.check(case(text, is_report=False))
    assert (comma.code, comma.severity.value) == ("RV46", "提醒")
    assert [(span.start, span.text) for span in comma.spans] == [(6, ","), (11, ",")]
    assert comma.message == "中文里用了半角逗号“,”，共2处：“积极履职,强化管理”“强化管理,完善制度”。"
    assert comma.remedy == "改为全角逗号“，”。"
    assert semicolon.spans[0].text == ";"


@pytest.mark.parametrize(
    "text",
    [
        "收入1,129.94万元，会议于10:30召开，比例为3:7。",
        "网址为http://www.example.gov.cn/a?b=1，可以查询。",
        "Plan, do, check, act，四步循环。",
        "（1）宣传法律；1.推进建设。",
        "增长4.4%，下降2.08%。",
        "GDP(现价)统计",
        "控制率=在职人数÷编制数×100%。",
    ],
)
def test_numbers_english_and_addresses_are_silent(text: str) -> None:
    assert [each for each in told(text, is_report=False) if "GDP" not in text] == []


def test_half_width_brackets_round_chinese_are_told() -> None:
    assert told("决算数(含上年结转)为9万元。", is_report=False) == [
        ("RV46", "提醒", "(含上年结转)")
    ]


def test_a_document_number_needs_six_sided_brackets() -> None:
    [fault] = marks.check(case("根据通知（桃财绩【2021】14号）的要求，开展自评。", is_report=False))
    assert (fault.code, fault.severity.value) == ("RV47", "提醒")
    assert fault.spans[0].text == "桃财绩【2021】14号"
    assert fault.message == "发文字号“桃财绩【2021】14号”写法不合规范：年份用六角括号“〔〕”。"
    assert fault.remedy == "改为“桃财绩〔2021〕14号”。"


@pytest.mark.parametrize(
    ("number", "rules"),
    [
        ("桃财绩〔2021〕第14号", "序号前不加“第”"),
        ("桃财绩〔2021〕014号", "序号不编虚位"),
        ("桃财绩[2021]第014号", "年份用六角括号“〔〕”，序号前不加“第”，序号不编虚位"),
    ],
)
def test_only_the_rules_that_a_number_breaks_are_told(number: str, rules: str) -> None:
    [fault] = marks.check(case(f"依据{number}开展自评。", is_report=False))
    assert fault.message.partition("：")[2] == f"{rules}。"


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("桃财绩〔2021〕14号", False),
        ("桃财绩[2021]14号", True),
        ("桃财绩（2021）14号", True),
        ("桃财绩〔2021〕第14号", True),
        ("桃财绩〔2021〕014号", True),
        ("桃财绩〔2021]14号", True),
        ("（2021）湘0922民初12号", False),
        ("建设路（2021）14号楼", False),
    ],
)
def test_what_a_document_number_is(number: str, wrong: bool) -> None:
    codes = [code for code, _, _ in told(f"依据{number}。", is_report=False)]
    assert ("RV47" in codes) is wrong


def test_a_paragraph_without_an_end_is_told() -> None:
    [fault] = marks.check(case(f"一、存在的问题\n{LONG}\n二、改进措施\n{LONG}。"))
    assert (fault.code, fault.severity.value) == ("RV48", "提醒")
    assert fault.message == "段落末尾没有标点：“……产业化发展水平不够高”。"
    assert fault.remedy == "补上句号；话没有写完的，补写完整。"
    assert "以“，”结尾" in next(marks.check(case(f"一、问题\n{LONG}，\n二、措施"))).message


@pytest.mark.parametrize(
    "line",
    [
        "表1 2020年度支出情况表，单位：万元",
        "单位：万元，人，平方米，亩，公里，个，户",
        "桃江县灰山港镇人民政府",
        "2021年4月20日",
        "附件：1. 2020年度部门整体支出绩效评价基础数据表，2. 评分表",
        "注：差额=决算－年初预算，调整后预算=年初预算＋调整追加",
        f"{LONG}：",
        f"{LONG}；",
        f"{LONG}（见附件2）",
        "填表人：张某，填报日期：2021年4月20日，联系电话：0000",
    ],
)
def test_lines_that_are_no_sentence_need_no_end(line: str) -> None:
    assert told(f"一、问题\n{LONG}。\n{line}") == []


def test_a_line_over_a_table_needs_no_end() -> None:
    assert told(f"一、问题\n{LONG}\n| 甲 | 乙 |\n| 1 | 2 |") == []


def test_a_half_width_full_stop_after_a_rate_is_told() -> None:
    assert [
        code for code, _, _ in found(marks.check(case("下降43.66%.下降的主要原因是压减。")))
    ] == ["RV46"]


def test_a_blank_inside_a_document_number_is_no_matter() -> None:
    assert found(marks.check(case("根据财办农〔2019〕68 号文件，开展工作。"))) == []


TYPED = "我镇严格落实各项惠民政策，企业复工率100%"


def _typed(*cells: tuple[str, ...]) -> list[str]:
    """Review texts typed into a form: each tuple holds the paragraphs of one cell."""
    blocks = [
        Block(number, text, Where("填报表.xlsx", f"文字!B{row}"))
        for number, (row, text) in enumerate(
            ((row, text) for row, cell in enumerate(cells) for text in cell), 1
        )
    ]
    typed = cases.read(Paper("填报表.xlsx", tuple(blocks), is_report=False))
    return [place for code, _, place in found(marks.check(typed)) if code == "RV48"]


def test_a_typed_paragraph_ends_as_those_beside_it() -> None:
    assert _typed((f"{LONG}。", TYPED)) == ["实各项惠民政策，企业复工率100%"[-10:]]
    assert _typed((f"{LONG}。", f"{TYPED}。")) == []
    assert _typed((LONG, TYPED)) == []


def test_a_typed_paragraph_alone_ends_as_most_do() -> None:
    others = [(f"{LONG}。",), (f"{LONG}！",), (f"{LONG}；",)]
    assert len(_typed(*others, (TYPED,))) == 1
    assert _typed(*others[:2], (TYPED,)) == []


@pytest.mark.parametrize(
    "text", ["企业复工率100%", "桃江县灰山港镇人民政府财政所预算绩效管理办公室负责人"]
)
def test_short_words_and_names_typed_are_silent(text: str) -> None:
    assert _typed((f"{LONG}。",), (f"{LONG}。",), (f"{LONG}。",), (text,)) == []
