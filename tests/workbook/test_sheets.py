"""What stands in a sheet's cells, read from raw XML: ordinary, odd and hostile."""

from __future__ import annotations

import pytest

from reportgen import workbook
from reportgen.findings import ReportgenError
from reportgen.workbook.cells import Cell, CellKind, Sheet
from reportgen.workbook.limits import CELL_TEXT, COLUMN, DEPTH, ROW
from tests.helpers.office import HEAD, MAIN, packed, parts, row, shared_texts, sheet, xlsx


def first(data: bytes) -> Sheet:
    return workbook.read_bytes(data, "填报表.xlsx").sheets[0]


def cell(xml: str, texts=(), formats=()) -> Cell | None:
    return first(xlsx(row(xml), texts, formats)).cells.get((1, 1))


def refusal(data: bytes) -> str:
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(data, "填报表.xlsx")
    return f"{caught.value.code} {caught.value.message.removeprefix('“填报表.xlsx”')}"


TEXTS = ["公务接待费", "二"]


@pytest.mark.parametrize(
    ("xml", "kind", "text", "formula"),
    [
        ('<c r="A1"><v>9224.969999999999</v></c>', "number", "9224.969999999999", False),
        ('<c r="A1" t="n"><v> 3 </v></c>', "number", "3", False),
        ('<c r="A1"><v>NaN</v></c>', "number", "NaN", False),
        ('<c r="A1" t="s"><v>0</v></c>', "text", "公务接待费", False),
        ('<c r="A1" t="str"><f>A2</f><v>甲_x000D_\n</v></c>', "text", "甲\r\n", True),
        ('<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', "text", "甲", False),
        (
            '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r>'
            '<rPh sb="0" eb="1"><t>jia</t></rPh></is></c>',
            "text",
            "甲 乙",
            False,
        ),
        ('<c r="A1" t="d"><v>2021-04-20T00:00:00</v></c>', "text", "2021-04-20T00:00:00", False),
        ('<c r="A1" t="b"><v>1</v></c>', "boolean", "TRUE", False),
        ('<c r="A1" t="b"><v>0</v></c>', "boolean", "FALSE", False),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "error", "#REF!", False),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error", "#DIV/0!", True),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', "error", "#SPILL!", False),
        ('<c r="A1"><f>SUM(B1:C1)</f><v>5</v></c>', "number", "5", True),
        ('<c r="A1"><f t="shared" si="0"/><v>5</v></c>', "number", "5", True),
        ('<c r="A1"><f>SUM(B1:C1)</f></c>', "uncalculated", "SUM(B1:C1)", True),
        ('<c r="A1"><f>SUM(B1:C1)</f><v></v></c>', "uncalculated", "SUM(B1:C1)", True),
        ('<c r="A1"><f t="shared" si="0"/></c>', "uncalculated", "", True),
    ],
)
def test_each_type_of_cell(xml, kind, text, formula):
    assert cell(xml, TEXTS) == Cell(CellKind(kind), text, "General", formula)


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="s"><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t> 　</t></is></c>',
        '<c r="A1" t="str"><f>IF(B1,1,"")</f><v></v></c>',
    ],
)
def test_a_cell_that_says_nothing_is_left_out(xml):
    assert cell(xml) is None


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("0", "General"),
        ("1", "0.00%"),
        ("2", "yyyy/m/d"),
        ("3", "0.0_ "),
        ("4", 'yyyy"年"m"月"d"日"'),
        ("77", "General"),
        ("-1", "General"),
    ],
)
def test_a_style_gives_the_number_format(style, code):
    """A style number out of range is a fault of colours and borders, not of the number."""
    formats = [0, 10, 14, "0.0_ ", 31]
    assert cell(f'<c r="A1" s="{style}"><v>1</v></c>', formats=formats).number_format == code


def test_cells_without_a_style_have_the_first_one():
    assert cell('<c r="A1"><v>1</v></c>', formats=["0.0"]).number_format == "0.0"


def test_cells_and_rows_that_name_no_place_follow_one_another():
    xml = (
        '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
    )
    assert {at: one.text for at, one in first(xlsx(xml)).cells.items()} == {
        (1, 1): "1", (1, 3): "2", (1, 4): "3", (2, 1): "4",
    }  # fmt: skip


def test_cells_tell_the_row_where_the_row_does_not():
    assert list(first(xlsx('<row><c r="B5"><v>1</v></c></row>')).cells) == [(5, 2)]


def test_values_outside_a_cell_belong_to_none():
    assert not first(xlsx('<v>9</v><row r="1"><v>8</v><c r="A1"/><f>B1</f></row>')).cells


def test_a_cell_inside_a_cell_is_refused():
    nested = row('<c r="A1"><c r="B1"><v>1</v></c></c>')
    assert refusal(xlsx(nested)) == "WB08 已损坏：工作表“收入”中，收入!B1 出现了两次。"


