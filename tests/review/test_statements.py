"""What the index takes from texts and tables, and what it leaves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.review.claims.statements import index
from reportgen.review.claims.subjects import named
from tests.helpers.papers import case

SANGONG = """
2、三公经费使用情况（单位：万元）
| 费用项目 | 19年支出 | 20年预算 | 20年 |
| 公务接待费 | 32 | 50.4 | 34 |
| 公务用车运行维护费 | 6 | 6 | 6 |
| 合计 | 38 | 56.4 | 40 |
"""
SPENT = """
1、基本支出使用情况（单位：万元）
| 项目 | 20年预算 | 20年决算 | 差额（决算-预算） |
| 基本支出 | 2109.46 | 8116.9 | 6007.44 |
| 项目支出 | 1169.44 | 1129.94 | -39.5 |
| 小计 | 3278.9 | 9246.84 | 5967.94 |
"""


def stated(text: str, subject: str) -> list[tuple[int | None, str, str]]:
    found = index(case(text)).by_subject.get(subject, ())
    return [(each.year, each.role, each.shown) for each in found if not each.scope]


def test_a_sentence_states_the_year_and_the_role_of_each_amount() -> None:
    text = "我镇2020年度“三公”经费预算金额为56.4万元，实际支出40万元，上年决算38万元。"
    assert stated(text, "“三公”经费") == [
        (2020, "预算", "56.4万元"),
        (2020, "决算", "40万元"),
        (2019, "决算", "38万元"),
    ]


def test_the_row_of_the_sum_speaks_for_what_its_rows_or_its_title_name() -> None:
    assert stated(SPENT, "整体支出") == [
        (2020, "预算", "3278.9万元"),
        (2020, "决算", "9246.84万元"),
    ]
    assert stated(SANGONG, "“三公”经费") == [
        (2019, "决算", "38万元"),
        (2020, "预算", "56.4万元"),
        (2020, "决算", "40万元"),
    ]


def test_from_and_to_are_two_years() -> None:
    text = "公务接待费由上年的32万元增加到34万元。"
    assert stated(text, "公务接待费") == [(2019, "", "32万元"), (2020, "", "34万元")]


def test_parts_of_a_planned_amount_are_planned() -> None:
    text = "2020年整体支出年初预算3278.9万元，其中：基本支出2109.46万元，项目支出1169.44万元。"
    assert stated(text, "项目支出") == [(2020, "年初预算", "1169.44万元")]


def test_an_amount_beside_a_budget_is_unclear() -> None:
    text = "2020年部门预算如下。基本支出2109.46万元。"
    assert stated(text, "基本支出") == [(2020, "?", "2109.46万元")]


@pytest.mark.parametrize(
    "text",
    [
        "基本支出较上年增加6007.44万元。",
        "基本支出占比87.78%。",
        "基本支出约8116.9万元。",
        "基本支出人均36.4万元。",
        "1-6月，基本支出4000万元。",
        "预计基本支出8000万元。",
        "三、下一步打算\n基本支出8000万元。",
        "基本支出8116.9万元的20%用于村级。",
        "基本支出、项目支出9246.84万元。",
    ],
)
def test_what_is_no_value_of_the_year_is_left(text: str) -> None:
    assert [each for each in stated(text, "基本支出") if each[0] == 2020] == []


def test_a_part_of_the_money_or_of_the_unit_is_another_quantity() -> None:
    assert stated("财政拨款支出9000万元，其中：基本支出8000万元。", "基本支出") == []
    assert stated("不动产登记中心核定编制24人，在职人员22人。", "在职人数") == []


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("其中：公务用车运行费为", "公务用车运行维护费"),
        ("因公出国（境）费用支出决算为", "因公出国（境）费"),
        ("灰山港镇人民政府2020年度整体收入合计", "整体收入"),
        ("一般公共预算财政拨款收入为", "一般公共预算财政拨款收入"),
        ("部门整体支出绩效评价自评得分为", "综合得分"),
        ("“三公”经费财政拨款支出预算为", "“三公”经费"),
        ("农村综合改革", "农村综合改革"),
        ("决算数为", ""),
    ],
)
def test_one_name_for_all_the_ways_of_writing(words: str, subject: str) -> None:
    assert named(words, 2020, ("灰山港镇人民政府", "灰山港镇")).subject == subject


def test_a_table_comes_first_and_two_values_are_none() -> None:
    known = index(case(f"“三公”经费决算34万元。\n{SANGONG}"))
    value = known.value("“三公”经费", 2020, ("决算", ""))
    assert value is not None
    assert value.base == Decimal(400_000)
    assert index(case("基本支出8万元。\n基本支出9万元。")).value("基本支出", 2020, ("",)) is None


def test_a_table_without_a_unit_takes_it_from_a_sentence_with_its_number() -> None:
    table = SPENT.replace("（单位：万元）", "")
    assert stated(table, "整体支出") == []
    text = f"2020年度整体支出9246.84万元。\n{table}"
    assert (2020, "决算", "9246.84万元") in stated(text, "整体支出")


def test_the_value_before_is_not_of_this_year() -> None:
    assert stated("公务接待费由32万元增加到34万元。", "公务接待费") == [(2020, "", "34万元")]
