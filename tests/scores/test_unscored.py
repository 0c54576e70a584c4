"""Indicators without points, and what a zero denominator scores.

SC00 not scored · SC09 something over a zero denominator
"""

import pytest

from reportgen.findings import as_text
from tests.helpers.scoring import (
    ADJUSTMENT,
    BUILDING,
    GRADES,
    RULES_IN_PLACE,
    WORK,
    codes,
    scored,
)
from tests.helpers.tables import calculations

STAFF = "| 在职人数 | 103 | 人 | C5 |\n| 编制数 | 100 | 人 | C4 |\n"


def test_an_indicator_that_cannot_be_computed_names_the_cells_to_fill_in():
    rows = calculations("| 年初预算 | 合计 | 基本年初预算 + 项目年初预算 | 万元 |")
    scores, [finding] = scored(
        ADJUSTMENT,
        "| 追加 | 5945.89 | 万元 | |\n| 基本年初预算 | 2109.46 | 万元 | |",
        GRADES,
        rows,
    )
    assert as_text(finding) == (
        "rules.xlsx 指标!A2  错误 SC00\n"
        "  “预算控制率”未能计分：没有读出“项目年初预算”。\n"
        "  办法：补填或改正“项目年初预算”，再核对一次。"
    )
    assert (scores.total, scores.best_possible, scores.grade) == (None, 5, "")


@pytest.mark.parametrize(
    ("rows", "text", "message"),
    [
        (WORK, "| 别的 | 0 | 分 | |", "“行政效能”未能计分：没有读出“行政效能评价”。"),
        (
            WORK,
            "| 行政效能评价 | 很好 | 文字 | C3 |",
            "“行政效能”未能计分：行政效能为“很好”，不在“分档”所列之内。",
        ),
        (
            ADJUSTMENT.replace("；其余 0", ""),
            "| 追加 | 5 | 万元 | |\n| 年初预算 | 10 | 万元 | |",
            "“预算控制率”未能计分：预算控制率为 50.00%，不在“分档”所列之内。",
        ),
        (
            ADJUSTMENT,
            "| 追加 | 5 | 万元 | |\n| 年初预算 | -10 | 万元 | |",
            "“预算控制率”未能计分：年初预算为 -10.00万元，负数不能作分母。",
        ),
        (
            RULES_IN_PLACE.format(8),
            "| 别的 | 0 | 分 | |",
            "“管理制度健全性”未能计分：没有填写自评得分。",
        ),
    ],
)
def test_what_kept_an_indicator_from_being_scored_is_said(rows, text, message):
    scores, findings = scored(rows, text)
    assert [(finding.code, finding.message) for finding in findings] == [("SC00", message)]
    assert scores.lines[0].points is None
    assert scores.total is None


def test_a_total_that_cannot_be_held_against_its_rows_says_so():
    both = RULES_IN_PLACE.format(8) + WORK
    claim = "| 行政效能评价 | 较好 | 文字 | |\n| 行政效能自评得分 | 6 | 分 | |\n"
    _, findings = scored(both, claim + "| 自评总分 | 6 | 分 | |")
    assert "未能核对自评总分：管理制度健全性没有自评得分。" in [f.message for f in findings]
    _, [finding] = scored(WORK, claim)
    assert finding.message == "没有“自评总分”，未能核对各项自评得分的合计。"


@pytest.mark.parametrize(
    ("policy", "points", "total", "best", "found"),
    [("满分", 5, 5, 5, []), ("零分", 0, 0, 0, [])],
)
def test_a_zero_denominator_scores_as_the_pack_says(policy, points, total, best, found):
    """无新建楼堂馆所的按满分计: 0 of 0 built."""
    scores, findings = scored(
        BUILDING.format(policy), "| 实际规模 | 0 | ㎡ | D40 |\n| 批复规模 | 0 | ㎡ | C40 |"
    )
    line = scores.lines[0]
    assert (line.value, line.points, scores.total, scores.best_possible) == (
        None,
        points,
        total,
        best,
    )
    assert codes(findings) == found


@pytest.mark.parametrize("policy", ["满分", "零分"])
def test_something_built_without_approval_scores_nothing_and_is_noticed(policy):
    """满分 is for those who built nothing; 120 ㎡ over 0 is beyond any limit."""
    scores, [finding] = scored(
        BUILDING.format(policy), "| 实际规模 | 120 | ㎡ | D40 |\n| 批复规模 | 0 | ㎡ | C40 |"
    )
    assert scores.lines[0].points == 0
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!C40  提醒 SC09\n"
        "  “楼堂馆所控制率”的批复规模为 0，而实际规模为 120.00㎡，按零分计。\n"
        "  办法：核对批复规模是否漏填、实际规模是否填错。\n"
        "  另见：基础数据表!D40、rules.xlsx 指标!A2"
    )
