"""What stands in a cell is what was typed, and nothing that runs."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from reportgen import summary
from reportgen.findings import Where, notice
from reportgen.outcomes import State
from reportgen.summary import pages
from tests.summary.counties import county, example, opened, outcome

LIVE = ["=1+1", '=HYPERLINK("http://a")', "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]
PLAIN = [
    "#REF!",
    "007",
    "1e5",
    "http://a.b",
    "<b>&amp;",
    "{=1}",
    "_x0041_",
    "第1段\n第2段",
    " 甲 ",
    "TRUE",
]


@pytest.mark.parametrize("text", [*LIVE, *PLAIN])
def test_texts_stay_texts(text):
    given = outcome(0, unit=text, findings=(notice("CK01", Where(text, text), text, text),))
    book = opened(county((given,)))
    for cell in (book["总览"]["B9"], book["问题明细"]["A4"], book["问题明细"]["F4"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix is (text in LIVE)
        assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\x00乙\x07", "甲乙"),
        ("甲\ud800乙\udfff", "甲乙"),
        ("甲\ufffe\uffff乙", "甲乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("<r><t>甲</t></r>", "<r><t>甲</t></r> "),
        ("𠮷🙂", "𠮷🙂"),
    ],
)
def test_texts_are_cleaned_of_what_no_file_can_hold(typed, kept):
    book = opened(county((outcome(0, unit=typed),)))
    assert book["总览"]["B9"].value == kept


@pytest.mark.parametrize("text", ["甲" * 32_767, "𠮷" * 16_383])
def test_a_text_of_the_greatest_length_is_whole(text):
    assert pages.clean(text) == text


@pytest.mark.parametrize("text", ["甲" * 32_768, "a" + "𠮷" * 16_384])
def test_a_longer_text_is_cut_with_a_mark(text):
    kept = pages.clean(text)
    assert kept.endswith("……（后略）")
    assert 32_765 <= len(kept.encode("utf-16-le")) // 2 <= 32_767
    assert text.startswith(kept.removesuffix("……（后略）"))


def test_the_same_county_gives_the_same_bytes():
    """Nothing in the file tells when it was written."""
    first = summary.workbook(example())
    assert first == summary.workbook(example())
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">1980-01-01T00:00:00Z<" in file.read("docProps/core.xml")


def test_the_order_of_the_forms_does_not_matter():
    whole = example()
    turned = county(
        whole.outcomes[::-1], roster=whole.roster, missing=whole.missing,
        likeness=whole.likeness, inputs=whole.inputs,
    )  # fmt: skip
    assert summary.workbook(turned) == summary.workbook(whole)


def test_every_sheet_prints_across_a4_with_its_head_and_its_filter():
    book = opened(example())
    assert tuple(book.sheetnames) == summary.SHEETS
    for sheet in book.worksheets[:-1]:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        if sheet.col_breaks.brk:
            assert (sheet.page_setup.scale, sheet.print_title_cols) == (80, "$A:$B")
        else:
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref


def test_sheets_without_rows_have_a_word_instead():
    book = opened(county((outcome(0, state=State.BROKEN, score=None, figures={}),)))
    assert book["异常数"]["A4"].value == "没有发现异常数。"
    assert book["问题"]["A4"].value == "没有发现问题。"
    assert book["问题明细"]["A4"].value == "没有发现问题。"
    assert book["雷同"]["A4"].value == "没有比对雷同段落。"
    assert book["雷同段落"]["A4"].value == "没有比对雷同段落。"
    assert book["主要数据"]["A5"].value.startswith("没有可列的数")
