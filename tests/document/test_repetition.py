"""Rows, cells and paragraphs that repeat, merge or disappear."""

from __future__ import annotations

import io
from textwrap import dedent

import docx as word

from tests.helpers.word import docx, edited, member, number, printed, render, saved


def lines(text: str) -> str:
    return dedent(text).strip("\n")


def test_a_table_row_repeats_for_each_row_of_its_list() -> None:
    text = """
        | 序号 | 项目 | 决算 |
        | {{ 项目.序号 }} | {{ 项目.名称 }} | {{ 项目.决算 | 万元 }} |
        | 合计 | 共{{ 项目 | 个数 }}个 | {% if 编制数 %}有{% endif %} |
        """
    assert printed(text) == lines("""
        | 序号 | 项目 | 决算 |
        | 1 | 扶贫 | 243万元 |
        | 2 | 基建 | 510万元 |
        | 合计 | 共2个 | 有 |
        """)


def test_rows_between_two_tag_rows_repeat_together() -> None:
    text = """
        | {% for 项 in 项目 %} |  |
        | {{ 项.名称 }} | 甲 |
        | {{ 项.决算 }} | 乙 |
        | {% endfor %} |  |
        """
    assert printed(text) == "| 扶贫 | 甲 |\n| 243 | 乙 |\n| 基建 | 甲 |\n| 510 | 乙 |"


def test_neighbouring_paragraphs_of_one_list_repeat_as_a_group() -> None:
    text = """
        （{{ 项目.序号 | 中文数字 }}）{{ 项目.名称 }}
        决算{{ 项目.决算 }}万元。
        后
        {{ 项目.名称 }}。
        """
    expected = "（一）扶贫\n决算243万元。\n（二）基建\n决算510万元。\n后\n扶贫。\n基建。"
    assert printed(text) == expected


def test_a_paragraph_column_becomes_its_lines_inside_the_group_and_the_cell() -> None:
    projects = (
        {"序号": number(1), "名称": "扶贫", "决算": None, "说明": ("一", "二")},
        {"序号": number(2), "名称": "基建", "决算": None, "说明": ()},
    )
    text = """
        {{ 项目.名称 }}
        {{ 项目.说明 }}
        | {{ 项目.名称 }} | {{ 项目.说明 }} |
        """
    expected = "扶贫\n一\n二\n基建\n| 扶贫 | 一 / 二 |\n| 基建 |  |"
    assert printed(text, 项目=projects) == expected


def test_equal_neighbours_merge_and_break_where_the_column_left_of_them_breaks() -> None:
    text = """
        | 一级 | 二级 | 得分 |
        | {{ 指标.一级 | 合并 }} | {{ 指标.二级 | 合并 }} | {{ 指标.得分 }} |
        """
    assert printed(text) == lines("""
        | 一级 | 二级 | 得分 |
        | 投入 | 目标 | 5 |
        |  |  | 8 |
        | 过程 | 目标 | 4 |
        |  | 执行 | 2 |
        """)
    table = word.Document(io.BytesIO(render(text))).tables[0]
    merges = [[cell.tcPr.vMerge_val for cell in row._tr.tc_lst] for row in table.rows]
    assert merges[1:] == [
        ["restart", "restart", None],
        ["continue", "continue", None],
        ["restart", "restart", None],
        ["continue", "restart", None],
    ]


def test_merging_works_in_a_row_repeated_by_tags_too() -> None:
    text = """
        | {% for 行 in 指标 %} | |
        | {{ 行.一级 | 合并 }} | {{ 行.得分 }} |
        | {% endfor %} | |
        """
    assert printed(text) == "| 投入 | 5 |\n|  | 8 |\n| 过程 | 4 |\n|  | 2 |"


def test_an_empty_list_takes_its_row_away_and_a_table_without_rows_goes_too() -> None:
    text = """
        | 项目 | 决算 |
        | {{ 项目.名称 }} | {{ 项目.决算 }} |
        中
        | {{ 项目.名称 }} | {{ 项目.决算 }} |
        后
        """
    filled = render(text, 项目=())
    assert printed(text, 项目=()) == "| 项目 | 决算 |\n中\n后"
    assert member(filled).count("<w:tbl>") == 1


def test_a_cell_emptied_by_a_condition_keeps_a_paragraph() -> None:
    """Word calls a cell without a paragraph corrupt."""
    text = "| {% if 编制数 > 999 %} / 不印 / {% endif %} | 乙 |"
    filled = render(text)
    assert printed(text) == "|  | 乙 |"
    assert member(filled).count("<w:p/></w:tc>") == 1


def test_a_row_keeps_what_the_editor_set_on_it() -> None:
    data = docx("| 名称 | 决算 |\n| {{ 项目.名称 }} | {{ 项目.决算 }} |")
    data = edited(data, "word/document.xml", "<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
    xml = member(data).replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    filled = member(render(edited(data, "word/document.xml", member(data), xml)))
    assert filled.count("<w:tblHeader/>") == 1
    assert filled.count("<w:cantSplit/>") == 2


def test_a_nested_table_repeats_by_its_own_row() -> None:
    made = word.Document()
    outer = made.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "左"
    outer.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "{{ 项目.名称 }}"
    assert printed(saved(made)) == "| 左 |  / | 扶贫 | / | 基建 | /  |"


def test_a_nested_table_without_rows_leaves_a_whole_cell() -> None:
    made = word.Document()
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "{{ 项目.名称 }}"
    cell._tc.remove(cell.paragraphs[0]._p)
    filled = render(saved(made), 项目=())
    assert member(filled).count("<w:tbl>") == 1
    assert "</w:p></w:tc>" in member(filled) or "<w:p/></w:tc>" in member(filled)
