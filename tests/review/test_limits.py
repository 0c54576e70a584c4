"""RV11: limits that the figures show were not kept."""

from __future__ import annotations

import pytest

from reportgen.review.claims.limits import check
from tests.helpers.papers import case, found
from tests.review.test_directions import SPENT
from tests.review.test_statements import SANGONG


def test_spending_within_a_budget_that_it_exceeds() -> None:
    text = f"编制内在职人员控制率小于100%，支出总额控制在预算总额以内。\n{SPENT}"
    (fault,) = check(case(text))
    assert (fault.code, fault.severity.value) == ("RV11", "错误")
    assert [span.text for span in fault.spans] == ["控制在预算总额以内", "3100.00", "2900.00"]
    assert fault.message == (
        "文中说“控制在预算总额以内”，而2020年“整体支出”决算数为3100.00万元，"
        "高于2020年“整体支出”预算数2900.00万元，前者是后者的106.90%。"
    )
    assert fault.remedy == (
        "核对这两个数；数字无误的，改写这句话，如实说明超出的数额和原因，"
        "或者写明比较的是调整后预算并给出它的数额。"
    )


@pytest.mark.parametrize(
    ("said", "table", "places"),
    [
        (
            "“三公”经费实行限额开支，按照县纪委要求，及不超过上年度标准执行列支。",
            SANGONG,
            ["不超过上年度标准"],
        ),
        ("部门整体支出未超预算。", SPENT, ["未超预算"]),
        (
            "基本支出未超过年初预算，项目支出没有超出预算。",
            SPENT,
            ["未超过年初预算", "没有超出预算"],
        ),
        ("整体支出低于上年。", SPENT, ["低于上年"]),
        ("“三公”经费控制在年初预算范围内，未超过上年水平。", SANGONG, ["未超过上年水平"]),
        ("“三公”经费控制在38万元以内。", SANGONG, ["控制在38万元以内"]),
        ("“三公”经费控制率小于70%。", SANGONG, ["小于70%"]),
        ("固定资产利用率为88%。\n固定资产利用率高于90%。", "", ["高于90%"]),
        ("编制数223人，在职人员230人。\n在职人员控制率小于100%。", "", ["小于100%"]),
        ("经调查，群众满意度为88.5%。\n群众满意度达90%以上。", "", ["达90%以上"]),
        ("综合满意度为88.5%。\n服务对象满意度不低于90%。", "", ["不低于90%"]),
    ],
)
def test_a_limit_was_not_kept(said: str, table: str, places: list[str]) -> None:
    assert [each[2] for each in found(check(case(f"{said}\n{table}")))] == places


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("“三公”经费预算50.4万元，实际支出34万元，没有超过预算金额。", SANGONG),
        ("公务接待费较上年略有增加，全年支出控制在预算以内。", SANGONG + SPENT),
        ("“三公”经费控制在40万元以内。", SANGONG),
        ("“三公”经费控制率小于100%。", SANGONG),
        ("经调查，群众满意度为90%。\n群众满意度达90%以上。", ""),
        ("经调查，群众满意度为90%。\n绩效目标：群众满意度目标值≥95%。", ""),
        ("“三公”经费不得超过上年度标准。", SANGONG),
        ("确保“三公”经费控制在上年水平以内。", SANGONG),
        ("接待标准未超过上年标准。", SANGONG),
        ("编制数223人，在职人员223人。\n在职人员控制率不超过100%。", ""),
        ("固定资产利用率高于90%。", ""),
    ],
)
def test_a_limit_was_kept_or_nobody_can_tell(said: str, table: str) -> None:
    assert found(check(case(f"{said}\n{table}"))) == []


def test_an_adjusted_budget_that_holds_is_enough() -> None:
    text = """支出总额控制在预算总额以内。
表1（单位：万元）
| 项目 | 2020年年初预算 | 2020年调整后预算 | 2020年决算 |
| 基本支出 | 100 | 150 | 140 |
| 项目支出 | 100 | 150 | 160 |
| 合计 | 200.00 | 300.00 | 300.00 |
"""
    assert found(check(case(text))) == []
    assert len(found(check(case(text.replace("300.00 |\n", "300.01 |\n"))))) == 1
    said = text.replace("控制在预算", "控制在年初预算")
    assert len(found(check(case(said)))) == 1


def test_income_and_spending_that_are_not_equal_are_told_to_a_person() -> None:
    text = "2020年整体收入3100万元，整体支出3000万元，实现收支平衡。"
    (fault,) = check(case(text))
    assert (fault.severity.value, fault.spans[0].text) == ("提醒", "收支平衡")
    assert fault.message == (
        "文中说“收支平衡”，而整体收入3100万元、整体支出3000万元，相差100万元。"
    )
    assert found(check(case(text.replace("3000", "3100")))) == []
    assert found(check(case(text.replace("实现", "坚持")))) == []
