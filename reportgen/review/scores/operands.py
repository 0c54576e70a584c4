"""Find in a report the figures that a pack's indicators are computed from."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.figures import Figure
from reportgen.lexicon import words
from reportgen.passages.model import MONEY
from reportgen.review.tables.model import AMOUNT, DIFFERENCE
from reportgen.review.tables.reading import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Pack
    from reportgen.papers.model import Span
    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case
    from reportgen.review.tables.model import Column, Line, Number, Sheet

_QUOTES = re.compile(r"[“”\"'（）()\s]")
_WAN = Decimal(10_000)


class Found(NamedTuple):
    """A figure of the report for an operand, and where it stands."""

    figure: Figure
    span: Span


class _Wanted(NamedTuple):
    """What an operand asks for: of what, in which role, of which year."""

    subject: str
    role: str
    year: int


def operands(case: Case, pack: Pack) -> dict[str, Found]:
    """Return what the report prints for the operands of the pack's indicators, by name."""
    names = {
        term.name for rule in pack.indicators for operand in rule.operands for term in operand.terms
    }
    found = {}
    for name in sorted(names):
        if wanted := _wanted(name, case.year or pack.year):
            number = next(_in_tables(case, wanted), None) or next(_in_text(case, wanted), None)
            if number is not None:
                found[name] = Found(_figure(number), number.span)
    return found


def _wanted(name: str, year: int) -> _Wanted | None:
    ends: dict[str, list[str]] = words("scoring")["operand"]
    for end in sorted(ends, key=len, reverse=True):
        if name.endswith(end) and len(name) > len(end):
            role, back = ends[end]
            return _Wanted(name.removesuffix(end), role, year + int(back))
    return None


def _figure(number: Number | Quantity) -> Figure:
    is_money = number.measure == MONEY
    value = number.base / _WAN if is_money else number.base
    return Figure(value, "万元" if is_money else number.unit, number.block.where)


def _in_tables(case: Case, wanted: _Wanted) -> Iterator[Number]:
    for sheet in sheets(case):
        for line in sheet.lines:
            if not _is_subject(sheet, line, wanted.subject):
                continue
            for column in _columns(case, sheet, wanted):
                if number := sheet.number(line, column):
                    yield number


def _is_subject(sheet: Sheet, line: Line, subject: str) -> bool:
    text = _QUOTES.sub("", line.text)
    if text and text == _QUOTES.sub("", subject):
        return True
    if line.kind not in ("total", "subtotal"):
        return False
    parts = words("scoring")["whole"].get(subject)
    if parts:
        labels = {each.text for each in sheet.lines}
        return all(part in labels for part in parts)
    return subject in _QUOTES.sub("", sheet.grid.title)


def _columns(case: Case, sheet: Sheet, wanted: _Wanted) -> list[Column]:
    amounts = [each for each in sheet.of_kind(AMOUNT) if each.year in (None, wanted.year)]
    if wanted.year != case.year:
        amounts = [each for each in amounts if each.year]
    found = [each for each in amounts if each.role == wanted.role]
    if not found and wanted.role == "年初预算":
        found = [each for each in amounts if each.role == "预算"]
    if not found and wanted.role == "追加":
        return _called_added(case, sheet)
    return found


def _called_added(case: Case, sheet: Sheet) -> list[Column]:
    """Return a column of differences that the text calls 追加: it quotes one of its numbers."""
    added = {
        each.base
        for sentence, found in zip(case.sentences, case.quantities, strict=True)
        if "追加" in sentence.text
        for each in found
    }
    return [
        column
        for column in sheet.of_kind(DIFFERENCE)
        if any(
            number.base in added and number.base
            for line in sheet.lines
            if (number := sheet.number(line, column))
        )
    ]


def _in_text(case: Case, wanted: _Wanted) -> Iterator[Quantity]:
    subject = _QUOTES.sub("", wanted.subject)
    for found in case.quantities:
        for each in found:
            same = _QUOTES.sub("", each.name) == subject and each.role == wanted.role
            if same and each.year in (None, wanted.year) and not (each.change or each.share):
                yield each
