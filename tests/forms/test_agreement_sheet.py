"""The sheet of agreements as it is issued: its words, its links, and the form read back with it."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from reportgen import forms, packs, records, workbook
from reportgen.findings import Severity, Where
from reportgen.forms.agreement_words import meaning
from reportgen.forms.data import NOTHING
from reportgen.packs import stamp
from reportgen.packs.model import CheckRow
from reportgen.packs.sums import operands
from tests.forms.made import issued, loaded, made_pack, parted
from tests.forms.test_agreements import SUMMED, SUMS, sums_pack
from tests.helpers.forms import EXAMPLE, example, with_sheet
from tests.helpers.packs import changed, shipped

SHEET = "填报核对"
HEAD = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return sums_pack(tmp_path_factory.mktemp("sheet") / "pack")


@pytest.fixture(scope="module")
def book(folder):
    return load_workbook(io.BytesIO(issued(folder)))


def test_every_agreement_stands_in_a_row_of_its_own(book, folder):
    """In the pack's own words where it has any, else in a sentence made of the two sides."""
    lines = [tuple(cell.value for cell in row) for row in book[SHEET].iter_rows(min_row=HEAD)]
    shown = [(line[2], line[3], line[5], line[6], line[9]) for line in lines]
    assert shown[:5] == [
        ("应当相符的内容", "填报项目（点击转到）", "关系", "对照项目", "允许相差"),
        ("丙是甲、乙之和。", "丙", "应等于", "甲＋乙", 0),
        ("合－丙应等于丙－合。", "合－丙", "应等于", "丙－合", 0),
        ("丙是清单之和。", "丙", "应等于", "清单各行数之和", 0.05),
        ("清单和应等于丙。", "清单和", "应等于", "丙", 0),
    ]
    assert [line[0] for line in lines[1:]] == [*range(1, 11)]


def test_a_link_leads_to_the_first_typed_cell_on_the_left(book):
    """A computed figure has none of its own: its first part is where to begin."""
    links = {}
    for row in range(HEAD + 1, HEAD + 11):
        found = book[SHEET].cell(row, 4).hyperlink
        links[row - HEAD] = found and found.location
    assert links == {
        1: "'镇''s 表'!A3",
        2: "'镇''s 表'!A1",
        3: "'镇''s 表'!A3",
        4: "'单'!B1",
        5: "'空'!B1",
        6: None,
        7: "'单'!B1",
        8: "'镇''s 表'!A1",
        9: None,
        10: None,
    }


def test_it_is_locked_prints_on_a4_and_repeats_its_titles(book):
    """As the other sheets do."""
    sheet = book[SHEET]
    assert sheet.protection.sheet
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert book.sheetnames[-1] == SHEET


def test_typed_cells_of_what_stops_a_report_turn_red(book):
    """Once for all agreements they take part in; a cell of a list only where it is filled."""
    rules = {
        (sheet.title, str(each.sqref)): [rule.formula[0] for rule in each.rules]
        for sheet in book.worksheets
        for each in sheet.conditional_formatting
        if sheet.title != SHEET
    }

    def any_of(*numbers):
        return ",".join(f'INDEX(填报核对结果,{number})="✗"' for number in numbers)

    assert rules == {
        ("镇's 表", "A1"): [f"OR({any_of(1, 2, 8, 9)})"],
        ("镇's 表", "A2"): [f"OR({any_of(1, 2)})"],
        ("镇's 表", "A3"): [f"OR({any_of(1, 2, 3, 4, 8)})"],
        ("单", "B1:B8"): [f'AND(B1<>"",OR({any_of(3, 4)}))'],
    }


def test_the_name_of_the_marks_gives_way_to_the_editors_own(tmp_path):
    """A name an editor uses keeps what it stands for."""
    folder = sums_pack(tmp_path / "pack")
    own = load_workbook(folder / "form.xlsx")
    own.defined_names["填报核对结果"] = DefinedName("填报核对结果", attr_text="'空'!$A$1")
    own.save(folder / "form.xlsx")
    names = load_workbook(io.BytesIO(issued(folder))).defined_names
    assert names["填报核对结果"].attr_text == "'空'!$A$1"
    assert names["填报核对结果_"].attr_text == "'填报核对'!$B$5:$B$14"
    assert names["填报核对结果_"].hidden


