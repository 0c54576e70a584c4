"""One figure for every row of a list: what it is made of, and what is told of a row without one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.calculations import compute, evaluate, lacking
from reportgen.figures import Figure, Link, Table
from reportgen.findings import as_text
from reportgen.packs.sums import operands
from tests.helpers.tables import calculations, listed, record

PROJECTS = listed(
    "明细",
    """
    | 名称 | 预算 | 决算 |
    | 扶贫 | 10   | 5    |
    | 基建 | 20   | 15   |
    | 修路 |      | 0    |
    """,
)
MARKS = listed(
    "绩效",
    """
    | 项目 | 分值 | 得分 |
    | 基建 | 50   | 48   |
    | 扶贫 | 30   | 30   |
    | 基建 | 20   | 19   |
    """,
    unit="分",
)
LINK = Link("项目", "项目支出", "名称")
FILED = record("| 限额 | 100 | 万元 | D1 |", 项目支出=PROJECTS, 项目绩效=replace(MARKS, link=LINK))


def column(values, name):
    table, _, title = name.partition(".")
    rows = values[table]
    assert isinstance(rows, Table)
    cells = [row.get(title) for row in rows.rows]
    return [str(cell.value) if isinstance(cell, Figure) else None for cell in cells]


def computed(text, values=FILED):
    return compute(calculations(text), values)


# One calculation and what it comes to in the three rows of 项目支出.
ROWS = """
合计 | 项目支出.决算 + 项目支出.预算 | 15 35 -
差额 | 项目支出.预算；项目支出.决算 | 5 5 -
比率 | 项目支出.决算；项目支出.预算 | 0.5 0.75 -
占比 | 项目支出.决算；合计(项目支出.决算) | 0.25 0.75 0
占比 | 项目支出.决算；限额 | 0.05 0.15 0
增长率 | 项目支出.决算；项目支出.预算 | -0.5 -0.25 -
平均 | 项目支出.决算 + 项目支出.预算 | 7.5 17.5 -
合计 | 合计(项目绩效.得分) | 30 67 0
平均 | 平均(项目绩效.得分) | 30 33.5 -
计数 | 计数(项目绩效) | 1 2 0
计数 | 计数(项目支出) | 3 3 3
合计 | 合计(项目绩效.分值) - 合计(项目绩效.得分) | 0 3 0
合计 | 限额 | 100 100 100
"""


@pytest.mark.parametrize("line", ROWS.strip().splitlines())
def test_every_row_has_its_own_figure(line):
    verb, made_of, expected = (part.strip() for part in line.split(" | "))
    values, findings = computed(f"| 项目支出.甲 | {verb} | {made_of} | |")
    assert column(values, "项目支出.甲") == [None if x == "-" else x for x in expected.split()]
    assert findings == []


def test_without_a_link_every_row_sees_all_of_another_list():
    unlinked = {**FILED, "项目绩效": MARKS}
    values, _ = computed("| 项目支出.甲 | 合计 | 合计(项目绩效.得分) | |", unlinked)
    assert column(values, "项目支出.甲") == ["97", "97", "97"]


def test_a_link_does_not_lead_back():
    """A row of 项目绩效 belongs to a project; the projects do not belong to it."""
    values, _ = computed("| 项目绩效.甲 | 合计 | 合计(项目支出.决算) | |")
    assert column(values, "项目绩效.甲") == ["20", "20", "20"]


def test_a_row_without_a_name_has_no_rows_of_its_own():
    first, *others = PROJECTS.rows
    nameless = replace(PROJECTS, rows=({k: v for k, v in first.items() if k != "名称"}, *others))
    values, _ = computed(
        "| 项目支出.甲 | 计数 | 计数(项目绩效) | |", {**FILED, "项目支出": nameless}
    )
    assert column(values, "项目支出.甲") == ["0", "2", "0"]


def test_columns_and_figures_are_computed_in_whatever_order_they_need():
    values, findings = computed("""
        | 差距           | 差额 | 最高率；平均率                       | % |
        | 平均率         | 平均 | 平均(项目支出.执行率)               | % |
        | 最高率         | 合计 | 限额                               | % |
        | 项目支出.偏离  | 差额 | 项目支出.执行率；平均率             | % |
        | 项目支出.执行率 | 比率 | 项目支出.决算；项目支出.预算        | % |
        | 项目支出.总扣分 | 合计 | 合计(项目绩效.扣分)                 | 分 |
        | 项目绩效.扣分   | 差额 | 项目绩效.分值；项目绩效.得分        | 分 |
    """)
    assert findings == []
    assert column(values, "项目支出.偏离") == ["-0.125", "0.125", None]
    assert column(values, "项目支出.总扣分") == ["0", "3", "0"]
    mean = values["平均率"]
    assert isinstance(mean, Figure)
    assert mean.value == Decimal("0.625")
    assert [place.spot for place in mean.sources] == ["明细!C2", "明细!B2", "明细!C3", "明细!B3"]


def test_a_total_of_a_computed_column_needs_every_row():
    rows = """
        | 项目支出.甲 | 差额 | 项目支出.预算；项目支出.决算 | |
        | 乙 | 合计 | 合计(项目支出.甲) | |
    """
    values, _ = computed(rows)
    assert "乙" not in values
    total = operands("合计(项目支出.甲)")[0]
    assert lacking(total, values, calculations(rows)) == ("项目支出.预算",)


def test_a_total_of_rates_over_nothing_lacks_the_rates():
    rows = "| 项目支出.甲 | 比率 | 项目支出.决算；限额 | |"
    filed = {**FILED, **record("| 限额 | 0 | 万元 | D1 |")}
    values, _ = computed(rows, filed)
    total = operands("合计(项目支出.甲)")[0]
    assert evaluate(total, values) is None
    assert lacking(total, values, calculations(rows)) == ("项目支出.甲",)


def test_computing_again_leaves_nothing_of_the_first_time():
    rows = "| 项目支出.甲 | 比率 | 项目支出.决算；限额 | |"
    first, _ = computed(rows)
    assert column(first, "项目支出.甲") == ["0.05", "0.15", "0"]
    again, _ = computed(rows, {**first, **record("| 限额 | 0 | 万元 | D1 |")})
    assert column(again, "项目支出.甲") == [None, None, None]


def test_a_list_that_was_not_read_has_no_column():
    values, findings = computed("| 站所.甲 | 合计 | 限额 | |")
    assert "站所" not in values
    assert findings == []


def test_a_row_over_nothing_is_told_with_its_name_and_its_cell():
    zero = listed("明细", "| 名称 | 预算 | 决算 |\n| 扶贫 | 0 | 5 |\n| 修路 | 0 | 0 |\n| | 0 | 2 |")
    _, findings = computed(
        "| 项目支出.执行率 | 比率 | 项目支出.决算；项目支出.预算 | % |", {"项目支出": zero}
    )
    assert [as_text(f) for f in findings] == [
        "填报表.xlsx 明细!B2  提醒 CA01\n"
        "  项目支出“扶贫”：“执行率”没有计算：预算为 0，而决算为 5.00万元。\n"
        "  办法：核对预算是否漏填；如确为 0，这一比率不印，请用文字说明。\n"
        "  另见：明细!C2、rules.xlsx 计算!A2",
        "填报表.xlsx 明细!B4  提醒 CA01\n"
        "  项目支出第3行：“执行率”没有计算：预算为 0，而决算为 2.00万元。\n"
        "  办法：核对预算是否漏填；如确为 0，这一比率不印，请用文字说明。\n"
        "  另见：明细!C4、rules.xlsx 计算!A2",
    ]


def test_growth_on_a_negative_base_is_told_for_its_row():
    table = listed("明细", "| 名称 | 上年 | 本年 |\n| 扶贫 | -2 | 5 |\n| 扶贫 | 4 | 5 |")
    _, findings = computed("| 项目.增幅 | 增长率 | 项目.本年；项目.上年 | % |", {"项目": table})
    assert [(f.code, f.where.spot, f.message) for f in findings] == [
        (
            "CA02",
            "明细!B2",
            "项目第1行“扶贫”：“增幅”没有计算：基数上年为 -2.00万元，是负数，算出的增减方向会相反。",
        )
    ]


def test_a_blank_cell_is_not_read_from_a_figure_of_the_same_name():
    """决算 of the unit is 7; the row that has no 决算 has none."""
    table = listed("明细", "| 名称 | 预算 | 决算 |\n| 扶贫 | 10 | 5 |\n| 修路 | 10 | |")
    filed = record("| 决算 | 7 | 万元 | D1 |\n| 预算 | 1 | 万元 | D2 |", 项目=table)
    rows = "| 项目.甲 | 差额 | 项目.预算；项目.决算 | |\n| 项目.乙 | 差额 | 项目.决算；决算 | |"
    values, _ = computed(rows, filed)
    assert column(values, "项目.甲") == ["5", None]
    assert column(values, "项目.乙") == ["-2", None]
