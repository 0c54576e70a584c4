"""What a template looks like in Word and does not survive repeating."""

from __future__ import annotations

import docx as word
import pytest

from reportgen import document, template
from reportgen.findings import as_text
from tests.helpers.word import KNOWN, docx, edited, member, saved, with_member

DOCUMENT = "word/document.xml"
BREAK = '<w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr>'


def told(data: bytes | str) -> list[str]:
    data = docx(data) if isinstance(data, str) else data
    return [f"{f.code} {f.where.spot}：{f.message}" for f in template.lint(data, KNOWN)]


# --- one list on two rows of one table --------------------------------------------------------


def test_a_list_on_two_rows_of_a_table_is_told() -> None:
    found = template.lint(docx("| 名称 |\n| {{ 项目.名称 }} |\n| {{ 项目.决算 }} |"), KNOWN)
    assert [as_text(each) for each in found] == [
        "report.docx 表1 第3行第1列  错误 TP14\n"
        "  清单“项目”的列写在一张表的两行里，会先印完上一行的全部，再印这一行的。\n"
        "  办法：把各列写在同一行；一条要占两行的，前后各加一行 {% for 项 in 项目 %} 和 "
        "{% endfor %}，列写成 项.列。"
    ]


def test_the_same_list_in_two_tables_or_two_branches_is_welcome() -> None:
    assert told("| {{ 项目.名称 }} |\n甲\n| {{ 项目.决算 }} |") == []
    assert (
        told(
            "| {% if 编制数 %} |\n| {{ 项目.名称 }} |\n| {% else %} |\n| {{ 项目.决算 }} |\n| {% endif %} |"
        )
        == []
    )
    assert (
        told("| {% for 项 in 项目 %} |\n| {{ 项.名称 }} |\n| {{ 项.决算 }} |\n| {% endfor %} |")
        == []
    )


# --- section breaks ---------------------------------------------------------------------------


def broken(text: str, at: str) -> bytes:
    """Return a template with a section break at the end of the paragraph that begins so."""
    return edited(docx(text), DOCUMENT, f"<w:p><w:r><w:t>{at}", f"<w:p>{BREAK}<w:r><w:t>{at}")


IN_BLOCK = "这一段末尾的分节符在判断或重复的内容里，会一起消失或重复。"


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("{% if 编制数 %}\n甲\n{% endif %}", "甲", "开头第2段"),
        ("{% if 编制数 %}\n甲\n{% else %}\n乙\n{% endif %}", "乙", "开头第4段"),
        ("{% for 项 in 项目 %}\n甲\n乙{{ 项.名称 }}\n{% endfor %}", "甲", "开头第2段"),
        ("甲\n乙{{ 项目.名称 }}", "乙", "开头第2段"),
        ("{% if 编制数 %}{% if 金额 %}\n甲\n{% endif %}\n乙\n{% endif %}", "乙", "开头第4段"),
        ("{% if 编制数 %}甲\n乙\n丙{% endif %}", "乙", "开头第2段"),
        ("{% if 编制数 %}甲\n乙{% endif %}\n丙", "{% if", "开头第1段"),
        ("{％ for 项 in 项目 %}\n{{ 项.名称 }}\n末{% endfor %}", "{{ 项", "开头第2段"),
    ],
)
def test_a_section_break_in_a_condition_or_a_repetition_is_told(
    text: str, at: str, place: str
) -> None:
    found = [each for each in told(broken(text, at)) if not each.startswith("TP04")]
    assert found == [f"TP20 {place}：{IN_BLOCK}"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("甲\n{% if 编制数 %}\n乙\n{% endif %}", "甲"),
        ("{% if 编制数 %}\n甲\n{% endif %}\n乙", "乙"),
        ("{% if 编制数 %}甲{% endif %}\n乙", "{% if"),
        ("{% for 项 in 项目 %}\n{{ 项.名称 }}\n末{% endfor %}\n乙", "乙"),
        ("{% if 编制数 %}甲\n丙\n{% endif %}\n乙", "乙"),
        ("甲{{ 项目.名称 | 顿号 }}", "甲"),
        ("| {% if 编制数 %} |\n| 甲 |\n| {% endif %} |\n乙", "乙"),
    ],
)
def test_a_section_break_outside_of_them_is_welcome(text: str, at: str) -> None:
    assert told(broken(text, at)) == []


# --- cells merged by hand ---------------------------------------------------------------------


def table(*lines: str, merged: tuple[tuple[int, int], ...]) -> bytes:
    """Return a table of two columns; ``merged`` are cells that go on from the one above."""
    made = word.Document()
    grid = made.add_table(rows=len(lines), cols=2)
    for row, line in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, line.split("¦"), strict=True):
            cell.text = text.strip()
    for row, column in merged:
        first = grid.rows[row - 1]._tr.tc_lst[column].get_or_add_tcPr()
        if first.find(f"{{{W}}}vMerge") is None:
            first.append(merge("restart"))
        grid.rows[row]._tr.tc_lst[column].get_or_add_tcPr().append(merge("continue"))
    return saved(made)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def merge(value: str):
    from docx.oxml import parse_xml

    return parse_xml(f'<w:vMerge xmlns:w="{W}" w:val="{value}"/>')


