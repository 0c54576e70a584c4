"""总览: the counts, the ranks, the links."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.outcomes import Outcome, State
from reportgen.summary import standing
from tests.summary.counties import (
    NAMES,
    county,
    example,
    finding,
    opened,
    outcome,
    rows,
    score,
    table,
)


def tiles(book, at: int) -> dict[object, object]:
    lines = rows(book, "总览")
    return dict(zip(lines[at], lines[at + 1], strict=True))


def places(book) -> list[tuple[object, ...]]:
    found = table(book, "总览", "自动得分")
    return [(r["名次"], r["单位"], r["状态"]) for r in found if r["单位"]]


def test_the_head_says_who_is_there_and_who_is_not():
    book = opened(example())
    assert rows(book, "总览")[0][0] == "示例县部门整体支出绩效评价汇总"
    assert tiles(book, 1) == {
        "应报": 15, "已报": 14, "未报": 1, "已生成": 12, "有错误": 1, "无法读取": 1, "重复报送": 0,
        "中途停止": 0, "没有写成": 0, "程序故障": 0, "名册外": 0,
    }  # fmt: skip
    assert (
        rows(book, "总览")[5][0]
        == "未报1个：浮邱山乡；有错误1个：松木塘镇；无法读取1个：三堂街镇。"
    )
    assert rows(book, "总览")[6][0] == (
        "问题19处（见“问题”）；2个单位有异常数（见“异常数”）；"
        "雷同段落2组，其中3个单位三成以上与其他单位雷同（见“雷同”）。"
    )


def test_without_a_roster_nobody_is_missing():
    assert tiles(opened(county((outcome(0),))), 1) | {} == {
        "应报": "无名册", "已报": 1, "未报": "—", "已生成": 1, "有错误": 0, "无法读取": 0, "重复报送": 0,
        "中途停止": 0, "没有写成": 0, "程序故障": 0, "名册外": "—",
    }  # fmt: skip


def test_units_that_are_not_on_the_roster_are_counted():
    """The batch finds them, so that they stand beside the forms' own findings."""
    strangers = (
        finding("BA13", "甲镇.xlsx"),
        finding("BA14", "乙镇"),
        finding("BA13", "丙镇.xlsx"),
    )
    given = county(
        (outcome(0), outcome(1)), roster=("乙镇",), missing=("乙镇",), findings=strangers
    )
    assert tiles(opened(given), 1)["名册外"] == 2


def test_a_name_without_end_does_not_push_the_others_out():
    long = "长" * 200
    names = (long, *(f"第{at}镇" for at in range(24)))
    book = opened(county((outcome(0, unit=long),), roster=names, missing=names))
    sheet = book["总览"]
    told = str(sheet["A6"].value)
    assert told.startswith(f"未报25个：{'长' * 11}…{'长' * 6}、第0镇、")
    assert told.endswith("第18镇等25个。")
    label = sheet["B9"]
    assert label.value == "长" * 39 + "…" + "长" * 20
    assert label.alignment.wrap_text
    assert sheet.row_dimensions[9].height > 60


def test_two_lines_of_names_have_room_for_two_lines():
    names = tuple(f"第{at}个单位的名称" for at in range(20))
    sheet = opened(county((), roster=names, missing=names))["总览"]
    assert sheet.row_dimensions[6].height >= 13 * 4


@pytest.mark.parametrize(
    ("lost", "middle", "mean"),
    [
        (["1", "2", "6"], 98, 97),
        (["1", "2", "4", "6"], 97, 96.75),
        (["0.01", "0.02"], 99.99, 99.99),
    ],
)
def test_mean_and_median_are_rounded_half_up(lost, middle, mean):
    given = tuple(outcome(at, score=score({9: points})) for at, points in enumerate(lost))
    found = tiles(opened(county(given)), 3)
    assert (found["中位数"], found["平均分"]) == (middle, mean)


def test_equal_points_share_a_rank_and_the_next_is_passed_over():
    lost = ["2", "0", "2", "5"]
    given = [outcome(at, score=score({9: points})) for at, points in enumerate(lost)]
    book = opened(county(tuple(given)))
    assert [(rank, unit) for rank, unit, _ in places(book)] == [
        (1, NAMES[1]), (2, NAMES[0]), (2, NAMES[2]), (4, NAMES[3]),
    ]  # fmt: skip


