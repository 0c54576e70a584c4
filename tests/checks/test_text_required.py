"""CK05 文字必填: a figure that asks for an explanation."""

import pytest

from reportgen.checks import text_required
from reportgen.figures import Paragraphs
from reportgen.findings import Where, as_text
from tests.helpers.tables import checks, record

NOTE = "项目支出差异说明"
WHERE = Where("填报表.xlsx", "收入支出!B30")


def found(difference, right="项目支出差额", tolerance="0", **texts):
    filed = record(f"| 项目支出差额 | {difference} | 万元 | G21 |", **texts)
    [row] = checks(f"| 文字必填 | {NOTE} | {right} | {tolerance} | 错误 | |")
    return list(text_required.check(row, filed))


def test_points_at_the_figure_that_asks_for_words():
    """The seed's 项目支出 −39.50 is not explained at all (DOMAIN 5.9)."""
    [finding] = found("-39.5")
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!G21  错误 CK05\n"
        "  “项目支出差异说明”没有填写，而项目支出差额为 -39.50万元。\n"
        "  办法：填写“项目支出差异说明”，写明原因。\n"
        "  另见：rules.xlsx 勾稽!A2"
    )


def test_written_words_are_enough():
    assert found("-39.5", **{NOTE: Paragraphs(("年中压减。",), WHERE)}) == []


def test_words_of_blanks_are_no_words():
    assert len(found("-39.5", **{NOTE: Paragraphs(("", "　"), WHERE)})) == 1


def test_nothing_to_explain_needs_no_words():
    assert found("0") == []


@pytest.mark.parametrize(("tolerance", "count"), [("39.49", 1), ("39.5", 0), ("40", 0)])
def test_a_difference_of_exactly_the_tolerance_needs_no_words(tolerance, count):
    assert len(found("-39.5", tolerance=tolerance)) == count


def test_a_text_may_be_required_always():
    [finding] = found("0", right="")
    assert as_text(finding) == (
        "rules.xlsx 勾稽!A2  错误 CK05\n"
        "  “项目支出差异说明”没有填写。\n"
        "  办法：填写“项目支出差异说明”。"
    )
