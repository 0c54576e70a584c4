"""Judging a template: every mistake at once, each at a place a person can open."""

from __future__ import annotations

from textwrap import dedent

import pytest

from reportgen import template
from reportgen.findings import as_text
from tests.helpers.word import KNOWN, docx, edited, with_member, with_note


def findings(data: bytes | str) -> str:
    """Return everything said about a template, as the screen shows it."""
    data = docx(data) if isinstance(data, str) else data
    return "\n".join(as_text(finding) for finding in template.lint(data, KNOWN))


def codes(data: bytes | str) -> list[str]:
    data = docx(data) if isinstance(data, str) else data
    return [f"{f.code} {f.where.spot}" for f in template.lint(data, KNOWN)]


def lines(text: str) -> str:
    return dedent(text).strip("\n")


CLEAN = """
    一、概况
    {{ 单位 }}共{{ 编制数 }}人，{{ 金额 | 万元 }}，{{ 增长率 | 同比 }}。
    {% if 编制数 > 200 and not 日期 %}
    {{ 职能 }}
    {% elif 等级 == '优' %}
    {{ 项目.名称 | 顿号 }}
    {% endif %}
    （{{ 项目.序号 | 中文数字 }}）{{ 项目.名称 }}
    {{ 项目.说明 }}
    {% for 项 in 项目 %}{{ 项.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}
    | 一级 | 二级 |
    | {{ 指标.一级 | 合并 }} | {{ 指标.得分 }} |
    | {% for 行 in 指标 %} | |
    | {{ 行.一级 | 合并 }} | {{ 行.得分 }} |
    | {% endfor %} | |
    """


def test_silence_means_checked_and_right() -> None:
    data = docx(CLEAN, header="{{ 单位 }}", footer="第1页", title="{{ 单位 }}报告")
    assert findings(with_note(data, "{{ 单位 }}")) == ""


def test_an_unknown_name_is_told_with_the_nearest_known_one() -> None:
    assert findings("一、概况\n前\n共{{ 编制 }}人") == lines("""
        report.docx 一、第2段  错误 TP06
          标签 {{ 编制 }} 的“编制”没有定义。是不是“编制数”？
          办法：改正名称，或在 rules.xlsx 中加上这一项。
        """)


def test_an_unknown_column_is_told_with_the_nearest_known_one() -> None:
    assert findings("| 甲 | {{ 项目.决算数 }} |") == lines("""
        report.docx 表1 第1行第2列  错误 TP06
          标签 {{ 项目.决算数 }}：清单“项目”没有“决算数”这一列。是不是“决算”？
          办法：改正列名，或在 rules.xlsx 的“字段”中加上这一列。
        """)


def test_an_unknown_filter_is_told_with_the_nearest_known_one() -> None:
    found = template.lint(docx("{{ 金额 | 万 }}"), KNOWN)
    assert [f.message for f in found] == ["标签 {{ 金额 | 万 }} 的写法“万”不存在。是不是“万元”？"]
    assert found[0].remedy.startswith("可用的写法有：万元、亿元、")


def test_a_filter_on_a_kind_it_cannot_say_is_told_before_any_report() -> None:
    assert findings("{{ 单位 | 万元 }}") == lines("""
        report.docx 开头第1段  错误 TP08
          标签 {{ 单位 | 万元 }} 用错了写法：“万元”只能用在数上，这里是文字。
          办法：换一种写法，或改正名称。
        """)


def test_a_filter_with_too_many_arguments() -> None:
    assert codes("{{ 金额 | 万元(1, 2, 3, 4) }}") == ["TP08 开头第1段"]
    assert codes("{{ 金额 | 较 }}") == ["TP08 开头第1段"]


def test_an_unclosed_tag() -> None:
    assert findings("前\n共{{ 编制数 人") == lines("""
        report.docx 开头第2段  错误 TP03
          “共{{ 编制数 人”处标签没有写完。
          办法：标签写成 {{ 名称 }}，判断和重复写成 {% … %}；不是标签的花括号请删去。
        """)


def test_a_tag_over_two_paragraphs() -> None:
    assert findings("共{{ 编制数\n}}人") == lines("""
        report.docx 开头第1段  错误 TP05
          标签“共{{ 编制数”分在了两段里，到 开头第2段 才结束。
          办法：把标签写在同一段、同一格里。
        """)


