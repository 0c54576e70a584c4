"""Reading a table: heads, years, roles, units, totals, parts, two lists side by side."""

from __future__ import annotations

from decimal import Decimal

from reportgen.review.tables.reading import Sheet, read
from tests.helpers.papers import paper


def sheets(text: str, year: int = 2020) -> tuple[Sheet, ...]:
    return read(paper(text).grids[0], year)


def columns(sheet: Sheet) -> list[tuple[str, int | None, str, str]]:
    return [(each.title, each.year, each.role, each.kind) for each in sheet.columns]


def lines(sheet: Sheet) -> list[tuple[str, str]]:
    return [(line.text, line.kind) for line in sheet.lines]


SEED = """
2、三公经费使用情况（单位：万元）
| 费用项目 | 19年支出 | 20年预算 | 20年 |
| 公务接待费 | 32 | 50.4 | 34 |
| 公务用车运行维护费 | 6 | 6 | 6 |
| 合计 | 38 | 56.4 | 40 |
"""


def test_a_head_gives_year_and_role_and_a_bare_year_beside_a_budget_is_the_final_figure() -> None:
    (sheet,) = sheets(SEED)
    assert columns(sheet) == [
        ("费用项目", None, "", "label"),
        ("19年支出", 2019, "决算", "amount"),
        ("20年预算", 2020, "预算", "amount"),
        ("20年", 2020, "决算", "amount"),
    ]
    assert lines(sheet) == [("公务接待费", ""), ("公务用车运行维护费", ""), ("合计", "total")]


def test_a_number_takes_its_unit_from_the_table() -> None:
    (sheet,) = sheets(SEED)
    number = sheet.number(sheet.lines[0], sheet.columns[2])
    assert number is not None
    assert (number.value, number.unit, number.base) == (Decimal("50.4"), "万元", Decimal(504000))
    assert (number.span.text, number.half) == ("50.4", Decimal(500))


def test_a_grid_is_read_once() -> None:
    grid = paper(SEED).grids[0]
    assert read(grid, 2020) is read(grid, 2020)


def test_the_base_data_table_is_several_sheets_with_heads_and_units_of_their_own() -> None:
    first, second, third = sheets("""
部门整体支出绩效评价基础数据表
| 财政供养人员情况（人） | 编制数 | 2020年实际在职人数 | 控制率 |
|  | 223 | 218 | 97.76% |
| 经费控制情况（万元） | 2019年决算数 | 2020年预算数 | 2020年决算数 |
| “三公”经费 | 38.00 | 56.40 | 40.00 |
| 1、公务用车购置和维护经费 | 6.00 | 6.00 | 6.00 |
| 其中：公车购置 | 0.00 | 0.00 | 0.00 |
| 政府采购金额 | — | 120.00 | 118.60 |
| 楼堂馆所控制情况 | 批复规模（㎡） | 实际规模（㎡） | 规模控制率 |
|  | 0.00 | 0.00 | — |
| 厉行节约保障措施 | 从严控制“三公”经费。 |  |  |
""")
    assert first.name == "财政供养人员情况"
    posts = first.number(first.lines[0], first.columns[1])
    assert posts is not None and (posts.unit, posts.value) == ("人", 223)
    assert [(line.text, line.kind, line.mark) for line in second.lines] == [
        ("“三公”经费", "", 0),
        ("公务用车购置和维护经费", "", 3),
        ("公车购置", "of which", 0),
        ("政府采购金额", "", 0),
    ]
    assert second.number(second.lines[3], second.columns[1]) is None
    built = third.number(third.lines[0], third.columns[1])
    assert built is not None and (built.unit, built.value) == ("㎡", 0)


def test_two_lists_side_by_side_are_two_sheets_that_share_their_total_row() -> None:
    left, right = sheets("""
收支总表（单位：万元）
| 收入 | 收入 | 支出 | 支出 |
| 项目 | 金额 | 项目 | 金额 |
| 一、财政拨款 | 100.50 | 一、基本支出 | 60.50 |
| 二、其他收入 | 20.00 | 二、项目支出 | 60.00 |
| 合计 | 120.50 |  | 120.50 |
""")
    assert lines(left) == [("财政拨款", ""), ("其他收入", ""), ("合计", "total")]
    assert lines(right) == [("基本支出", ""), ("项目支出", ""), ("合计", "total")]


def test_levels_of_indicators_are_groups_of_the_third_level() -> None:
    (sheet,) = sheets("""
评分表
| 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
| 投入（10分） | 预算配置 | 在职人员控制率 | 5 | 5 |
|  |  | “三公经费”变动率 | 5 | 4 |
| 合计 | 合计 | 合计 | 10 | 9 |
""")
    assert sheet.lines[1].groups == ("投入（10分）", "预算配置")
    assert [(each.role, each.kind) for each in sheet.columns[3:]] == [
        ("分值", "points"),
        ("得分", "points"),
    ]


def test_a_total_that_lost_the_cells_it_covered_is_not_read_into_wrong_columns() -> None:
    (sheet,) = sheets("""
项目支出情况（单位：万元）
| 序号 | 项目名称 | 资金来源 | 预算数 | 决算数 | 备注 |
| 1 | 人大工作经费 | 本级 | 3.00 | 3.00 | 无 |
| 2 | 扶贫 | 上级 | 250.00 | 243.37 | 无 |
| 合计 | 253.00 | 246.37 |  |  |  |
""")
    assert [line.text for line in sheet.lines[:2]] == ["人大工作经费", "扶贫"]
    assert not [key for key in sheet.numbers if key[0] == 3]


def test_last_year_in_words_is_read_by_the_year_of_the_report() -> None:
    (sheet,) = sheets("""
三公（单位：万元）
| 项目 | 上年数 | 本年数 | 比上年增减 | 增减率（%） |
| 接待费 | 32 | 34 | 2 | 6.25 |
""")
    assert [each.year for each in sheet.columns[1:3]] == [2019, 2020]
    assert [(each.role, each.unit) for each in sheet.columns[3:]] == [("差额", ""), ("增减率", "%")]
