"""One cell → one value, or a finding that says what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.figures import Day, Figure, Paragraphs, Single, Text, shown
from reportgen.findings import Finding, Where, error, near, notice
from reportgen.packs.model import Field, Kind
from reportgen.records import numbers
from reportgen.records.days import as_day
from reportgen.records.nothing import says_nothing
from reportgen.records.words import clean, key, paragraphs
from reportgen.workbook.cells import Address, Cell, CellKind, spot

if TYPE_CHECKING:
    from decimal import Decimal

_NUMBERS_ONLY = "只填数字，单位已在表中写明"


@dataclass(frozen=True, slots=True)
class Place:
    """The file, sheet and date system that cells are being read from, and what was found."""

    file: str
    sheet: str
    date1904: bool = False
    findings: list[Finding] = field(default_factory=list)

    def where(self, at: Address) -> Where:
        """Return a cell's place."""
        return Where(self.file, spot(self.sheet, at))


def read(cell: Cell | None, asked: Field, at: Address, place: Place) -> Single | None:
    """Return the value of a field's cell; None when it is blank or cannot be used."""
    if cell is None or (cell.kind is CellKind.TEXT and not clean(cell.text).text.strip()):
        if asked.required:
            _blank(asked, place.where(at), place, "")
        return None
    where = place.where(at)
    amiss = _unusable(cell, asked, where)
    if amiss:
        place.findings.append(amiss)
        return None
    if asked.kind is Kind.NUMBER:
        return _figure(cell, asked, where, place)
    if asked.kind is Kind.DATE:
        return _day(cell, asked, where, place)
    return _words(cell, asked, where, place)


def _blank(asked: Field, where: Where, place: Place, typed: str) -> None:
    if asked.required:
        what = "没有数" if asked.kind is Kind.NUMBER else "等于没有填"
        found = f"填的是“{typed}”，{what}" if typed else "没有填写"
        message = f"“{asked.name}”{found}。"
        if asked.kind is Kind.NUMBER:
            unit = f"（单位：{asked.unit}）" if asked.unit else ""
            remedy = f"填写数字{unit}{_or_zero(asked)}。"
        else:
            remedy = f"填写“{asked.name}”。"
        place.findings.append(error("RC04", where, message, remedy))


def _unusable(cell: Cell, asked: Field, where: Where) -> Finding | None:
    if cell.kind is CellKind.ERROR:
        message = f"“{asked.name}”的格里是错误值 {cell.text}。"
        return error("RC08", where, message, "改正这一格的公式，或直接填写。")
    if cell.kind is CellKind.UNCALCULATED:
        message = f"“{asked.name}”的格里是公式，但没有计算结果。"
        return error("RC07", where, message, "用 Excel 或 WPS 打开并保存一次，或直接填写数字。")
    if cell.kind is CellKind.BOOLEAN and asked.kind is Kind.NUMBER:
        message = f"“{asked.name}”填的是 {cell.text}，不是数。"
        return error("RC05", where, message, f"{_NUMBERS_ONLY}{_or_zero(asked)}。")
    return None


def _figure(cell: Cell, asked: Field, where: Where, place: Place) -> Figure | None:
    number = numbers.as_number(cell, asked.unit)
    if number.missing:
        _blank(asked, where, place, cell.text.strip())
        return None
    if number.value is None:
        message = f"“{asked.name}”填的是“{_brief(cell.text)}”，{number.problem}。"
        remedy = f"{_NUMBERS_ONLY}{_or_zero(asked)}。"
        place.findings.append(error("RC05", where, message, remedy))
        return None
    amiss = _out_of_range(number.value, asked, where)
    if amiss:
        place.findings.append(amiss)
        return None
    if number.note:
        message = f"“{asked.name}”填的是“{_brief(cell.text)}”，{number.note}。"
        place.findings.append(notice("RC11", where, message, "核对读出的数；下次只填数字。"))
    return Figure(number.value, asked.unit, where, asked.places, (where,))


def _or_zero(asked: Field) -> str:
    """Return what to do where there is nothing to fill in: nought, if the field allows it."""
    if not asked.required:
        return "；没有的，空着不填"
    allowed = (asked.low is None or asked.low <= 0) and (asked.high is None or asked.high >= 0)
    return "；如本单位确无此项，请填 0" if allowed else ""


def _out_of_range(value: Decimal, asked: Field, where: Where) -> Finding | None:
    def said(bound: Decimal) -> str:
        return shown(bound, asked.unit, asked.places)

    if asked.low is not None and value < asked.low:
        message = f"“{asked.name}”填的是 {said(value)}，小于下限 {said(asked.low)}。"
        return error("RC06", where, message, "核对这一格，改正填错的数。")
    if asked.high is not None and value > asked.high:
        message = f"“{asked.name}”填的是 {said(value)}，大于上限 {said(asked.high)}。"
        return error("RC06", where, message, "核对这一格，改正填错的数或单位。")
    if asked.places == 0 and asked.unit != "%" and value != value.to_integral_value():
        message = f"“{asked.name}”填的是 {value}，应为整数。"
        return error("RC06", where, message, "改为整数。")
    return None


def _day(cell: Cell, asked: Field, where: Where, place: Place) -> Day | None:
    found = as_day(cell, date1904=place.date1904)
    if found is None:
        message = f"“{asked.name}”填的是“{_brief(cell.text)}”，不是日期。"
        remedy = "按“2021年4月20日”或“2021-4-20”填写。"
        place.findings.append(error("RC10", where, message, remedy))
        return None
    return Day(found, where)


def _words(cell: Cell, asked: Field, where: Where, place: Place) -> Single | None:
    cleaned = clean(cell.text)
    if cleaned.note:
        message = f"“{asked.name}”的文字里{cleaned.note}。"
        place.findings.append(notice("RC11", where, message, "核对文字；可在格中重新输入一遍。"))
    text = " ".join(cleaned.text.split())
    if asked.kind is not Kind.CHOICE and says_nothing(text):
        _blank(asked, where, place, _brief(text))
        return None
    if asked.kind is not Kind.CHOICE:
        many = asked.kind is Kind.PARAGRAPHS
        return Paragraphs(paragraphs(cleaned.text), where) if many else Text(text, where)
    if asked.choices_from:  # settled when the other list has been read
        return Text(text, where)
    chosen = next((each for each in asked.choices if key(each) == key(text)), None)
    if chosen is None:
        message = f"“{asked.name}”填的是“{_brief(text)}”，不在选项之内。{near(text, asked.choices)}"
        remedy = f"从下列选项中选一个：{'、'.join(asked.choices)}。"
        place.findings.append(error("RC09", where, message, remedy))
        return None
    return Text(chosen, where)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"
