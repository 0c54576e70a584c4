"""CK03 不超过: the left side must not be above the right."""

import pytest

from reportgen.checks import at_most
from reportgen.findings import as_text
from tests.helpers.tables import checks, record

FILED = record("""
    | 三公经费本年决算 | 40   | 万元 | E8 |
    | 三公经费上年决算 | 38   | 万元 | C8 |
    | 三公经费本年预算 | 56.4 | 万元 | D8 |
    | 公务接待费决算   | 34   | 万元 | E9 |
    | 公务接待费预算   | 50.4 | 万元 | D9 |
""")


def found(left, right, tolerance="0", severity="错误"):
    [row] = checks(f"| 不超过 | {left} | {right} | {tolerance} | {severity} | |")
    return list(at_most.check(row, FILED))


def test_says_how_far_the_limit_is_passed():
    """The seed's “不超过上年度标准执行列支” with 40 on last year's 38 (N9)."""
    [finding] = found("三公经费本年决算", "三公经费上年决算", severity="提醒")
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!E8  提醒 CK03\n"
        "  三公经费本年决算为 40.00万元，超过三公经费上年决算的 38.00万元，超出 2.00万元。\n"
        "  办法：核对三公经费本年决算与三公经费上年决算；如数字无误，请在文字中说明原因。\n"
        "  另见：基础数据表!C8、rules.xlsx 勾稽!A2"
    )


def test_an_error_asks_for_a_correction():
    """An error stops the report, so explaining it would not help."""
    [finding] = found("三公经费本年决算", "三公经费上年决算")
    assert finding.remedy == "核对三公经费本年决算与三公经费上年决算，改正填错的一格。"


@pytest.mark.parametrize(
    ("left", "right"),
    [("三公经费本年决算", "三公经费本年预算"), ("公务接待费决算", "公务接待费预算")],
)
def test_below_the_limit_is_silent(left, right):
    """没有超过预算金额 is true in either scope (OK10)."""
    assert found(left, right) == []


@pytest.mark.parametrize(("tolerance", "count"), [("0", 1), ("1.99", 1), ("2", 0), ("3", 0)])
def test_passing_by_exactly_the_tolerance_is_allowed(tolerance, count):
    assert len(found("三公经费本年决算", "三公经费上年决算", tolerance)) == count


def test_exactly_the_limit_is_allowed():
    assert found("三公经费本年决算", "三公经费本年决算") == []
