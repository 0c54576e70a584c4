"""How an input cell looks and what Excel itself will not let into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from reportgen.forms.hidden import write_options
from reportgen.forms.lines import NUMBER
from reportgen.packs import columns
from reportgen.packs.asking import LONGEST_HINT
from reportgen.packs.model import Field, Kind
from reportgen.records.numbers import plain
from reportgen.workbook.cells import Area, ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.forms.places import Places

INPUT = PatternFill("solid", fgColor="FFFFF2CC")
COMPUTED = PatternFill("solid", fgColor="FFEDEDED")
_DAY = 'yyyy"年"m"月"d"日"'
_LONGEST_LIST = 255
_LONGEST_REFUSAL = 225
_HUGE = "1000000000000000"
_SENTENCE_END = re.compile("[。；！？]")


def open_for_typing(sheet: Worksheet, cells: list[Cell], field: Field, places: Places) -> None:
    """Colour and unlock a field's cells, and attach its hint and Excel's own validation.

    The editor's own validation, if any, gives way on these cells. ``places`` tells where the
    words stand that a choice among another list's rows may take.
    """
    for cell in cells:
        cell.fill = INPUT
        cell.protection = Protection(locked=False)
        cell.number_format = number_format(field)
    first, last = cells[0], cells[-1]
    make_way(sheet, (first.row, first.column, last.row, last.column))
    rule = _linked(field, places) if field.choices_from else _validation(field, sheet)
    rule.promptTitle = field.name[:32]
    rule.prompt = shortened(field.hint or _plain_hint(field), LONGEST_HINT)
    rule.showInputMessage = True
    rule.sqref = f"{first.coordinate}:{last.coordinate}"
    sheet.add_data_validation(rule)


def show_only(cell: Cell, places: int, unit: str) -> None:
    """Colour a computed or repeated cell; it stays locked."""
    cell.fill = COMPUTED
    cell.protection = Protection(locked=True)
    cell.number_format = _digits(places) + ("%" if unit == "%" else "")


def number_format(field: Field) -> str:
    """Return Excel's format code for a field's cell."""
    if field.kind is Kind.NUMBER:
        return _digits(field.places) + ("%" if field.unit == "%" else "")
    return _DAY if field.kind is Kind.DATE else "@" if field.kind is Kind.TEXT else "General"


def shortened(text: str, most: int) -> str:
    """Return text that Excel still shows, cut where a sentence ends if it is too long.

    >>> shortened("第一句。第二句。第三", 9), shortened("没有句号的话", 5)
    ('第一句。第二句。', '没有句号…')
    """
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, most)]
    return text[: ends[-1]] if ends else text[: most - 1] + "…"


def _digits(places: int) -> str:
    return "0." + "0" * places if places else "0"


def _plain_hint(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    return f"填写{field.name.replace('.', '：')}{unit}。"


def make_way(sheet: Worksheet, area: Area) -> None:
    """Take an area out of the validations that are there: two of them on a cell is one too many."""
    rules = sheet.data_validations.dataValidation
    for rule in list(rules):
        ranges = [each.bounds for each in rule.sqref.sorted()]
        left = [part for (c1, r1, c2, r2) in ranges for part in _without((r1, c1, r2, c2), area)]
        if left:
            rule.sqref = " ".join(f"{ref((a, b))}:{ref((c, d))}" for a, b, c, d in left)
        else:
            rules.remove(rule)


def _without(area: Area, hole: Area) -> Iterator[Area]:
    """Yield what is left of an area around a hole: above, below, on its left and right."""
    top, left, bottom, right = area
    first, start = max(top, hole[0]), max(left, hole[1])
    last, end = min(bottom, hole[2]), min(right, hole[3])
    if first > last or start > end:
        yield area
        return
    parts = (
        (top, left, first - 1, right),
        (last + 1, left, bottom, right),
        (first, left, last, start - 1),
        (first, end + 1, last, right),
    )
    yield from (part for part in parts if part[0] <= part[2] and part[1] <= part[3])


def _validation(field: Field, sheet: Worksheet) -> DataValidation:
    if field.kind is Kind.NUMBER:
        rule = DataValidation(type="decimal", operator="between", allow_blank=True)
        if not field.places and field.unit != "%":
            rule.type = "whole"
        rule.formula1 = f"-{_HUGE}" if field.low is None else f"{field.low:f}"
        rule.formula2 = _HUGE if field.high is None else f"{field.high:f}"
        return _refusing(rule, _range_words(field))
    if field.kind is Kind.CHOICE:
        rule = DataValidation(type="list", formula1=_options(field, sheet), allow_blank=True)
        return _refusing(rule, f"请从下列选项中选择：{'、'.join(field.choices)}。")
    return DataValidation(allow_blank=True)


def _linked(field: Field, places: Places) -> DataValidation:
    """Offer what is typed in another list's column, down to the last row that has anything.

    Without blanks at its end: a drop-down on a blank cell would open on the first of them.
    """
    table, column = columns.parts(field.choices_from)
    home, lines = places.homes.get(field.choices_from), places.lists.get(table)
    if home is None or lines is None:
        return DataValidation(allow_blank=True)
    rule = DataValidation(type="list", allow_blank=True)
    raw, numbers = lines.raw[field.choices_from], lines.every(f"{table}.{NUMBER}")
    last = f'SUMPRODUCT(MAX(({lines.every(field.choices_from)}<>"")*{numbers}))'
    before = f"{lines.before}+" if lines.before else ""
    offered = f"INDEX({raw},{lines.before + 1}):INDEX({raw},{before}MAX(1,{last}))"
    rule.formula1 = offered if len(offered) <= _LONGEST_LIST else str(home)
    return _refusing(rule, f"请从下拉框中选择“{table}”的“{column}”；没有的，先在“{table}”中填写。")


def _options(field: Field, sheet: Worksheet) -> str:
    """Return a drop-down's options: in the rule itself, or where they are too long for it."""
    joined = ",".join(field.choices)
    fits = len(joined) <= _LONGEST_LIST and joined.count(",") == len(field.choices) - 1
    if (fits and '"' not in joined) or sheet.parent is None:
        return f'"{joined}"'
    return write_options(sheet.parent, field.choices)


def _refusing(rule: DataValidation, words: str) -> DataValidation:
    rule.showErrorMessage = True
    rule.errorTitle = "不能这样填"
    rule.error = shortened(words, _LONGEST_REFUSAL)
    return rule


def _range_words(field: Field) -> str:
    scale = 100 if field.unit == "%" else 1
    low = "" if field.low is None else f"不小于 {plain(field.low * scale)}{field.unit}"
    high = "" if field.high is None else f"不大于 {plain(field.high * scale)}{field.unit}"
    limits = "，".join(part for part in (low, high) if part)
    return f"“{field.name}”请填数字{'，' if limits else ''}{limits}。"
