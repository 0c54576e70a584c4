"""RV06: differences, rates and shares recomputed row by row."""

from __future__ import annotations

import pytest

from reportgen.review.tables import rates as table_rates
from tests.helpers.papers import case, found

TABLE = """
表1 支出（单位：万元）
| 项目 | 2019年决算 | 2020年预算 | 2020年决算 | 差额 | 完成率 | 增减率（%） |
| 基本支出 | 100.00 | 110.00 | 120.00 | 10.00 | 109.09% | 20.00 |
| 项目支出 | 200.00 | 210.00 | 205.00 | -5.00 | 97.62% | 2.50 |
| 其他支出 | 50.00 | 60.00 | 55.00 | {} | {} | {} |
| 合计 | 350.00 | 380.00 | 380.00 | 0.00 | 100.00% | 8.57 |
"""


def rv06(text: str) -> list[tuple[str, str, str]]:
    return found(table_rates.check(case(text)))


def test_each_kind_of_column_is_recomputed_from_the_pair_most_rows_follow() -> None:
    assert rv06(TABLE.format("-5.00", "91.67%", "10.00")) == []
    assert rv06(TABLE.format("5.00", "91.76%", "11.00")) == [
        ("RV06", "错误", "5.00"),
        ("RV06", "错误", "91.76%"),
        ("RV06", "错误", "11.00"),
    ]


def test_the_message_has_the_sources_and_the_value() -> None:
    (fault,) = table_rates.check(case(TABLE.format("-5.00", "91.76%", "10.00")))
    assert fault.message == (
        "“其他支出”一行的“完成率”按2020年决算55.00÷2020年预算60.00计算应为91.67%，表中为91.76%。"
    )
    assert fault.remedy == (
        "核对这一行的各数，改正填错的一格：如来源数据无误，改为91.67%"
        "（与现数只是相邻两位数字对调）。"
    )
    assert [span.text for span in fault.spans] == ["91.76%", "55.00", "60.00"]


@pytest.mark.parametrize(("rate", "wrong"), [("91.66%", 0), ("91.67%", 0), ("91.70%", 1)])
def test_a_rate_may_be_cut_off_instead_of_rounded(rate: str, wrong: int) -> None:
    assert len(rv06(TABLE.format("-5.00", rate, "10.00"))) == wrong


def test_a_formula_in_the_head_needs_no_majority() -> None:
    assert rv06("""
表1 支出（单位：万元）
| 项目 | 预算① | 决算② | 增减③=②-① |
| 基本支出 | 100.50 | 20.50 | -80.00 |
| 项目支出 | 200.00 | 110.00 | 90.00 |
""") == [("RV06", "错误", "90.00")]


def test_a_formula_in_the_note_under_the_table_is_read() -> None:
    assert rv06("""
表1 三公（单位：万元）
| 项目 | 上年数 | 本年数 | 比上年增减 |
| 接待费 | 32.00 | 34.00 | -2.00 |
| 公车 | 6.00 | 6.50 | 0.50 |
注：比上年增减=本年数-上年数。
""") == [("RV06", "错误", "-2.00")]


def test_the_only_rate_of_the_only_two_numbers_is_recomputed() -> None:
    table = """
表1 人员
| 财政供养人员情况（人） | 编制数 | 2020年实际在职人数 | 控制率 |
|  | 223 | 218 | {} |
"""
    for right in ("97.76%", "97.76", "0.9776", "98%"):
        assert rv06(table.format(right)) == []
    assert rv06(table.format("97.67%")) == [("RV06", "错误", "97.67%")]


def test_a_share_is_of_the_total_row() -> None:
    table = """
表1 构成（单位：万元）
| 类别 | 决算数 | 占比 |
| 工资 | 60.00 | 60.00% |
| 商品 | 30.00 | 30.00% |
| 其他 | 10.00 | {} |
| 合计 | 100.00 | 100.00% |
"""
    assert rv06(table.format("10.00%")) == []
    assert rv06(table.format("11.00%")) == [("RV06", "错误", "11.00%")]


def test_the_adjusted_budget_is_the_first_budget_and_what_was_added() -> None:
    table = """
表1 调整（单位：万元）
| 项目 | 年初预算数 | 追加（调整）数 | 调整后预算数 |
| 基本支出 | 100.00 | 20.00 | 120.00 |
| 项目支出 | 200.00 | -10.00 | {} |
"""
    assert rv06(table.format("190.00")) == []
    assert rv06(table.format("180.00")) == [("RV06", "错误", "180.00")]


def test_differences_without_sign_under_a_plain_title_are_left_alone() -> None:
    assert (
        rv06("""
表1 支出（单位：万元）
| 项目 | 预算 | 决算 | 差额 |
| 甲 | 10.00 | 12.00 | 2.00 |
| 乙 | 20.00 | 15.00 | 5.00 |
| 丙 | 30.00 | 36.00 | 6.00 |
""")
        == []
    )


def test_a_column_that_no_pair_explains_is_left_alone() -> None:
    assert (
        rv06("""
表1 项目（单位：万元）
| 项目 | 预算 | 决算 | 满意率 |
| 甲 | 10.00 | 12.00 | 95% |
| 乙 | 20.00 | 15.00 | 96% |
""")
        == []
    )
