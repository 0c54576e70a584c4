"""Looks, numbers and years of a template: what every report would show, told once here."""

from __future__ import annotations

import docx as word
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from reportgen import template
from reportgen.findings import as_text
from tests.helpers.word import KNOWN, docx, edited, saved, with_member

DOCUMENT = "word/document.xml"


def told(data: bytes | str, year: int = 0) -> list[str]:
    data = docx(data) if isinstance(data, str) else data
    return [as_text(each) for each in template.lint(data, KNOWN, year)]


def short(data: bytes | str, year: int = 0) -> list[str]:
    data = docx(data) if isinstance(data, str) else data
    found = template.lint(data, KNOWN, year)
    return [f"{f.code} {f.where.spot}：{f.message}" for f in found]


def in_runs(*pieces: tuple[str, str]) -> bytes:
    """Return a template of one paragraph, each run with its Chinese font (or none)."""
    made = word.Document()
    paragraph = made.add_paragraph()
    for text, font in pieces:
        in_font(paragraph, text, font)
    made.add_paragraph("{{ 单位 }}")
    return saved(made)


def in_font(paragraph: Paragraph, text: str, font: str) -> None:
    run = paragraph.add_run(text)
    if font:
        run.font.name = "Times New Roman"
        run._r.rPr.rFonts.set(qn("w:eastAsia"), font)


# --- one tag, several looks -------------------------------------------------------------------


def test_a_tag_of_two_looks_is_told_with_the_one_that_prints() -> None:
    made = word.Document()
    paragraph = made.add_paragraph("共{{ ")
    run = paragraph.add_run("编制数")
    run.bold, run.font.color.rgb = True, RGBColor(255, 0, 0)
    paragraph.add_run(" }}人")
    assert told(saved(made)) == [
        "report.docx 开头第1段  提醒 TP24\n"
        "  标签 {{ 编制数 }} 的各个字格式不一样（加粗、颜色），印出来都用第一个花括号的格式。\n"
        "  办法：选中整个标签，连同两边的花括号，设成同一种格式。"
    ]


def test_a_tag_that_word_split_into_runs_that_look_alike_is_silent() -> None:
    """Word splits runs for spelling, for editing sessions and for the language of the keys."""
    made = word.Document()
    paragraph = made.add_paragraph()
    for at, piece in enumerate(("{{", " 编", "制", "数 }", "}")):
        run = paragraph.add_run(piece)
        run._r.set(qn("w:rsidR"), f"00{at}")
        run._r.get_or_add_rPr().append(run._r.makeelement(qn("w:lang"), {qn("w:val"): "zh-CN"}))
        run.font.size = Pt(16)
        run.bold = False if at % 2 else None
    assert told(saved(made)) == []


def test_what_a_style_makes_alike_is_alike() -> None:
    made = word.Document()
    made.styles["Heading 1"].font.bold = True
    paragraph = made.add_paragraph("{{ 编", "Heading 1")
    paragraph.add_run("制数 }}").bold = True
    assert told(saved(made)) == []


def test_a_block_tag_prints_nothing_and_may_look_as_it_likes() -> None:
    made = word.Document()
    paragraph = made.add_paragraph("{% if 编")
    paragraph.add_run("制数 %}").bold = True
    paragraph.add_run("甲{% endif %}")
    assert told(saved(made)) == []


# --- styles and fonts -------------------------------------------------------------------------


def test_a_style_that_is_not_there_is_told_once_with_its_places() -> None:
    data = docx("甲{{ 单位 }}\n乙\n| 丙 |")
    lost = '<w:pPr><w:pStyle w:val="BodyCn"/></w:pPr><w:r><w:t>'
    for words in ("甲", "乙"):
        data = edited(data, DOCUMENT, f"<w:r><w:t>{words}", f"{lost}{words}")
    assert told(data) == [
        "report.docx 开头第1段  提醒 TP25\n"
        "  这里用的样式“BodyCn”在文件里没有，印出来是正文的样子。\n"
        "  办法：重新选一个样式；从别的文件复制来的，连同样式一起粘贴。\n"
        "  另见：开头第2段"
    ]


def test_a_font_no_official_paper_uses_is_told() -> None:
    assert told(in_runs(("甲乙丙", "幼圆"))) == [
        "report.docx 开头第1段  提醒 TP26\n"
        "  这里的汉字用“幼圆”，不是公文常用的字体；打印的电脑没有它，就会换成别的字体。\n"
        "  办法：改成仿宋、黑体、楷体、宋体、小标宋一类的字体；确实要用它的，核对各台电脑都有。"
    ]


def test_pasted_words_in_another_font_are_told() -> None:
    data = in_runs(
        ("正文是仿宋，", "仿宋_GB2312"), ("粘贴来的", "宋体"), ("又是仿宋。", "仿宋_GB2312")
    )
    assert short(data) == ["TP26 开头第1段：这一段的汉字用“仿宋_GB2312”，“粘贴来的”却用“宋体”。"]


