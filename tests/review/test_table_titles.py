"""RV07: what a person should look at in heads and titles."""

from __future__ import annotations

from reportgen.review.tables import titles as table_titles
from tests.helpers.papers import case, found

SEED = """
1、基本支出使用情况（单位：万元）
| 项目 | 20年预算 | 20年决算 |
| 基本支出 | 2109.46 | 8116.9 |
| 项目支出 | 1169.44 | 1129.94 |

2、三公经费使用情况（单位：万元）
| 费用项目 | 19年支出 | 20年预算 | 20年 |
| 公务接待费 | 32.00 | 50.40 | 34.00 |
"""


def messages(text: str) -> list[str]:
    return [fault.message for fault in table_titles.check(case(text))]


def test_the_seeds_heads_and_titles() -> None:
    assert messages(SEED) == [
        "表头“20年预算”、“20年决算”的年份只写了两位数字。",
        "表中金额的小数位数不一致：有的写“8116.9”，有的写“2109.46”。",
        "表题为“基本支出使用情况”，表中还有“项目支出”一行，表题与内容不符。",
        "表头“19年支出”、“20年预算”、“20年”的年份只写了两位数字。",
        "表头“20年”只有年份，没有说明是预算数还是决算数，同表有“19年支出”。",
        "正文有2个表，都没有表号。",
    ]


def test_all_are_notices() -> None:
    assert {severity for _, severity, _ in found(table_titles.check(case(SEED)))} == {"提醒"}


def test_a_well_made_table_gives_none() -> None:
    assert (
        messages("""
表1　2020年度支出情况表（单位：万元）
| 项目 | 2019年决算 | 2020年决算 |
| 基本支出 | 2109.46 | 8116.90 |
| 项目支出 | 1169.44 | 1129.94 |

表2　2020年度人员情况表（单位：人）
| 类别 | 人数 |
| 行政 | 94 |
""")
        == []
    )


def test_amounts_without_a_unit_are_told() -> None:
    assert messages("""
三公经费情况
| 项目 | 2020年决算 |
| 接待费 | 34.00 |
""") == ["表中有金额（如“34.00”），没有写明单位。"]


def test_goals_are_each_as_exact_as_they_are() -> None:
    text = """
表2 部门整体支出绩效自评表（单位：万元）
| 年度预算申请 |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 |  | 3278.90 | 9246.84 | {done} | 10 | 99.49% | 9.95 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 成本指标 | 项目成本 | 805万元 | 805万元 | 50 | 50 |  |
| 产出指标 | 成本指标 | 低保标准 | 860元 | 860元 | 40 | 40 |  |
"""
    assert messages(text.format(done="9200.00")) == []
    assert messages(text.format(done="9200")) == [
        "表中金额的小数位数不一致：有的写“9200”，有的写“3278.90”。"
    ]


def test_a_span_of_years_is_no_short_year() -> None:
    assert (
        messages("""
表1　工龄情况
| 类别 | 近10年人数 | 20年以上人数 |
| 行政 | 94 | 12 |
""")
        == []
    )
