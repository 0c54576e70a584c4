"""A draft says on every page that it is one, and what is wrong before anything else."""

from __future__ import annotations

import io

import docx as word

from reportgen import document
from reportgen.findings import Where, error, notice
from tests.helpers.reading import read_text
from tests.helpers.word import docx, member, render

FINDING = error("CK01", Where("填报表.xlsx", "基础数据表!D8"), "三公经费不符。", "核对三公经费。")


def test_findings_come_first_then_the_report() -> None:
    draft = document.as_draft(render("{{ 单位 }}"), [FINDING])
    assert read_text(draft) == (
        "草稿：以下错误没有改正，不得作为正式报告报送。\n"
        "填报表.xlsx 基础数据表!D8  错误 CK01\n"
        "  三公经费不符。\n"
        "  办法：核对三公经费。\n"
        "⏎\n"
        "灰山港镇"
    )


def test_notices_stand_apart_from_what_was_not_put_right() -> None:
    hint = notice("CK05", Where("填报表.xlsx", "基础数据表!D9"), "变动较大。", "核对原因。")
    draft = document.as_draft(render("{{ 单位 }}"), [hint, FINDING])
    assert read_text(draft).split("\n⏎\n")[0] == (
        "草稿：以下错误没有改正，不得作为正式报告报送。\n"
        "填报表.xlsx 基础数据表!D8  错误 CK01\n"
        "  三公经费不符。\n"
        "  办法：核对三公经费。\n"
        "以下是提醒，请一并核对：\n"
        "填报表.xlsx 基础数据表!D9  提醒 CK05\n"
        "  变动较大。\n"
        "  办法：核对原因。"
    )


def test_every_header_carries_the_watermark_and_pages_without_one_get_it() -> None:
    draft = document.as_draft(render(docx("{{ 单位 }}", header="{{ 单位 }}文件")), [FINDING])
    assert 'string="草稿"' in member(draft, "word/header1.xml")
    assert "灰山港镇文件" in member(draft, "word/header1.xml")
    assert 'string="草稿"' in member(draft, "word/header_draft.xml")
    section = word.Document(io.BytesIO(draft)).sections[0]
    assert section.header.paragraphs[0].text == "灰山港镇文件"
    assert not section.first_page_header.is_linked_to_previous
    assert not section.even_page_header.is_linked_to_previous