def test_a_tag_over_two_cells() -> None:
    data = edited(docx("| {{ 单位 | 甲 |"), "word/document.xml", "甲", "}}")
    found = template.lint(data, KNOWN)
    assert [(f.code, str(f.where)) for f in found] == [("TP05", "report.docx 表1 第1行第1列")]
    assert "分在了两格里" in found[0].message


def test_full_width_braces() -> None:
    assert findings("共｛｛ 编制数 ｝｝人") == lines("""
        report.docx 开头第1段  错误 TP04
          “共｛｛ 编制数 ｝｝人”用了全角的花括号，不会被填写。
          办法：改成半角的 {{ 和 }}。
        """)


def test_a_full_width_sign_inside_a_tag() -> None:
    found = template.lint(docx("{{ 金额 ｜ 万元 }}"), KNOWN)
    assert [f.message for f in found] == ["标签 {{ 金额 ｜ 万元 }} 里的“｜”是全角符号。"]


def test_a_name_that_differs_only_by_width() -> None:
    """Python and Jinja would take 编制数１ and 编制数1 for one name and print 200 twice."""
    assert findings("{{ 编制数１ }}") == lines("""
        report.docx 开头第1段  错误 TP11
          标签 {{ 编制数１ }} 的名称“编制数１”里有全角或特殊字形的字符。
          办法：改写成“编制数1”。
        report.docx 开头第1段  错误 TP06
          标签 {{ 编制数1 }} 的“编制数1”没有定义。是不是“编制数”？
          办法：改正名称，或在 rules.xlsx 中加上这一项。
        """)


def test_an_invisible_character_is_named() -> None:
    found = template.lint(docx("{{ 编\u200b制数 }}"), KNOWN)
    assert "看不见的字符（U+200B）" in found[0].message


def test_a_condition_without_end() -> None:
    assert findings("{% if 编制数 %}\n有") == lines("""
        report.docx 开头第1段  错误 TP09
          标签 {% if 编制数 %} 在同一范围内没有对应的 {% endif %}。
          办法：补上 {% endif %}。同一段里打开的要在同一段里结束；独占一段或一行的要同级结束。
        """)


def test_crossed_blocks() -> None:
    found = template.lint(
        docx("{% for 项 in 项目 %}{% if 编制数 %}甲{% endfor %}{% endif %}"), KNOWN
    )
    assert found[0].message == "标签 {% endfor %} 与前面的 {% if 编制数 %} 交叉或不配对。"
    assert {f.code for f in found} == {"TP09"}


def test_a_condition_opened_in_a_sentence_and_closed_in_the_next() -> None:
    """docxtpl would merge the two paragraphs, or leave half of one."""
    assert codes("前{% if 编制数 %}中\n后{% endif %}完") == ["TP09 开头第1段", "TP09 开头第2段"]


def test_a_condition_over_two_cells() -> None:
    assert codes("| 前{% if 编制数 %}甲 | 乙{% endif %} |") == [
        "TP09 表1 第1行第1列",
        "TP09 表1 第1行第2列",
    ]


def test_a_condition_torn_by_a_hyperlink() -> None:
    data = docx("{% if 编制数 %}¦甲{% endif %}")
    xml = '<w:hyperlink w:anchor="a"><w:r><w:t>甲{% endif %}</w:t></w:r></w:hyperlink>'
    data = edited(data, "word/document.xml", "<w:r><w:t>甲{% endif %}</w:t></w:r>", xml)
    assert codes(data) == ["TP05 开头第1段"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% for 项 in 项目 %}{% for 甲 in 项 %}字{% endfor %}{% endfor %}", "TP14"),
        ("{% for 项 in 职能 %}{% for 甲 in 项 %}字{% endfor %}{% endfor %}", "TP14"),
        ("{% for 项 in 工程 %}{% for 甲 in 项 %}{{ 甲.乙 }}{% endfor %}{% endfor %}", "TP06"),
        ("{{ 项目 }}", "TP14"),
        ("{{ 项目 | 万元 }}", "TP14"),
        ("{{ 项目.名称 }}{{ 指标.得分 }}", "TP14"),
        ("| {{ 项目.名称 }} | {{ 指标.得分 }} |", "TP14"),
        ("{% if 项目.决算 > 0 %}\n甲\n{% endif %}", "TP14"),
        ("{% for 项 in 项目 %}{{ 项 }}{% endfor %}", "TP14"),
        ("{% for 项 in 项目 %}{{ 项目.名称 }}{% endfor %}", "TP14"),
        ("{% for 项 in 编制数 %}{{ 项 }}{% endfor %}", "TP14"),
        ("{{ 单位 }}{% if loop.last %}甲{% endif %}", "TP14"),
        ("{{ 单位.名称 }}", "TP06"),
        ("{{ 部门.名称 }}", "TP06"),
        ("{% for 项 in 项目表 %}{{ 项.名称 }}{% endfor %}", "TP06"),
        ("{% if 编制 %}甲{% endif %}", "TP06"),
        ("{{ 金额 | 较('上年', 基期) }}", "TP06"),
        ("{% for 单位 in 项目 %}{{ 单位.名称 }}{% endfor %}", "TP10"),
        ("{{ 项目.名称 | 合并 }}", "TP15"),
        ("{{ 编制数 | 合并 }}", "TP15"),
        ("| {{ 项目.名称 | 合并 }} | {{ 编制数 | 合并 }} |", "TP15"),
        ("| {{ 项目.决算 | 合并 | 万元 }} |", "TP15"),
        ("前{%p if 编制数 %}甲{%p endif %}", "TP10"),
        ("{% if 编制数 %}甲{% else %}乙{% else %}丙{% endif %}", "TP09"),
        ("{% for 项 in 项目 %}甲{% else %}乙{% endfor %}", "TP09"),
        ("甲{% endif %}", "TP09"),
        ("{{ }}", "TP03"),
        ("甲 } 乙", "TP03"),
        ("{ 单位 }}", "TP03"),
        ("没有标签", "TP19"),
    ],
)
def test_a_mistake_has_its_code(text: str, expected: str) -> None:
    assert {code.split()[0] for code in codes(text)} == {expected}


