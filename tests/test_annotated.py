"""The annotated copy of a form: the finding at its cell, the list in front, nothing else moved."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reportgen import outputs, workbook
from reportgen.findings import Finding, ReportgenError, Where, error, notice
from tests.helpers.forms import EXAMPLE, FILE

DATA = EXAMPLE.read_bytes()
WRONG = error(
    "CK01",
    Where(FILE, "收入支出!D9"),
    "收入控制数为 1.00万元。",
    "核对各项收入。",
    [Where(FILE, "收入支出!B5"), Where("rules.xlsx", "勾稽!A2")],
)
ODD = notice("CK03", Where(FILE, "收入支出!D9"), "收入偏少。", "核对收入。")
ELSEWHERE = notice("PK10", Where("rules.xlsx", "勾稽!A2"), "=1+1", "核对格式包。")


def copy(*findings: Finding) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(outputs.annotated(DATA, FILE, findings)))


def test_the_cell_is_coloured_and_its_note_says_what_is_wrong_and_what_to_do() -> None:
    cell = copy(WRONG)["收入支出"]["D9"]
    assert cell.fill.fgColor.rgb == "FFFF9999"
    assert cell.comment.text == "【错误 CK01】收入控制数为 1.00万元。\n办法：核对各项收入。"


def test_two_findings_of_one_cell_share_a_note_and_the_graver_gives_the_colour() -> None:
    cell = copy(ODD, WRONG)["收入支出"]["D9"]
    assert cell.fill.fgColor.rgb == "FFFF9999"
    assert cell.comment.text.index("CK01") < cell.comment.text.index("CK03")


def test_a_cell_that_a_finding_elsewhere_speaks_of_is_paler_and_says_which() -> None:
    cell = copy(WRONG)["收入支出"]["B5"]
    assert cell.fill.fgColor.rgb == "FFFFDDDD"
    assert cell.comment.text == "与 收入支出!D9 的错误有关（CK01）：收入控制数为 1.00万元。"


def test_a_form_without_findings_says_so() -> None:
    assert copy().worksheets[0]["D2"].value == "没有发现问题。"


def test_a_notice_has_another_colour_than_cells_to_fill_in() -> None:
    assert copy(ODD)["收入支出"]["D9"].fill.fgColor.rgb == "FFFFC000"
    assert copy()["收入支出"]["B5"].fill.fgColor.rgb not in ("FFFFC000", "FFFF9999")


def test_the_list_stands_first_and_each_row_leads_to_its_cell() -> None:
    book = copy(ELSEWHERE, WRONG)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (sheet.title, book.active.title) == ("问题清单", "问题清单")
    assert rows[0][:7] == ["序号", "级别", "位置", "问题", "办法", "另见", "编号"]
    assert rows[1][:5] == [1, "错误", "收入支出!D9", "收入控制数为 1.00万元。", "核对各项收入。"]
    assert rows[1][5:7] == ["收入支出!B5、rules.xlsx 勾稽!A2", "CK01"]
    assert sheet["C2"].hyperlink.location == "'收入支出'!D9"
    assert sheet["C3"].hyperlink is None


def test_a_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    assert copy(ELSEWHERE).worksheets[0]["D2"].data_type == "s"


def test_a_finding_on_a_merged_cell_is_noted_at_its_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    area = min(book["单位概况"].merged_cells.ranges, key=str)
    last = f"{openpyxl.utils.get_column_letter(area.max_col)}{area.max_row}"
    there = error("RC05", Where(FILE, f"单位概况!{last}"), "填得不对。", "核对。")
    assert copy(there)["单位概况"][area.start_cell.coordinate].comment is not None


def test_the_typed_values_stay_and_the_copy_can_be_handed_in() -> None:
    """The list is no sheet of the form, and no reader stumbles over it."""
    before = workbook.read_bytes(DATA, FILE)
    after = workbook.read_bytes(outputs.annotated(DATA, FILE, [WRONG]), FILE)
    for sheet in before.sheets:
        typed = {at: cell.text for at, cell in sheet.cells.items() if not cell.formula}
        again = {at: c.text for at, c in after.by_title[sheet.title].cells.items() if not c.formula}
        assert again == typed


def test_the_same_findings_give_the_same_bytes() -> None:
    assert outputs.annotated(DATA, FILE, [WRONG]) == outputs.annotated(DATA, FILE, [WRONG])


def test_annotating_a_copy_again_replaces_its_list() -> None:
    again = outputs.annotated(outputs.annotated(DATA, FILE, [WRONG, ODD]), FILE, [ODD])
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert [sheet.title for sheet in book].count("问题清单") == 1
    assert book["问题清单"].max_row == 2
    assert "CK01" not in book["收入支出"]["D9"].comment.text


def test_what_was_mended_has_its_own_colour_again() -> None:
    before = openpyxl.load_workbook(io.BytesIO(DATA))["收入支出"]["D9"]
    once = outputs.annotated(DATA, FILE, [WRONG])
    after = openpyxl.load_workbook(io.BytesIO(outputs.annotated(once, FILE, [])))["收入支出"]["D9"]
    assert (after.fill.fgColor.rgb, after.comment) == (before.fill.fgColor.rgb, None)


@pytest.mark.parametrize("reference", ["A1048576", "XFD3"])
def test_a_sheet_with_cells_at_the_end_of_the_world_is_not_loaded(reference: str) -> None:
    """A stray far cell makes openpyxl build a million objects."""
    source, target = zipfile.ZipFile(io.BytesIO(DATA)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            body = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                row = reference.lstrip("XFDA")
                stray = f'<row r="{row}"><c r="{reference}"/></row></sheetData>'.encode()
                body = body.replace(b"</sheetData>", stray)
            out.writestr(name, body)
    with pytest.raises(ReportgenError) as raised:
        outputs.annotated(target.getvalue(), FILE, [WRONG])
    assert raised.value.code == "OU10"
    assert raised.value.message == f"“{FILE}”的内部格式比较特殊，可以核对，但不能在上面批注。"


def test_an_old_xls_is_read_but_not_written_on(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as raised:
        outputs.annotated(b"\xd0\xcf\x11\xe0 an old workbook", "旧表.xls", [WRONG])
    assert raised.value.message == "“旧表.xls”是旧格式的工作簿，可以核对，但不能在上面批注。"
