"""The statements of a report's tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.review.claims.context import own_names
from reportgen.review.claims.in_text import MEASURES
from reportgen.review.claims.statement import Statement
from reportgen.review.claims.subjects import GENERIC, KEPT, mentioned, named
from reportgen.review.tables import reading as tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from reportgen.review.model import Case
    from reportgen.review.tables.model import Column, Line, Number, Sheet

_YEAR = re.compile(r"(\d{4})年")
_VALUE = re.compile(
    r"^(?:金额|数额|本年数|数量|小计|合计|本年|决算数|收入|支出|实际值|实际完成值|完成值)"
)


def read(case: Case) -> Iterator[Statement]:
    """Yield the statements of all tables of known meaning."""
    printed = {q.value for all_of in case.quantities for q in all_of if q.unit == "万元"}
    for sheet in tables.sheets(case):
        yield from _sheet(case, sheet, printed)


def _sheet(case: Case, sheet: Sheet, printed: set[Decimal]) -> Iterator[Statement]:
    whole, own = subject_of(sheet), own_names(case)
    around = _around(case, sheet)
    for column in sheet.columns:
        if not _states(sheet, column) or _is_doubled(sheet, column):
            continue
        for line in sheet.lines:
            number = sheet.number(line, column)
            if number is None:
                continue
            subject, kind = _named(sheet, line, column, whole, own)
            if not subject:
                continue
            if found := _priced(number, kind, printed):
                yield _made(around, (line, column), number, (subject, kind, whole), found)


def subject_of(sheet: Sheet) -> str:
    """Return what the row of the sum speaks for, empty when nobody can tell."""
    rows = {named(line.text, None).subject for line in sheet.lines if line.text}
    for name, parts in words("claims")["whole"].items():
        if name not in rows and all(part in rows for part in parts):
            return str(name)
    heads = [sheet.name, sheet.grid.title, *(each.text for each in reversed(sheet.grid.section))]
    for text in heads:
        over = list(dict.fromkeys(name for _, _, name, kind in mentioned(text) if kind == "money"))
        over = over or [name for word, name in words("claims")["titles"].items() if word in text]
        if over:
            return "" if len(over) > 1 or over[0] in rows else over[0]
    return ""


def _is_doubled(sheet: Sheet, column: Column) -> bool:
    """Tell whether another column is of the same year and role: what sets them apart is unknown."""
    alike = [
        each
        for each in sheet.of_kind(tables.AMOUNT)
        if (each.year, each.role) == (column.year, column.role)
    ]
    is_alike = len(alike) > 1 and any(each is column for each in alike)
    return is_alike and any(line.text for line in sheet.lines)


def _states(sheet: Sheet, column: Column) -> bool:
    """Tell whether a column holds values that a sentence could state."""
    if column.kind == tables.AMOUNT:
        if column.role in words("claims")["asked"]["roles"]:
            return True
        return not column.role and (
            bool(_VALUE.match(_without_year(column.title)))
            or len(sheet.of_kind(tables.AMOUNT)) == 1
            or any(not line.text for line in sheet.lines)
        )
    return column.kind in (tables.RATE, tables.TEXT) and column.role not in ("分值", "得分")


def _without_year(title: str) -> str:
    return re.sub(r"\d{2,4}年度?|\s", "", title)


def _named(
    sheet: Sheet, line: Line, column: Column, whole: str, own: tuple[str, ...]
) -> tuple[str, str]:
    if line.kind == tables.TOTAL or (line.kind == tables.SUBTOTAL and _only_sum(sheet)):
        return whole, "money" if whole else ""
    if not line.text:
        if line is not sheet.lines[0]:
            return "", ""
        told = named(column.title, None)
        if told.kind:
            return told.subject, told.kind
        over = {name for _, _, name, kind in mentioned(sheet.name) if kind == "money"}
        return (over.pop(), "money") if len(over) == 1 and column.role else ("", "")
    told = named(line.text, None, own)
    if told.is_difference and not told.kind:
        return "", ""
    return told.subject, "money" if told.kind == GENERIC else told.kind


def _only_sum(sheet: Sheet) -> bool:
    return sum(line.kind in (tables.TOTAL, tables.SUBTOTAL) for line in sheet.lines) == 1


def _priced(number: Number, kind: str, printed: set[Decimal]) -> tuple[str, str, int] | None:
    """Return measure, unit and what its numbers are to be multiplied by.

    A table without a unit is in 万元 only where a sentence gives one of its numbers so.
    """
    if number.measure:
        if kind and number.measure != MEASURES[kind]:
            return None
        return number.measure, number.unit, 1
    if kind == "money" and number.value in printed:
        return "元", "万元", 10_000
    return None


@lru_cache(KEPT)
def _among(key: str, text: str) -> frozenset[str]:
    return frozenset(word for word in words("claims")["scope"][key] if word in text)


@lru_cache(KEPT)
def _place(title: str) -> str:
    title = re.sub(r"[（(]?单位[：:].*", "", title).strip()
    if not title:
        return "表中"
    return f"{'' if title.startswith('表') else '表'}“{title}”"


class _Around(NamedTuple):
    """What the numbers of a sheet share: year, place and number of the table, words of heads."""

    year: int | None
    place: str
    grid: int
    scope: frozenset[str]


def _around(case: Case, sheet: Sheet) -> _Around:
    grid = sheet.grid
    heads = "\n".join((grid.title, *(each.text for each in grid.section)))
    told = _YEAR.search(grid.title)
    year = int(told[1]) if told else case.year
    return _Around(year, _place(grid.title), grid.number or 1, _among("headings", heads))


def _made(
    around: _Around,
    at: tuple[Line, Column],
    number: Number,
    name: tuple[str, str, str],
    priced: tuple[str, str, int],
) -> Statement:
    line, column = at
    subject, kind, whole = name
    scope = around.scope | _among("words", column.title)
    measure, unit, factor = priced
    printed = number.text
    place = f"{around.place}的“{line.text}”行" if line.text else f"{around.place}的“{column.title}”"
    return Statement(
        subject,
        kind,
        column.year or around.year,
        column.role,
        frozenset(word for word in scope if word not in subject) if scope else scope,
        whole if whole != subject else "",
        measure,
        number.value,
        unit,
        number.base * factor,
        number.half * factor,
        printed if printed.endswith(unit) else f"{printed}{unit}",
        number.span,
        place=place,
        grid=around.grid,
        column=column.at,
        row=line.text,
        is_total=line.kind in (tables.TOTAL, tables.SUBTOTAL),
    )
