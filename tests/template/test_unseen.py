"""Tags nobody can read, tables of one number, paragraphs pasted twice, lines that cut letters."""

from __future__ import annotations

import docx as word
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from reportgen import template
from reportgen.findings import as_text
from tests.helpers.word import KNOWN, docx, saved

SENTENCE = "截至年末，{{ 单位 }}核定编制数{{ 编制数 }}人，实有人数与编制数相符，没有超编进人。"


def told(data: bytes | str) -> list[str]:
    return [as_text(each) for each in template.lint(_bytes(data), KNOWN)]


def short(data: bytes | str) -> list[str]:
    found = template.lint(_bytes(data), KNOWN)
    return [f"{f.code} {f.where.spot}：{f.message}" for f in found]


def _bytes(data: bytes | str) -> bytes:
    return docx(data) if isinstance(data, str) else data


def one(*texts: str) -> tuple[Document, Paragraph]:
    """Return a template with a paragraph of these runs."""
    made = word.Document()
    paragraph = made.add_paragraph()
    for text in texts:
        paragraph.add_run(text)
    return made, paragraph


# --- hidden and white letters -----------------------------------------------------------------


def test_hidden_tags_are_told_once_a_paragraph() -> None:
    made, paragraph = one("共{{ 编制数 }}人，", "{{ 单位 }}")
    for run in paragraph.runs:
        run.font.hidden = True
    assert told(saved(made)) == [
        "report.docx 开头第1段  提醒 TP30\n"
        "  标签 {{ 编制数 }} 等 2 个标签的字是隐藏的，印出来看不见。\n"
        "  办法：选中这些字，在“字体”中去掉“隐藏”；不印的，删去标签。"
    ]


def test_white_tags_are_told() -> None:
    made, paragraph = one("共", "{{ 编制数 }}", "人")
    paragraph.runs[1].font.color.rgb = RGBColor(255, 255, 255)
    assert told(saved(made)) == [
        "report.docx 开头第1段  提醒 TP30\n"
        "  标签 {{ 编制数 }} 的字是白色的，印出来看不见。\n"
        "  办法：选中这些字，在“字体”中把颜色改为“自动”；不印的，删去标签。"
    ]


def test_a_style_may_hide_and_a_run_may_show_again() -> None:
    made, paragraph = one("{{ 单位 }}", "{{ 编制数 }}")
    made.styles["Normal"].font.hidden = True
    paragraph.runs[1].font.hidden = False
    assert short(saved(made)) == ["TP30 开头第1段：标签 {{ 单位 }} 的字是隐藏的，印出来看不见。"]


def test_what_prints_nothing_anyway_may_be_hidden() -> None:
    made, paragraph = one("{% if 编制数 %}")
    paragraph.runs[0].font.hidden = True
    made.add_paragraph("{{ 单位 }}")
    made.add_paragraph("").add_run("注").font.hidden = True
    made.add_paragraph("{% endif %}").runs[0].font.color.rgb = RGBColor(255, 255, 255)
    assert told(saved(made)) == []


def test_white_letters_on_a_shade_are_meant() -> None:
    made, paragraph = one("{{ 单位 }}")
    paragraph.runs[0].font.color.rgb = RGBColor(255, 255, 255)
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F4E79"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(shade))
    table = made.add_table(rows=1, cols=1)
    cell = table.cell(0, 0)
    cell.paragraphs[0].add_run("{{ 编制数 }}").font.color.rgb = RGBColor(255, 255, 255)
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    assert told(saved(made)) == []


# --- numbers of tables ------------------------------------------------------------------------


