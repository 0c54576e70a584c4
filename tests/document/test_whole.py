"""The last look at a filled part: broken XML or a lost text never leaves the house."""

from __future__ import annotations

import pytest

from reportgen.document import whole
from reportgen.findings import ReportgenError


def problem(xml: str, fixed: tuple[str, ...] = ()) -> ReportgenError:
    with pytest.raises(ReportgenError) as caught:
        whole.prove("word/document.xml", xml, fixed)
    return caught.value


def test_a_whole_part_is_given_back_with_its_declaration() -> None:
    content = whole.prove("p", "<a>甲乙</a>", ("甲", "乙"))
    assert content.decode() == (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a>甲乙</a>'
    )


@pytest.mark.parametrize("xml", ["<a>", "<a></b>", "<a/><a/>", "<a>&nbsp;</a>", "<a>\x07</a>", ""])
def test_broken_xml_stops(xml: str) -> None:
    assert problem(xml).code == "DO01"


def test_a_lost_text_stops_and_is_named() -> None:
    found = problem("<a>甲丙</a>", ("甲", "乙", "丙"))
    assert (found.code, found.message) == (
        "DO02",
        "生成的报告里少了模板的文字“乙”（word/document.xml）。",
    )


def test_texts_in_another_order_stop() -> None:
    assert problem("<a>乙甲</a>", ("甲", "乙")).code == "DO02"


def test_a_report_beyond_the_limit_stops() -> None:
    exactly = whole.LARGEST_PART - len(whole.prove("p", "<a></a>", ()))
    assert whole.prove("p", f"<a>{'x' * exactly}</a>", ())
    assert problem(f"<a>{'x' * (exactly + 1)}</a>").code == "DO04"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tcPr></w:tcPr></w:tc>", "<w:tc><w:tcPr></w:tcPr><w:p/></w:tc>"),
        ("<w:tc><w:p/></w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:p>甲</w:p></w:tc>", "<w:tc><w:p>甲</w:p></w:tc>"),
        (
            "<w:tc><w:p>甲</w:p><w:bookmarkEnd/></w:tc>",
            "<w:tc><w:p>甲</w:p><w:bookmarkEnd/></w:tc>",
        ),
        ("<w:tc><w:p/></w:tc><w:tc></w:tc>", "<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>"),
        ("<w:hdr></w:hdr>", "<w:hdr><w:p/></w:hdr>"),
        ("甲<w:tbl><w:tblGrid/></w:tbl>乙", "甲乙"),
        ("甲<w:tbl><w:tblPr/><w:tblGrid>x</w:tblGrid></w:tbl>乙", "甲乙"),
        (
            "<w:tbl><w:tr><w:tc><w:tbl><w:tblGrid/></w:tbl></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        ),
        (
            "<w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>",
            "<w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc>",
        ),
    ],
)
def test_emptied_tables_go_and_emptied_cells_get_a_paragraph(before: str, after: str) -> None:
    assert whole.mended(before) == after