@pytest.mark.parametrize(
    "runs",
    [
        (("（一）小标题。", "楷体_GB2312"), ("正文。", "仿宋_GB2312")),
        (("一是甲。", "黑体"), ("正文。", "仿宋"), ("二是乙。", "黑体"), ("正文。", "仿宋")),
        (("正文", "方正仿宋_GBK"), ("2.5%", "宋体")),
        (("方正小标宋的标题", "方正小标宋简体"),),
    ],
)
def test_fonts_as_official_papers_have_them_are_silent(runs: tuple[tuple[str, str], ...]) -> None:
    assert told(in_runs(*runs)) == []


# --- numbers of headings ----------------------------------------------------------------------


def test_a_number_left_out_is_told() -> None:
    assert told("一、甲\n（一）子\n（三）丑\n{{ 单位 }}") == [
        "report.docx 一、（三）标题  提醒 TP27\n"
        "  标题“（一）子”之后是“（三）丑”，中间缺“（二）”。\n"
        "  办法：核对各级标题的次序，把编号依次改正。\n"
        "  另见：一、（一）标题"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n一、乙", "一、标题：标题“一、乙”与前面的“一、甲”都编号“一、”。"),
        ("二、甲", "二、标题：标题“二、甲”的前面没有“一、”。"),
        (
            "一、甲\n{% if 编制数 > 0 %}\n（一）子\n{% endif %}\n（二）丑",
            "一、（二）标题：{% if 编制数 > 0 %} 不成立时，标题“（二）丑”的前面没有“（一）”。",
        ),
        (
            "一、甲\n（一）子\n{% if 编制数 > 0 %}\n（一）丑\n{% endif %}",
            "一、（一）标题：{% if 编制数 > 0 %} 成立时，标题“（一）丑”与前面的“（一）子”都编号“（一）”。",
        ),
        (
            "一、甲\n（一）{{ 项目.名称 }}",
            "一、（一）标题：这个标题按清单“项目”重复，每一个的编号都是“（一）”。",
        ),
        (
            "一、甲\n{% for 项 in 项目 %}\n（一）{{ 项.名称 }}\n{% endfor %}",
            "一、（一）标题：这个标题按 {% for 项 in 项目 %} 重复，每一个的编号都是“（一）”。",
        ),
        (
            "一、甲\n{% if 编制数 %}二、乙\n三、丙{% endif %}\n三、丁",
            "三、标题：{% if 编制数 %} 不成立时，标题“一、甲”之后是“三、丁”，中间缺“二、”。",
        ),
        (
            "一、甲\n{% if 单位 %}\n（一）子\n{% endif %}\n{% if 编制数 > 3 %}\n三、乙\n{% endif %}",
            "三、标题：{% if 编制数 > 3 %} 成立时，标题“一、甲”之后是“三、乙”，中间缺“二、”。",
        ),
        (
            "一、甲\n{% if 单位 %}\n二、乙\n{% if 编制数 > 3 %}\n四、丙\n{% endif %}\n{% endif %}",
            "四、标题：{% if 单位 %} 成立、{% if 编制数 > 3 %} 成立时，"
            "标题“二、乙”之后是“四、丙”，中间缺“三、”。",
        ),
        (
            "一、甲\n{% if 编制数 == 3 %}三{% else %}二{% endif %}、乙",
            "三、标题：{% if 编制数 == 3 %} 成立时，标题“一、甲”之后是“三、乙”，中间缺“二、”。",
        ),
        (
            "一、甲\n{% if 编制数 %}\n三、乙",
            "三、标题：{% if 编制数 %} 成立时，标题“一、甲”之后是“三、乙”，中间缺“二、”。",
        ),
    ],
)
def test_numbers_are_followed_through_every_branch(text: str, expected: str) -> None:
    found = [each for each in short(f"{text}\n{{{{ 单位 }}}}") if each.startswith("TP27")]
    assert found == [f"TP27 {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅",
        "一、甲\n{% if 编制数 > 0 %}\n（一）子\n{% else %}\n（一）丑\n{% endif %}\n（二）寅",
        "一、甲\n{% if 编制数 %}\n（一）子\n{% endif %}\n（{% if 编制数 %}二{% else %}一{% endif %}）丑",
        "一、甲\n{% if 编制数 or 日期 %}\n（一）子\n{% endif %}\n{% if 日期 %}\n（二）丑\n{% endif %}",
        "一、甲\n{% if 编制数 > 5 %}\n（一）子\n{% endif %}\n{% if 编制数 <= 5 %}\n（一）丑\n{% endif %}",
        "一、甲\n（{{ 项目.序号 | 中文数字 }}）{{ 项目.名称 }}\n二、乙",
        "一、甲\n{% for 项 in 项目 %}\n{{ 项.名称 }}段\n末{% endfor %}\n二、乙",
        "一、甲\n主要职责：\n（一）起草；\n（二）审核。\n二、乙",
    ],
)
def test_numbers_that_follow_in_every_case_are_silent(text: str) -> None:
    assert short(f"{text}\n{{{{ 单位 }}}}") == []


