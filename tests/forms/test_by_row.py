"""What runs along a list: live in every row, offered from another list, marked where it fails."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator

from reportgen import workbook
from reportgen.figures import Figure
from reportgen.forms.data import Data
from tests.forms.made import (
    computed,
    issued,
    loaded,
    made_pack,
    needs_office,
    recalculated,
)
from tests.forms.test_agreements import due, marks

TABLES = {
    "字段": """
        | 名称 | 类型 | 必填 | 单位 | 小数位 | 选项 |
        | 总额 | 数 | 否 | 万元 | 2 | |
        | 期初 | 数 | 否 | 万元 | 2 | |
        | 项目 | 表 | 否 | | | |
        | 项目.名称 | 文字 | 否 | | | |
        | 项目.预算 | 数 | 否 | 万元 | 2 | |
        | 项目.决算 | 数 | 否 | 万元 | 2 | |
        | 项目.填报率 | 数 | 否 | % | 2 | |
        | 项目.原因 | 文字 | 否 | | | |
        | 项目.开工 | 日期 | 否 | | | |
        | 项目.完工 | 日期 | 否 | | | |
        | 绩效 | 表 | 否 | | | |
        | 绩效.项目 | 选项 | 否 | | | 项目.名称 |
        | 绩效.指标 | 文字 | 否 | | | |
        | 绩效.得分 | 数 | 否 | 分 | 2 | |
    """,
    "计算": """
        | 名称 | 算法 | 取数 | 单位 | 小数位 |
        | 项目.执行率 | 比率 | 项目.决算；项目.预算 | % | 2 |
        | 项目.差额 | 差额 | 项目.决算；项目.预算 | | 2 |
        | 项目.增长 | 增长率 | 项目.决算；项目.预算 | | 2 |
        | 项目.占比 | 占比 | 项目.决算；合计(项目.决算) | | 2 |
        | 项目.占总额 | 占比 | 项目.差额；总额 | | 2 |
        | 项目.两数 | 平均 | 项目.决算 + 不在表上 | | 2 |
        | 项目.总分 | 合计 | 合计(绩效.得分) | 分 | 2 |
        | 项目.折分 | 按比例计分 | 项目.决算；项目.预算；总额 | 分 | 2 |
        | 项目.均分 | 合计 | 平均(绩效.得分) | 分 | 2 |
        | 项目.条数 | 计数 | 计数(绩效) | | 0 |
        | 项目.行数 | 计数 | 计数(项目) | | 0 |
        | 绩效.份额 | 比率 | 绩效.得分；合计(绩效.得分) | | 2 |
        | 绩效.比项目 | 比率 | 绩效.得分；合计(项目.决算) | | 2 |
        | 不在表上 | 合计 | 总额 + 合计(绩效.得分) | | 2 |
        | 占比合计 | 合计 | 合计(项目.占比) | | 2 |
        | 暗差额 | 合计 | 合计(项目.差额) | | 2 |
    """,
    "勾稽": """
        | 规则 | 左边 | 右边 | 容差 | 级别 |
        | 不超过 | 项目.决算 | 项目.预算 | 0.01 | 错误 |
        | 比率相等 | 项目.填报率 | 项目.执行率 | | 提醒 |
        | 文字必填 | 项目.原因 | 项目.差额 | 0.01 | 错误 |
        | 文字必填 | 项目.原因 | | | 提醒 |
        | 不晚于 | 项目.开工 | 项目.完工 | | 错误 |
        | 相等 | 项目.总分 | 总额 | 0.05 | 错误 |
        | 相等 | 项目.预算 + 期初 | 项目.决算 + 总额 | 100 | 提醒 |
        | 相等 | 项目.均分 | 项目.两数 | 1000 | 提醒 |
        | 合计相等 | 项目.总分 | 合计(绩效.得分) | | 错误 |
        | 合计相等 | 暗差额 | 合计(项目.差额) | | 错误 |
    """,
}
PLACED = {
    "总": ["总额", "期初", "占比合计", "暗差额"],
    "项目表": [
        "名称",
        "预算",
        "决算",
        "填报率",
        "原因",
        "开工",
        "完工",
        "执行率",
        "差额",
        "增长",
        "占比",
        "占总额",
        "两数",
        "总分",
        "折分",
        "均分",
        "条数",
        "行数",
    ],
    "绩效表": ["项目", "指标", "得分", "份额", "比项目"],
}

RULES = 30
"""The first column in which a test writes out the rules of the red fills."""


def rows_pack(folder):
    form = {"总": {f"B{n}": f"{{{{ {name} }}}}" for n, name in enumerate(PLACED["总"], 1)}}
    form["总"] |= {f"A{n}": f"第{n}个数" for n in range(1, 5)}
    for title, table in (("项目表", "项目"), ("绩效表", "绩效")):
        cells = form.setdefault(title, {})
        for number, name in enumerate(PLACED[title]):
            letter = "ABCDEFGHIJKLMNOPQR"[number]
            cells |= {f"{letter}2": f"本项{name}", f"{letter}3": f"{{{{ {table}.{name} }}}}"}
        cells["A9"] = "填表说明"
    return made_pack(folder, TABLES, form)


def row(**cells):
    words = ("名称", "项目", "指标", "原因", "开工", "完工")
    return {n: value if n in words else Decimal(value) for n, value in cells.items()}


PROJECTS = (
    row(名称="扶贫*", 预算="100", 决算="95.1", 填报率="0.951", 原因="结余", 开工="2020-3-1"),
    row(名称="修路", 预算="0", 决算="0", 原因="无", 开工="2020年5月1日", 完工="2020年4月30日"),
    row(名称="扶贫二期", 预算="200.5", 决算="300.25", 填报率="1.4976"),
    row(名称="没有预算", 决算="10"),
    row(预算="-5", 决算="5"),
)
SCORES = (
    row(项目="扶贫*", 指标="甲", 得分="3"),
    row(项目="扶贫*", 指标="乙", 得分="4.5"),
    row(项目="修路", 指标="甲", 得分="5"),
    row(项目="修路", 指标="乙"),
    row(指标="没有项目", 得分="1"),
)
RIGHT = tuple(
    row(
        名称=name,
        预算="100",
        决算="90.01",
        填报率="0.9001",
        原因="结余",
        开工="2020-3-1",
        完工="2020-12-31",
    )
    for name in ("一", "二")
)
FILLED = {
    "mixed": Data({"总额": Decimal("7.5"), "期初": Decimal(0)}, {"项目": PROJECTS, "绩效": SCORES}),
    "right": Data(
        {"总额": Decimal(5), "期初": Decimal(0)},
        {
            "项目": RIGHT,
            "绩效": (row(项目="一", 得分="5"), row(项目="二", 得分="5.05")),
        },
    ),
    "lacking": Data({}, {"项目": PROJECTS[:1], "绩效": SCORES[:1]}),
    "nothing": Data({}, {}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return rows_pack(tmp_path_factory.mktemp("rows") / "pack")


@pytest.fixture(scope="module")
def saved(folder):
    made = {name: issued(folder, data) for name, data in FILLED.items()}
    made["spelt out"] = spelt_out(made["mixed"])
    return recalculated(folder.parent / "forms", made)


def spelt_out(form):
    """Write what decides a red fill, and what a drop-down offers, into cells of their own."""
    book = load_workbook(io.BytesIO(form))
    sheet = book["项目表"]
    rules = [(each.sqref, rule) for each in sheet.conditional_formatting for rule in each.rules]
    for column, (cells, rule) in enumerate(rules, RULES):
        for row in range(3, 9):
            moved = Translator(f"={rule.formula[0]}", origin="A3").translate_formula(f"A{row}")
            sheet.cell(row, column).value = moved
        sheet.cell(1, column).value = str(cells)
    sheet["A1"] = f"=ROWS({linked_rule(book).formula1})"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def linked_rule(book):
    [rule] = [each for each in book["绩效表"].data_validations.dataValidation if "A3" in each.sqref]
    return rule


@needs_office
@pytest.mark.parametrize("name", FILLED)
def test_every_row_shows_what_the_program_computes(saved, folder, name):
    """Rates, shares of the whole list, sums over the rows of another list that belong here."""
    pack, book = loaded(folder), workbook.read(saved[name])
    record = computed(book, pack)
    for layout in pack.layout:
        for table in layout.tables:
            names = [c for c in table.columns if f"{table.name}.{c}" not in pack.fields]
            found = record[table.name].rows
            for number in range(6):
                cells = book.by_title[layout.title].cells
                shown = {c: cells.get((3 + number, table.columns[c])) for c in names}
                there = found[number] if number < len(found) else {}
                assert {c: value(cell) for c, cell in shown.items()} == {
                    c: value(there.get(c)) for c in names
                }, (table.name, number)


def value(cell):
    if cell is None or not getattr(cell, "text", "0"):
        return None
    exact = cell.value if isinstance(cell, Figure) else Decimal(cell.text)
    return round(exact, 11).normalize() + 0


@needs_office
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mixed", "✗ ！ ✗ ！ ✗ ✗ ！ … … …"),
        ("right", "✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓"),
    ],
)
def test_an_agreement_of_every_row_is_marked_once(saved, folder, name, expected):
    """✗ where any row fails, … where a row lacks something, ✓ where all rows agree."""
    shown = marks(saved[name])
    assert shown == due(saved[name], folder)
    assert [each[0] for each in shown] == expected.split()


@needs_office
def test_only_the_failing_rows_of_a_list_turn_red(saved):
    """By agreements that stop a report; a row's neighbours are not to blame."""
    cells = workbook.read(saved["spelt out"]).by_title["项目表"].cells
    red = {}
    for (number, column), cell in cells.items():
        if number == 1 and column >= RULES:
            on = [row for row in range(3, 9) if cells[row, column].text in ("1", "TRUE")]
            red.setdefault(cell.text, []).append(on)
    assert red == {
        "B3:B12": [[5, 7], []],
        "C3:C12": [[5, 7], []],
        "E3:E12": [[5, 7]],
        "F3:F12": [[4]],
        "G3:G12": [[4]],
    }


@needs_office
def test_a_choice_among_another_lists_rows_ends_with_the_last_filled_row(saved, folder):
    """Blanks at its end would hide the words: a drop-down opens on the first blank."""
    book = load_workbook(io.BytesIO(issued(folder, FILLED["mixed"])))
    rule = linked_rule(book)
    assert (rule.type, rule.showErrorMessage) == ("list", True)
    assert rule.error == "请从下拉框中选择“项目”的“名称”；没有的，先在“项目”中填写。"
    cells = workbook.read(saved["spelt out"]).by_title["项目表"].cells
    assert cells[1, 1].text == "4"


def test_computed_columns_are_locked_and_grey_and_the_rest_is_open(folder):
    """In every row of the list."""
    sheet = load_workbook(io.BytesIO(issued(folder, FILLED["mixed"])))["项目表"]
    for number in range(3, 8):
        assert not sheet.cell(number, 7).protection.locked
        assert sheet.cell(number, 8).protection.locked
        assert sheet.cell(number, 8).fill.fgColor.rgb == "FFEDEDED"
