"""异常数: slips of the unit are found, big and small units are not accused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.outcomes import Amount, Outcome
from reportgen.summary import outliers, standing
from tests.summary.counties import NAMES, county, example, figures, money, opened, outcome, table

STAFF = "在职人数"


def forms(*values: str, name: str = "支出合计决算") -> list[Outcome]:
    return [outcome(at, figures={name: money(value)}) for at, value in enumerate(values)]


def odd(given: list[Outcome], **changes) -> list[tuple[str, str, str]]:
    made = county(tuple(given), **changes)
    return [(o.unit.label, o.name, o.cause) for o in outliers.find(made, standing.units(made))]


def one(value: str, cause: str, name: str = "支出合计决算") -> None:
    assert odd(forms("100", "110", "90", "105", value, name=name)) == (
        [(NAMES[4], name, cause)] if cause else []
    )


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("1000000", "可能以元为单位填报"),
        ("10000", "可能以百元为单位填报，或小数点错了两位"),
        ("1000", "可能多写了1位，或小数点错了1位；属实的请作说明"),
        ("100000", "可能多写了3位，或小数点错了3位；属实的请作说明"),
        ("10", "可能少写了1位，或小数点错了1位；属实的请作说明"),
        ("1", "可能以百万元为单位填报，或小数点错了两位"),
        ("0.01", "可能以亿元为单位填报"),
        ("-1000000", "可能以元为单位填报"),
        ("820", "可能多写了1位，或小数点错了1位；属实的请作说明"),
        ("800", ""),
        ("13", ""),
        ("0", ""),
    ],
)
def test_a_figure_far_from_its_neighbours_is_told_with_its_likely_cause(value, cause):
    """The others' median is 102.5: from eight times that on a figure is odd."""
    one(value, cause)


def test_three_values_are_no_neighbourhood_but_four_are():
    assert odd(forms("100", "110", "1000000")) == []
    assert [unit for unit, *_ in odd(forms("100", "110", "90", "1000000"))] == [NAMES[3]]


def test_units_of_very_different_sizes_are_allowed_more():
    """A middle factor of 3 allows 81 times; nothing explains ten thousand."""
    wide = ("10", "33", "100", "300", "900", "33", "300")
    assert odd([*forms(*wide, "2000")]) == []
    assert [unit for unit, *_ in odd([*forms(*wide, "1000000")])] == [NAMES[7]]


@pytest.mark.parametrize("value", ["1", "9000"])
def test_a_figure_is_compared_with_the_others_not_with_itself(value):
    made = county(tuple(forms("100", "110", "90", "105", value)))
    [found] = outliers.find(made, standing.units(made))
    assert found.typical == Decimal("102.5")


def prior(value: str, before: str) -> dict[str, Amount]:
    return {"收入合计": money(value), "上年收入合计": money(before)}


def near(count: int = 5) -> list[Outcome]:
    return [outcome(at, figures=prior(str(100 + at), str(95 + at))) for at in range(count)]


def test_a_big_unit_that_was_as_big_last_year_is_not_accused():
    assert odd([*near(), outcome(5, figures=prior("2000", "1900"))]) == []


def test_both_years_in_the_wrong_unit_are_still_seen():
    found = odd([*near(), outcome(5, figures=prior("1000000", "950000"))])
    assert {(name, cause) for _, name, cause in found} == {
        ("收入合计", "可能以元为单位填报"), ("上年收入合计", "可能以元为单位填报"),
    }  # fmt: skip


def test_a_slip_in_last_years_value_is_told_there_only():
    found = odd([*near(), outcome(5, figures=prior("100", "950000"))])
    assert found == [(NAMES[5], "上年收入合计", "可能以元为单位填报")]


def test_a_jump_from_ones_own_last_year_needs_no_neighbours():
    assert odd([outcome(0, figures=prior("1000000", "95"))]) == [
        (NAMES[0], "收入合计", "可能以元为单位填报")
    ]
    assert odd([outcome(0, figures=prior("700", "100"))]) == []