def test_units_without_points_come_last_without_a_rank():
    """Points of a form with errors do not count: nobody knows which number is wrong."""
    half = replace(score(), total=None)
    given = (
        outcome(0, state=State.BROKEN, score=None),
        outcome(1, state=State.ERRORS),
        outcome(2, score=half),
        outcome(3, state=State.UNWRITTEN),
        outcome(5, state=State.UNWRITTEN, score=half),
    )
    book = opened(county(given, roster=tuple(NAMES[:5]), missing=(NAMES[4],)))
    assert places(book) == [
        (1, NAMES[3], "没有写成"), (None, NAMES[2], "已生成"),
        (None, NAMES[5], "没有写成"), (None, NAMES[1], "有错误"),
        (None, NAMES[0], "程序故障"), (None, NAMES[4], "未报"),
    ]  # fmt: skip
    assert tiles(book, 3)["计分单位"] == 1


def test_a_row_tells_points_claim_grade_and_problems():
    given = outcome(0, score=score({9: "2.5"}), findings=(finding(), finding(bad=True), finding()))
    row = table(opened(county((given,))), "总览", "自动得分")[0]
    assert [row[k] for k in ("自动得分", "自评得分", "自评高出", "等级", "错误", "提醒")] == [
        97.5,
        98,
        0.5,
        "优秀",
        1,
        2,
    ]


def test_links_lead_from_the_summary_to_report_and_form():
    given = outcome(0, folder=f"甲片/{NAMES[0]}", form=f"甲片/{NAMES[0]}.xlsx")
    sheet = opened(county((given,), inputs="../../inputs/某年"))["总览"]
    targets = {
        cell.value: cell.hyperlink.target.replace("\\", "/") for cell in sheet[9] if cell.hyperlink
    }
    assert targets == {
        "打开报告": f"甲片/{NAMES[0]}/{NAMES[0]}绩效评价报告.docx",
        "打开填报表": f"../../inputs/某年/甲片/{NAMES[0]}.xlsx",
    }


def test_a_form_without_a_report_links_to_its_list_of_problems():
    given = outcome(0, state=State.ERRORS, files={"甲.问题清单.txt": "0", "甲.来源.json": "1"})
    sheet = opened(county((given,)))["总览"]
    assert [c.value for c in sheet[9] if c.hyperlink] == ["问题清单"]


@pytest.mark.parametrize("name", ["甲#1.docx", "甲100%25.docx", "甲\x07.docx"])
def test_a_name_that_no_link_can_hold_is_not_linked(name):
    """Excel takes what follows # for a place within the file."""
    sheet = opened(county((outcome(0, files={name: "0"}),)))["总览"]
    assert [(c.value, c.hyperlink) for c in sheet[9]][9] == ("打开报告", None)


def test_two_forms_of_one_name_are_told_apart_by_folder_or_form():
    def form(path: str) -> Outcome:
        return outcome(0, form=path)

    units = standing.units(county((form("甲县/a.xlsx"), form("乙县/a.xlsx"), form("乙县/b.xlsx"))))
    name = NAMES[0]
    assert sorted(unit.label for unit in units) == sorted(
        [f"{name}（甲县）", f"{name}（乙县/a.xlsx）", f"{name}（乙县/b.xlsx）"]
    )


def test_no_form_at_all_still_makes_a_summary():
    book = opened(county((), roster=("甲镇",), missing=("甲镇",)))
    assert places(book) == [(None, "甲镇", "未报")]
    assert [len(sheet._charts) for sheet in book] == [0] * 9


def test_charts_show_ranks_points_lost_and_grades():
    assert len(opened(example())["总览"]._charts) == 3


@pytest.mark.parametrize(("count", "charts"), [(40, 3), (41, 4)])
def test_of_many_units_only_the_first_and_the_last_are_drawn(count, charts):
    given = tuple(outcome(at, form=f"{at}.xlsx", unit=f"第{at}镇") for at in range(count))
    book = opened(county(given))
    assert len(book["总览"]._charts) == charts
    heads = [value for value in rows(book, "图表数据")[2] if value and "得分排名" in str(value)]
    assert heads == (
        ["得分排名"]
        if count == 40
        else ["得分排名：前20名（共41个单位）", "得分排名：后20名（共41个单位）"]
    )


def test_the_median_of_nothing_is_nothing():
    assert standing.median([]) is None
    assert standing.mean([]) is None
    assert standing.mean([Decimal(1), Decimal(2)]) == Decimal("1.5")
