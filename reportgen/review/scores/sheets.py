"""The score tables of a report, and the totals its sentences claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import narrow
from reportgen.review.kept import kept
from reportgen.review.tables.model import OF_WHICH, POINTS
from reportgen.review.tables.reading import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case
    from reportgen.review.tables.model import Column, Line, Number, Sheet

_CLAUSE = re.compile(r"[，,；;。！？\n]")
FULL = Decimal(100)
_LEAST_TOTAL = Decimal(30)


@dataclass(frozen=True, slots=True)
class Scored:
    """A table of indicators: its 分值 column, if there is one, and one column of points.

    ``lines`` are the indicators, ``total`` the row that adds them up. ``before`` are the
    sheets of the same table that stand over it: the form scores 执行率 there.
    """

    sheet: Sheet
    weight: Column | None
    points: Column
    lines: tuple[Line, ...]
    total: Line | None
    before: tuple[Sheet, ...]

    def sum_of(self, column: Column) -> tuple[Decimal, tuple[Number, ...]]:
        """Return a column's sum over the indicators, merged cells counted once."""
        numbers = {}
        for line in self.lines:
            if number := self.sheet.number(line, column):
                numbers[number.block.number] = number
        found = tuple(numbers.values())
        return sum((number.value for number in found), Decimal(0)), found

    def total_of(self, column: Column) -> Number | None:
        """Return the printed total of a column."""
        return self.sheet.number(self.total, column) if self.total else None


@dataclass(frozen=True, slots=True)
class Claim:
    """A total that a sentence claims."""

    value: Decimal
    span: Span
    block: Block


@kept
def scored(case: Case) -> tuple[Scored, ...]:
    """Return the score tables of a paper."""
    found: list[Scored] = []
    earlier: list[Sheet] = []
    for sheet in sheets(case):
        if earlier and earlier[-1].grid.number != sheet.grid.number:
            earlier = []
        weights = [each for each in sheet.of_kind(POINTS) if each.role == "分值"]
        columns = [each for each in sheet.of_kind(POINTS) if each.role == "得分"]
        tables = (_scored(sheet, weights, each, earlier) for each in columns)
        found += [each for each in tables if each]
        earlier.append(sheet)
    return tuple(found)


def _scored(
    sheet: Sheet, weights: list[Column], column: Column, earlier: list[Sheet]
) -> Scored | None:
    lines = tuple(line for line in sheet.lines if line.kind in ("", OF_WHICH))
    totals = [line for line in sheet.lines if line.kind == "total"]
    if len(lines) < 2:
        return None
    before = tuple(each for each in earlier if each.of_kind(POINTS))
    weight = weights[0] if weights else None
    return Scored(sheet, weight, column, lines, totals[-1] if totals else None, before)


@cache
def _claim() -> re.Pattern[str]:
    heads = "|".join(sorted(words("scoring")["claim"]["heads"], key=len, reverse=True))
    return re.compile(
        rf"(?:{heads})(?:合计|共计|共)?[为是达到：:]*\s*(?P<number>\d{{1,3}}(?:\.\d+)?)(?![\d%％])\s*分?"
    )


@kept
def claims(case: Case) -> tuple[Claim, ...]:
    """Return the totals that sentences claim for the whole evaluation."""
    return tuple(_claims(case))


def _claims(case: Case) -> Iterator[Claim]:
    given = words("scoring")["claim"]
    for block in case.paper.blocks:
        if "分" not in block.text:
            continue
        for found in _claim().finditer(narrow(block.text)):
            clause = _CLAUSE.split(block.text[: found.start()])[-1]
            other = any(word in clause for word in given["other"])
            own = any(word in clause + found[0] for word in given["own"])
            value = Decimal(found["number"])
            if value >= _LEAST_TOTAL and (own or not other):
                yield Claim(value, Span(block, found.start("number"), found.end()), block)


def is_whole(one: Scored) -> bool:
    """Tell whether a table scores the whole evaluation, not one project."""
    title = one.sheet.grid.title
    if any(word in title for word in words("scoring")["rows"]["project"]):
        return False
    if one.weight is None:
        return one.total is not None
    total = one.total_of(one.weight)
    return (total.value if total else one.sum_of(one.weight)[0]) == FULL
