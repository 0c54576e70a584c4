"""The room as others use it: a path or bytes in, a Book or one plain refusal out."""

from __future__ import annotations

import hashlib

import pytest

from reportgen import workbook
from reportgen.findings import ReportgenError
from reportgen.workbook.cells import Cell, CellKind, address_of, area_of, ref
from reportgen.workbook.limits import SHEETS
from tests.helpers import biff
from tests.helpers.office import CONTENT_TYPES, packed, parts, relations, row, sheet

ONE = sheet(row('<c r="A1"><v>1</v></c>'))
ORDINARY = parts({"单位概况": ONE, "收入支出": ONE})


def refusal(data: bytes) -> str:
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(data, "填报表.xlsx")
    return f"{caught.value.code} {caught.value.message.removeprefix('“填报表.xlsx”')}"


def test_a_book_remembers_its_file_and_the_fingerprint_of_its_bytes(tmp_path):
    path = tmp_path / "灰山港镇.xlsx"
    path.write_bytes(packed(ORDINARY))
    book = workbook.read(path)
    assert (book.file, book.sha256) == (
        "灰山港镇.xlsx",
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    assert [one.title for one in book.sheets] == ["单位概况", "收入支出"]
    assert book.by_title["收入支出"].cells == {(1, 1): Cell(CellKind.NUMBER, "1")}


def test_the_same_bytes_give_the_same_book():
    data = packed(ORDINARY)
    assert workbook.read_bytes(data, "a") == workbook.read_bytes(data, "a")


def test_a_strict_workbook_is_read():
    """openpyxl gives no sheets and a warning nobody sees."""
    data = packed(parts({"收入": ONE}, strict=True))
    assert workbook.read_bytes(data, "a").by_title["收入"].cells


@pytest.mark.parametrize(("properties", "is_1904"), [("", False), (' date1904="1"', True)])
def test_the_date_system_is_handed_on(properties, is_1904):
    data = packed(parts({"收入": ONE}, properties=properties))
    assert workbook.read_bytes(data, "a").date1904 is is_1904


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_and_known(state):
    listed = str(ORDINARY["xl/workbook.xml"]).replace(
        'name="收入支出"', f'name="收入支出" state="{state}"'
    )
    book = workbook.read_bytes(packed({**ORDINARY, "xl/workbook.xml": listed}), "a")
    assert [one.hidden for one in book.sheets] == [False, True]


def test_a_sheet_stands_where_the_relation_says():
    """Part names mean nothing: sheet2.xml may be the first sheet, or lie elsewhere."""
    altered = dict(ORDINARY)
    altered["xl/elsewhere.dat"] = sheet(row('<c r="A1"><v>7</v></c>'))
    targets = {
        "rId1": ("worksheet", "/xl/Elsewhere.dat"),
        "rId2": ("worksheet", "worksheets/sheet1.xml"),
    }
    altered["xl/_rels/workbook.xml.rels"] = relations(targets)
    book = workbook.read_bytes(packed(altered), "a")
    assert [one.cells[(1, 1)].text for one in book.sheets] == ["7", "1"]


def test_a_sheet_of_charts_is_passed_over():
    targets = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("chartsheet", "none.xml")}
    altered = {**ORDINARY, "xl/_rels/workbook.xml.rels": relations(targets)}
    assert len(workbook.read_bytes(packed(altered), "a").sheets) == 1


def test_a_sheet_of_macros_is_refused():
    targets = {"rId1": ("xlMacrosheet", "worksheets/sheet1.xml")}
    altered = {**ORDINARY, "xl/_rels/workbook.xml.rels": relations(targets)}
    assert refusal(packed(altered)) == "WB06 带有宏程序，不予读取。"


def test_a_missing_sheet_is_never_passed_over():
    """openpyxl and calamine leave it out without a word."""
    said = "WB12 缺少工作表“收入支出”的内容。"
    fewer = {name: part for name, part in ORDINARY.items() if "sheet2" not in name}
    assert refusal(packed(fewer)) == said
    outside = str(ORDINARY["xl/_rels/workbook.xml.rels"]).replace(
        'Target="worksheets/sheet2.xml"', 'Target="worksheets/sheet2.xml" TargetMode="External"'
    )
    assert refusal(packed({**ORDINARY, "xl/_rels/workbook.xml.rels": outside})) == said


def test_a_workbook_without_its_list_of_sheets():
    """calamine takes it for an empty workbook."""
    fewer = {name: part for name, part in ORDINARY.items() if name != "xl/workbook.xml"}
    assert refusal(packed(fewer)) == "WB12 里没有工作簿目录，读不出工作表。"
    assert refusal(packed({"[Content_Types].xml": CONTENT_TYPES})) == (
        "WB12 里没有工作簿目录，读不出工作表。"
    )


