"""A report beside what its form gives: exactly the figures that a hand changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.findings import Where
from reportgen.review.model import error
from reportgen.review.roundtrip import compare as roundtrip
from reportgen.review.roundtrip.known import Known
from tests.helpers.papers import found, paper

PRINTED = """
    一、部门概况
    （一）2020年我镇编制数共计223人，其中行政编制94人。
    二、部门整体支出管理及使用情况
    2020年度整体支出9246.84万元，其中基本支出8116.90万元，项目支出1129.94万元。
    较上年决算增加808.31万元，同比增长9.58%。
    表1　支出情况表
    | 项目 | 预算 | 决算 |
    | 基本支出 | 2109.46 | 8116.90 |
    | 项目支出 | 1169.44 | 1129.94 |
    | 合计 | 3278.90 | 9246.84 |
    三、存在的问题
    年初预算编制不够细。
"""
CELL = Where("灰山港镇.xlsx", "收入支出!E12")
KNOWN = [
    Known("项目支出预算执行率", Decimal(81169000), "元", Where("灰山港镇.xlsx", "收入支出!E13")),
    Known("基本支出决算", Decimal(81169000), "元", CELL),
]


def compared(old: str, new: str) -> list[tuple[str, str, str]]:
    assert old in PRINTED
    return found(roundtrip.compare(paper(PRINTED.replace(old, new, 1)), paper(PRINTED), KNOWN))


def test_a_report_left_alone_has_no_difference() -> None:
    assert roundtrip.compare(paper(PRINTED), paper(PRINTED), KNOWN) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("8116.90万元，项目", "8161.90万元，项目", "8161.90万元"),
        ("8116.90万元，项目", "8116.90元，项目", "8116.90元"),
        ("94人", "95人", "95人"),
        ("增长9.58%", "增长9.85%", "9.85%"),
        ("2020年度整体", "2021年度整体", "2021"),
        ("| 3278.90", "| 3279.80", "3279.80"),
        ("其中基本支出8116.90万元，", "其中用于保障机构运转的基本支出为8161.90万元，", "8161.90万元"),
    ],
)  # fmt: skip
def test_a_figure_changed_by_hand_is_an_error_at_the_figure(old: str, new: str, place: str) -> None:
    assert compared(old, new) == [("RV61", "错误", place)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8116.90万元，项目", "8116.9万元，项目"),
        ("8116.90万元，项目", "8,116.90万元，项目"),
        ("8116.90万元，项目", "81169000元，项目"),
        ("年初预算编制不够细。", "年初预算编制还不够细致，需要改进。"),
        ("\n    较上年决算增加", "较上年决算增加"),
    ],
)
def test_another_wording_or_printing_of_the_same_figure_is_no_change(old: str, new: str) -> None:
    assert compared(old, new) == []


def test_a_paragraph_moved_elsewhere_is_no_change() -> None:
    line = "    较上年决算增加808.31万元，同比增长9.58%。\n"
    moved = paper(PRINTED.replace(line, "") + line)
    assert roundtrip.compare(moved, paper(PRINTED), KNOWN) == []


def test_a_figure_taken_out_is_told_once_at_the_words_it_left() -> None:
    assert compared("，同比增长9.58%", "") == [("RV62", "提醒", "808.31万元")]


def test_a_figure_written_in_is_told_at_the_figure() -> None:
    assert compared("不够细。", "不够细，追加300万元。") == [("RV63", "提醒", "300万元")]


def test_a_row_taken_out_of_a_table_is_told_once() -> None:
    row = "    | 项目支出 | 1169.44 | 1129.94 |\n"
    changed = paper(PRINTED.replace(row, ""))
    [fault] = roundtrip.compare(changed, paper(PRINTED), KNOWN)
    assert (fault.code, fault.message) == (
        "RV62",
        "表1少了“项目支出”一行，按填报表应有 1169.44、1129.94共2个数。",
    )


def test_a_paragraph_taken_out_is_told_once() -> None:
    line = "    2020年度整体支出9246.84万元，其中基本支出8116.90万元，项目支出1129.94万元。\n"
    [fault] = roundtrip.compare(paper(PRINTED.replace(line, "")), paper(PRINTED), KNOWN)
    assert fault.message == (
        "按填报表应有的 2020、9246.84万元、8116.90万元、1129.94万元共4个数，报告里没有了，"
        "原在“2020年度整体支出9246.84万元，其中基本…”一段。"
    )


def test_a_row_written_in_is_told_once() -> None:
    row = "    | 其他支出 | 77.31 | 79.12 |\n    | 合计"
    changed = paper(PRINTED.replace("    | 合计", row))
    [fault] = roundtrip.compare(changed, paper(PRINTED), KNOWN)
    assert [span.text for span in fault.spans] == ["77.31", "79.12"]
    assert fault.message == (
        "“其他支出”一行的 77.31、79.12共2个数，按填报表生成的报告里没有，无从核对。"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("整体支出9246.84万元", "整体支出0.92亿元"),
        ("整体支出9246.84万元", "整体支出9247万元"),
        ("    年初预算编制", "    1.年初预算编制"),
    ],
)
def test_fewer_digits_and_a_number_before_a_paragraph_are_no_change(old: str, new: str) -> None:
    assert compared(old, new) == []


@pytest.mark.parametrize(
    "new", ["整体支出0.93亿元", "整体支出9246万元", "整体支出9246.840万元多10元"]
)
def test_another_number_is_no_rounding(new: str) -> None:
    assert compared("整体支出9246.84万元", new)


def test_a_word_turned_into_its_opposite_is_a_notice_at_the_word() -> None:
    changed = paper(PRINTED.replace("决算增加808.31", "决算减少808.31"))
    [fault] = roundtrip.compare(changed, paper(PRINTED), KNOWN)
    assert (fault.code, fault.severity.value, fault.spans[0].text) == ("RV61", "提醒", "减少")
    assert fault.message == ("报告里是“减少”，按填报表生成的是“增加”：“较上年决算减少808.31万元”。")
    itself = error("RV10", [fault.spans[0]], "方向不符。", "核对。")
    assert roundtrip.fold([itself, fault]) == [itself]


def test_a_paragraph_written_anew_has_no_turned_words() -> None:
    changed = PRINTED.replace(
        "较上年决算增加808.31万元，同比增长9.58%", "增长9.58%，不是减少，多支808.31万元"
    )
    assert roundtrip.compare(paper(changed), paper(PRINTED), KNOWN) == []


def test_the_message_names_the_cell_that_has_the_figure_by_its_likeliest_name() -> None:
    changed = paper(PRINTED.replace("8116.90万元，项目", "8161.90万元，项目"))
    [fault] = roundtrip.compare(changed, paper(PRINTED), KNOWN)
    assert fault.message == (
        "报告里是 8161.90万元，按填报表应为 8116.90万元"
        "（基本支出决算，灰山港镇.xlsx 收入支出!E12）。"
    )
    assert fault.remedy == (
        "核对这个数。报告改错的，改回 8116.90万元；填报表填错的，改正填报表后重新生成报告。"
    )


def test_messages_of_figures_gone_and_new() -> None:
    gone, new = (
        paper(PRINTED.replace("，同比增长9.58%", "")),
        paper(PRINTED + "    另追加300万元。"),
    )
    [removed] = roundtrip.compare(gone, paper(PRINTED), [])
    [added] = roundtrip.compare(new, paper(PRINTED), [])
    assert removed.message == (
        "按填报表应有的 9.58%，报告里没有了，原句是“…加808.31万元，同比增长9.58%。”。"
    )
    assert added.message == ("“另追加300万元。”中的 300万元，按填报表生成的报告里没有，无从核对。")


def test_a_report_of_another_unit_is_said_once() -> None:
    other = paper("一、基本情况\n本局2020年收入100万元。\n二、工作开展情况\n完成各项任务12项。")
    [fault] = roundtrip.compare(other, paper(PRINTED), KNOWN)
    assert (fault.code, fault.message) == (
        "RV64",
        "这份报告与按填报表生成的报告，大半段落对不上，没有逐个核对填报表的数。",
    )


def test_what_only_follows_from_a_changed_figure_is_left_out() -> None:
    changed = paper(PRINTED.replace("8116.90万元，项目", "8161.90万元，项目"))
    differing = roundtrip.compare(changed, paper(PRINTED), KNOWN)
    follows = error("RV01", [*differing[0].spans], "相加不等。", "核对。")
    block = changed.blocks[0]
    stays = error("RV41", [type(differing[0].spans[0])(block, 0, 2)], "重复。", "改正。")
    assert roundtrip.fold([follows, stays, *differing]) == [stays, *differing]


LISTED = """
    一、项目支出情况
    2020年共有3个项目，支出60.00万元。
    我镇按规定组织实施，程序完整。
    表5　项目支出情况表
    | 序号 | 项目名称 | 决算数（万元） |
    | 1 | 道路 | 10.00 |
    | 2 | 扶贫 | 20.00 |
    | 3 | 办公 | 30.00 |
    | 合计 | 合计 | 60.00 |
    二、存在的问题
    年初预算编制不够细。
