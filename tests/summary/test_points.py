"""失分: points lost, what each indicator is worth, and which is worst."""

from __future__ import annotations

from dataclasses import replace

from reportgen.outcomes import State
from tests.summary.counties import NAMES, county, opened, outcome, rows, score, table

GIVEN = (
    outcome(0, score=score({0: "2", 9: "4"})),
    outcome(1, score=score({9: "3"})),
    outcome(2, state=State.ERRORS),
)


def test_indicators_stand_side_by_side_with_their_worth_and_their_rate():
    worth, mean, rate, units, *_ = table(opened(county(GIVEN)), "失分", "失分合计")
    assert (worth["单位"], worth["失分合计"], worth["管理制度健全性"]) == ("分值", 100, 8)
    assert (mean["单位"], mean["失分合计"], mean["管理制度健全性"]) == ("平均失分", 4.5, 3.5)
    assert (rate["单位"], rate["管理制度健全性"], rate["在职人员控制率"]) == (
        "平均得分率",
        0.563,
        0.8,
    )
    assert (units["单位"], units["管理制度健全性"], units["在职人员控制率"]) == ("失分单位数", 2, 1)


def test_units_stand_in_the_order_of_ranks_and_those_with_errors_are_left_out():
    found = table(opened(county(GIVEN)), "失分", "失分合计")[4:]
    assert [(r["名次"], r["单位"], r["失分合计"], r["管理制度健全性"]) for r in found] == [
        (1, NAMES[1], 3, 3),
        (2, NAMES[0], 6, 4),
    ]


def test_the_worst_indicators_are_named():
    assert str(rows(opened(county(GIVEN)), "失分")[1][0]).endswith(
        "得分率最低的指标：管理制度健全性（56.3%）、在职人员控制率（80.0%）。"
    )


def test_an_indicator_that_was_not_scored_is_blank_and_counts_nowhere():
    plain = score({9: "3"})
    lines = tuple(
        replace(each, points=None) if at == 9 else each for at, each in enumerate(plain.lines)
    )
    given = (*GIVEN[:1], outcome(1, score=replace(plain, total=None, lines=lines)))
    _, mean, *_, last = table(opened(county(given)), "失分", "失分合计")
    assert (last["单位"], last["名次"], last["管理制度健全性"]) == (NAMES[1], None, None)
    assert mean["管理制度健全性"] == 4
