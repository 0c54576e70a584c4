"""A row taken out of a numbered table: its sums, its serial numbers."""

from __future__ import annotations

from reportgen.review.tables import serials
from reportgen.review.tables import sums as table_sums
from tests.helpers.papers import case, found

LIST = """
表5　2020年度项目支出情况表（单位：万元）
| 序号 | 项目名称 | 预算数 | 决算数 |
| 1 | 道路 | 10.00 | 11.00 |
| 2 | 水利 | 20.00 | 21.00 |
| 3 | 扶贫 | 250.00 | 243.00 |
| 4 | 办公 | 30.00 | 31.00 |
| 5 | 环卫 | 40.00 | 41.00 |
| 合计 | 合计 | 350.00 | 347.00 |
"""
ROW = "| 3 | 扶贫 | 250.00 | 243.00 |\n"


def test_a_list_that_adds_up_and_counts_on_is_right() -> None:
    assert list(table_sums.check(case(LIST))) == []
    assert list(serials.check(case(LIST))) == []


def test_a_deleted_row_is_an_error_in_both_columns_however_big_and_tells_the_serial() -> None:
    gone = case(LIST.replace(ROW, ""))
    faults = list(table_sums.check(gone))
    assert found(faults) == [("RV05", "错误", "350.00"), ("RV05", "错误", "347.00")]
    assert "序号2之后是4，可能少了一行" in faults[0].remedy
    assert list(serials.check(gone)) == []


def test_a_list_of_some_projects_only_proves_nothing() -> None:
    some = LIST.replace(ROW, "").replace("2020年度项目", "2020年度主要项目")
    assert list(table_sums.check(case(some))) == []


def test_serial_numbers_that_skip_are_a_notice_where_the_sums_are_right() -> None:
    skips = LIST.replace("| 4 |", "| 6 |").replace("| 5 |", "| 7 |")
    [fault] = serials.check(case(skips))
    assert found([fault]) == [("RV51", "提醒", "6")]
    assert fault.message == "表中序号3之后是6，序号不连续。"
