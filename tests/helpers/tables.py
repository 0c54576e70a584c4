"""Tables in a test → records and rules, so that a case reads like the form.

record()        | 三公经费 | 44.29 | 万元 | D8 |            one name a line: value, unit, cell
listed()        | 名称 | 决算 |  and its rows               one list, titles in the first line
calculations(), checks(), indicators(), grades()           sheets of rules.xlsx, read by the
                                                           pack's own readers
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from reportgen.figures import Figure, Text
from reportgen.figures import Table as List
from reportgen.findings import Where
from reportgen.packs import rules
from reportgen.packs.entries import Entry, entries
from reportgen.workbook.cells import Cell, CellKind, Sheet, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.figures import Record, Single, Value
    from reportgen.packs.model import Calculation, CheckRow, Grade, Indicator

FORM = "填报表.xlsx"
SHEET = "基础数据表"
WHOLE = ("人", "个", "例", "名")
_T = TypeVar("_T")


def lines(text: str) -> list[list[str]]:
    """Return the cells of each line; blank lines are passed over."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found]


def record(text: str, **others: Value) -> Record:
    """Return a record of figures and texts; other values (lists) may be added by name.

    A value in % is a rate; a unit of 文字 makes the value words. The cell is on 基础数据表
    unless it names its sheet (``收入支出!C5``); without one, the lines fill column D.
    """
    values: dict[str, Value] = {}
    for number, line in enumerate(lines(text), 1):
        name, typed, unit, cell = [*line, "", ""][:4]
        cell = cell or f"D{number}"
        where = Where(FORM, cell if "!" in cell else f"{SHEET}!{cell}")
        values[name] = value(typed, unit, where)
    return values | others


def value(typed: str, unit: str, where: Where) -> Single:
    """Return one figure or text as the records room would have read it."""
    if unit == "文字":
        return Text(typed, where)
    number = Decimal(typed.removesuffix("%"))
    if typed.endswith("%"):
        return Figure(number / 100, "%", where, 2, (where,))
    return Figure(number, unit, where, 0 if unit in WHOLE else 2, (where,))


def listed(sheet: str, text: str, unit: str = "万元") -> List:
    """Return a list; the first line holds its columns, cells that are numbers are figures."""
    titles, *body = lines(text)
    rows = []
    for number, line in enumerate(body, 2):
        row: dict[str, Single] = {}
        for column, (title, typed) in enumerate(zip(titles, line, strict=True), 1):
            if typed:
                where = Where(FORM, f"{sheet}!{ref((number, column))}")
                is_number = typed.lstrip("-").replace(".", "", 1).isdigit()
                row[title] = value(typed, unit if is_number else "文字", where)
        rows.append(row)
    return List(tuple(rows), Where(FORM, f"{sheet}!A2"))


def calculations(text: str) -> tuple[Calculation, ...]:
    """Return rows of 计算: 名称 · 算法 · 取数 · 单位 · 小数位."""
    return _rules("计算", text, rules.calculation)


def checks(text: str) -> tuple[CheckRow, ...]:
    """Return rows of 勾稽: 规则 · 左边 · 右边 · 容差 · 级别 · 说明."""
    return _rules("勾稽", text, rules.check)


def grades(text: str) -> tuple[Grade, ...]:
    """Return rows of 等级: 名称 · 取数 · 等级 · 下限."""
    return _rules("等级", text, rules.grade)


def indicators(text: str) -> tuple[Indicator, ...]:
    """Return rows of 指标; the first line names the columns. 一级 to 三级 may be left out."""
    return _rules("指标", text, rules.indicator)


def _rules(title: str, text: str, read: Callable[[Entry], _T]) -> tuple[_T, ...]:
    body = lines(text)
    columns = rules.COLUMNS[title]
    titles = body.pop(0) if set(body[0]) <= set(columns) else list(columns)
    cells = {}
    for row, line in enumerate([titles, *body], 1):
        for column, typed in enumerate(line, 1):
            if typed:
                cells[row, column] = Cell(CellKind.TEXT, typed)
        if title == "指标":
            for column, name in enumerate(("一级", "二级", "三级"), len(titles) + 1):
                cells[row, column] = Cell(CellKind.TEXT, name if row == 1 else "甲")
    there = [cell.text for (row, _), cell in cells.items() if row == 1]
    table = entries(Sheet(title, cells), there)
    found, findings = table.entries, table.findings
    result = tuple(read(entry) for entry in found)
    unexpected = [finding for finding in findings if not finding.message.startswith("不认识")]
    assert not unexpected, unexpected
    return result
