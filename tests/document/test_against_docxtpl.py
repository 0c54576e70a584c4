"""docxtpl itself, given the rewritten template, must print the same text."""

from __future__ import annotations

import pytest

from benchmarks import made_up, plain
from reportgen.template import names
from tests.helpers.packs import PACK, shipped
from tests.helpers.reading import read_text
from tests.helpers.word import CONTEXT, KNOWN, docx, number, render, with_note

TEMPLATE = with_note(
    docx(
        """
        {{ 单位 }}{{ 年度 }}{{ 金额 | 万元 }}，{{ 增长率 | 同比 }}。
        {% if 编制数 > 200 %}
        编制{{ 编制数 }}人
        {% elif 编制数 %}
        少
        {% endif %}
        {{ 职能 }}
        （{{ 项目.序号 | 中文数字 }}）{{ 项目.名称 }}
        {{ 项目.说明 }}
        {% for 项 in 项目 %}{{ 项.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}
        | 一级 | 二级 | 得分 |
        | {{ 指标.一级 | 合并 }} | {{ 指标.二级 | 合并 }} | {{ 指标.得分 }} |
        共{{ 项目 | 个数 }}个：{{ 项目.名称 | 顿号 }}
        | {{ 项目.名称 }} | {{ 项目.决算 }} / {{ 项目.说明 }} |
        """.replace("{{ 年度 }}", ""),
        header="{{ 单位 }}",
        footer="{% if 日期 %}有{% else %}无{% endif %}",
    ),
    "见{{ 单位 }}",
)
PROJECTS = tuple(
    {"序号": number(n), "名称": f"项目{n}", "决算": number(n), "说明": ("一", f"二{n}")[: n % 3]}
    for n in range(1, 5)
)
CASES = {
    "plain values": {},
    "markup": {"单位": "<b>&\"'</b>"},
    "rare hanzi": {"单位": "𠮷㙦👍"},
    "line breaks and tabs": {"单位": "甲\n乙\t丙"},
    "blanks": {"单位": "", "职能": (), "日期": None},
    "zero": {"编制数": number(0)},
    "hostile lines": {"职能": ("<一>", "&二", "三\t三")},
}


@pytest.mark.parametrize("case", CASES)
def test_docxtpl_prints_the_same_text(case: str) -> None:
    context = {**CONTEXT, "项目": PROJECTS, **CASES[case]}
    rewritten = plain.in_docxtpl_syntax(TEMPLATE, KNOWN)
    theirs = plain.render(rewritten, plain.context_for_jinja(context, KNOWN), plain.environment())
    ours = render(TEMPLATE, **context)
    assert read_text(ours, fill_down=True) == read_text(theirs, fill_down=True)


@pytest.mark.parametrize("seed", [0, 7])
def test_docxtpl_prints_the_same_text_for_the_shipped_template(seed: int) -> None:
    known = names(shipped())
    template = (PACK / "report.docx").read_bytes()
    context = made_up.context(shipped(), seed)
    theirs = plain.render(
        plain.in_docxtpl_syntax(template, known),
        plain.context_for_jinja(context, known),
        plain.environment(),
    )
    ours = render(template, known, **context)
    assert read_text(ours, fill_down=True) == read_text(theirs, fill_down=True)