"""


def test_a_deleted_row_is_named_with_its_cells_and_its_number_has_no_source() -> None:
    row = "    | 2 | 扶贫 | 20.00 |\n"
    known = [
        Known("项目支出“扶贫”决算数", Decimal(200000), "元", Where("镇.xlsx", "项目!C9")),
        Known("新开工项目数", Decimal(2), "个", Where("镇.xlsx", "单位概况!B83")),
    ]
    renumbered = LISTED.replace(row, "").replace("| 3 | 办", "| 2 | 办")
    for text in (LISTED.replace(row, ""), renumbered):
        [fault] = roundtrip.compare(paper(text), paper(LISTED), known)
        assert (fault.code, fault.message) == (
            "RV62",
            "表5少了“扶贫”一行，按填报表应有 20.00；填报表中在 镇.xlsx 项目!C9。",
        )


def test_a_deleted_paragraph_without_figures_is_told_unless_written_anew() -> None:
    line = "    我镇按规定组织实施，程序完整。\n"
    [fault] = roundtrip.compare(paper(LISTED.replace(line, "")), paper(LISTED), [])
    assert (fault.code, fault.message) == (
        "RV62",
        "与按填报表生成的报告比，少了一段：“我镇按规定组织实施，程序完整。”。",
    )
    anew = LISTED.replace(line, "    各项工作由财政所负责落实到位。\n")
    merged = LISTED.replace(line, "").replace("60.00万元。\n", f"60.00万元。{line.strip()}\n")
    for text in (anew, merged):
        assert roundtrip.compare(paper(text), paper(LISTED), []) == []


@pytest.mark.parametrize(
    ("where", "sources", "told"),
    [
        (CELL, (), "整体支出上年差额，灰山港镇.xlsx 收入支出!E12"),
        (None, (), "整体支出上年差额"),
        (
            None,
            tuple(Where("镇.xlsx", f"A!E{row}") for row in (1, 2, 3, 4)),
            "整体支出上年差额，由镇.xlsx A!E1、A!E2、A!E3等计算",
        ),
    ],
)
def test_a_derived_figure_is_named_by_its_cells(
    where: Where | None, sources: tuple[Where, ...], told: str
) -> None:
    known = [Known("整体支出上年差额", Decimal(8083100), "元", where, sources)]
    changed = paper(PRINTED.replace("808.31", "880.31"))
    [fault] = roundtrip.compare(changed, paper(PRINTED), known)
    assert f"（{told}）" in fault.message