def test_a_tag_covered_by_a_merged_cell_is_told() -> None:
    data = table("名称¦金额", "{{ 项目.名称 }}¦{{ 项目.决算 }}", merged=((1, 0),))
    found = template.lint(data, KNOWN)
    assert [as_text(each) for each in found] == [
        "report.docx 表1 第2行第1列  错误 TP23\n"
        "  这一格与上面的格上下合并，Word 只显示最上面一格，这里的标签印出来也看不见。\n"
        "  办法：在 Word 中拆分这一格；要让相同的内容上下合并，写 {{ 清单.列 | 合并 }}。"
    ]


def test_a_repeated_row_that_goes_on_from_the_heading_is_a_notice() -> None:
    """A label beside all rows is merged so on purpose; a heading is not."""
    data = table("类别¦名称", "¦{{ 项目.名称 }}", merged=((1, 0),))
    [finding] = template.lint(data, KNOWN)
    assert (finding.code, finding.severity.value) == ("TP23", "提醒")
    assert finding.message == "这一格与上面的格上下合并，重复的每一行都会并进上面那一格。"
    document.compile(data, KNOWN)


def test_a_repeated_row_merged_with_the_row_below_is_told() -> None:
    data = table("类别¦名称", "甲¦{{ 项目.名称 }}", "¦合计", merged=((2, 0),))
    assert told(data) == [
        "TP23 表1 第2行第1列：这一行按“项目”重复，这一格却与下面一行的格上下合并，"
        "印出来合并的地方会错。"
    ]


def test_a_row_that_only_begins_a_merge_nothing_goes_on_with_is_welcome() -> None:
    """Word leaves such marks behind; and the cell below may belong to another column."""
    data = table("名称¦金额", "{{ 项目.名称 }}¦甲", "合计¦", merged=((1, 1),))
    lone = edited(data, DOCUMENT, '<w:vMerge w:val="continue"/>', '<w:vMerge w:val="restart"/>')
    assert told(lone) == []


def test_columns_are_counted_over_wide_cells() -> None:
    data = table("类别¦名称", "甲{{ 项目.名称 }}¦乙", "合计¦", merged=((2, 1),))
    assert [line[:14] for line in told(data)] == ["TP23 表1 第2行第2列"]
    xml = member(data)
    look = xml.rindex("<w:tcPr>", 0, xml.index("甲{{")) + len("<w:tcPr>")
    wide = f'{xml[:look]}<w:gridSpan w:val="2"/>{xml[look:]}'
    assert told(with_member(data, DOCUMENT, wide)) == []


def test_merged_cells_of_rows_that_do_not_repeat_are_welcome() -> None:
    assert told(table("类别¦名称", "¦{{ 单位 }}", "甲¦{{ 项目.名称 }}", merged=((1, 0),))) == []
    assert told("| {{ 指标.一级 | 合并 }} | {{ 指标.得分 }} |") == []


# --- units printed twice ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("共{{ 金额 | 万元 }}万元。", "万元"),
        ("共{{ 金额 | 万元 }}元。", "元"),
        ("共{{ 金额 | 亿元 }}亿元。", "亿元"),
        ("为{{ 增长率 | 百分比 }}%。", "%"),
        ("为{{ 增长率 | 百分比(1) }}％。", "％"),
        ("{{ 增长率 | 同比 }}%", "%"),
        ("{{ 增长率 | 百分点 }}个百分点", "个百分点"),
        ("{{ 金额 | 增减 }}万元", "万元"),
        ("{{ 金额 | 大写金额 }}元整", "元整"),
    ],
)
def test_a_unit_behind_a_tag_that_prints_it_is_a_notice(text: str, unit: str) -> None:
    [finding] = template.lint(docx(text), KNOWN)
    tag = text[text.index("{{") : text.index("}}") + 2]
    assert as_text(finding) == (
        "report.docx 开头第1段  提醒 TP21\n"
        f"  标签 {tag} 印出来已经带单位，后面又有“{unit}”，单位会印两遍。\n"
        f"  办法：删去标签后面的“{unit}”，或去掉标签里的写法。"
    )


@pytest.mark.parametrize(
    "text", ["{{ 金额 }}万元", "{{ 金额 | 整数 }}万元", "{{ 金额 | 万元 }}，元", "{{ 增长率 }}%"]
)
def test_a_unit_said_once_is_right(text: str) -> None:
    assert told(text) == []


# --- a revision, a damaged file ---------------------------------------------------------------


def test_a_tag_in_a_tracked_deletion_is_told_as_a_revision_only() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>{{ 等级 }}</w:delText></w:r></w:del>'
    data = edited(docx("{{ 单位 }}\n甲"), DOCUMENT, "<w:r><w:t>甲</w:t></w:r>", deleted)
    assert [line.split("：")[0] for line in told(data)] == ["TP12 开头第1段"]


def test_a_damaged_file_leaves_no_field_to_blame() -> None:
    """The other findings of `pack lint` must still be printed."""
    from tests.helpers.packs import shipped

    for data in (b"", b"PK cut", with_member(docx("甲"), DOCUMENT, "<w:document")):
        assert [f.code for f in template.lint(data, KNOWN)] == ["TP01"]
        assert template.unused(data, shipped()) == []
