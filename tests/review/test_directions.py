"""RV10: words for a direction against the figures."""

from __future__ import annotations

import pytest

from reportgen.review.claims.directions import check
from tests.helpers.papers import case, found
from tests.review.test_statements import SANGONG

SPENT = """
表1　支出情况（单位：万元）
| 项目 | 2019年决算 | 2020年预算 | 2020年决算 |
| 基本支出 | 1800.00 | 1900.00 | 2000.00 |
| 项目支出 | 1200.00 | 1000.00 | 1100.00 |
| 合计 | 3000.00 | 2900.00 | 3100.00 |
"""


def test_one_of_two_bases_is_denied() -> None:
    text = f"全年支出结构得到改善，其中“三公”经费相比去年以及年初预算均实现下降。\n{SANGONG}"
    (fault,) = check(case(text))
    assert (fault.code, fault.severity.value) == ("RV10", "错误")
    assert [span.text for span in fault.spans] == ["相比去年以及年初预算均实现下降", "40", "38"]
    assert fault.message == (
        "文中说“三公”经费“相比去年以及年初预算均实现下降”，而2020年“三公”经费决算数为40万元，"
        "2019年“三公”经费决算数为38万元，上升5.26%。"
    )
    assert fault.remedy == (
        "核对这两个数；数字无误的，把“下降”改成与数字相符的说法，或者写明比较的是哪个口径。"
    )


def test_nearly_the_same_is_told_to_a_person() -> None:
    text = f"本年“三公”经费较上年基本持平。\n{SANGONG}"
    assert found(check(case(text))) == [("RV10", "提醒", "较上年基本持平")]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("公务接待费较上年有所下降。", "较上年有所下降"),
        ("公务接待费同比下降，主要原因是接待批次减少。", "同比下降"),
        ("与上年相比，公务接待费有所减少，公务用车运行维护费持平。", "有所减少"),
        ("“三公”经费与去年持平。", "与去年持平"),
        ("“三公”经费只减不增。", "只减不增"),
        ("“三公”经费逐年下降。", "逐年下降"),
        ("公务接待费和公务用车运行维护费均较上年下降。", "较上年下降"),
        ("“三公”经费较年初预算有所增加。", "较年初预算有所增加"),
        ("“三公”经费决算比2019年减少。", "比2019年减少"),
    ],
)
def test_the_figures_deny_it(said: str, place: str) -> None:
    assert found(check(case(f"{said}\n{SANGONG}"))) == [("RV10", "错误", place)]


@pytest.mark.parametrize("said", ["2020年整体支出较上年有所下降。", "全年支出总额比上年减少。"])
def test_the_whole_of_spending(said: str) -> None:
    assert [each[0] for each in found(check(case(f"{said}\n{SPENT}")))] == ["RV10"]


@pytest.mark.parametrize(
    "said",
    [
        "公务接待费较上年有所增加。",
        "公务用车运行维护费与上年持平。",
        "公务用车运行维护费实现零增长。",
        "“三公”经费相比年初预算实现下降。",
        "接待批次较上年减少，公务接待费较上年增加。",
        "我镇严控“三公”经费，确保“三公”经费只减不增。",
        "2020年“三公”经费预算较上年预算下降。",
        "“三公”经费增幅较上年下降。",
        "财政拨款中的公务接待费用支出标准较上年下降。",
        "因公出国（境）费较上年下降。",
        "三、下一步打算\n“三公”经费较上年下降。",
    ],
)
def test_true_unknown_or_wished_for_is_left(said: str) -> None:
    assert found(check(case(f"{said}\n{SANGONG}"))) == []


def table(now: str) -> str:
    return f"表1（单位：万元）\n| 项目 | 2019年决算 | 2020年决算 |\n| 会议费 | 100 | {now} |"


@pytest.mark.parametrize(
    ("now", "word", "severity"),
    [
        ("103", "基本持平", []),
        ("103.1", "基本持平", ["提醒"]),
        ("110", "基本持平", ["提醒"]),
        ("110.1", "基本持平", ["错误"]),
        ("97", "基本持平", []),
        ("101", "持平", ["提醒"]),
        ("101.1", "持平", ["错误"]),
        ("100.00", "持平", []),
    ],
)
def test_the_edges_of_staying_the_same(now: str, word: str, severity: list[str]) -> None:
    faults = check(case(f"会议费与上年{word}。\n{table(now)}"))
    assert [fault.severity.value for fault in faults] == severity


def test_against_an_adjusted_budget_that_the_words_hold_for() -> None:
    text = """支出总额较预算减少。
表1（单位：万元）
| 项目 | 2020年年初预算 | 2020年调整后预算 | 2020年决算 |
| 基本支出 | 100 | 150 | 140 |
| 项目支出 | 100 | 150 | 150 |
| 合计 | 200 | 300 | 290 |
"""
    assert found(check(case(text))) == []
    assert len(found(check(case(text.replace("290", "310"))))) == 1
