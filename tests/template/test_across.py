"""Where an editor would put a for or an if, and what comes of it."""

from __future__ import annotations

import io

import docx as word
import pytest

from reportgen import template
from reportgen.prose import Context
from reportgen.template.search import spots_in_part
from tests.helpers.word import KNOWN, docx, member, printed, render, rows, saved, with_member

DOCUMENT = "word/document.xml"

MORE = {**KNOWN, "绩效": {"序号": "数", "项目": "文字", "指标": "文字", "得分": "数"}}
VALUES: Context = {
    "绩效": rows("""
        | 项目 | 指标 | 得分 |
        | 扶贫 | 数量 | 5    |
        | 扶贫 | 质量 | 6    |
        | 基建 | 进度 | 7    |
        """)
}  # type: ignore[assignment]


def codes(text: str) -> list[str]:
    return [f"{f.code} {f.where.spot}" for f in template.lint(docx(text), MORE)]


def shown(text: str) -> str:
    """Return what a clean template prints."""
    assert codes(text) == []
    return printed(text, MORE, **VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| {% for 项 in 项目 %}{{ 项.名称 }} | {{ 项.决算 }}{% endfor %} |",
            "| 扶贫 | 243 |\n| 基建 | 510 |",
        ),
        (
            "| {%tr for 项 in 项目 %} | {{ 项.名称 }} | {%tr endfor %} |",
            "|  | 扶贫 |  |\n|  | 基建 |  |",
        ),
        (
            "| {% for 项 in 项目 %} / {{ 项.名称 }} | {{ 项.决算 }} / {% endfor %} |",
            "| 扶贫 | 243 |\n| 基建 | 510 |",
        ),
        (
            "| {% for 项 in 项目 %}{{ 项.名称 }} | 甲 |\n| {{ 项.决算 }} | 乙{% endfor %} |",
            "| 扶贫 | 甲 |\n| 243 | 乙 |\n| 基建 | 甲 |\n| 510 | 乙 |",
        ),
        ("| 甲 | 乙 |\n| {% if 编制数 > 999 %}丙 | 丁{% endif %} |", "| 甲 | 乙 |"),
        (
            "| {% for 项 in 项目 %}{% if 项.决算 > 300 %}{{ 项.名称 }} | "
            "{{ 项.决算 }}{% endif %}{% endfor %} |",
            "| 基建 | 510 |",
        ),
    ],
)
def test_a_block_from_the_head_of_a_row_to_its_end_is_the_row(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if 编制数 > 999 %}\n甲。{% endif %}\n尾", "尾"),
        ("{% if 编制数 > 999 %}甲。\n乙\n{% endif %}\n尾", "尾"),
        ("{% if 编制数 > 9 %}甲。\n{% else %}\n乙。{% endif %}\n尾", "甲。\n尾"),
        (
            "{% for 项 in 项目 %}{{ 项.名称 }}。\n款{{ 项.决算 }}{% endfor %}",
            "扶贫。\n款243\n基建。\n款510",
        ),
        ("{% if 编制数 > 999 %}\n| 甲 |\n{% endif %}\n尾", "尾"),
        ("| {% if 编制数 > 999 %} / 甲 / {% endif %} / 乙 |", "| 乙 |"),
    ],
)
def test_a_block_from_the_head_of_a_paragraph_to_the_end_of_another_is_all_of_them(
    text: str, expected: str
) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| 前{% if 编制数 %}甲 | 乙{% endif %} |",
            ["TP09 表1 第1行第1列", "TP09 表1 第1行第2列"],
        ),
        (
            "| {% if 编制数 %}甲 | 乙{% endif %} | 丙 |",
            ["TP09 表1 第1行第1列", "TP09 表1 第1行第2列"],
        ),
        (
            "| {% if 编制数 %}甲 | 丁{% else %}乙 | 丙{% endif %} |",
            ["TP09 表1 第1行第1列", "TP09 表1 第1行第2列", "TP09 表1 第1行第3列"],
        ),
        ("| {% if 项目.决算 > 300 %}{{ 项目.名称 }} | 甲{% endif %} |", ["TP14 表1 第1行第1列"]),
    ],
)
def test_a_block_over_a_part_of_a_row_is_told(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_the_place_of_a_tag_set_apart_is_where_it_was_typed() -> None:
    text = "甲\n| 乙 | 丙 |\n| {% for 项 in 项 %}丁 | 戊{% endfor %} |"
    assert codes(text) == ["TP06 表1 第2行第1列"]


def test_a_page_for_each_row_of_a_list_with_the_rows_of_another_that_belong_to_it() -> None:
    """An annex as a pack has it: a page a project, a heading, tables with rows of their own."""
    made = word.Document(
        io.BytesIO(
            docx("""
                正文
                {% for 项 in 项目 %}
                附件2-{{ 项.序号 }}
                {{ 项.名称 }}自评表
                | 项目 | {{ 项.名称 }} |
                | 决算 | {{ 项.决算 }} |
                一、指标
                | 指标 | 得分 |
                | {% for 标 in 绩效 %} | |
                | {% if 标.项目 == 项.名称 %} | |
                | {{ 标.指标 }} | {{ 标.得分 }} |
                | {% endif %} | |
                | {% endfor %} | |
                | 合计 | 10 |
                填表人
                {% endfor %}
                尾
                """)
        )
    )
    made.paragraphs[2].paragraph_format.page_break_before = True
    assert template.lint(saved(made), MORE) == []
    assert printed(saved(made), MORE, **VALUES) == "\n".join(
        [
            "正文",
            *("附件2-1", "扶贫自评表", "| 项目 | 扶贫 |", "| 决算 | 243 |", "一、指标"),
            *("| 指标 | 得分 |", "| 数量 | 5 |", "| 质量 | 6 |", "| 合计 | 10 |", "填表人"),
            *("附件2-2", "基建自评表", "| 项目 | 基建 |", "| 决算 | 510 |", "一、指标"),
            *("| 指标 | 得分 |", "| 进度 | 7 |", "| 合计 | 10 |", "填表人"),
            "尾",
        ]
    )


def test_a_row_held_by_a_condition_inside_a_repetition_of_rows() -> None:
    text = """
        {% for 项 in 项目 %}
        | {{ 项.名称 }} | |
        | {% for 标 in 绩效 %}{% if 标.项目 == 项.名称 %} | |
        | {{ 标.指标 }} | {{ 标.得分 }} |
        | {% endif %}{% endfor %} | |
        {% endfor %}
        """
    assert shown(text) == ("| 扶贫 |  |\n| 数量 | 5 |\n| 质量 | 6 |\n| 基建 |  |\n| 进度 | 7 |")


def test_pairs_that_share_paragraphs_are_all_set_apart() -> None:
    text = "\n".join(
        [
            "{% for 项 in 项目 %}{% if 项.决算 > 300 %}{% if 项.名称 %}{{ 项.名称 }}。",
            "款{{ 项.决算 }}{% endif %}{% endif %}",
            "末{% endfor %}",
            *("{% if 编制数 > 999 %}甲", "乙{% endif %}") * 60,
            "尾",
        ]
    )
    assert shown(text) == "末\n基建。\n款510\n末\n尾"


def test_a_picture_beside_a_tag_of_its_row_stays() -> None:
    """The tag is alone in its paragraph but for the picture, and so are the words behind it."""
    text = docx("| {% for 项 in 项目 %}图 / {{ 项.名称 }} | {{ 项.决算 }}{% endfor %} |")
    data = with_member(
        text, DOCUMENT, member(text).replace("图</w:t>", "</w:t></w:r><w:r><w:pict/>")
    )
    assert member(data).count("<w:pict/>") == 1
    assert template.lint(data, MORE) == []
    assert member(render(data, MORE, **VALUES)).count("<w:pict/>") == 2


def test_the_place_of_a_tag_that_is_looked_for_is_where_it_was_typed() -> None:
    text = "甲\n{% for 项 in 项目 %}{{ 项.名称 }}\n| 乙 | 丙 |\n丁{{ 项.决算 }}{% endfor %}"
    found = [(spot.place, spot.tag.text) for spot in spots_in_part(docx(text), DOCUMENT)]
    assert found == [
        ("开头第2段", "{% for 项 in 项目 %}"),
        ("开头第2段", "{{ 项.名称 }}"),
        ("开头第3段", "{{ 项.决算 }}"),
        ("开头第3段", "{% endfor %}"),
    ]
