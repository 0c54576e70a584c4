"""A place is what a person would say with Word open."""

from __future__ import annotations

import docx as word

from reportgen.template.office import read
from reportgen.template.places import places
from reportgen.template.wordml import text_of
from tests.helpers.word import docx, edited, saved


def spots(data: bytes) -> list[tuple[str, str]]:
    office = read(data)
    return [
        (text_of(paragraph), spot)
        for part in office.parts
        if part.kind != "core"
        for paragraph, spot in places(part, office).items()
        if text_of(paragraph)
    ]


def test_paragraphs_are_counted_below_the_nearest_numbered_heading() -> None:
    data = docx(
        """
        报告
        一、概况
        甲
        （一）编制情况
        乙
        丙
        （二）2020年我镇部门重点工作计划为保障我镇。
        丁
        二、支出
        戊
        | 己 | 庚 |
        | 辛 | 壬 |
        癸
        """,
        header="页眉文字",
        footer="页脚文字",
    )
    assert spots(data) == [
        ("报告", "开头第1段"),
        ("一、概况", "一、标题"),
        ("甲", "一、第1段"),
        ("（一）编制情况", "一、（一）标题"),
        ("乙", "一、（一）第1段"),
        ("丙", "一、（一）第2段"),
        ("（二）2020年我镇部门重点工作计划为保障我镇。", "一、（二）第1段"),
        ("丁", "一、（二）第2段"),
        ("二、支出", "二、标题"),
        ("戊", "二、第1段"),
        ("己", "表1 第1行第1列"),
        ("庚", "表1 第1行第2列"),
        ("辛", "表1 第2行第1列"),
        ("壬", "表1 第2行第2列"),
        ("癸", "二、第2段"),
        ("页眉文字", "页眉第1段"),
        ("页脚文字", "页脚第1段"),
    ]


def test_blank_paragraphs_are_not_counted() -> None:
    made = word.Document()
    for text in ("一、概况", "", "甲", "", "乙"):
        made.add_paragraph(text)
    assert [spot for _, spot in spots(saved(made))] == ["一、标题", "一、第1段", "一、第2段"]


def test_a_styled_heading_without_typed_number_is_named_by_its_words() -> None:
    made = word.Document()
    made.add_heading("部门概况", level=1)
    made.add_paragraph("甲")
    made.add_heading("编制", level=2)
    made.add_paragraph("乙")
    assert [spot for _, spot in spots(saved(made))] == [
        "“部门概况”标题",
        "“部门概况”第1段",
        "“部门概况”“编制”标题",
        "“部门概况”“编制”第1段",
    ]


def test_a_text_box_is_named_by_the_paragraph_it_hangs_on() -> None:
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>"
    data = edited(docx("甲"), "word/document.xml", "<w:t>甲</w:t>", f"<w:t>甲</w:t>{box}")
    assert spots(data) == [("甲", "开头第1段"), ("框", "开头第1段的文本框")]


def test_a_nested_table_has_its_own_number() -> None:
    made = word.Document()
    inner = made.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "甲"
    made.add_table(rows=1, cols=1).cell(0, 0).text = "乙"
    assert spots(saved(made)) == [("甲", "表2 第1行第1列"), ("乙", "表3 第1行第1列")]


def test_a_heading_that_depends_on_the_data_is_named_as_a_reader_finds_it() -> None:
    """Its number is that of the first branch; no tag is ever quoted."""
    data = docx(
        """
        一、概况
        （{% if 金额 > 0 %}二{% else %}一{% endif %}）下一步
        {{ 金额 | 万元 }}
        """,
    )
    assert [spot for _, spot in spots(data)] == ["一、标题", "一、（二）标题", "一、（二）第1段"]
