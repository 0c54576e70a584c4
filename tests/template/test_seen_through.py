"""Every mistake in one run: a slip of the keyboard hides nothing that stands behind it."""

from __future__ import annotations

import pytest

from reportgen import template
from reportgen.packs import load
from reportgen.template.mends import edits, mended, words_of
from tests.helpers.forms import ROOT
from tests.helpers.word import KNOWN, docx, with_note

WORDS = frozenset(
    {"编制数", "在职人数", "项目", "项目.名称", "公用经费本年决算", "公用经费上年决算"}
) | words_of({})


def codes(data: bytes | str) -> list[str]:
    data = docx(data) if isinstance(data, str) else data
    return [f"{f.code} {f.where.spot}" for f in template.lint(data, KNOWN)]


def test_an_unknown_name_behind_a_full_width_sign_is_told_in_the_same_run() -> None:
    assert codes("{{ 编 ｜ 万元 }}") == ["TP04 开头第1段", "TP06 开头第1段"]
    assert codes("｛｛ 编 ｝｝") == ["TP04 开头第1段", "TP06 开头第1段"]
    assert codes("{% if 编 = 3 %}甲{% endif %}") == ["TP10 开头第1段", "TP06 开头第1段"]


def test_each_full_width_tag_of_a_paragraph_is_told() -> None:
    assert codes("｛｛ 单位 ｝｝和｛｛ 编制数 ｝｝") == ["TP04 开头第1段", "TP04 开头第1段"]


def test_a_brace_missing_is_one_mistake() -> None:
    assert codes("{{ 编制数 }") == ["TP03 开头第1段"]
    assert codes("{ 编制数 }}") == ["TP03 开头第1段"]


def test_a_block_left_open_is_told_beside_a_slip_elsewhere() -> None:
    """One brace missing anywhere used to hide every block of the part."""
    text = "共{{ 编制数 人\n{% if 编制数 %}\n甲\n｛% for 项 in 项目 ％｝\n乙\n| {% if 单位 %} |\n| 丙 |"
    assert codes(text) == [
        "TP03 开头第1段",
        "TP04 开头第4段",
        "TP09 表1 第1行第1列",
        "TP09 开头第2段",
        "TP09 开头第4段",
    ]


def test_the_end_of_a_block_with_a_brace_missing_leaves_nothing_open() -> None:
    assert codes("{% if 编制数 %}\n甲\n{% endif }") == ["TP03 开头第3段"]
    assert codes("{% if 编制数 甲\n乙\n{% endif %}") == ["TP03 开头第1段"]


def test_all_crossed_and_open_blocks_of_a_template_are_told_at_once() -> None:
    text = """
        {% if 编制数 %}
        {% for 项 in 项目 %}
        甲
        {% endif %}
        | {% if 单位 %} |
        | {% endfor %} |
        乙{% if 单位 %}丙
        {% endif %}丁
        """
    data = with_note(docx(text, header="{% for 项 in 项目 %}页"), "{% endif %}")
    assert codes(data) == [
        "TP09 开头第4段",
        "TP09 表1 第2行第1列",
        "TP09 表1 第1行第1列",
        "TP09 开头第5段",
        "TP09 开头第6段",
        "TP09 页眉第1段",
        "TP09 脚注2第1段",
    ]


def test_a_crossing_is_one_mistake() -> None:
    assert codes("{% for 项 in 项目 %}{% if 编制数 %}甲{% endfor %}{% endif %}") == [
        "TP09 开头第1段"
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("共｛｛ 编制数 ｝｝人", "共{{ 编制数 }}人"),
        ("{｛编制数 }｝", "{{编制数 }}"),
        ("{{编制数｜万元（0）}}", "{{编制数|万元(0)}}"),
        ("{{ 编\u200b制数 }}", "{{ 编制数 }}"),
        ("{\u200b{ 编制数 }}", "{{ 编制数 }}"),
        ("{{ 编制数 }", "{{ 编制数 }}"),
        ("{ 编制数 }}", "{{ 编制数 }}"),
        ("{％ if 编制数 ＞ 0 ％}", "{% if 编制数 > 0 %}"),
        ("{% if 编制数 = 3：%}", "{% if 编制数 == 3 %}"),
        ("{% 如果 编制数 大于 0 且 在职人数 >= 3 %}", "{% if 编制数 > 0 and 在职人数 >= 3 %}"),
        ("{% end if %}", "{% endif %}"),
        ("{% endif }", "{% endif %}"),
        ("{{% if 编制数 %}}", "{% if 编制数 %}"),
        ("{{ 编 制 数 }}", "{{ 编制数 }}"),
        ("{{ 编编制数 }}", "{{ 编制数 }}"),
        ("{{ 制编数 }}", "{{ 编制数 }}"),
        ("{{ 项目。名称 }}", "{{ 项目.名称 }}"),
    ],
)
def test_a_slip_that_leaves_no_doubt_is_put_right(typed: str, meant: str) -> None:
    assert mended(typed, WORDS) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 公用经费今年决算 }}",  # one character from two names
        "{{ 公用经费下年决算 }}",
        "{{ 编制人数 }}",
        "{{ 编制人数 }",
        "{{ 编制数 %}",
        "{{ 编制数 人",
        "{注：见表1}",
        "{{ 编制数 | 较('上年，决算（公开）', 在职人数) }}",
        "{{ 编制数 | 较(“上年决算”, 在职人数) }}",
        "{% if 编制数 > 12.5％ %}",
        "（一）甲，乙｜丙",
    ],
)
def test_what_could_be_meant_otherwise_is_left(typed: str) -> None:
    assert list(edits(typed, WORDS)) == []


def test_a_clean_template_has_nothing_to_put_right() -> None:
    from reportgen.editor import mending

    pack, _ = load(ROOT / "templates" / "2020")
    assert mending.mend(pack) == ({}, ())


def test_a_brace_missing_beside_a_full_width_tag_is_told_too() -> None:
    assert codes("｛｛ 单位 ｝｝和{{ 编制数 }") == ["TP04 开头第1段", "TP03 开头第1段"]
