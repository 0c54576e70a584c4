"""主要数据: values, last year's, growth and totals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from reportgen.outcomes import Amount, Outcome, State, same
from reportgen.summary import amounts
from tests.summary.counties import HEADLINES, NAMES, county, money, opened, outcome, pack, rows

RATE = Amount(Decimal("0.95125"), "%", 2, "评分表!F9")


def sheet(outcomes, **changes) -> list[list[object]]:
    return rows(opened(county(tuple(outcomes), **changes)), "主要数据")


def by_unit(lines) -> dict[object, list[object]]:
    return {line[1]: line[3:] for line in lines[4:] if line[1]}


def test_value_last_year_and_growth_stand_side_by_side_with_the_unit():
    first = outcome(0, figures={"收入合计": money("110.005"), "上年收入合计": money("100")})
    second = outcome(1, figures={"收入合计": money("90")})
    lines = sheet([first, second])
    assert lines[2][3] == "收入合计（万元）"
    assert lines[3][3:6] == ["本年", "上年", "增减率"]
    found = by_unit(lines)
    assert found[NAMES[0]][:3] == [110.01, 100, 0.1001]
    assert found[NAMES[1]][:3] == [90, "—", "—"]


def test_totals_are_added_before_rounding_and_growth_compares_like_with_like():
    """A unit that has no last year's value would make the county grow by its whole size."""
    given = [
        outcome(0, figures={"收入合计": money("110.004"), "上年收入合计": money("100")}),
        outcome(1, figures={"收入合计": money("90.004")}),
    ]
    found = by_unit(sheet(given))
    assert found["合计"][:3] == [200.01, 100, 0.1]
    assert found["中位数"][:3] == [100, 100, 0.1]


def test_totals_leave_out_forms_with_errors_which_stand_last():
    given = [
        outcome(0, state=State.ERRORS, score=None, figures={"收入合计": money("7")}),
        outcome(1, figures={"收入合计": money("90")}),
    ]
    lines = sheet(given)
    assert [line[1] for line in lines[6:8]] == [NAMES[1], NAMES[0]]
    assert by_unit(lines)["合计"][0] == 90


def test_what_may_not_be_added_has_a_median_but_no_total():
    given = [outcome(at, figures={"预算完成率": RATE}) for at in range(3)]
    lines = sheet(given)
    assert lines[2][3] == "预算完成率（%）"
    assert (by_unit(lines)["合计"][0], by_unit(lines)["中位数"][0]) == (None, 0.9513)


def test_last_year_comes_from_last_years_form_where_this_one_does_not_ask():
    before = outcome(
        0, figures={"收入合计": money("80"), "在职人数": Amount(Decimal(80), "人", 0, "A1")}
    )
    now = outcome(
        0,
        figures={
            "收入合计": money("110"),
            "上年收入合计": money("100"),
            "在职人数": Amount(Decimal(84), "人", 0, "A1"),
        },
    )
    found = by_unit(sheet([now], earlier={before.full_name: before}))
    assert found[NAMES[0]][:6] == [110, 100, 0.1, 84, 80, 0.05]


_BOTH = outcome(1, figures={"收入合计": money("90"), "上年收入合计": money("70")})


def before(at: int, value: str, **changes) -> Outcome:
    return outcome(at, figures={"收入合计": money(value)}, **changes)


@pytest.mark.parametrize(
    ("now", "then", "prior"),
    [
        ({}, {"full_name": "桃江县 灰山港镇人民政府", "unit": "灰山镇"}, 80),
        ({"full_name": ""}, {}, 80),
        ({"full_name": "灰山港镇人民政府"}, {}, 80),
        ({"full_name": "湖南省桃江县灰山港镇人民政府"}, {}, 80),
        ({"full_name": "安化县灰山港镇人民政府"}, {}, "—"),
        ({"unit": "灰山镇", "full_name": "桃江县灰山镇人民政府"}, {}, "—"),
    ],
)
def test_last_years_form_is_found_by_full_name_then_by_short_name_in_one_county(now, then, prior):
    base = {"unit": "灰山港镇", "full_name": "桃江县灰山港镇人民政府"}
    old = before(0, "80", **base | then)
    known = {same(old.unit): old, same(old.full_name): old}
    lines = sheet([before(0, "100", **base | now), _BOTH], earlier=known)
    assert by_unit(lines)[now.get("unit", "灰山港镇")][1] == prior


def test_two_units_of_one_short_name_have_no_last_year_by_it():
    old = before(0, "80", full_name="")
    given = [before(0, "100", full_name="", form=f"{at}/a.xlsx") for at in "甲乙"]
    lines = sheet([*given, _BOTH], earlier={same(old.unit): old})
    assert [line[4] for line in lines[6:9]].count("—") == 2


def test_a_wide_table_is_printed_on_several_pages_with_the_units_at_the_left():
    heads = tuple(replace(HEADLINES[0], name=f"数{at}", prior=f"上年数{at}") for at in range(10))
    given = {name: money("8137.97") for each in heads for name in (each.name, each.prior)}
    sheet_ = opened(county((outcome(0, figures=given),), pack=replace(pack(), headlines=heads)))[
        "主要数据"
    ]
    breaks = [each.id for each in sheet_.col_breaks.brk]
    assert sheet_.print_title_cols == "$A:$B"
    assert sheet_.page_setup.scale == 80
    assert len(breaks) >= 2
    assert all((at - 3) % 3 == 0 for at in breaks)
    assert max(b - a for a, b in pairwise([0, *breaks, 33])) <= 16
    [note] = [r for r in sheet_.merged_cells.ranges if r.min_row == 2]
    assert note.max_col == breaks[0]


@pytest.mark.parametrize(
    ("value", "prior", "unit", "grown"),
    [
        ("110", "100", "万元", "0.1"),
        ("110", "0", "万元", None),
        ("110", "-5", "万元", None),
        ("0.95", "0.90", "%", "0.05"),
        ("0.95", "0", "%", "0.95"),
    ],
)
def test_growth_needs_a_positive_base_and_a_rate_is_only_subtracted(value, prior, unit, grown):
    found = amounts.change(Decimal(value), Decimal(prior), unit)
    assert found == (None if grown is None else Decimal(grown))


def test_numbers_are_as_exact_in_the_file_as_in_the_report():
    """XML written from a float holds 9224.969999999999 for 9224.97."""
    found = by_unit(sheet([outcome(0, figures={"收入合计": money("9224.97")})]))
    assert found[NAMES[0]][0] == 9224.97