def test_a_pack_without_agreements_has_no_such_sheet(tmp_path):
    """There would be nothing on it."""
    tables = {"字段": SUMS["字段"]}
    folder = made_pack(tmp_path / "pack", tables, {"数": {"A1": "{{ 甲 }}"}})
    assert load_workbook(io.BytesIO(issued(folder))).sheetnames == ["数", stamp.SHEET]


def test_an_editors_sheet_may_not_have_its_name(tmp_path):
    """Two sheets of one name cannot be in a workbook."""

    def change(book):
        book.create_sheet(SHEET)["A1"] = "说明"

    _, [finding] = packs.load(changed(tmp_path, "form.xlsx", change))
    assert (finding.code, finding.severity) == ("PK02", Severity.ERROR)
    assert str(finding.where) == "form.xlsx 填报核对!A1"
    assert finding.message == "工作表不能叫“填报核对”：发表时程序要用这个名称当场核对勾稽关系。"
    assert finding.remedy == "另取一个工作表名称。"


def test_the_form_reads_back_the_same_with_the_sheet_and_without_it():
    """It is never read: not as a field's sheet, and not as one that does not belong."""
    book = example()
    assert SHEET in book.by_title
    without = with_sheet(book, SHEET, None)
    assert records.extract(book, shipped()) == records.extract(without, shipped())
    assert records.extract(book, shipped())[1] == []


def test_a_renamed_sheet_is_not_looked_for_among_the_programs_own(folder):
    """The sheet of agreements holds many of a form's words."""
    book = load_workbook(io.BytesIO(issued(folder, SUMMED["right"])))
    for row in book["镇's 表"].iter_rows():
        for cell in row:
            if not isinstance(cell.value, str):
                cell.value = None
    kept = io.BytesIO()
    book.save(kept)
    found, findings = records.extract(
        workbook.read_bytes(kept.getvalue(), "表.xlsx"), loaded(folder)
    )
    assert "甲" not in found.record
    assert {each.code for each in findings} <= {"RC02", "RC04"}


def test_the_same_pack_gives_the_same_bytes_with_the_sheet(folder):
    """Names, links and formats are written in one order."""
    assert issued(folder) == issued(folder)
    blank = forms.issue(shipped())
    assert next(forms.issue_each(shipped(), [NOTHING])) == blank
    assert EXAMPLE.exists()


SAID = """
比率相等 | 填报率 | 率 | 填报率应与算得的率一致。
不超过 | 甲 | 平均(清单.数) | 甲不应超过清单各行数的平均数。
文字必填 | 说明 | 甲 | 甲不为0的，应当填写说明。
文字必填 | 说明 | | 说明应当填写。
不晚于 | 开始 | 结束 | 开始不应晚于结束。
不超过 | 清单.数 | 计数(清单) + 甲 | 清单各行的数不应超过清单的行数＋甲。
"""


@pytest.mark.parametrize("line", parted(SAID), ids=lambda line: line[-1])
def test_without_the_editors_words_a_sentence_is_made_of_the_two_sides(line):
    """As a clerk would read it, without the language of rules.xlsx."""
    verb, left, right, expected = line
    sides = [operands(side)[0] if side else None for side in (left, right)]
    row = CheckRow(verb, sides[0], sides[1], Decimal(0), Severity.ERROR, "", Where("rules.xlsx"))
    assert meaning(row) == expected


def test_an_agreement_too_long_for_a_formula_is_left_to_the_program(tmp_path):
    """Excel drops a longer formula when it opens the file, and the mark would stay on waiting."""
    names = [f"很长很长很长很长的名称{number}" for number in range(600)]
    fields = "\n".join(["名称|类型|必填", "合|数|否", *(f"{name}|数|否" for name in names)])
    agrees = f"规则|左边|右边|级别\n相等|合|{'+'.join(names)}|错误\n相等|合|合|错误"
    cells = {f"A{n}": f"{{{{ {name} }}}}" for n, name in enumerate(["合", *names], 1)}
    tables = {"字段": fields, "勾稽": agrees}
    folder = made_pack(tmp_path / "pack", tables, {"各项收入支出明细情况表": cells})
    sheet = load_workbook(io.BytesIO(issued(folder)))[SHEET]
    assert sheet["B5"].value == "由程序核对"
    assert [sheet.cell(5, column).value for column in (5, 8, 9)] == [None] * 3
    assert sheet["B6"].value.startswith("=IF(")
