"""A date's cell: typed in many ways, stored as a number, or no date at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.records.days import as_day
from reportgen.workbook.cells import Cell, CellKind

TARGET = date(2021, 4, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月20日",
        "2021 年 04 月 20 日",
        "２０２１年４月２０号",
        "2021-4-20",
        "2021/04/20",
        "2021.4.20",
        "20210420",
        "2021-04-20T00:00:00",
        "2021-4-20 9:30",
        "44306",
    ],
)
def test_ways_to_type_a_date(text):
    assert as_day(Cell(CellKind.TEXT, text)) == TARGET


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年4月",
        "2021.4",
        "2021",
        "21-4-20",
        "2021-4/20",
        "2021-2-29",
        "4月20日",
        "待定",
        "1899-1-1",
    ],
)
def test_what_is_no_whole_date(text):
    assert as_day(Cell(CellKind.TEXT, text)) is None


@pytest.mark.parametrize(
    ("text", "number_format", "date1904", "day"),
    [
        ("44306", "yyyy/m/d", False, TARGET),
        ("44306", "General", False, TARGET),
        ("44306.75", "yyyy/m/d h:mm", False, TARGET),
        ("42844", "yyyy/m/d", True, TARGET),
        ("20210420", "General", False, TARGET),
        ("1", "yyyy/m/d", False, date(1900, 1, 1)),
        ("59", "yyyy/m/d", False, date(1900, 2, 28)),
        ("60", "yyyy/m/d", False, None),
        ("61", "yyyy/m/d", False, date(1900, 3, 1)),
        ("0", "yyyy/m/d", False, None),
        ("-5", "yyyy/m/d", False, None),
        ("73050", "yyyy/m/d", False, date(2099, 12, 31)),
        ("73051", "yyyy/m/d", False, None),
        ("99999999", "yyyy/m/d", False, None),
        ("32874", "General", False, date(1990, 1, 1)),
        ("32873", "General", False, None),
        ("2021", "General", False, None),
        ("2021.4", "General", False, None),
        ("1E999", "yyyy/m/d", False, None),
        ("NaN", "yyyy/m/d", False, None),
    ],
)
def test_stored_day_numbers(text, number_format, date1904, day):
    assert as_day(Cell(CellKind.NUMBER, text, number_format), date1904=date1904) == day


@pytest.mark.parametrize("kind", [CellKind.BOOLEAN, CellKind.ERROR, CellKind.UNCALCULATED])
def test_cells_that_hold_no_value_hold_no_date(kind):
    assert as_day(Cell(kind, "44306")) is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_date_stored_or_typed_is_the_same_date(day):
    stored = Cell(CellKind.NUMBER, str((day - date(1899, 12, 30)).days), "yyyy/m/d")
    old_mac = Cell(CellKind.NUMBER, str((day - date(1904, 1, 1)) // timedelta(1)), "yyyy/m/d")
    written = Cell(CellKind.TEXT, f"{day.year}年{day.month}月{day.day}日")
    assert as_day(stored) == as_day(old_mac, date1904=True) == as_day(written) == day