def test_all_mistakes_are_told_at_once_in_the_order_of_the_page() -> None:
    data = docx(
        """
        一、概况
        {{ 甲乙丙 }}
        （一）编制
        好
        {{ 编制数
        | 名称 | {{ 项目.年份 }} |
        """,
        header="{{ 页眉名 }}",
        footer="{{ 2020年 }}",
    )
    assert codes(with_note(data, "{{ x }}")) == [
        "TP03 一、（一）第2段",
        "TP06 一、第1段",
        "TP06 表1 第1行第2列",
        "TP06 页眉第1段",
        "TP11 页脚第1段",
        "TP06 脚注2第1段",
    ]


def test_one_mistake_is_told_once() -> None:
    """A for over an unknown list does not make each of its columns unknown as well."""
    text = "{% for 项 in 工程 %}{{ 项.名称 }}{{ 项.决算 }}{{ 项 }}{% endfor %}"
    assert codes(text) == ["TP06 开头第1段"]


def test_a_missing_brace_does_not_make_the_rest_look_crossed() -> None:
    assert codes("{% if 编制数 %甲{% endif %}") == ["TP03 开头第1段"]


def test_loops_go_three_deep() -> None:
    def nested(depth: int) -> str:
        opened = "".join(f"{{% for 层{n} in 项目 %}}" for n in "甲乙丙丁"[:depth])
        return f"{opened}字{'{% endfor %}' * depth}"

    assert codes(nested(3)) == []
    assert codes(nested(4)) == ["TP16 开头第1段"]


def test_five_thousand_tags_are_the_limit() -> None:
    assert codes("{{ 单位 }}" * 5000) == []
    assert codes("{{ 单位 }}" * 5001) == ["TP16 "]


def test_a_tag_has_a_limit_too() -> None:
    exactly = f"{{{{ 金额 | 较('{'字' * 280}', 金额) }}}}"
    assert len(exactly) == 300
    assert codes(exactly) == []
    assert codes(exactly.replace("字", "字字", 1)) == ["TP16 开头第1段"]


def test_a_paragraph_that_would_take_a_section_break_with_it() -> None:
    data = docx("前\n{{ 职能 }}")
    broken = edited(
        data,
        "word/document.xml",
        "<w:p><w:r><w:t>{{",
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{",
    )
    assert codes(data) == []
    assert codes(broken) == ["TP20 开头第2段"]


def test_names_of_properties_are_checked() -> None:
    data = docx("{{ 单位 }}", title="{{ 单 }}{{ 项目.名称 }}{{")
    assert {c.split()[0] for c in codes(data)} == {"TP03", "TP06", "TP14"}
    assert "文档属性“标题”" in findings(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04 cut",
        with_member(docx("甲"), "[Content_Types].xml", "<Types/>"),
    ],
)
def test_what_is_no_whole_docx_is_told(data: bytes) -> None:
    [finding] = template.lint(data, KNOWN)
    assert (finding.code, finding.where.spot) == ("TP01", "")