def test_dimension_and_counts_are_not_believed():
    """WPS writes A1; openpyxl in its quick mode then loses all cells but one."""
    data = xlsx(row('<c r="D1" t="s"><v>1</v></c>'), TEXTS, before='<dimension ref="A1"/>')
    assert first(data).cells[(1, 4)].text == "二"


def test_merges_stay_ranges_and_nonsense_among_them_is_passed_over():
    merges = "".join(
        f'<mergeCell ref="{ref}"/>' for ref in ("A1:H1", "B2:XFD1048576", "#REF!", "C3")
    )
    data = xlsx(row('<c r="A1"><v>1</v></c>'), after=f"<mergeCells>{merges}</mergeCells>")
    assert first(data).merges == ((1, 1, 1, 8), (2, 2, 1048576, 16384))


def test_hidden_rows_and_columns_are_known():
    data = xlsx(
        row('<c r="A1"><v>1</v></c>') + row(number=2, more=' hidden="1"'),
        before='<cols><col min="2" max="3" hidden="true"/><col min="5" max="5"/></cols>',
    )
    assert (first(data).hidden_rows, first(data).hidden_columns) == ({2}, {2, 3})


def test_columns_hidden_to_the_end_of_the_sheet_are_kept_within_the_limit():
    data = xlsx(
        row('<c r="A1"><v>1</v></c>'), before='<cols><col min="3" max="16384" hidden="1"/></cols>'
    )
    assert max(first(data).hidden_columns) == COLUMN.most


def test_broken_colours_rules_and_drawings_are_not_looked_at():
    """openpyxl could not open a form for any of these."""
    odd = (
        '<conditionalFormatting sqref="#REF!"><cfRule type="vendor" dxfId="999"><formula>(</formula>'
        '</cfRule></conditionalFormatting><dataValidations><dataValidation type="?" sqref=""/>'
        '</dataValidations><hyperlinks><hyperlink ref="A1" id="none"/></hyperlinks>'
        '<drawing id="none"/><extLst><ext xmlns:xm="urn:x"><xm:f>A1</xm:f><xm:v>9</xm:v></ext></extLst>'
    )
    assert first(xlsx(row('<c r="A1"><v>1</v></c>'), after=odd)).cells[(1, 1)].text == "1"


def test_a_stray_blank_in_the_furthest_corner_costs_nothing():
    """openpyxl hangs on it, calamine aborts the process."""
    stray = row('<c r="A1"><v>1</v></c>') + row('<c r="XFD1048576" s="3"/>', number=1048576)
    assert list(first(xlsx(stray)).cells) == [(1, 1)]


def test_content_exactly_at_the_last_row_and_column_and_one_beyond():
    """Rows to 50,000 and columns to 1,000 (ALL)."""
    at_edge = row('<c r="ALL50000"><v>1</v></c>', number=ROW.most)
    assert list(first(xlsx(at_edge)).cells) == [(50_000, 1_000)]
    assert refusal(xlsx(row('<c r="A50001"><v>1</v></c>', number=ROW.most + 1))) == (
        "WB10 中 收入!A50001 有内容，已在第 50000 行以下。"
    )
    assert refusal(xlsx(row('<c r="ALM1"><v>1</v></c>'))) == (
        "WB10 中 收入!ALM1 有内容，已在第 1000 列以右。"
    )


def test_a_text_of_exactly_excels_limit_and_one_more():
    long = "字" * CELL_TEXT.most
    assert cell('<c r="A1" t="s"><v>0</v></c>', [long]).text == long
    assert refusal(xlsx(row('<c r="A1" t="s"><v>0</v></c>'), [long + "字"])) == (
        "WB10 中 收入!A1 有 32768 个字，超过一格 32767 个字的上限。"
    )
    assert refusal(xlsx(row(f'<c r="A1"><v>{"1" * 100_000}</v></c>'))).startswith("WB10")


@pytest.mark.parametrize("index", ["-1", "2", "１", "99999999999999999999", "9" * 5000])
def test_a_text_that_does_not_exist_is_never_a_neighbours(index):
    """For -1 openpyxl gives the last text, calamine the first."""
    said = refusal(xlsx(row(f'<c r="A1" t="s"><v>{index}</v></c>'), TEXTS))
    assert said == (
        f"WB13 中 收入!A1 所引的文字不存在（引第 {index[:20]} 条，共 2 条，从 0 数起）。"
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (row('<c r="A2"><v>1</v></c>'), "第 1 行的单元格地址“A2”不对"),
        (row('<c r="#REF!"><v>1</v></c>'), "第 1 行的单元格地址“#REF!”不对"),
        (row('<c r="A11"><v>1</v></c>'), "第 1 行的单元格地址“A11”不对"),
        (row(number=0), "行号“0”不对"),
        ('<row r="-5"/>', "行号“-5”不对"),
        (row('<c r="A1"><v>1</v></c>') * 2, "收入!A1 出现了两次"),
        (row('<c r="A1" t="zz"><v>1</v></c>'), "收入!A1 的内容类型不对"),
        (row('<c r="A1" t="b"><v>2</v></c>'), "收入!A1 的内容类型不对"),
    ],
)
def test_cells_that_make_no_sense_are_not_guessed(rows, said):
    assert refusal(xlsx(rows)) == f"WB08 已损坏：工作表“收入”中，{said}。"


