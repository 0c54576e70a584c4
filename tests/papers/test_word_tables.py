"""Tables, boxes and contents of Word files: merged, nested and indented cells."""

from __future__ import annotations

import docx as word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from reportgen import papers
from tests.helpers.word import docx, saved, with_member

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(xml: str) -> bytes:
    return with_member(
        docx("甲"),
        "word/document.xml",
        f"<w:document {NAMESPACE}><w:body>{xml}</w:body></w:document>",
    )


def p(text: str, more: str = "") -> str:
    return f'<w:p>{more}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_cells_keep_how_far_their_words_are_set_in() -> None:
    made = word.Document()
    table = made.add_table(rows=6, cols=2)
    texts = ("项目", "公务用车", "　　公车购置", "    公车运行", "缩进", "合计")
    for row, text in zip(table.rows, texts, strict=True):
        row.cells[0].text, row.cells[1].text = text, "　 1"
    table.rows[4].cells[0].paragraphs[0].paragraph_format.first_line_indent = Pt(21)
    table.rows[5].cells[0].paragraphs[0].paragraph_format.left_indent = Pt(42)
    table.rows[5].cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    [grid] = papers.from_docx(saved(made), "报告.docx").grids
    assert [(row[0].text, row[0].indent) for row in grid.rows] == [
        ("项目", 0),
        ("公务用车", 0),
        ("公车购置", 2),
        ("公车运行", 2),
        ("缩进", 2),
        ("合计", 0),
    ]
    assert {row[1].text for row in grid.rows} == {"1"}


def test_a_nested_table_follows_the_one_around_it() -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc>{p('项目')}</w:tc><w:tc>{p('金额')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('3')}</w:tc></w:tr></w:tbl>"
    )
    outer = f"<w:tbl><w:tr><w:tc>{p('说明')}</w:tc><w:tc>{p('见下表')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    read = papers.from_docx(body(p("一、概况") + outer), "报告.docx")
    assert [[[cell.text for cell in row] for row in grid.rows] for grid in read.grids] == [
        [["说明", "见下表"]],
        [["项目", "金额"], ["甲", "3"]],
    ]


def test_a_text_box_is_a_margin() -> None:
    box = (
        '<w:p><w:r><w:t>正文。</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<v:textbox><w:txbxContent>{p('附注：数据截至年末')}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r></w:p>"
    )
    read = papers.from_docx(body(box), "报告.docx")
    assert [each.text for each in read.blocks] == ["正文。"]
    assert [(each.where.spot, each.text) for each in read.margins] == [
        ("文本框第1段", "附注：数据截至年末")
    ]


def test_contents_made_by_word_or_typed_are_not_read_twice() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、概况 1</w:t></w:r></w:p>'
        + p("二、支出 2")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    read = papers.from_docx(body(p("目录") + field + p("一、概况") + p("我镇。")), "报告.docx")
    assert [each.text for each in read.blocks][-2:] == ["一、概况", "我镇。"]
    assert "一、概况 1" not in [each.text for each in read.blocks]
    typed = papers.from_docx(
        docx("目　录\n一、概况……………1\n二、支出……………3\n一、概况\n我镇。\n二、支出\n无。"),
        "报告.docx",
    )
    assert [each.text for each in typed.blocks] == ["一、概况", "我镇。", "二、支出", "无。"]


def test_a_head_merged_over_two_rows_and_columns() -> None:
    made = word.Document()
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2020年"
    for at, text in enumerate(("预算数", "决算数"), 1):
        table.cell(1, at).text = text
    for at, text in enumerate(("基本支出", "10", "12")):
        table.cell(2, at).text = text
    [grid] = papers.from_docx(saved(made), "报告.docx").grids
    assert grid.rows[0][0] is grid.rows[1][0]
    assert grid.rows[0][1] is grid.rows[0][2]
    assert [cell.text for cell in grid.rows[1]] == ["项目", "预算数", "决算数"]