def test_an_annex_on_its_own_page_begins_anew() -> None:
    made = word.Document()
    for text in ("一、甲", "二、乙", "附件1", "一、{{ 单位 }}"):
        made.add_paragraph(text)
    made.paragraphs[2].paragraph_format.page_break_before = True
    assert told(saved(made)) == []


# --- years typed as text ----------------------------------------------------------------------


def test_a_year_typed_as_text_is_told_with_the_tag_for_it() -> None:
    assert told("{{ 单位 }}截至2020年12月31日", 2020) == [
        "report.docx 开头第1段  提醒 TP28\n"
        "  “2020年”的年份是打上去的文字，明年用这个模板还会印成它。\n"
        "  办法：改成 {{ 年度 }}；确实年年不变的，不用改。"
    ]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2019年决算", "改成 {{ 上年度 }}；"),
        ("2021年度预算", "改成 {{ 下年度 }}；"),
        ("2018年度预算", "改成 {{ 年度 }} 一类的标签；"),
        ("２０２０年度", "改成 {{ 年度 }}；"),
        ("二〇二〇年度", "改成 {{ 年度 }}；"),
        ("2020.12.31", "改成 {{ 年度 }}；"),
        ("2020年项目实施情况", "改成 {{ 年度 }}；"),
        ("| 2020年决算 |", "改成 {{ 年度 }}；"),
        ("2020 年度决算数", "改成 {{ 年度 }}；"),
        ("2019决算数", "改成 {{ 上年度 }}；"),
        ("２０２０ 年末在职人数", "改成 {{ 年度 }}；"),
    ],
)
def test_the_remedy_names_the_year_that_was_meant(text: str, remedy: str) -> None:
    found = template.lint(docx(f"{text}\n{{{{ 单位 }}}}"), KNOWN, 2020)
    assert [(f.code, f.remedy) for f in found] == [("TP28", f"{remedy}确实年年不变的，不用改。")]


def test_both_ends_of_a_span_are_told_and_a_year_is_quoted_as_typed() -> None:
    found = told("{{ 单位 }}2018—２０２０ 年、2020决算", 2020)
    assert [each.split("\n")[1].strip() for each in found] == [
        "“2018”的年份是打上去的文字，明年用这个模板还会印成它。",
        "“２０２０ 年”的年份是打上去的文字，明年用这个模板还会印成它。",
    ]


def test_a_mere_number_is_no_year_where_the_pack_has_none() -> None:
    assert told("{{ 单位 }}2020决算") == []


def test_years_in_a_header_and_in_the_title_of_the_file_are_told() -> None:
    data = docx("{{ 单位 }}", header="2020年度", title="2020年度报告")
    places = [f.where.spot for f in template.lint(data, KNOWN, 2020)]
    assert places == ["页眉第1段", "文档属性“标题”"]


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于开展2020年度绩效评价的通知》（财绩〔2020〕14号）",
        "财政部公告2020年第3号",
        "《预算法》（2018年12月29日修正）",
        "自2020年10月1日起施行的条例",
        "办法于2020年8月印发",
        "“十四五”规划（2021—2025年）",
        "自2019年机构改革以来",
        "1998年的政策",
        "{{ 年度 }}年",
        "共2020人",
        "建成2020亩、2020 公里",
        "编号2018、A2020",
        "财绩（2020）14号",
    ],
)
def test_years_that_stay_what_they_are_are_silent(text: str) -> None:
    known = {**KNOWN, "年度": "数"}
    assert template.lint(docx(f"{text}\n{{{{ 单位 }}}}"), known, 2020) == []


# --- comments ---------------------------------------------------------------------------------


def test_comments_left_in_the_template_are_told() -> None:
    made = word.Document()
    for text in ("甲{{ 单位 }}", "乙"):
        made.add_comment(made.add_paragraph(text).runs, "{{ 编制人数 }}？", "某人")
    assert told(saved(made)) == [
        "report.docx 开头第1段  错误 TP29\n"
        "  模板里有 2 条批注，每份报告都会带着它们。\n"
        "  办法：在 Word 的“审阅”中删除文档中的所有批注，再保存。\n"
        "  另见：开头第2段"
    ]


def test_tags_in_comments_that_nothing_refers_to_are_still_told() -> None:
    data = with_member(docx("{{ 单位 }}"), "word/comments.xml", "<x>{{ 编制数 }}</x>")
    assert short(data) == ["TP13 批注：批注里的标签不会被填写。"]
