"""Score tables as offices make them: subtotals, other titles, averages, rows of funds."""

from __future__ import annotations

import pytest

from reportgen.review.scores import totals
from tests.helpers.papers import case, found

SUBTOTALS = """
附表 整体支出绩效评价得分表
| 一级指标 | 二级指标 | 分值 | 实得分 |
| 投入 | 目标设定 | 10 | 9 |
| 投入 | 预算配置 | 10 | 10 |
| 小计 |  | 20 | 19 |
| 过程 | 预算执行 | 45 | 42.5 |
| 过程 | 预算管理 | 35 | 34 |
| 小计 |  | 80 | 76.5 |
| 总分 |  | 100 | 95.5 |
"""
AVERAGE = """
表1 项目评价情况
| 项目 | 预算（万元） | 得分 |
| 甲项目 | 120.00 | 92 |
| 乙项目 | 80.50 | 88 |
| 丙项目 | 40.00 | 96 |
| 合计 | 240.50 | 92 |
"""
NESTED = """
附件 自评打分表
| 一级指标 | 二级指标 | 三级指标 | 标准分 | 自评得分 |
| 投入（20分） | 预算配置（20分） | 在职人员控制率 | 8 | 8 |
|  |  | “三公经费”变动率 | 12 | 12 |
| 过程（80分） | 预算执行（40分） | 预算完成率 | 20 | 19.24 |
|  |  | 支付进度率 | 20 | 20 |
|  | 预算管理（40分） | 管理制度健全性 | 20 | 20 |
|  |  | 资金使用合规性 | 20 | 18 |
| 合计 |  |  | 100 | 97.24 |
"""


def rv21(text: str) -> list[tuple[str, str, str]]:
    return found(totals.check(case(text)))


@pytest.mark.parametrize("table", [SUBTOTALS, AVERAGE, NESTED])
def test_a_right_table_says_nothing(table: str) -> None:
    assert rv21(table) == []


@pytest.mark.parametrize(
    ("table", "right", "wrong", "place"),
    [
        (SUBTOTALS, "42.5", "42.0", "76.5"),
        (SUBTOTALS, "| 20 | 19 |", "| 20 | 18 |", "18"),
        (SUBTOTALS, "95.5", "94.5", "94.5"),
        (NESTED, "97.24", "96.24", "96.24"),
        (NESTED, "| 12 | 12 |", "| 15 | 12 |", "预算配置（20分）"),
    ],
)
def test_one_wrong_number_is_one_error(table: str, right: str, wrong: str, place: str) -> None:
    assert rv21(table.replace(right, wrong)) == [("RV21", "错误", place)]


def test_the_message_of_a_subtotal() -> None:
    (fault,) = totals.check(case(SUBTOTALS.replace("42.5", "42.0")))
    assert fault.message == "“实得分”一列，“小计”以上2项相加为76.0分，“小计”为76.5。"