def test_a_workbook_without_sheets():
    assert refusal(packed(parts({}))) == "WB12 里没有可读的工作表。"


def test_two_sheets_of_one_name():
    assert refusal(packed(parts({"表a": ONE, "表A": ONE}))) == "WB12 里有两个名为“表A”的工作表。"


def test_styles_that_are_gone_are_not_guessed():
    """Without them 0.95 in a rate's cell may be 95% or 0.95%."""
    fewer = {name: part for name, part in ORDINARY.items() if name != "xl/styles.xml"}
    assert refusal(packed(fewer)) == "WB12 缺少样式部件，分不清百分数与普通数。"


def test_exactly_as_many_sheets_as_allowed_and_one_more():
    titles = [f"表{at}" for at in range(SHEETS.most + 1)]
    assert (
        len(workbook.read_bytes(packed(parts(dict.fromkeys(titles[1:], ONE))), "a").sheets) == 200
    )
    assert refusal(packed(parts(dict.fromkeys(titles, ONE)))) == (
        "WB10 有 201 个工作表，超过 200 个的上限。"
    )


def test_cells_are_counted_over_all_sheets():
    """Two sheets of 100,000 cells are taken, one cell more is not."""
    rows = "".join(f'<row r="{at}">{"<c><v>1</v></c>" * 50}</row>' for at in range(1, 2001))
    full = parts({"甲": sheet(rows), "乙": sheet(rows)})
    assert sum(len(one.cells) for one in workbook.read_bytes(packed(full), "a").sheets) == 200_000
    full["xl/worksheets/sheet2.xml"] = sheet(rows + "<row><c><v>1</v></c></row>")
    assert refusal(packed(full)) == "WB10 有内容的单元格超过 200000 个（数到 工作表“乙”）。"


def test_an_old_workbook_gives_the_same_book():
    cells = (
        biff.label(0, 0, "公务接待费")
        + biff.number(0, 1, 9224.97)
        + biff.number(1, 1, 0.0815, 1)
        + biff.error(2, 1, 0x17)
        + biff.boolean(3, 1, True)
        + biff.label(4, 0, " ")
        + biff.hidden_row(1)
        + biff.hidden_column(3)
        + biff.merged(0, 0, 0, 1)
    )
    data = biff.ole(
        {
            "Workbook": biff.stream(
                {"收入": cells, "备用": b""}, ["General", "0.00%"], hidden=["备用"]
            )
        }
    )
    book = workbook.read_bytes(data, "灰山港镇.et")
    first, second = book.sheets
    assert first.cells == {
        (1, 1): Cell(CellKind.TEXT, "公务接待费"),
        (1, 2): Cell(CellKind.NUMBER, "9224.97"),
        (2, 2): Cell(CellKind.NUMBER, "0.0815", "0.00%"),
        (3, 2): Cell(CellKind.ERROR, "#REF!"),
        (4, 2): Cell(CellKind.BOOLEAN, "TRUE"),
    }
    assert (first.merges, first.hidden_rows, first.hidden_columns) == (((1, 1, 1, 2),), {2}, {4})
    assert (second.title, second.hidden, second.cells) == ("备用", True, {})


def test_an_old_workbook_from_a_mac_counts_days_from_1904():
    data = biff.ole({"Workbook": biff.stream({"收入": b""}, date1904=True)})
    assert workbook.read_bytes(data, "a.xls").date1904


def test_an_old_workbook_under_a_password():
    locked = biff.record(0x2F, bytes(54))
    data = biff.ole({"Workbook": biff.stream({"收入": b""}, extra=locked)})
    assert refusal(data) == "WB07 有打开密码。"


def test_an_old_workbook_that_is_damaged():
    data = biff.ole({"Workbook": b"\x09\x08\xff\xff" * 2000})
    assert refusal(data) == "WB08 不完整或已损坏：不是完好的 .xls 工作簿。"


def test_an_old_workbook_with_content_far_away():
    data = biff.xls({"收入": biff.number(50_000, 0, 1)})
    assert refusal(data) == "WB10 中 收入!A50001 有内容，已在第 50000 行以下。"


@pytest.mark.parametrize("address", [(1, 1), (9, 4), (1, 26), (1, 27), (50_000, 1_000)])
def test_an_address_printed_and_read_back_is_the_same(address):
    assert address_of(ref(address)) == address
    assert area_of(f"A1:{ref(address)}") == (1, 1, *address)
