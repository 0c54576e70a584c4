"""What a number's cell may hold, and what is made of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.records import numbers
from reportgen.records.nothing import is_placeholder, says_nothing, spellings
from reportgen.records.numbers import Number, as_number, plain, stored, typed
from reportgen.workbook.cells import Cell, CellKind


@pytest.mark.parametrize(
    ("text", "unit", "value", "note"),
    [
        ("9224.97", "万元", "9224.97", ""),
        (" 9224.97\n", "万元", "9224.97", "去掉空格后按 9224.97 读取"),
        ("-39.50", "万元", "-39.5", ""),
        ("1,234.5", "万元", "1234.5", "按 1234.5 读取"),
        ("１,９２２.７６", "万元", "1922.76", "按 1922.76 读取"),
        ("９２２４．９７", "万元", "9224.97", "按 9224.97 读取"),
        ("１，９２２．７６", "万元", "1922.76", "按 1922.76 读取"),
        ("\u00a012\u3000", "人", "12", "去掉空格后按 12 读取"),
        ("92\u200b24.97", "万元", "9224.97", "按 9224.97 读取"),
        ("'9224.97", "万元", "9224.97", "按 9224.97 读取"),
        ("9.2E+03", "万元", "9200", "按 9200 读取"),
        ("+5", "个", "5", "按 5 读取"),
        (".5", "分", "0.5", "按 0.5 读取"),
        ("(12.5)", "万元", "-12.5", "按 -12.5 读取"),
        ("（12.5）", "万元", "-12.5", "按 -12.5 读取"),
        ("－12.5", "万元", "-12.5", "按 -12.5 读取"),
        ("−12.5", "万元", "-12.5", "按 -12.5 读取"),
        ("–12.5", "万元", "-12.5", "按 -12.5 读取"),
        ("9224.97万元", "万元", "9224.97", "按 9224.97万元 读取"),
        ("9224.97 万 元", "万元", None, ""),
        ("92249700元", "万元", "9224.97", "按 9224.97万元 读取"),
        ("57.35亿元", "万元", "573500", "按 573500万元 读取"),
        ("573500万元", "亿元", "57.35", "按 57.35亿元 读取"),
        ("57.35亿", "万元", "573500", "按 573500万元 读取"),
        ("223人", "人", "223", "按 223人 读取"),
        ("120平方米", "㎡", "120", "按 120㎡ 读取"),
        ("120m²", "㎡", "120", "按 120㎡ 读取"),
    ],
)
def test_typing_habits_are_cleaned_and_said(text, unit, value, note):
    expected = Number(Decimal(value), note) if value else Number(problem="不是一个数")
    assert typed(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "problem"),
    [
        ("9.224,97", "万元", "千分位逗号的位置不对"),
        ("92,24.97", "万元", "千分位逗号的位置不对"),
        ("1,23", "万元", "千分位逗号的位置不对"),
        ("9224。97", "万元", "不是一个数"),
        ("1.2.3", "万元", "不是一个数"),
        ("12.", "万元", "不是一个数"),
        ("1 234", "万元", "不是一个数"),
        ("3-5", "人", "不是一个数"),
        ("约95", "人", "不是一个数"),
        ("≥95", "人", "不是一个数"),
        ("a/b", "人", "不是一个数"),
        ("二百二十三", "人", "不是一个数"),
        ("(-12.5)", "万元", "不是一个数"),
        ("--5", "万元", "不是一个数"),
        ("￥12", "元", "不是一个数"),
        ("95左右", "人", "其中的“左右”不是本栏单位“人”"),
        ("3万", "人", "其中的“万”不是本栏单位“人”"),
        ("99.74%", "万元", "其中的“%”不是本栏单位“万元”"),
        ("5亩", "", "其中的“亩”不应填入，本栏只填数"),
        ("1E999", "万元", "超过 15 位，不会是填报的数"),
        ("1000000000000001", "元", "超过 15 位，不会是填报的数"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(text, unit, problem):
    assert typed(text, unit) == Number(problem=problem)


def test_the_largest_number_is_still_one():
    assert typed("1,000,000,000,000,000", "元").value == Decimal(10) ** 15
    assert stored("1E15").value == Decimal(10) ** 15
    assert stored("1000000000000010").problem == "超过 15 位，不会是填报的数"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "　",
        "\u200b",
        "-",
        "－",
        "—",
        "——",
        "---",
        "/",
        "／",
        "无",
        " 无 ",
        "N/A",
        "n/a",
        "待定",
    ],
)
def test_placeholders_are_missing_and_never_nought(text):
    assert is_placeholder(text)
    assert typed(text, "万元") == Number(missing=True)


@pytest.mark.parametrize("text", spellings())
def test_what_a_form_looks_up_says_nothing_when_it_is_read(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["0", "０", "无误", "-5", "待定5", "//"])
def test_what_only_looks_like_a_placeholder_is_none(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(CellKind.NUMBER, "0.0815", "0.00%"), Number(Decimal("0.0815"))),
        (Cell(CellKind.NUMBER, "8.15"), Number(Decimal("0.0815"))),
        (Cell(CellKind.NUMBER, "8.15", '0.00"%"'), Number(Decimal("0.0815"))),
        (Cell(CellKind.TEXT, "8.15%"), Number(Decimal("0.0815"))),
        (Cell(CellKind.TEXT, "8.15"), Number(Decimal("0.0815"))),
        (Cell(CellKind.TEXT, "8.15％"), Number(Decimal("0.0815"), "按 8.15% 读取")),
        (Cell(CellKind.TEXT, "0.5%"), Number(Decimal("0.005"))),
        (Cell(CellKind.NUMBER, "0"), Number(Decimal(0))),
        (Cell(CellKind.NUMBER, "1.01"), Number(Decimal("0.0101"))),
        (
            Cell(CellKind.NUMBER, "1"),
            Number(Decimal("0.01"), "按 1% 读取；如应为 100%，请改填 100"),
        ),
        (
            Cell(CellKind.NUMBER, "0.9974"),
            Number(Decimal("0.009974"), "按 0.9974% 读取；如应为 99.74%，请改填 99.74"),
        ),
        (Cell(CellKind.NUMBER, "1.5", "0%"), Number(Decimal("1.5"))),
        (
            Cell(CellKind.NUMBER, "99.74", "0.00%"),
            Number(Decimal("99.74"), "单元格是 9974%，请核对是否多写了一百倍"),
        ),
    ],
)
def test_a_rate_is_a_fraction_however_it_was_typed(cell, expected):
    assert as_number(cell, "%") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(CellKind.NUMBER, "9224.969999999999"), Number(Decimal("9224.97"))),
        (
            Cell(CellKind.NUMBER, "1.4210854715202004E-14"),
            Number(Decimal("0.0000000000000142108547152020")),
        ),
        (Cell(CellKind.NUMBER, "4.4E-16"), Number(Decimal(0))),
        (Cell(CellKind.NUMBER, "223.0"), Number(Decimal(223))),
        (
            Cell(CellKind.NUMBER, "44", "yyyy/m/d"),
            Number(Decimal(44), "单元格是日期格式，按数 44 读取"),
        ),
        (
            Cell(CellKind.NUMBER, "0.5", "0%"),
            Number(Decimal("0.5"), "单元格显示为 50%，按数 0.5 读取"),
        ),
        (Cell(CellKind.NUMBER, "NaN"), Number(problem="不是一个数")),
        (Cell(CellKind.NUMBER, "-INF"), Number(problem="不是一个数")),
        (Cell(CellKind.NUMBER, "1_000"), Number(problem="不是一个数")),
        (Cell(CellKind.NUMBER, "1E999"), Number(problem="不是一个有限的数")),
        (Cell(CellKind.ERROR, "#REF!"), Number(problem="是错误值")),
        (Cell(CellKind.UNCALCULATED, "A1"), Number(problem="是公式，但没有计算结果")),
        (Cell(CellKind.BOOLEAN, "TRUE"), Number(problem="是逻辑值，不是数")),
    ],
)
def test_each_kind_of_cell_in_a_money_field(cell, expected):
    assert as_number(cell, "万元") == expected


amounts = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@given(amounts)
def test_a_number_printed_and_read_back_is_the_same(value):
    """As Excel stores it (binary), as a clerk types it, with commas and in full width."""
    text = f"{value:f}"
    assert stored(repr(float(value))).value == value
    assert typed(text, "万元").value == value
    assert typed(f"{value:,f}", "万元").value == value
    assert (
        typed(text.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－")), "").value
        == value
    )
    assert typed(plain(value) + "万元", "亿元").value == value / 10**4


@given(st.text(max_size=12), st.sampled_from(["万元", "%", "人", ""]))
def test_any_text_is_a_number_or_a_problem_or_missing(text, unit):
    found = typed(text, unit)
    assert (found.value is not None) + bool(found.problem) + found.missing == 1
    assert found.value is None or found.value.is_finite()


@given(st.from_regex(numbers._SHORT, fullmatch=True))
def test_a_short_number_is_what_the_long_way_makes_of_it(text):
    """``stored`` takes a short cut for most numbers."""
    long_way = numbers._as_excel(Decimal(f"{float(text):.15g}"))
    assert str(stored(text).value) == str(long_way)
