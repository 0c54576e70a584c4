"""Filling the template: the natural form, line by line as a reader sees it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from textwrap import dedent

import docx as word
import pytest

from reportgen import document
from reportgen.findings import ReportgenError
from tests.helpers.word import (
    CONTEXT,
    KNOWN,
    docx,
    edited,
    member,
    number,
    printed,
    render,
    rows,
    saved,
    with_note,
)


def lines(text: str) -> str:
    return dedent(text).strip("\n")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("共{{ 编制数 }}人。", "共223人。"),
        ("共{{编制数}}人。", "共223人。"),
        ("共{¦{ 编¦制数 }¦}人。", "共223人。"),
        ("{{ 金额 }}；{{ 金额 | 万元 }}", "8116.90；8116.90万元"),
        ("{{ 增长率 }}", "-4.68"),
        ("{{ 增长率 | 同比 }}", "同比下降4.68%"),
        ("{{ 日期 }}。", "。"),
        ("有{{ 职能 }}", "有一是宣传。⏎二是执行。"),
        ("{{ 项目.名称 | 顿号 }}等{{ 项目 | 个数 }}个", "扶贫、基建等2个"),
        ("{{ 金额 | 较('上年决算', 金额) }}", "与上年决算持平"),
        ("{{ 金额 | 较(“上年决算”, 金额) }}", "与上年决算持平"),
        (
            "{% for 项 in 项目 %}{{ 项.名称 }}{{ 项.决算 }}万元{% if not loop.last %}，{% endif %}"
            "{% endfor %}。",
            "扶贫243万元，基建510万元。",
        ),
        ("{% for 项 in 项目 %}{{ loop.index | 中文数字 }}{% endfor %}", "一二"),
        (
            "{% for 项 in 项目 %}{% if loop.first %}先{% endif %}{{ 项.名称 }}{% endfor %}",
            "先扶贫基建",
        ),
    ],
)
def test_a_tag_in_a_sentence_prints_its_value(template: str, expected: str) -> None:
    assert printed(template) == expected


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("编制数 > 222", True),
        ("编制数 > 223", False),
        ("编制数 >= 223", True),
        ("编制数 < 223.5", True),
        ("编制数 != 223", False),
        ("金额 == 8116.9", True),
        ("增长率 < -4", True),
        ("增长率 < -5", False),
        ("等级 == '优'", True),
        ("等级 == “良”", False),
        ("编制数 > 金额", False),
        ("200 < 编制数 < 300", True),
        ("not 日期", True),
        ("日期 == ''", True),
        ("项目", True),
        ("职能 and 编制数", True),
        ("日期 or 编制数 > 300", False),
        ("项目 | 个数 > 1", True),
    ],
)
def test_a_condition_compares_as_a_reader_would(condition: str, holds: bool) -> None:
    """A rate is compared by its per cent, as it prints; a blank is neither more nor less."""
    text = f"前{{% if {condition} %}}是{{% else %}}否{{% endif %}}后"
    assert printed(text) == ("前是后" if holds else "前否后")


def test_a_bare_name_tests_filled_in_and_not_zero() -> None:
    text = "{% if 编制数 %}有{% else %}无{% endif %}"
    assert printed(text, 编制数=number(0)) == "无"
    assert printed(text, 编制数=None) == "无"


def test_the_first_branch_that_holds_is_printed() -> None:
    text = "{% if 编制数 > 500 %}多{% elif 编制数 > 200 %}中{% elif 编制数 > 100 %}低{% endif %}"
    assert printed(text) == "中"


def test_words_against_a_number_stop_with_both_values() -> None:
    with pytest.raises(ReportgenError) as caught:
        render("一、概况\n前{% if 编制数 > 5 %}多{% endif %}", 编制数="八千")
    assert caught.value.code == "DO05"
    assert caught.value.message == (
        "报告里有一处印不出来：一、第1段的标签 {% if 编制数 > 5 %}：“八千”与“5”不能比较大小。"
    )


def test_a_paragraph_of_block_tags_leaves_no_line() -> None:
    text = """
        前
        {% if 编制数 > 200 %}
        中
        {% endif %}{% if 编制数 > 500 %}
        不印
        {% endif %}
        后
        """
    assert printed(text) == "前\n中\n后"


def test_docxtpl_own_prefixes_mean_the_same() -> None:
    text = """
        {%p if 编制数 > 200 %}
        中
        {%p endif %}
        | {%tr for 项 in 项目 %} |
        | {{ 项.名称 }} |
        | {%tr endfor %} |
        """
    assert printed(text) == "中\n| 扶贫 |\n| 基建 |"


def test_a_paragraph_field_alone_is_one_paragraph_a_line() -> None:
    assert printed("前\n{{ 职能 }}\n后") == "前\n一是宣传。\n二是执行。\n后"
    assert printed("前\n{{ 职能 }}\n后", 职能=()) == "前\n后"
    assert printed("前\n{{ 职能 }}\n后", 职能=None) == "前\n后"


def test_each_line_keeps_the_look_of_its_paragraph() -> None:
    made = word.Document()
    run = made.add_paragraph(style="List Bullet").add_run("{{ 职能 }}")
    run.bold = True
    filled = word.Document(io.BytesIO(render(saved(made))))
    looks = [(p.text, p.style.name, p.runs[0].bold) for p in filled.paragraphs]  # type: ignore[union-attr]
    assert looks == [("一是宣传。", "List Bullet", True), ("二是执行。", "List Bullet", True)]


def test_headers_footers_notes_and_the_title_are_filled_once() -> None:
    data = docx(
        "{{ 单位 }}", header="{{ 单位 }}部门", footer="{{ 编制数 }}", title="{{ 单位 }}报告"
    )
    data = with_note(with_note(data, "见{{ 单位 }}"), "尾{{ 等级 }}", "endnote")
    filled = render(data, 单位="甲 & {{ 编制数 }}")
    assert printed(data, 单位="甲 & {{ 编制数 }}") == lines("""
        甲 & {{ 编制数 }}
        [页眉] 甲 & {{ 编制数 }}部门
        [页脚] 223
        [脚注] 见甲 & {{ 编制数 }}
        [尾注] 尾优
        """)
    title = word.Document(io.BytesIO(filled)).core_properties.title
    assert title == "甲 & {{ 编制数 }}报告"


def test_a_title_is_one_line_and_no_longer_than_word_allows() -> None:
    data = docx("{{ 单位 }}", title="{{ 单位 }}")
    filled = render(data, 单位="甲\n乙" + "丙" * 300)
    title = word.Document(io.BytesIO(filled)).core_properties.title
    assert title.startswith("甲 乙丙")
    assert len(title) == 255


def test_an_optional_date_prints_as_chinese_write_it() -> None:
    assert printed("{{ 日期 }}", 日期=date(2021, 4, 20)) == "2021年4月20日"


def test_the_same_input_gives_the_same_bytes() -> None:
    data = docx("{{ 单位 }}\n| {{ 项目.名称 }} |", header="{{ 单位 }}")
    one = document.render(document.compile(data, KNOWN), data, CONTEXT)
    other = document.render(document.compile(data, KNOWN), data, CONTEXT)
    assert one == other


def test_what_no_tag_changes_is_copied_as_it_lies() -> None:
    data = docx("{{ 单位 }}", header="没有标签")
    filled = render(data)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(filled)) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        same = [n for n in old.namelist() if old.read(n) == new.read(n)]
        assert set(old.namelist()) - set(same) == {"word/document.xml"}
        assert {info.date_time for info in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_the_data_lacks_stops_even_in_a_branch_not_taken() -> None:
    data = docx("{% if 编制数 > 999 %}{{ 单位 }}{% endif %}")
    program = document.compile(data, KNOWN)
    with pytest.raises(ReportgenError) as caught:
        document.render(program, data, {"编制数": number(1)})
    assert (caught.value.code, caught.value.message) == (
        "DO03",
        "报告模板要印“单位”，数据里没有。",
    )


def test_a_row_without_its_column_stops() -> None:
    with pytest.raises(ReportgenError, match="清单里有一行没有“决算”这一列"):
        render("{{ 项目.决算 }}", 项目=({"名称": "甲"},))


def test_a_filter_on_a_value_it_cannot_say_names_the_tag() -> None:
    with pytest.raises(ReportgenError) as caught:
        render("前\n共{{ 金额|万元 }}，{{ 金额 }}\n| {{ 金额 | 整数 | 万元 }} |", 金额="八千")
    assert caught.value.code == "DO05"
    assert caught.value.message == (
        "报告里有一处印不出来：开头第2段的标签 {{ 金额|万元 }}："
        "“万元”只能用在数上，这里是文字“八千”。"
    )
    assert caught.value.remedy == (
        "改正 report.docx 中这个标签的写法，或改正填报表中它要印的那一格。"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("甲\n| 乙 | {{ 项目.决算 | 整数 }} |", "表1 第1行第2列的标签 {{ 项目.决算 | 整数 }}："),
        ("甲\n（一）{{ 项目.决算 | 整数 }}", "（一）标题的标签 {{ 项目.决算 | 整数 }}："),
        (
            "{% for 项 in 项目 %}{{ 项.决算 | 整数 | 万元 }}{% endfor %}",
            "开头第1段的标签 {{ 项.决算 | 整数 | 万元 }}：",
        ),
        ("甲{{ 编制数 | 整数 }}\n乙{{ 编制数 | 整数 }}", "开头第1段、开头第2段的标签 "),
    ],
)
def test_the_place_of_a_failure_is_found_again_in_rows_and_loops(text: str, place: str) -> None:
    with pytest.raises(ReportgenError) as caught:
        render(text, 项目=({"名称": "甲", "决算": "约四十"},), 编制数="八")
    assert place in caught.value.message


def test_any_failure_inside_a_filter_names_the_tag() -> None:
    """A figure beyond all measure, which no form can hold, must not end in a traceback."""
    with pytest.raises(ReportgenError) as caught:
        render("{{ 金额 | 大写金额 }}", 金额=number("1e999", "万元"))
    assert caught.value.code == "DO05"
    assert caught.value.message == (
        "报告里有一处印不出来：开头第1段的标签 {{ 金额 | 大写金额 }}：“大写金额”写不出这个值。"
    )


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("前{{ 金额 }}", "开头第1段的标签 {{ 金额 }}："),
        ("{% if 金额 > 5 %}甲{% endif %}", "开头第1段的标签 {% if 金额 > 5 %}："),
        ("{% if 金额 %}甲{% endif %}", ""),
    ],
)
def test_a_figure_beyond_all_measure_never_ends_in_a_traceback(text: str, tag: str) -> None:
    with pytest.raises(ReportgenError) as caught:
        render(text, 金额=number("1e999", "万元"))
    assert caught.value.message == f"报告里有一处印不出来：{tag}这个数太大，写不下。"


def test_a_failure_in_the_header_or_the_title_names_it() -> None:
    for place, data in {
        "页眉第1段": docx("甲", header="{{ 金额 | 万元 }}"),
        "文档属性“标题”": docx("甲", title="{{ 金额 | 万元 }}"),
    }.items():
        with pytest.raises(ReportgenError, match=f"{place}的标签"):
            render(data, 金额="八千")


def test_a_filter_on_the_wrong_unit_is_found_before_any_report() -> None:
    with pytest.raises(ReportgenError) as caught:
        render("{{ 编制数 | 百分比 }}")
    assert caught.value.code == "TP08"
    assert "“百分比”只能用在单位为“%”的数上，这里是单位为“人”的数。" in caught.value.message


def test_a_template_with_errors_does_not_compile() -> None:
    with pytest.raises(ReportgenError) as caught:
        document.compile(docx("{{ 编制 }}\n{{ 单位"), KNOWN)
    assert caught.value.code == "TP03"
    assert caught.value.message.endswith("（另有 1 处）")


def test_another_template_than_the_compiled_one_is_refused() -> None:
    program = document.compile(docx("{{ 单位 }}"), KNOWN)
    with pytest.raises(ReportgenError) as caught:
        document.render(program, docx("{{ 编制数 }}"), CONTEXT)
    assert caught.value.code == "DO06"


def test_a_text_box_is_filled_in_both_its_forms() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>{{ 单位 }}</w:t></w:r></w:p>'
        "</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>{{ 单位 }}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    data = edited(docx("正文"), "word/document.xml", "<w:t>正文</w:t>", f"<w:t>正文</w:t>{box}")
    assert member(render(data)).count("灰山港镇") == 2
    assert printed(data) == "正文\n[文本框] 灰山港镇"


def test_loops_stand_in_one_another() -> None:
    text = "{% for 项 in 项目 %}{{ 项.名称 }}：{% for 行 in 指标 %}{{ 行.得分 }}{% endfor %}；{% endfor %}"
    assert printed(text) == "扶贫：5842；基建：5842；"


def test_many_rows_are_all_printed() -> None:
    many = rows("| 名称 | 决算 |\n" + "\n".join(f"| 项{n} | {n} |" for n in range(1, 501)))
    assert printed("| {{ 项目.名称 }} |", 项目=many).count("\n") == 499
