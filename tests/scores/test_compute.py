"""Scores of a whole form: lines, totals, the word for the total."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportgen.figures import rounded
from reportgen.findings import as_text
from reportgen.packs import rules
from reportgen.scores import SCORINGS
from reportgen.scores.formulas import FORMULAS
from tests.helpers.scoring import (
    ADJUSTMENT,
    BREACHES,
    COMPLETION,
    DUTIES,
    GRADES,
    RULES_IN_PLACE,
    SANGONG,
    STAFFING,
    WORK,
    scored,
)


def test_scores_a_real_filing_as_the_person_did():
    """The 2018 filing gave full points for 95.10% and 99.27%, and 0 for 98.31% of rise."""
    scores, findings = scored(
        STAFFING + SANGONG + COMPLETION,
        """
        | 在职人数     | 97      | 人   | |
        | 编制数       | 102     | 人   | |
        | 三公本年预算 | 88.02   | 万元 | |
        | 三公上年预算 | 44.385  | 万元 | |
        | 上年结转     | 0       | 万元 | |
        | 年初预算     | 1922.76 | 万元 | |
        | 追加         | 767.86  | 万元 | |
        | 年末结余     | 19.64   | 万元 | |
        """,
    )
    assert findings == []
    assert [(str(rounded(x.value * 100, 2)), x.points) for x in scores.lines] == [
        ("95.10", 5),
        ("98.31", 0),
        ("99.27", 5),
    ]
    assert (scores.total, scores.best_possible, scores.claimed_total) == (10, 10, None)


def test_every_kind_of_indicator_scores_and_remembers_its_cells():
    scores, findings = scored(
        WORK + DUTIES + BREACHES + RULES_IN_PLACE.format(8),
        """
        | 行政效能评价           | 一般 | 文字 | C3 |
        | 考核得分               | 96.7 | 分   | C4 |
        | 考核总分               | 100  | 分   | C5 |
        | 不合规例数             | 2    | 例   | C6 |
        | 行政效能自评得分       | 3    | 分   | H3 |
        | 行政效能扣分原因       | 有差距 | 文字 | I3 |
        | 重点工作完成率自评得分 | 7.74 | 分   | H4 |
        | 重点工作完成率扣分原因 | 有欠账 | 文字 | I4 |
        | 资金使用合规性自评得分 | 4    | 分   | H5 |
        | 资金使用合规性扣分原因 | 手续不全 | 文字 | I5 |
        | 管理制度健全性自评得分 | 7.5  | 分   | H6 |
        | 管理制度健全性扣分原因 | 一项缺 | 文字 | I6 |
        | 自评总分               | 22.24 | 分  | H7 |
        """,
    )
    assert [as_text(finding) for finding in findings] == []
    assert [line.points for line in scores.lines] == [3, Decimal("7.74"), 4, Decimal("7.5")]
    assert scores.lines[0].choice.value == "一般"
    assert [[p.spot[-2:] for p in line.sources] for line in scores.lines] == [
        ["C3"],
        ["C4", "C5"],
        ["C6"],
        ["H6"],
    ]
    assert scores.total == scores.claimed_total == Decimal("22.24")
    assert scores.best_possible == Decimal("22.74")


def test_points_are_awarded_in_hundredths_so_that_lines_add_up_to_the_total():
    scores, _ = scored(DUTIES, "| 考核得分 | 2 | 分 | |\n| 考核总分 | 3 | 分 | |")
    assert scores.lines[0].points == scores.total == Decimal("5.33")


def test_the_total_chooses_its_grade():
    scores, _ = scored(
        RULES_IN_PLACE.format(100), "| 管理制度健全性自评得分 | 96.2 | 分 | H3 |", GRADES
    )
    assert (scores.total, scores.grade) == (Decimal("96.2"), "优秀")


def test_every_verb_a_pack_may_write_has_its_function():
    assert set(FORMULAS) == set(rules.INDICATOR_FORMULAS)
    assert {*SCORINGS, "按选项", "人工评分"} == set(rules.SCORINGS)


amounts = st.decimals(min_value=0, max_value=10**6, places=2)


@given(added=amounts, budget=amounts, present=amounts, posts=amounts, claimed=amounts)
def test_points_stay_between_zero_and_the_weight(added, budget, present, posts, claimed):
    """Whatever is typed, and whatever is claimed; and the best possible is never passed."""
    scores, _ = scored(
        ADJUSTMENT + STAFFING + DUTIES + RULES_IN_PLACE.format(8),
        f"""
        | 追加                   | {added}   | 万元 | |
        | 年初预算               | {budget}  | 万元 | |
        | 在职人数               | {present} | 人   | |
        | 编制数                 | {posts}   | 人   | |
        | 考核得分               | {present} | 分   | |
        | 考核总分               | {posts}   | 分   | |
        | 管理制度健全性自评得分 | {claimed} | 分   | |
        """,
    )
    assert all(0 <= line.points <= line.indicator.weight for line in scores.lines)
    assert scores.total == sum(line.points for line in scores.lines)
    assert scores.total <= scores.best_possible <= 26
