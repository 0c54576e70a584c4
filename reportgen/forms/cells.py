"""How an input cell looks and what Excel itself will not let into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from reportgen.packs.model import Field, Kind

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

INPUT = PatternFill("solid", fgColor="FFFFF2CC")
COMPUTED = PatternFill("solid", fgColor="FFEDEDED")
_DAY = 'yyyy"年"m"月"d"日"'
_LONGEST_LIST = 255
_LONGEST_HINT = 250
_HUGE = "1000000000000000"


def open_for_typing(sheet: Worksheet, cells: list[Cell], field: Field) -> None:
    """Colour and unlock a field's cells, and attach its hint and Excel's own validation."""
    for cell in cells:
        cell.fill = INPUT
        cell.protection = Protection(locked=False)
        cell.number_format = number_format(field)
    rule = _validation(field)
    rule.promptTitle = field.name[:32]
    rule.prompt = (field.hint or _plain_hint(field))[:_LONGEST_HINT]
    rule.showInputMessage = True
    rule.sqref = f"{cells[0].coordinate}:{cells[-1].coordinate}"
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


def _digits(places: int) -> str:
    return "0." + "0" * places if places else "0"


def _plain_hint(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    return f"填写{field.name.replace('.', '：')}{unit}。"


def _validation(field: Field) -> DataValidation:
    if field.kind is Kind.NUMBER:
        rule = DataValidation(type="decimal", operator="between", allow_blank=True)
        if not field.places and field.unit != "%":
            rule.type = "whole"
        rule.formula1 = f"-{_HUGE}" if field.low is None else str(field.low)
        rule.formula2 = _HUGE if field.high is None else str(field.high)
        return _refusing(rule, _range_words(field))
    choices = ",".join(field.choices)
    if field.kind is Kind.CHOICE and len(choices) <= _LONGEST_LIST:
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        return _refusing(rule, f"请从下列选项中选择：{'、'.join(field.choices)}。")
    return DataValidation(allow_blank=True)


def _refusing(rule: DataValidation, words: str) -> DataValidation:
    rule.showErrorMessage = True
    rule.errorTitle = "不能这样填"
    rule.error = words[:_LONGEST_HINT]
    return rule


def _range_words(field: Field) -> str:
    scale = 100 if field.unit == "%" else 1
    low = "" if field.low is None else f"不小于 {field.low * scale:f}{field.unit}"
    high = "" if field.high is None else f"不大于 {field.high * scale:f}{field.unit}"
    limits = "，".join(part for part in (low, high) if part)
    return f"“{field.name}”请填数字{'，' if limits else ''}{limits}。"
