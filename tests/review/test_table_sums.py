"""RV05: rows, columns, subtotals, nested parts, and what must be left alone."""

from __future__ import annotations

from reportgen.review.tables import rates as table_rates
from reportgen.review.tables import sums as table_sums
from tests.helpers.papers import case, found

SEED = """
桃江县灰山港镇人民政府2020年度整体收入合计9248.84万元，其中一般公共预算财政拨款收入为9224.97万元。
1、基本支出使用情况（单位：万元）
| 项目 | 20年预算 | 20年决算 | 差额（决算-预算） |
| 基本支出 | 2109.46 | 8116.9 | 6007.44 |
| 项目支出 | 1169.44 | 1129.94 | -39.5 |
| 小计 | 3278.9 | 9224.79 | 5945.89 |

2、三公经费使用情况（单位：万元）
| 费用项目 | 19年支出 | 20年预算 | 20年 |
| 公务接待费 | 32 | 50.4 | 34 |
| 公务用车运行维护费 | 6 | 6 | 6 |
| 合计 | 38 | 56.4 | 40 |
"""


def rv05(text: str) -> list[tuple[str, str, str]]:
    return found(table_sums.check(case(text)))


def test_the_seeds_subtotal_is_wrong_in_two_columns_and_its_other_table_is_right() -> None:
    faults = list(table_sums.check(case(SEED)))
    assert found(faults) == [("RV05", "错误", "9224.79"), ("RV05", "错误", "5945.89")]
    assert faults[0].message == (
        "“20年决算”一列，基本支出8116.9＋项目支出1129.94相加为9246.84，“小计”为9224.79，少22.05。"
    )
    assert faults[0].remedy == (
        "核对“小计”和各分项，改正填错的一格：“小计”可能应为9246.84；"
        "9224.79与文中的9224.97只是相邻两位数字对调，也可能是误抄。"
    )
    assert [span.text for span in faults[0].spans] == ["9224.79", "8116.9", "1129.94"]


def test_a_part_that_one_slip_explains_is_named() -> None:
    (fault,) = table_sums.check(
        case("""
表1 收入（单位：万元）
| 项目 | 决算数 |
| 一般公共预算 | 9224.97 |
| 政府性基金 | 21.87 |
| 合计 | 9248.84 |
""")
    )
    assert "政府性基金可能应为23.87（只差一位数字）" in fault.remedy


def test_rounding_of_the_last_digit_is_allowed_up_to_its_edge() -> None:
    table = """
表1 支出（单位：万元）
| 项目 | 决算数 |
| 甲 | 10.00 |
| 乙 | 20.00 |
| 丙 | 30.00 |
| 合计 | {} |
"""
    assert rv05(table.format("60.02")) == []
    assert rv05(table.format("60.03")) == [("RV05", "错误", "60.03")]


def test_people_are_never_rounded() -> None:
    assert rv05("""
表1 人员（人）
| 类别 | 人数 |
| 行政 | 94 |
| 事业 | 124 |
| 工勤 | 5 |
| 合计 | 224 |
""") == [("RV05", "错误", "224")]


def test_whole_numbers_of_ten_thousands_one_off_are_a_notice() -> None:
    assert rv05("""
表1 支出（单位：万元）
| 科目 | 年初预算 | 决算 |
| 一、基本支出 | 100 | 90 |
| 1.人员经费 | 60 | 55 |
| 2.公用经费 | 40 | 35 |
| 二、项目支出 | 50 | 46 |
| 支出合计 | 150 | 135 |
""") == [("RV05", "提醒", "135")]


def test_a_total_adds_up_subtotals_and_a_wrong_subtotal_is_found() -> None:
    table = """
表1 项目（单位：万元）
| 项目 | 决算数 |
| 甲 | 10.50 |
| 乙 | 20.00 |
| 小计 | {} |
| 丙 | 5.00 |
| 丁 | 6.00 |
| 小计 | 11.00 |
| 合计 | 41.50 |
"""
    assert rv05(table.format("30.50")) == []
    assert ("RV05", "错误", "35.50") in rv05(table.format("35.50"))


def test_a_total_may_stand_first_and_of_which_rows_are_not_added() -> None:
    table = """
表1 支出（单位：万元）
| 项目 | 预算数 | 决算数 |
| 合计 | 150.00 | {} |
| 基本支出 | 100.00 | 95.00 |
| 其中：人员经费 | 60.00 | 61.00 |
| 项目支出 | 50.00 | 45.50 |
"""
    assert rv05(table.format("140.50")) == []
    assert rv05(table.format("145.50")) == [("RV05", "错误", "145.50")]


