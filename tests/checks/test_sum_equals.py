"""CK01 合计相等: a total and the sum of its parts."""

import pytest

from reportgen.checks import sum_equals
from reportgen.findings import Severity, as_text
from tests.helpers.tables import checks, listed, record

[ROW] = checks("| 合计相等 | 三公经费 | 公务用车 + 因公出国 + 公务接待 | 0 | 错误 | |")


def filed(total, cars="39.30", travel="0", reception="4.99"):
    return record(f"""
        | 三公经费 | {total}     | 万元 | D8  |
        | 公务用车 | {cars}      | 万元 | D9  |
        | 因公出国 | {travel}    | 万元 | D12 |
        | 公务接待 | {reception} | 万元 | D13 |
    """)


def test_points_at_the_total_and_leads_to_the_parts():
    """The finding is at the total's cell, and names the parts and the pack row."""
    [finding] = sum_equals.check(ROW, filed("44.29", reception="5.99"))
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!D8  错误 CK01\n"
        "  三公经费为 44.29万元，但分项相加为 45.29万元，相差 -1.00万元。\n"
        "  办法：核对公务用车、因公出国、公务接待与三公经费，改正填错的一格。\n"
        "  另见：基础数据表!D9、基础数据表!D12、基础数据表!D13、rules.xlsx 勾稽!A2"
    )


def test_a_total_that_equals_its_parts_is_silent():
    assert list(sum_equals.check(ROW, filed("44.29"))) == []


@pytest.mark.parametrize(
    ("total", "tolerance", "count"),
    [
        ("44.30", "0.01", 0),
        ("44.28", "0.01", 0),
        ("44.31", "0.01", 1),
        ("44.27", "0.01", 1),
        ("44.3000001", "0.01", 1),
    ],
)
def test_a_gap_of_exactly_the_tolerance_is_allowed(total, tolerance, count):
    [row] = checks(
        f"| 合计相等 | 三公经费 | 公务用车 + 因公出国 + 公务接待 | {tolerance} | 错误 | |"
    )
    assert len(list(sum_equals.check(row, filed(total)))) == count


def test_a_gap_too_small_to_print_is_still_proved_by_its_numbers():
    [finding] = sum_equals.check(ROW, filed("44.291"))
    assert "三公经费为 44.291万元，但分项相加为 44.29万元，相差 +0.001万元。" in finding.message


def test_the_row_chooses_the_severity_and_adds_its_own_words():
    [row] = checks("| 合计相等 | 三公经费 | 公务用车 + 公务接待 | 0 | 提醒 | 见决算报表第7行 |")
    [finding] = sum_equals.check(row, filed("45"))
    assert finding.severity is Severity.NOTICE
    assert finding.message.endswith("相差 +0.71万元。见决算报表第7行。")


def test_the_rows_of_a_list_are_parts():
    [row] = checks("| 合计相等 | 项目支出决算 | 合计(项目支出.决算) | 0 | 错误 | |")
    projects = listed("项目支出明细", "| 名称 | 决算 |\n| 扶贫 | 243.37 |\n| 改革 | 162 |")
    right = record("| 项目支出决算 | 405.37 | 万元 | F21 |", 项目支出=projects)
    wrong = record("| 项目支出决算 | 405.38 | 万元 | F21 |", 项目支出=projects)
    assert list(sum_equals.check(row, right)) == []
    [finding] = sum_equals.check(row, wrong)
    assert [place.spot for place in finding.related] == ["项目支出明细!A2", "勾稽!A2"]