def test_last_years_form_serves_where_this_one_does_not_ask():
    before = outcome(0, figures={STAFF: Amount(Decimal(80), "人", 0, "A1")})
    now = outcome(0, figures={STAFF: Amount(Decimal(800), "人", 0, "A1")})
    assert [name for _, name, _ in odd([now], earlier={before.unit: before})] == [STAFF]
    assert odd([now]) == []


def test_last_years_value_is_compared_with_what_was_handed_in():
    before = outcome(0, figures={"收入合计": money("95")})
    now = outcome(0, figures=prior("950000", "950000"))
    assert odd([now], earlier={before.full_name: before}) == [
        (NAMES[0], "上年收入合计", "可能以元为单位填报")
    ]


def test_a_percentage_typed_as_a_number_is_named_as_that():
    def rate(at: int, value: str) -> Outcome:
        return outcome(at, figures={"预算完成率": Amount(Decimal(value), "%", 2, "F9")})

    found = odd([rate(0, "0.95"), rate(1, "0.97"), rate(2, "0.99"), rate(3, "1"), rate(4, "95")])
    assert found == [(NAMES[4], "预算完成率", "可能把百分数多乘了一百")]


def slipped(at: int, late: bool | None = None) -> Outcome:
    """A form whose money is in 元: all of it, or only one year's."""

    def is_in(name: str) -> bool:
        return late is None or ("上年" in name) is late

    money_only = {k: v for k, v in figures(at).items() if v.unit == "万元"}
    rest = {k: v for k, v in figures(at).items() if v.unit != "万元"}
    return outcome(
        at,
        figures={
            **rest,
            **{
                k: replace(v, value=v.value * 10_000) if is_in(k) else v
                for k, v in money_only.items()
            },
        },
    )


def test_a_whole_form_in_the_wrong_unit_is_told_once():
    given = [*(outcome(at) for at in range(6)), slipped(6)]
    assert odd(given) == [(NAMES[6], "各项以万元计的数，如收入合计", "可能以元为单位填报")]


def test_a_whole_year_in_the_wrong_unit_is_told_once():
    given = [*(outcome(at) for at in range(6)), slipped(6, late=False)]
    assert odd(given) == [(NAMES[6], "本年各项以万元计的数，如收入合计", "可能以元为单位填报")]


def test_figures_of_like_size_are_left_alone():
    assert odd([outcome(at) for at in range(10)]) == []


def test_the_sheet_shows_place_value_and_what_it_was_compared_with():
    first, second, *_ = table(opened(example()), "异常数", "可能的原因")
    assert (first["单位"], first["状态"], first["名称"], first["单元格"], first["可能的原因"]) == (
        "松木塘镇", "有错误", "各项以万元计的数，如收入合计，共5个", "基础数据表!D8 等", "可能以元为单位填报",
    )  # fmt: skip
    assert second == {
        "单位": "灰山港镇", "状态": "已生成", "名称": "三公经费本年决算", "单元格": "基础数据表!D20",
        "填报值": 429, "计量单位": "万元", "同类中位数": 47.79, "中位数的倍数": 9, "上年数": 50,
        "上年数的倍数": 8.6, "可能的原因": "可能多写了1位，或小数点错了1位；属实的请作说明", "填报表": "打开填报表",
    }  # fmt: skip


def test_odd_figures_are_coloured_among_the_main_figures():
    sheet = opened(example())["主要数据"]
    odd_cells = [
        c.value
        for row in sheet.iter_rows(min_row=7)
        for c in row
        if c.fill.fgColor.rgb == "FFFFE699"
    ]
    assert min(odd_cells) == 429
    assert len(odd_cells) == 6


def test_of_one_form_at_most_twenty_are_listed():
    names = [f"数{at}" for at in range(25)]
    lines = tuple(replace(county(()).pack.headlines[1], name=name) for name in names)
    before = outcome(0, figures={name: money("1") for name in names})
    now = outcome(0, figures={name: money("100") for name in names})
    made = county((now,), earlier={now.unit: before})
    made = replace(made, pack=replace(made.pack, headlines=lines))
    found = table(opened(made), "异常数", "可能的原因")
    assert len(found) == 21
    assert found[-1]["状态"] == "…另有5处"
