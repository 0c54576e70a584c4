"""CK04 比率相等: a typed rate and the rate its figures give."""

import pytest

from reportgen.calculations import compute
from reportgen.checks import rate_equals
from reportgen.findings import as_text
from tests.helpers.tables import calculations, checks, record

SHARE = calculations("| 应占比 | 占比 | 分项；合计数 | % |")


def found(typed, part, total, tolerance="0"):
    filed, _ = compute(
        SHARE,
        record(f"""
            | 填报占比 | {typed} | %    | E6 |
            | 分项     | {part}  | 万元 | C6 |
            | 合计数   | {total} | 万元 | C9 |
        """),
    )
    [row] = checks(f"| 比率相等 | 填报占比 | 应占比 | {tolerance} | 错误 | |")
    return list(rate_equals.check(row, filed))


def test_says_the_rate_that_the_figures_give():
    """占比为0.26% of 21.87 in 9248.84 (N2)."""
    [finding] = found("0.26%", "21.87", "9248.84")
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!E6  错误 CK04\n"
        "  填报占比为 0.26%，但按数字计算（应占比）应为 0.24%，相差 +0.02个百分点。\n"
        "  办法：核对填报占比和计算它的各格，改正填错的一格。\n"
        "  另见：基础数据表!C6、基础数据表!C9、rules.xlsx 勾稽!A2"
    )


@pytest.mark.parametrize(
    ("typed", "part", "total"),
    [("99.74%", "9224.97", "9248.84"), ("0.26%", "23.87", "9248.84"), ("50%", "1", "2")],
)
def test_a_rate_rounded_half_up_is_right(typed, part, total):
    """99.742…% may be typed as 99.74% (OK11); 0.26% belongs to 23.87."""
    assert found(typed, part, total) == []


@pytest.mark.parametrize(("tolerance", "count"), [("0.01%", 1), ("0.02%", 0), ("0.03%", 0)])
def test_a_gap_of_exactly_the_tolerance_is_allowed(tolerance, count):
    assert len(found("0.26%", "21.87", "9248.84", tolerance)) == count


def test_more_decimals_typed_are_held_against_as_many():
    assert found("99.742%", "9224.97", "9248.84") == []
    [finding] = found("99.744%", "9224.97", "9248.84")
    assert "应为 99.742%，相差 +0.002个百分点" in finding.message
