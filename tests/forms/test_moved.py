"""An editor's own formulas, rules and names go where their cells go when rows are inserted."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from reportgen import forms, records, workbook
from reportgen.findings import ReportgenError
from reportgen.forms.data import Data
from reportgen.forms.shifts import Insertion, formula
from tests.forms.made import loaded, made_pack, needs_office, recalculated

TABLES = {
    "字段": """
        | 名称 | 类型 | 必填 |
        | 单 | 表 | 否 |
        | 单.名 | 文字 | 否 |
        | 单.数 | 数 | 否 |
        | 后 | 数 | 否 |
    """
}
CELLS = {
    "A1": "名",
    "B1": "数",
    "A2": "{{ 单.名 }}",
    "B2": "{{ 单.数 }}",
    "A6": "合计",
    "B6": "=SUM(B2:B5)",
    "A7": "后",
    "B7": "{{ 后 }}",
    "C7": "=B7*2+LEN(B1)",
}
THIN = Border(bottom=Side("thin"))
MANY = tuple({"名": f"第{n}", "数": Decimal(n)} for n in range(1, 8))


def pack_with(folder, change=None):
    """A list of four rows with a total below it, and whatever else an editor puts there."""
    form = {"表": CELLS, "别": {"A1": "=表!B7+SUM(表!$B$2:$B$5)", "A2": "=A7", "A3": "注"}}
    made_pack(folder, TABLES, form)
    book = load_workbook(folder / "form.xlsx")
    for row in range(2, 6):
        book["表"].cell(row, 1).border = THIN
        book["表"].cell(row, 2).border = THIN
    if change:
        change(book)
    book.save(folder / "form.xlsx")
    return folder


def issued(folder, lines=MANY):
    content = forms.issue(loaded(folder), Data({"后": Decimal(9)}, {"单": lines}))
    return content, load_workbook(io.BytesIO(content))


# A formula of the sheet 表; what it becomes when 3 rows are inserted below row 5.
SHIFTED = """
=B5 | =B5
=B6 | =B9
=$B$6 | =$B$9
=SUM(B2:B5) | =SUM(B2:B8)
=SUM(B2:B6) | =SUM(B2:B9)
=SUM(B2:B4) | =SUM(B2:B4)
=SUM(B5:B5) | =SUM(B5:B8)
=SUM(B5:F5) | =SUM(B5:F5)
=SUM(B6:B9) | =SUM(B9:B12)
=SUM(5:6) | =SUM(5:9)
=SUM(B:C) | =SUM(B:C)
=SUM(2:2) | =SUM(2:2)
=别!B6+表!B6+'表'!B6 | =别!B6+表!B9+'表'!B9
=[1]表!B6 | =[1]表!B6
=IF(A6="B6","见 B6",某名+B6) | =IF(A9="B6","见 B6",某名+B9)
=LOG10(B6)*1E6 | =LOG10(B9)*1E6
=T[[#All],[数]]+B6 | =T[[#All],[数]]+B9
"""


@pytest.mark.parametrize("line", SHIFTED.strip().splitlines())
def test_references_move_as_excel_moves_them(line):
    """What stands below moves, words and other sheets do not, a total takes the new rows in."""
    before, after = line.split(" | ")
    assert formula(before, "表", Insertion("表", 5, 3)) == after


def test_a_title_with_a_quote_is_the_same_sheet():
    """Excel doubles the quote."""
    made = Insertion("镇's 表", 5, 3)
    assert formula("='镇''s 表'!B6+B6", "别", made) == "='镇''s 表'!B9+B6"


def test_an_editors_total_below_a_list_takes_in_its_new_rows(tmp_path):
    """On its own sheet and from another; what is typed below the list is still read."""
    folder = pack_with(tmp_path / "pack")
    content, book = issued(folder)
    assert (book["表"]["B9"].value, book["表"]["C10"].value) == ("=SUM(B2:B8)", "=B10*2+LEN(B1)")
    assert (book["别"]["A1"].value, book["别"]["A2"].value) == ("=表!B10+SUM(表!$B$2:$B$8)", "=A7")
    found, _ = records.extract(workbook.read_bytes(content, "表.xlsx"), loaded(folder))
    assert [row["数"].value for row in found.record["单"].rows] == list(range(1, 8))
    assert found.record["后"].value == 9


def test_a_list_that_fits_moves_nothing(tmp_path):
    """Four rows were set aside."""
    _, book = issued(pack_with(tmp_path / "pack"), MANY[:4])
    assert book["表"]["B6"].value == "=SUM(B2:B5)"


@needs_office
def test_moved_formulas_work_out(tmp_path):
    """28 is the sum of 1 to 7."""
    content, _ = issued(pack_with(tmp_path / "pack"))
    saved = recalculated(tmp_path / "forms", {"表": content})
    book = load_workbook(saved["表"], data_only=True)
    assert (book["表"]["B9"].value, book["表"]["C10"].value, book["别"]["A1"].value) == (28, 19, 37)


def furnish(book):
    """Everything an editor may have put on a sheet besides cells."""
    sheet = book["表"]
    rule = DataValidation(type="custom", formula1="B7>B1")
    rule.sqref = "A7:D7"
    sheet.add_data_validation(rule)
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("B2:B5", FormulaRule(formula=["B2>$B$6"], fill=red))
    sheet.conditional_formatting.add("C7", FormulaRule(formula=["C7<0"], fill=red))
    sheet.print_area = "A1:D7"
    sheet.print_title_rows = "1:1"
    sheet.row_breaks.append(Break(id=6))
    sheet.row_dimensions[7].height = 44
    book.defined_names["后数"] = DefinedName("后数", attr_text="表!$B$7")
    sheet["A7"].hyperlink = "https://example.org"
    sheet["D7"] = ArrayFormula("D7:D7", "=SUM(B2:B5*1)")


def test_rules_formats_names_and_what_is_printed_move_too(tmp_path):
    """An input cell has our validation; the editor's stays on the cells beside it."""
    _, book = issued(pack_with(tmp_path / "pack", furnish))
    sheet = book["表"]
    own = [rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    assert [(str(rule.sqref), rule.formula1) for rule in own] == [("A10 C10:D10", "B10>B1")]
    assert [r.type for r in sheet.data_validations.dataValidation if "B10" in r.sqref] == [
        "decimal"
    ]
    formats = {str(each.sqref): each.rules[0].formula for each in sheet.conditional_formatting}
    assert formats == {"B2:B8": ["B2>$B$9"], "C10": ["C10<0"]}
    assert sheet.print_area == "'表'!$A$1:$D$10"
    assert sheet.print_title_rows == "$1:$1"
    assert [each.id for each in sheet.row_breaks.brk] == [9]
    assert sheet.row_dimensions[10].height == 44
    assert (sheet["A10"].hyperlink.ref, sheet["A7"].hyperlink) == ("A10", None)
    assert book.defined_names["后数"].attr_text == "表!$B$10"
    assert (sheet["D10"].value.ref, sheet["D10"].value.text) == ("D10:D10", "=SUM(B2:B8*1)")


UNMOVABLE = {
    "公式“=B7#”": lambda book: book["表"].__setitem__("E9", "=B7#"),
    '公式“="B7”': lambda book: book["表"].__setitem__("E9", '="B7'),
    "模拟运算表": lambda book: book["表"].__setitem__("E9", DataTableFormula("E9:E9", r1="B7")),
}


def test_tables_and_filters_move_with_their_rows(tmp_path):
    """One around the list takes the new rows in, one below it moves down as it is."""

    def change(book):
        book["表"].auto_filter.ref = "A1:B5"
        for title, place in (("表", "A9"), ("表", "B9"), ("别", "E9"), ("别", "F9")):
            book[title][place] = f"栏{place[0]}"
        book["表"].add_table(Table(name="下表", displayName="下表", ref="A9:B12"))
        book["别"].add_table(Table(name="别表", displayName="别表", ref="E9:F12"))

    _, book = issued(pack_with(tmp_path / "pack", change))
    assert book["表"].auto_filter.ref == "A1:B8"
    assert book["表"].tables["下表"].ref == "A12:B15"
    assert book["别"].tables["别表"].ref == "E9:F12"


@pytest.mark.parametrize("what", UNMOVABLE)
def test_a_formula_that_cannot_be_moved_is_named(what, tmp_path):
    """FM06, not a formula that silently reads another cell."""
    folder = pack_with(tmp_path / "pack", UNMOVABLE[what])
    with pytest.raises(ReportgenError) as told:
        issued(folder)
    assert told.value.code == "FM06"
    assert told.value.message == f"form.xlsx 表!E9 的{what}看不懂，插入行以后不知道怎样改。"
    issued(folder, MANY[:4])


def test_indicators_unfold_above_an_editors_formula(tmp_path):
    """The list of indicators is a list like any other; a total of its sample row grows."""
    ruled = "名称|一级|分值|评分|三级\n" + "\n".join(
        f"指{n}|甲|5|人工评分|指标{n}" for n in (1, 2, 3)
    )
    cells = {
        "A1": "指标",
        "A2": "{{ 指标.三级 }}",
        "B2": "{{ 指标.自评得分 }}",
        "B3": "=SUM(B2:B2)",
    }
    folder = made_pack(tmp_path / "pack", {"指标": ruled}, {"评分": cells})
    book = load_workbook(io.BytesIO(forms.issue(loaded(folder))))
    assert book["评分"]["A4"].value == "指标3"
    assert book["评分"]["B5"].value == "=SUM(B2:B4)"


def test_a_merge_that_spans_the_new_rows_grows(tmp_path):
    """Two merges on one cell would be a damaged file."""

    def merge(book):
        book["表"]["D2"] = "备注"
        book["表"].merge_cells("D2:D7")
        book["表"].merge_cells("E7:F7")

    _, book = issued(pack_with(tmp_path / "pack", merge))
    assert sorted(each.coord for each in book["表"].merged_cells.ranges) == ["D2:D10", "E10:F10"]


def test_merged_cells_in_a_lists_rows_are_no_traceback(tmp_path):
    """The lint of the pack refuses them; here the range's first cell is used."""

    def merge(book):
        book["表"].merge_cells("A3:A4")
        book["表"].merge_cells("B3:C3")

    _, book = issued(pack_with(tmp_path / "pack", merge), MANY[:2])
    assert (book["表"]["A3"].value, book["表"]["B3"].value) == ("第2", 2)


def test_a_border_without_sides_ends_a_list(tmp_path):
    """Some programs write <border/> where there is none."""

    def strip(book):
        for row in range(4, 6):
            for column in (1, 2):
                book["表"].cell(row, column).border = Border(bottom=None)

    _, book = issued(pack_with(tmp_path / "pack", strip), MANY[:3])
    assert (book["表"]["B4"].value, book["表"]["B7"].value) == (3, "=SUM(B2:B6)")


def test_a_column_with_shorter_borders_loses_no_row(tmp_path):
    """All columns of a list have as many rows as the longest."""

    def strip(book):
        for row in range(3, 6):
            book["表"].cell(row, 1).border = Border()

    _, book = issued(pack_with(tmp_path / "pack", strip), MANY[:4])
    assert [book["表"].cell(row, 1).value for row in range(2, 6)] == ["第1", "第2", "第3", "第4"]
    assert book["表"]["B6"].value == "=SUM(B2:B5)"


def merged(book, title):
    return sorted(each.coord for each in book[title].merged_cells.ranges)


def test_new_rows_of_a_list_are_merged_to_the_right_like_the_last(tmp_path):
    def merge(book):
        for row in range(2, 6):
            book["表"].merge_cells(f"B{row}:C{row}")

    _, book = issued(pack_with(tmp_path / "pack", merge))
    assert merged(book, "表") == [f"B{row}:C{row}" for row in range(2, 9)]
    assert book["表"]["B8"].value == 7


def test_every_indicator_is_merged_to_the_right_like_the_sample(tmp_path):
    """And a dimension goes over its rows in all of its width."""
    ruled = "名称|一级|分值|评分|三级\n" + "\n".join(
        f"指{n}|{word}|5|人工评分|指标{n}" for n, word in enumerate("甲甲乙", 1)
    )
    cells = {"A2": "{{ 指标.一级 }}", "C2": "{{ 指标.三级 }}", "E2": "{{ 指标.自评得分 }}"}
    folder = made_pack(tmp_path / "pack", {"指标": ruled}, {"评分": {"A1": "指标", **cells}})
    form = load_workbook(folder / "form.xlsx")
    form["评分"].merge_cells("A2:B2")
    form["评分"].merge_cells("C2:D2")
    form.save(folder / "form.xlsx")
    book = load_workbook(io.BytesIO(forms.issue(loaded(folder))))
    assert merged(book, "评分") == ["A2:B3", "A4:B4", "C2:D2", "C3:D3", "C4:D4"]
    assert book["评分"]["A4"].value == "乙"
