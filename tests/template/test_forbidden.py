"""Nothing in a template can call, compute, look into an object or fetch another file."""

from __future__ import annotations

import pytest

from reportgen import document, template
from reportgen.findings import ReportgenError
from reportgen.template.operations import translate
from reportgen.template.tokens import Refused
from tests.helpers.word import KNOWN, docx, with_note

FORBIDDEN = [
    "{{ ''.__class__ }}",
    "{{ 单位.__class__.__mro__ }}",
    "{{ 单位['__class__'] }}",
    "{{ 单位|attr('__class__') }}",
    "{{ 单位 | 万元.__init__ }}",
    "{{ cycler.__init__.__globals__.os.system('id') }}",
    "{{ self }}",
    "{{ self.__dict__ }}",
    "{{ range(9) }}",
    "{{ lipsum() }}",
    "{{ 单位() }}",
    "{{ 单位.upper() }}",
    "{{ loop() }}",
    "{{ loop.previtem.名称 }}",
    "{{ loop.cycle('a') }}",
    "{{ 单位 | safe }}",
    "{{ 单位 | map('upper') }}",
    "{{ 单位 | format }}",
    "{{ 1 + 1 }}",
    "{{ 编制数 * 2 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 编制数 - 1 }}",
    "{{ 单位 ~ 单位 }}",
    "{{ '%s' % 单位 }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ 单位 if 编制数 else 等级 }}",
    "{{ 单位 is defined }}",
    "{{ '甲' in 单位 }}",
    "{{ 金额 | 较(名称='上年') }}",
    "{{ 金额 | 较(*项目) }}",
    "{{ caller() }}",
    "{{ super() }}",
    "{% set 单位 = '乙' %}",
    "{% set 单位 %}乙{% endset %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro m() %}{% endmacro %}",
    "{% call m() %}{% endcall %}",
    "{% filter upper %}甲{% endfilter %}",
    "{% raw %}{{ 单位 }}{% endraw %}",
    "{% autoescape false %}{{ 单位 }}{% endautoescape %}",
    "{% with x = 1 %}{% endwith %}",
    "{% do 单位 %}",
    "{% debug %}",
    "{% trans %}甲{% endtrans %}",
    "{% for 项 in range(9) %}甲{% endfor %}",
    "{% for 项 in 项目 if 项.决算 %}甲{% endfor %}",
    "{% for 项 in 项目 recursive %}甲{% endfor %}",
    "{% for 甲, 乙 in 项目 %}甲{% endfor %}",
    "{% for 项 in '甲乙' %}甲{% endfor %}",
    "{% for 项 in 单位 %}甲{% endfor %}",
    "{%- if 编制数 -%}甲{% endif %}",
    "{{- 单位 -}}",
    "{# 注释 #}",
    "{{r 单位 }}",
    "{{p 单位 }}",
    "{%tc if 编制数 %}甲{%tc endif %}",
    "{%r if 编制数 %}甲{%r endif %}",
    "{% vm %}",
    "{% hm %}",
    "{% colspan 2 %}",
    "{% cellbg 单位 %}",
    "{{ 单位 }",
    "{{ _1.名称 }}",
    "{{ _line }}",
    "{{ 单位; 等级 }}",
    "{{ 单位\\n }}",
    "{{ '}' }}",
    '{% if 单位 == "%}" %}甲{% endif %}',
]


def _table(tag: str) -> bytes:
    import docx as word

    from tests.helpers.word import saved

    made = word.Document()
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "{{ 单位 }}", f"前{tag}后"
    return saved(made)


PLACES = {
    "开头第2段": lambda tag: docx(f"{{{{ 单位 }}}}\n前{tag}后"),
    "表1 第1行第2列": _table,
    "页眉第1段": lambda tag: docx("{{ 单位 }}", header=f"前{tag}后"),
    "页脚第1段": lambda tag: docx("{{ 单位 }}", footer=f"前{tag}后"),
    "文档属性": lambda tag: docx("{{ 单位 }}", title=f"前{tag}后"),
}


@pytest.mark.parametrize("tag", FORBIDDEN)
def test_it_is_refused_where_it_stands(tag: str) -> None:
    for place, made in PLACES.items():
        data = made(tag)
        found = template.lint(data, KNOWN)
        assert found, place
        assert all(each.where.spot.startswith(place) for each in found), found
        assert {each.severity.value for each in found} == {"错误"}
        with pytest.raises(ReportgenError):
            document.compile(data, KNOWN)


@pytest.mark.parametrize(
    "source",
    [
        "{{ x.__class__.__mro__ }}",
        "{{ f() }}",
        "{{ 1 + 1 }}",
        "{{ x[0] }}",
        "{{ x is defined }}",
        "{{ loop.parent }}",
        "{{ a if b else c }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% for x in y recursive %}{% endfor %}",
        "{% for x in y %}{% else %}甲{% endfor %}",
        "{% for a in b %}" * 5 + "{% endfor %}" * 5,
    ],
)
def test_the_translation_refuses_by_itself(source: str) -> None:
    """The lint is for people; this second gate is what no template can pass."""
    with pytest.raises(Refused):
        translate(source)


def test_a_note_is_no_back_door() -> None:
    [finding] = template.lint(with_note(docx("{{ 单位 }}"), "{{ 单位.__class__ }}"), KNOWN)
    assert finding.where.spot == "脚注2第1段"