def test_a_number_of_two_tables_is_told() -> None:
    assert told("表1　收入\n{{ 单位 }}\n表1　支出") == [
        "report.docx 开头第3段  提醒 TP31\n"
        "  前面已经有“表1”，这里又是“表1”。\n"
        "  办法：照先后次序改正各表的编号，文中说到这张表的也一起改。\n"
        "  另见：开头第1段"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("表2　甲\n表1　乙", "开头第2段：“表1”排在“表2”后面。"),
        (
            "表1　甲\n{% if 编制数 %}\n表1　乙\n{% endif %}",
            "开头第3段：有的内容不印时，前面已经有“表1”，这里又是“表1”。",
        ),
        (
            "{% if 编制数 %}\n表1　甲\n{% endif %}\n表{% if 编制数 > 0 %}1{% else %}2{% endif %}　乙",
            "开头第4段：有的内容不印时，前面已经有“表1”，这里又是“表1”。",
        ),
    ],
)
def test_numbers_of_tables_are_followed_through_every_branch(text: str, expected: str) -> None:
    assert short(f"{text}\n{{{{ 单位 }}}}") == [f"TP31 {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "表1　甲\n表2　乙",
        "表1　甲\n表2显示，收入增加。\n表2　乙\n表2　是这样的。",
        "{% if 编制数 %}\n表1　甲\n{% else %}\n表1　乙\n{% endif %}",
        "{% if 编制数 %}\n表1　甲\n{% endif %}\n表{% if 编制数 %}2{% else %}1{% endif %}　乙",
        "表1　甲\n附件1\n表1　乙\n附件2\n表1　丙",
        "{% for 项 in 项目 %}\n表1　{{ 项.名称 }}\n{% endfor %}\n表2　乙",
        "表1　甲\n{% else %}\n表1　乙",
    ],
)
def test_tables_that_follow_in_every_case_are_silent(text: str) -> None:
    assert [each for each in short(f"{text}\n{{{{ 单位 }}}}") if "TP31" in each] == []


# --- pasted twice -----------------------------------------------------------------------------


def test_a_paragraph_pasted_twice_is_told_at_the_second() -> None:
    assert told(f"{SENTENCE}\n说明如下。\n{SENTENCE}") == [
        "report.docx 开头第3段  提醒 TP32\n"
        "  “截至年末，…核定编制数…人，…”这一段与 开头第1段 一字不差，会印两遍。\n"
        "  办法：删去多余的一段；复制来改的，把标签和文字改成应写的。\n"
        "  另见：开头第1段"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{{% if 编制数 %}}\n{SENTENCE}\n{{% else %}}\n{SENTENCE}\n{{% endif %}}",
        f"{{% if 编制数 > 3 %}}\n{SENTENCE}\n{{% endif %}}\n"
        f"{{% if 编制数 <= 3 %}}\n{SENTENCE}\n{{% endif %}}",
        f"{SENTENCE}\n| {SENTENCE} | {SENTENCE} |",
        "填报单位：{{ 单位 }}　　　　　　　　　　金额单位：万元\n" * 2,
        "{{ 单位 }}没有超编。\n" * 2,
        SENTENCE.replace("{{ 单位 }}", "本单位").replace("{{ 编制数 }}", "若干") + "\n{{ 单位 }}",
    ],
)
def test_what_prints_once_or_is_short_or_stands_in_tables_is_silent(text: str) -> None:
    assert short(text) == []


def test_a_paragraph_pasted_into_a_loop_is_told() -> None:
    text = f"{SENTENCE}\n{{% for 项 in 项目 %}}\n{{{{ 项.名称 }}}}\n{SENTENCE}\n{{% endfor %}}"
    assert [each.split("：")[0] for each in short(text)] == ["TP32 开头第4段"]


# --- lines lower than their letters -----------------------------------------------------------


def test_lines_lower_than_their_letters_are_told_together() -> None:
    made = word.Document()
    for text in ("{{ 单位 }}", "{{ 编制数 }}人", "{% if 编制数 %}"):
        paragraph = made.add_paragraph(text)
        paragraph.runs[0].font.size = Pt(16)
        paragraph.paragraph_format.line_spacing = Pt(3)
    made.add_paragraph("{% endif %}")
    assert told(saved(made)) == [
        "report.docx 开头第1段  提醒 TP33\n"
        "  行距是固定值 3 磅，字却有 16 磅，印出来只剩半截。\n"
        "  办法：在“段落”中把行距改为单倍，或改为比字大的固定值。\n"
        "  另见：开头第2段"
    ]


@pytest.mark.parametrize(("points", "amount"), [(14, 1), (15, 0), (28, 0)])
def test_a_line_may_be_a_little_lower_than_its_letters(points: int, amount: int) -> None:
    made, paragraph = one("{{ 单位 }}")
    made.styles["Normal"].font.size = Pt(16)
    made.styles["Normal"].paragraph_format.line_spacing = Pt(points)
    assert len(told(saved(made))) == amount
    paragraph.paragraph_format.line_spacing = 1.5
    assert told(saved(made)) == []
