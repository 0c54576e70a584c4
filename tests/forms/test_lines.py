"""What clerks do to a list: blanks in names, rows put in anywhere, totals typed, words for numbers."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reportgen import packs, records, workbook
from reportgen.forms.agreements import NO_NUMBER
from reportgen.forms.data import Data
from reportgen.forms.places import used
from reportgen.forms.rows import insert
from reportgen.packs import stamp
from tests.forms.made import computed, issued, loaded, needs_office, recalculated
from tests.forms.test_agreements import due, marks
from tests.forms.test_by_row import row, rows_pack, value
from tests.helpers.packs import shipped

TITLES, FIRST = 2, 3
ROWS = {"项目表": "ABCDEFG", "绩效表": "ABC"}
LONG = "很长的项目名称" * 45


def project(name, **cells):
    """Return a row that agrees with itself; every agreement but that of 总分 is about it alone."""
    same = {"预算": "100", "决算": "90.01", "填报率": "0.9001", "原因": "结余"}
    days = {"开工": "2020-3-1", "完工": "2020-12-31"}
    return row(名称=name, **{**same, **days, **cells})


def listed(names, scores, total="5"):
    """Return two lists: projects by their names, and what was scored under which name."""
    scored = tuple(
        row(项目=name, 指标=f"第{n}项", 得分=each) for n, (name, each) in enumerate(scores)
    )
    numbers = {"总额": Decimal(total), "期初": Decimal(0)}
    return Data(numbers, {"项目": tuple(map(project, names)), "绩效": scored})


AS_TYPED = listed(
    ("乙", "１标段（东）", "乙\n标段", "ABC", "abc", f"{LONG}一", f"{LONG}二", "扶*", "扶贫", "无"),
    (
        ("乙 ", "5"),
        ("1标段(东)", "5"),
        ("乙　标段", "5"),
        ("ABC", "5"),
        ("abc", "5"),
        (f"{LONG}一", "5"),
        (f"{LONG}二", "3"),
        (f"{LONG}二", "2"),
        ("扶*", "5.05"),
        ("扶贫", "5"),
    ),
)
EACH_FIVE = listed(("甲", "乙", "丙"), (("甲", "5"), ("乙", "5"), ("丙", "5")))
FORMS = {"as typed": AS_TYPED, "unknown": listed(("Ａ标", "乙"), (("A标", "4"), ("乙", "5")))}


def edited(form, change):
    book = load_workbook(io.BytesIO(form))
    change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def typed(book, sheet, number, *values):
    for letter, each in zip(ROWS[sheet], values, strict=False):
        book[sheet][f"{letter}{number}"] = each


def inserted(after, *values):
    """Put in a row as Excel does, references and all; the grey cells of it stay blank."""

    def change(book):
        insert(book, book["项目表"], after, 1)
        typed(book, "项目表", after + 1, *values)
        book["项目表"].cell(after + 1, 4).number_format = "0.00%"

    return change


NEW = ("丁", 100, 90.01, 0.9001, "结余", "2020-3-1", "2020-12-31")
TOTAL = ("合  计", 300, 270.03, 0.9001, None, None, None)


def with_totals(book):
    typed(book, "项目表", FIRST + 3, *TOTAL)
    typed(book, "绩效表", FIRST + 3, "小计", None, 15)


def blank_first(book):
    """The first words of the row decide, in whatever column they are."""
    typed(book, "项目表", FIRST + 3, None, "总计")
    typed(book, "绩效表", FIRST + 3, None, "合计", 15)


def not_numbers(book):
    typed(book, "项目表", FIRST, "甲", "100")
    book["总"]["B1"] = " 5 万元"


def in_words(book):
    typed(book, "绩效表", FIRST, "甲", "第0项", "5分")


CHANGES = {
    "put in on top": inserted(TITLES, *NEW),
    "put in between": inserted(FIRST, *NEW),
    "put in below": inserted(FIRST + 2, *NEW),
    "put in above the words": inserted(7, *NEW),
    "put in with an error": inserted(7, "丁", 100, 300, *NEW[3:]),
    "totals": with_totals,
    "totals in a later column": blank_first,
    "text": not_numbers,
    "text in a list": in_words,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return rows_pack(tmp_path_factory.mktemp("lines") / "pack")


@pytest.fixture(scope="module")
def saved(folder):
    """Forms as LibreOffice saves them after working out every formula, in one call."""
    made = {name: issued(folder, data) for name, data in FORMS.items()}
    plain = issued(folder, EACH_FIVE)
    made |= {name: edited(plain, change) for name, change in CHANGES.items()}
    return recalculated(folder.parent / "forms", made)


@needs_office
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("as typed", "✓ ✓ ✓ ✓ ✓ ✗ ✓ … ✓ ✓"),
        ("put in on top", "✓ ✓ ✓ ✓ ✓ ✗ ✓ … ✓ ✓"),
        ("put in between", "✓ ✓ ✓ ✓ ✓ ✗ ✓ … ✓ ✓"),
        ("put in below", "✓ ✓ ✓ ✓ ✓ ✗ ✓ … ✓ ✓"),
        ("put in above the words", "✓ ✓ ✓ ✓ ✓ ✗ ✓ … ✓ ✓"),
        ("put in with an error", "✗ ！ ✓ ✓ ✓ ✗ ！ … ✓ ✓"),
        ("totals", "✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓"),
        ("totals in a later column", "✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓"),
    ],
)
def test_a_mark_is_what_the_check_says_whatever_was_done_to_the_list(saved, folder, name, expected):
    """Names that differ by blanks or wide signs are one, by case two; totals are no items."""
    shown = marks(saved[name])
    assert shown == due(saved[name], folder)
    assert [each[0] for each in shown] == expected.split()


@needs_office
@pytest.mark.parametrize("name", ["as typed", "totals", "put in above the words"])
def test_the_grey_cells_show_what_the_program_computes(saved, folder, name):
    """Rows of the other list are found by the words as the program compares them."""
    pack, book = loaded(folder), workbook.read(saved[name])
    found = computed(book, pack)["项目"].rows
    [table] = next(each.tables for each in pack.layout if each.title == "项目表")
    cells = book.by_title["项目表"].cells
    names = [column for column in table.columns if f"项目.{column}" not in pack.fields]
    shown = [
        {column: value(cells.get((FIRST + n, table.columns[column]))) for column in names}
        for n in range(3)
    ]
    assert shown == [{column: value(each.get(column)) for column in names} for each in found[:3]]


@needs_office
def test_what_may_be_one_word_for_the_program_is_not_said_to_agree(saved, folder):
    """Ａ is A to the program and not to the form: its sums wait, the rest is as it is checked."""
    shown, checked = marks(saved["unknown"]), due(saved["unknown"], folder)
    linked = (5, 7, 8)
    assert {each[0] for n, each in enumerate(shown) if n in linked} == {"…"}
    assert [each for n, each in enumerate(shown) if n not in linked] == [
        each for n, each in enumerate(checked) if n not in linked
    ]


@needs_office
@pytest.mark.parametrize(
    ("name", "expected"),
    [("text", "？ ？ ？ ✓ ✓ ？ ？ ？ ✓ ？"), ("text in a list", "✓ ✓ ✓ ✓ ✓ ？ ✓ ？ ？ ✓")],
)
def test_a_number_typed_as_words_is_told_from_one_not_filled_in(saved, name, expected):
    """Else the clerk looks for a blank cell, and there is none."""
    shown = marks(saved[name])
    assert [each[0] for each in shown] == expected.split()
    assert {each for each in shown if each[0] == "？"} == {NO_NUMBER}
    head = workbook.read(saved[name]).by_title[stamp.AGREEMENTS].cells[3, 1].text
    assert f"不是数 {expected.count('？')} 项。" in head


@needs_office
def test_rows_put_in_are_read_as_they_are_marked(saved, folder):
    """Else the marks above would agree about nothing."""
    for name in CHANGES:
        found, _ = records.extract(workbook.read(saved[name]), loaded(folder))
        assert len(found.record["项目"].rows) == (4 if name.startswith("put in") else 3), name


def test_lists_that_no_rule_works_on_are_not_written_once_more():
    """They would only make the form larger."""
    pack = packs.load(shipped().folder)[0]
    tables = {table.name for layout in pack.layout for table in layout.tables}
    assert used(pack) & tables == {"产业", "项目支出", "问卷"}
