"""Ordinary workbooks, read as openpyxl and calamine read them."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Side
from python_calamine import load_workbook as load_with_calamine

from reportgen import workbook
from reportgen.records.days import as_day
from reportgen.records.numbers import stored
from reportgen.workbook.cells import Book, CellKind
from tests.helpers.office import packed, parts, row, sheet

THIN = Side(style="thin")


@pytest.fixture(scope="module")
def ordinary() -> bytes:
    """A form with labels, numbers, rates, dates, rich text, borders and merges."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "基础数据表"
    first.merge_cells("A1:D1")
    first["A1"] = "部门整体支出绩效评价基础数据表"
    first["A2"] = CellRichText("灰山", TextBlock(InlineFont(b=True), "港镇"))
    for at in range(3, 60):
        first.cell(at, 1, f"项目<{at}>&“甲”\n第二行")
        first.cell(at, 2, round(at * 1234.567, 2))
        first.cell(at, 3, at / 97).number_format = "0.00%"
        first.cell(at, 4, datetime.date(2021, 4, 20) + datetime.timedelta(at))
        first.cell(at, 5).border = Border(THIN, THIN, THIN, THIN)
        first.cell(at, 6, at % 2 == 0)
        first.cell(at, 7, -at * 10**9)
    first.row_dimensions[5].hidden = True
    first.column_dimensions["C"].hidden = True
    second = book.create_sheet("三公经费")
    second.sheet_state = "hidden"
    second["XYZ9"] = None
    second["J20"] = "𠮷㙦😀"
    second["B2"] = "#REF!"
    book.create_sheet("空表")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(book: Book, title: str) -> dict[tuple[int, int], object]:
    """Return a sheet's cells as openpyxl would give them."""
    found: dict[tuple[int, int], object] = {}
    for at, cell in book.by_title[title].cells.items():
        if cell.kind is CellKind.NUMBER:
            day = as_day(cell) if "yy" in cell.number_format else None
            found[at] = day or float(stored(cell.text).value)
        elif cell.kind is CellKind.BOOLEAN:
            found[at] = cell.text == "TRUE"
        else:
            found[at] = cell.text
    return found


def plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(f"{value:.15g}")
    return value


def test_values_formats_merges_and_states_are_openpyxls(ordinary):
    ours = workbook.read_bytes(ordinary, "a.xlsx")
    theirs = openpyxl.load_workbook(io.BytesIO(ordinary), data_only=True)
    assert [one.title for one in ours.sheets] == theirs.sheetnames
    for page in theirs:
        mine = ours.by_title[page.title]
        filled = {
            (cell.row, cell.column): cell
            for line in page
            for cell in line
            if cell.value is not None
        }
        assert values(ours, page.title) == {at: plain(cell.value) for at, cell in filled.items()}
        for at, cell in filled.items():
            if cell.number_format != "yyyy-mm-dd":
                assert mine.cells[at].number_format == cell.number_format
        assert {*mine.merges} == {
            (one.min_row, one.min_col, one.max_row, one.max_col) for one in page.merged_cells.ranges
        }
        assert mine.hidden is (page.sheet_state != "visible")
    assert ours.sheets[0].hidden_rows == {5}
    assert ours.sheets[0].hidden_columns == {3}


def test_values_are_calamines_but_for_error_cells(ordinary):
    """calamine gives a blank for an error, which is why it is not the reader here."""
    ours = workbook.read_bytes(ordinary, "a.xlsx")
    theirs = load_with_calamine(io.BytesIO(ordinary))
    for title in theirs.sheet_names:
        lines = theirs.get_sheet_by_name(title).to_python(skip_empty_area=False)
        found = {
            (at, across): plain(value)
            for at, line in enumerate(lines, 1)
            for across, value in enumerate(line, 1)
            if value != ""
        }
        errors = {
            at: cell.text
            for at, cell in ours.by_title[title].cells.items()
            if cell.kind is CellKind.ERROR
        }
        assert values(ours, title) == found | errors
        assert errors == ({(2, 2): "#REF!"} if title == "三公经费" else {})


def test_shared_strings_and_formulas_are_openpyxls():
    """openpyxl writes its texts in the cells; Excel shares them and keeps results."""
    rows = row('<c r="A1" t="s"><v>1</v></c>', '<c r="B1"><f>1+1</f><v>2</v></c>') + row(
        '<c r="A2" t="s"><v>0</v></c>',
        '<c r="C2" t="str"><f>A1&amp;A2</f><v>乙甲</v></c>',
        number=2,
    )
    data = packed(parts({"收入": sheet(rows)}, ["甲", "乙"], [0]))
    ours = workbook.read_bytes(data, "a.xlsx")
    with_results = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["收入"]
    with_formulas = openpyxl.load_workbook(io.BytesIO(data))["收入"]
    for at, cell in ours.by_title["收入"].cells.items():
        theirs = with_results.cell(*at).value
        assert (float(cell.text) if cell.kind is CellKind.NUMBER else cell.text) == theirs
        assert cell.formula is (with_formulas.cell(*at).data_type == "f")


def test_a_formula_openpyxl_wrote_was_never_calculated():
    book = openpyxl.Workbook()
    book.active["A1"] = "=SUM(B1:C1)"
    out = io.BytesIO()
    book.save(out)
    [cell] = workbook.read_bytes(out.getvalue(), "a.xlsx").sheets[0].cells.values()
    assert (cell.kind, cell.text, cell.formula) == (CellKind.UNCALCULATED, "SUM(B1:C1)", True)