def test_broken_xml_is_named_with_its_part_and_line():
    assert refusal(xlsx("\n\n<row>")) == (
        "WB08 已损坏：部件“xl/worksheets/sheet1.xml”第 4 行不是完整的 XML。"
    )


@pytest.mark.parametrize("raw", [b"\xff\xfe\xfd", b"\x0b\x01", b"&unknown;"])
def test_bytes_that_are_no_text_are_refused(raw):
    body = sheet(row('<c r="A1" t="inlineStr"><is><t>@</t></is></c>')).encode().replace(b"@", raw)
    assert refusal(packed({**parts({"收入": ""}), "xl/worksheets/sheet1.xml": body})).startswith(
        "WB08"
    )


def test_nesting_exactly_as_deep_as_allowed_and_one_deeper():
    """The sheet and its rows' parent are two of the 256."""
    for levels, fine in ((DEPTH.most - 1, True), (DEPTH.most, False)):
        data = xlsx(row('<c r="A1"><v>1</v></c>'), after="<x>" * levels + "</x>" * levels)
        if fine:
            assert first(data)
        else:
            assert refusal(data) == (
                "WB10 有部件（xl/worksheets/sheet1.xml）层层嵌套超过 256 层，不是正常的表格。"
            )
    deep = shared_texts([]).replace("</sst>", "<x>" * 300 + "</x>" * 300 + "</sst>")
    data = packed({**parts({"收入": sheet("")}), "xl/sharedStrings.xml": deep})
    assert refusal(data).startswith("WB10 有部件（xl/sharedstrings.xml）层层嵌套")


def test_rich_text_is_joined_and_phonetic_guides_are_left_out():
    rich = (
        "<si><r><rPr><b/></rPr><t>灰山</t></r><r><t>港镇</t></r>"
        '<rPh sb="0" eb="1"><t>huī</t></rPh><phoneticPr fontId="1"/></si>'
    )
    shared = shared_texts([]).replace("</sst>", f"{rich}</sst>")
    data = {
        **parts({"收入": sheet(row('<c r="A1" t="s"><v>0</v></c>'))}),
        "xl/sharedStrings.xml": shared,
    }
    assert first(packed(data)).cells[(1, 1)].text == "灰山港镇"


def test_escapes_are_decoded_once():
    assert (
        cell('<c r="A1" t="s"><v>0</v></c>', ["甲_x000D_\n乙_x005F_x000D_"]).text
        == "甲\r\n乙_x000D_"
    )


def test_parts_in_utf_16_are_read():
    """calamine lost all texts of such a file without a word."""
    data = {
        name: content.replace("UTF-8", "UTF-16").encode("utf-16")
        for name, content in parts(
            {"收入": sheet(row('<c r="A1" t="s"><v>0</v></c>'))}, ["公务接待费"]
        ).items()
    }
    assert first(packed(data)).cells[(1, 1)].text == "公务接待费"


def test_names_with_a_prefix_are_read():
    body = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}" xmlns="urn:other"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="s"><x:v>0</x:v></x:c><c r="B1"><v>9</v></c></x:row></x:sheetData></x:worksheet>'
    )
    shared = f'{HEAD}<x:sst xmlns:x="{MAIN}"><x:si><x:t>甲</x:t></x:si></x:sst>'
    data = {**parts({"收入": body}), "xl/sharedStrings.xml": shared}
    assert {at: one.text for at, one in first(packed(data)).cells.items()} == {(1, 1): "甲"}


IDLE = '<c r="B1" s="3"/><c r="C1" t="n"></c>'


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (f'{IDLE}<c r="D1"><v>4</v></c>', {(1, 4): "4"}),
        (f"{IDLE}<c><v>4</v></c>", {(1, 4): "4"}),
        (f'<c r="A1" t="str"><v>甲<![CDATA[{IDLE}<c r="D1"/>]]></v></c>', {
            (1, 1): f'甲{IDLE}<c r="D1"/>',
        }),
    ],
)  # fmt: skip
def test_cells_without_content_may_be_dropped_before_parsing_and_nothing_else(xml, found):
    """Such cells are near half of a form; what follows them keeps its place."""
    assert {at: each.text for at, each in first(xlsx(row(xml))).cells.items()} == found


@pytest.mark.parametrize("xml", [f'{IDLE}<c r="D1"', f'<c r="{IDLE}<c r="D1"/>', f"<v>{IDLE}</c>"])
def test_a_damaged_row_of_cells_without_content_is_still_damaged(xml):
    assert refusal(xlsx(row(xml))).startswith("WB08")
