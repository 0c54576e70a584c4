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


def test_both_figures_in_the_sentence() -> None:
    (fault,) = check(case("2020年实际支出105万元，预算100万元，未超过预算。"))
    assert fault.message == "文中说“未超过预算”，而同一句中实际数为105万元，高于100万元。"
    assert found(check(case("2020年实际支出100万元，预算100万元，未超过预算。"))) == []
    assert found(check(case("2020年实际支出105万元，预算100万元，未超过上年。"))) == []


def test_what_is_left_of_a_year() -> None:
    text = "年初结转50万元，本年收入1000万元，本年支出980万元，年末结转结余{}万元。"
    (fault,) = check(case(text.format("80")))
    assert fault.code == "RV01"
    assert fault.message == (
        "“年初结转”＋“整体收入”－“整体支出”与“年末结余”不符："
        "50万元＋1000万元－980万元＝70万元，文中为80万元，相差10万元。"
    )
    assert found(check(case(text.format("70")))) == []
    assert found(check(case(f"结余分配5万元，{text.format('65')}"))) == []


def test_a_budget_said_to_be_exceeded_was_not() -> None:
    text = "“三公”经费预算56.40万元，决算40.00万元，比预算减少16.40万元，超过预算金额。"
    (fault,) = check(case(text))
    assert (fault.code, fault.severity.value) == ("RV11", "错误")
    assert [span.text for span in fault.spans] == ["超过预算金额", "40.00万元", "56.40万元"]
    assert fault.message == (
        "文中说“超过预算金额”，而2020年“三公”经费决算数为40.00万元，"
        "低于2020年“三公”经费预算数56.40万元。"
    )
    assert fault.remedy == "核对这两个数；数字无误的，按实际改写这句话。"


@pytest.mark.parametrize(
    ("spent", "said", "wrong"),
    [
        ("40.00", "超出预算", True),
        ("40.00", "突破年初预算", True),
        ("56.40", "高于预算", True),
        ("56.41", "高于预算", False),
        ("40.00", "没有超过预算", False),
        ("40.00", "无突破预算的情况", False),
        ("40.00", "超过预算的须报批", False),
        ("40.00", "超过预算的50%", False),
        ("40.00", "应当避免超过预算", False),
    ],
)
def test_what_is_said_to_be_exceeded(spent: str, said: str, *, wrong: bool) -> None:
    text = f"“三公”经费年初预算56.40万元，决算{spent}万元，{said}。"
    assert [each[0] for each in found(check(case(text)))] == ["RV11"] * wrong


def test_more_than_the_year_before_is_denied_by_the_table() -> None:
    assert [each[2] for each in found(check(case(f"“三公”经费高于上年。\n{SANGONG}")))] == []
    said = f"整体支出高于上年预算。公务接待费超过年初预算。\n{SANGONG}"
    assert [each[2] for each in found(check(case(said)))] == ["超过年初预算"]
