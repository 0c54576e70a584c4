"""CK06: 左边的日期不晚于右边的日期.

Right: earlier · wrong: later · on the edge: the same day.
"""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.checks import not_later, run
from reportgen.figures import Day, Record
from reportgen.findings import Where, as_text
from tests.helpers.tables import checks

[ROW] = checks("""
    | 规则 | 左边 | 右边 | 级别 | 说明 |
    | 不晚于 | 评价开始日期 | 报告日期 | 错误 | 先评价，后出报告 |
""")


def days(start: str, report: str) -> Record:
    def day(text: str, cell: str) -> Day:
        return Day(date.fromisoformat(text), Where("填报表.xlsx", f"单位概况!{cell}"))

    return {"评价开始日期": day(start, "B12"), "报告日期": day(report, "B13")}


def test_a_day_later_than_the_other_is_named_with_both():
    [finding] = not_later.check(ROW, days("2021-05-06", "2021-04-20"))
    assert as_text(finding) == (
        "填报表.xlsx 单位概况!B12  错误 CK06\n"
        "  评价开始日期是2021年5月6日，晚于报告日期的2021年4月20日。先评价，后出报告。\n"
        "  办法：核对评价开始日期与报告日期，改正填错的一格。\n"
        "  另见：单位概况!B13、rules.xlsx 勾稽!A2"
    )


@pytest.mark.parametrize("start", ["2021-04-20", "2021-04-06"])
def test_the_same_day_and_an_earlier_one_are_right(start):
    assert list(not_later.check(ROW, days(start, "2021-04-20"))) == []


def test_a_missing_day_was_not_checked_and_that_is_said():
    [finding] = run([ROW], {"评价开始日期": days("2021-05-06", "2021-04-20")["评价开始日期"]})
    assert finding.code == "CK00"
    assert finding.message == "没有读出“报告日期”，1 项勾稽未能核对：“评价开始日期”。"
