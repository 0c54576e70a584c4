"""CK02 相等: two sides that must be the same."""

import pytest

from reportgen.checks import equals
from reportgen.findings import as_text
from tests.helpers.tables import checks, record

[ROW] = checks("| 相等 | 收入合计 + 上年结转 | 支出合计 + 年末结余 | 0.01 | 错误 | |")


def filed(left_over):
    return record(f"""
        | 收入合计 | 9248.84     | 万元 | C10 |
        | 上年结转 | 0           | 万元 | C11 |
        | 支出合计 | 9246.84     | 万元 | F14 |
        | 年末结余 | {left_over} | 万元 | F15 |
    """)


def test_says_both_sides_and_the_gap():
    [finding] = equals.check(ROW, filed("0"))
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!C10  错误 CK02\n"
        "  收入合计＋上年结转为 9248.84万元，支出合计＋年末结余为 9246.84万元，"
        "两者应当相等，相差 +2.00万元。\n"
        "  办法：核对收入合计、上年结转与支出合计、年末结余，改正填错的一格。\n"
        "  另见：基础数据表!C11、基础数据表!F14、基础数据表!F15、rules.xlsx 勾稽!A2"
    )


@pytest.mark.parametrize(
    ("left_over", "count"), [("2", 0), ("1.99", 0), ("2.01", 0), ("1.98", 1), ("2.02", 1)]
)
def test_a_gap_of_exactly_the_tolerance_is_allowed(left_over, count):
    assert len(list(equals.check(ROW, filed(left_over)))) == count