def test_parts_of_a_row_are_held_against_it_where_another_year_shows_they_are_all() -> None:
    faults = list(
        table_sums.check(
            case("""
表1 经费（单位：万元）
| 经费控制情况（万元） | 2019年决算数 | 2020年预算数 | 2020年决算数 |
| 三公经费 | 38.00 | 56.40 | 41.00 |
| 1、公务用车购置和维护经费 | 6.00 | 6.00 | 6.00 |
| 其中：公车购置 | 0.00 | 0.00 | 0.00 |
| 公车运行维护 | 6.00 | 6.00 | 6.00 |
| 2、出国经费 | 0.00 | 0.00 | 0.00 |
| 3、公务接待 | 32.00 | 50.40 | 34.00 |
| 公用经费 | 10.00 | 12.00 | 11.00 |
| 其中：办公经费 | 5.00 | 6.00 | 12.00 |
""")
        )
    )
    assert found(faults) == [("RV05", "错误", "41.00"), ("RV05", "错误", "11.00")]
    assert faults[1].message == (
        "“2020年决算数”一列，“公用经费”为11.00，其中“办公经费”为12.00，部分大于整体1.00。"
    )


def test_a_list_of_some_of_the_parts_says_nothing() -> None:
    assert (
        rv05("""
表1 公用经费（单位：万元）
| 项目 | 预算数 | 决算数 |
| 公用经费 | 420.00 | 412.36 |
| 　其中：办公经费 | 175.00 | 171.28 |
| 　　　　会议费 | 15.00 | 11.20 |
""")
        == []
    )


def test_a_column_of_totals_is_held_against_the_columns_beside_it() -> None:
    table = """
表1 人员
| 类别 | 合计 | 行政 | 事业 | 工勤 |
| 编制 | 223 | 94 | 124 | 5 |
| 在职 | {} | 90 | 123 | 5 |
"""
    assert rv05(table.format(218)) == []
    (fault,) = table_sums.check(case(table.format(219)))
    assert fault.message == "“在职”一行，行政90＋事业123＋工勤5相加为218，“合计”为219，多1。"


def test_columns_of_years_are_no_parts_of_a_total_column() -> None:
    assert (
        rv05("""
表1 支出（单位：万元）
| 项目 | 合计 | 2019年决算 | 2020年决算 |
| 基本支出 | 100.00 | 90.00 | 100.00 |
| 项目支出 | 50.00 | 60.00 | 50.00 |
""")
        == []
    )


def test_rates_prices_and_mixed_units_are_not_added() -> None:
    assert (
        rv05("""
表1 情况（单位：万元）
| 项目 | 单价 | 完成率 | 数量 |
| 改厕 | 0.10 | 98% | 20个 |
| 改水 | 0.20 | 97% | 30户 |
| 合计 | 9.99 | 99% | 99 |
""")
        == []
    )


def test_carried_over_rows_may_or_may_not_be_counted() -> None:
    assert (
        rv05("""
表1 收入（单位：万元）
| 项目 | 决算数 |
| 财政拨款收入 | 100.00 |
| 其他收入 | 20.00 |
| 本年收入合计 | 120.00 |
| 上年结转 | 5.00 |
| 收入总计 | 125.00 |
""")
        == []
    )


def test_numbers_in_a_column_of_their_own_tell_which_rows_are_parts() -> None:
    table = """
表1 专项资金（单位：元）
| 序号 | 项目 | 金额 |
| 一 | 农业类 | 300000.00 |
| 1 | 水利 | 100000.00 |
| 2 | 农机 | 200000.00 |
| 二 | 社保类 | 200000.00 |
|  | 合计 | {} |
"""
    assert rv05(table.format("500000.00")) == []
    assert rv05(table.format("510000.00")) == [("RV05", "提醒", "510000.00")]


def test_of_which_goes_on_unindented_where_other_years_show_it() -> None:
    table = """
表1 三公（单位：万元）
| 费用项目 | 2019年决算 | 2020年预算 | 2020年决算 |
| 公务用车购置及运行维护费 | 6.00 | 6.00 | 6.00 |
| 其中：公务用车购置费 | 0.00 | 0.00 | 0.00 |
| 公务用车运行维护费 | 6.00 | 6.00 | {} |
| 公务接待费 | 32.00 | 50.40 | 34.00 |
| 合计 | 38.00 | 56.40 | 40.00 |
"""
    assert rv05(table.format("6.00")) == []
    assert rv05(table.format("5.00")) == [("RV05", "错误", "6.00")]


def test_a_wrong_difference_is_told_once_by_its_row_and_a_wrong_part_once_by_its_sum() -> None:
    table = """
表1 支出（单位：万元）
| 项目 | 预算 | 决算 | 差额（决算-预算） |
| 甲 | 10.00 | {} | 2.00 |
| 乙 | 20.00 | 15.00 | {} |
| 丙 | 30.00 | 36.00 | 6.00 |
| 合计 | 60.00 | 63.00 | 3.00 |
"""
    both = [*table_sums.check(case(table.format("12.00", "5.00")))]
    both += table_rates.check(case(table.format("12.00", "5.00")))
    assert found(both) == [("RV06", "错误", "5.00")]
    both = [*table_sums.check(case(table.format("13.00", "-5.00")))]
    both += table_rates.check(case(table.format("13.00", "-5.00")))
    assert found(both) == [("RV05", "错误", "63.00")]
