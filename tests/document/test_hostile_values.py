"""Whatever a clerk types is printed as typed, wherever it stands, and the file stays whole."""

from __future__ import annotations

import io

import docx as word
import pytest

from tests.helpers.reading import read_text
from tests.helpers.word import docx, member, number, render, with_note

PLACES = {
    "a paragraph": docx("前{{ 单位 }}后"),
    "a cell": docx("| 前{{ 单位 }}后 | 乙 |"),
    "a repeated row": docx("| 前{{ 项目.名称 }}后 |"),
    "a merged cell": docx("| 前{{ 项目.名称 | 合并 }}后 |"),
    "a repeated paragraph": docx("前{{ 项目.名称 }}后"),
    "a loop": docx("{% for 项 in 项目 %}前{{ 项.名称 }}后{% endfor %}"),
    "a list in a sentence": docx("前{{ 项目.名称 | 顿号 }}后"),
    "a header": docx("{{ 编制数 }}", header="前{{ 单位 }}后"),
    "a footer": docx("{{ 编制数 }}", footer="前{{ 单位 }}后"),
    "a footnote": with_note(docx("{{ 编制数 }}"), "前{{ 单位 }}后"),
}
VALUES = {
    "markup": ("<b>甲</b>", "<b>甲</b>"),
    "an ampersand": ("甲&乙&amp;", "甲&乙&amp;"),
    "quotes": ("\"甲'", "\"甲'"),
    "a tag": ("{{ 7*7 }}", "{{ 7*7 }}"),
    "a block": ("{% if 1 %}", "{% if 1 %}"),
    "docxtpl's own escapes": ("{_{ 甲 }_}", "{_{ 甲 }_}"),
    "a known name": ("{{ 编制数 }}", "{{ 编制数 }}"),
    "control characters": ("甲\x00\x07\x0b\x0c\x1b乙\x85\x9f", "甲乙"),
    "lone surrogates": ("甲\ud842乙\udfb7", "甲乙"),
    "non-characters": ("甲\ufffe\uffff\ufdd0\U0001ffff乙", "甲乙"),
    "rare hanzi and emoji": ("𠮷㙦👍", "𠮷㙦👍"),
    "a closing of the document": ("</w:t></w:body></w:document>", "</w:t></w:body></w:document>"),
    "a comment": ("<!-- ]]> -->", "<!-- ]]> -->"),
    "line breaks": ("甲\n乙\r\n丙", "甲⏎乙⏎丙"),
    "a tab": ("甲\t乙", "甲\t乙"),
    "blanks at the ends": ("  甲  ", "  甲  "),
    "a thousand lines": ("行\n" * 1000, "行⏎" * 1000),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("place", PLACES)
def test_a_value_is_printed_as_typed_in_every_place(place: str, value: str) -> None:
    typed, seen = VALUES[value]
    items = ({"序号": number(1), "名称": typed, "决算": None, "说明": ()},)
    filled = render(PLACES[place], 单位=typed, 项目=items)
    assert f"前{seen}后" in read_text(filled)
    word.Document(io.BytesIO(filled))


@pytest.mark.parametrize("value", VALUES)
def test_a_paragraph_field_prints_each_hostile_line(value: str) -> None:
    typed, seen = VALUES[value]
    assert read_text(render("{{ 职能 }}\n后", 职能=(typed, "末"))) == f"{seen}\n末\n后"


@pytest.mark.parametrize("value", VALUES)
def test_a_title_survives_every_value(value: str) -> None:
    typed, _ = VALUES[value]
    filled = render(docx("{{ 编制数 }}", title="前{{ 单位 }}"), 单位=typed)
    title = word.Document(io.BytesIO(filled)).core_properties.title
    assert title.startswith("前")
    assert "\n" not in title


def test_values_never_change_what_the_template_says() -> None:
    """The end of the report is still there, whatever came before it."""
    for typed, _ in VALUES.values():
        assert read_text(render("{{ 单位 }}\n完", 单位=typed)).endswith("完")


def test_a_value_cannot_end_its_text_element() -> None:
    xml = member(render("前{{ 单位 }}后", 单位="</w:t>"))
    assert "前&lt;/w:t&gt;后" in xml
