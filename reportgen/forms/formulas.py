"""The pack's calculations and scores as native Excel formulas, live while the clerk types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.calculations.verbs import counting
from reportgen.forms import points
from reportgen.forms.literals import number, words
from reportgen.forms.shapes import printed_places
from reportgen.scores.points import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.packs.model import Calculation, Grade, Indicator, Pack, Sum, Term

_EXACT = 9
"""Decimals beyond which a sum of typed amounts is only what binary arithmetic leaves."""
_TOTALS = {"综合得分": "得分", "自评合计": "自评得分"}


class _NotOnTheForm(Exception):
    """A formula would need a name that stands in no cell of the form."""


_LONGEST = 8192
"""Characters in a formula, its = included: Excel's own limit."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each name stands on the issued form: a cell, or the range of a list's column."""

    pack: Pack
    cells: Mapping[str, str]
    ranges: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A formula being written: the form's places, and what must be there before it shows.

    ``figures`` are cells that must hold numbers; ``gaps`` are conditions under which a list
    lacks a number (a dictionary's keys, each once and in order).
    """

    places: Places
    figures: dict[str, None] = field(default_factory=dict)
    gaps: dict[str, None] = field(default_factory=dict)


def formula(name: str, places: Places) -> str:
    """Return the formula that shows a computed name; empty where it cannot be shown live.

    It shows nothing until every cell it adds up or divides holds a number, every row of a
    list it adds up has one, and an option it scores is chosen; nor where the program computes
    nothing: 0 of 0, growth from a negative base, below the lowest grade. A formula longer than
    Excel takes is not shown either: the file would be “repaired” by dropping it.
    """
    draft = _Draft(places)
    try:
        body = _body(name, draft)
    except _NotOnTheForm:
        return ""
    lacking = list(draft.gaps)
    if draft.figures:
        lacking.insert(0, f"COUNT({','.join(draft.figures)})<{len(draft.figures)}")
    shown = f'IFERROR({body},"")'
    if lacking:
        condition = lacking[0] if len(lacking) == 1 else f"OR({','.join(lacking)})"
        shown = f'IF({condition},"",{shown})'
    return f"={shown}" if len(shown) < _LONGEST else ""


def _body(name: str, draft: _Draft) -> str:
    pack = draft.places.pack
    calculation = next((row for row in pack.calculations if row.name == name), None)
    if calculation:
        return _calculation(calculation, draft)
    for row in pack.indicators:
        if name == row.name:
            return _value(row, draft)
        if name == f"{row.name}得分":
            return _points(row, draft)
    steps = [row for row in pack.grades if row.name == name]
    if steps:
        return _word(steps, draft)
    if name in _TOTALS and pack.indicators:
        parts = [_name(f"{row.name}{_TOTALS[name]}", draft) for row in pack.indicators]
        return f"ROUND({'+'.join(parts)},{_EXACT})"
    raise _NotOnTheForm


def _name(name: str, draft: _Draft) -> str:
    """Return the cell a number stands in, the pack's own number, or how it is computed."""
    places = draft.places
    if name in places.cells:
        draft.figures[places.cells[name]] = None
        return places.cells[name]
    fact = packs.numbers(places.pack).get(name)
    return number(fact.value) if fact else f"({_body(name, draft)})"


def _term(term: Term, draft: _Draft) -> str:
    if not term.function:
        return _name(term.name, draft)
    if term.function == "计数":
        return _filled_rows(term.name, draft)
    column = draft.places.ranges.get(term.name)
    if column is None:
        raise _NotOnTheForm
    if term.function == "平均":
        return f"AVERAGE({column})"
    draft.gaps[f"COUNT({column})<{_filled_rows(term.name.partition('.')[0], draft)}"] = None
    return f"SUM({column})"


def _filled_rows(table: str, draft: _Draft) -> str:
    """Return how many rows of a list have anything in any of its columns."""
    ranges = draft.places.ranges
    columns = [text for name, text in ranges.items() if name.startswith(f"{table}.")]
    if not columns:
        raise _NotOnTheForm
    return f'SUMPRODUCT(--(TRIM({"&".join(columns)})<>""))'


def _sum(summed: Sum, draft: _Draft) -> str:
    parts = [f"{'+' if term.sign > 0 else '-'}{_term(term, draft)}" for term in summed.terms]
    joined = "".join(parts).removeprefix("+")
    if len(parts) == 1 and summed.terms[0].function != "合计":
        return f"({joined})" if joined.startswith("-") else joined
    return f"ROUND({joined},{_EXACT})"


def _calculation(row: Calculation, draft: _Draft) -> str:
    if row.verb == "计数":
        return _sum(counting(row.operands[0]), draft)
    sums = [_sum(each, draft) for each in row.operands]
    if row.verb == "合计":
        return sums[0]
    if row.verb == "平均":
        return f"{sums[0]}/{len(row.operands[0].terms)}"
    first, second = sums
    if row.verb == "差额":
        return f"ROUND({first}-{second},{_EXACT})"
    if row.verb in ("占比", "比率"):
        return f"{first}/{second}"
    return _positive(second, _grown(first, second))


def _grown(current: str, base: str) -> str:
    return f"({current}-{base})/{base}"


def _positive(below: str, rate: str) -> str:
    """Return a rate that shows nothing over zero or less."""
    return f'IF({below}<=0,"",{rate})'


def _value(row: Indicator, draft: _Draft) -> str:
    if not row.formula:
        raise _NotOnTheForm
    if row.formula == "选项":
        option = _option(row, draft)
        return f'IF({option}="","",{option})'
    sums = [_sum(each, draft) for each in row.operands]
    return sums[0] if row.formula == "数值" else _positive(sums[1], _rate(row, sums))


def _rate(row: Indicator, sums: list[str]) -> str:
    first, second = sums
    return _grown(first, second) if row.formula == "变动率" else f"{first}/{second}"


def _option(row: Indicator, draft: _Draft) -> str:
    name = row.operands[0].terms[0].name
    if name not in draft.places.cells:
        raise _NotOnTheForm
    return draft.places.cells[name]


def _points(row: Indicator, draft: _Draft) -> str:
    if row.scoring == BY_HAND:
        return points.by_hand(row, _name(f"{row.name}自评得分", draft))
    if row.formula == "选项":
        return points.chosen(row, _option(row, draft))
    sums = [_sum(each, draft) for each in row.operands]
    if row.formula == "数值":
        return points.scored(row, sums[0])
    scored = points.scored(row, _rate(row, sums))
    return points.divided(row, sums[0], sums[1], scored)


def _word(steps: list[Grade], draft: _Draft) -> str:
    """Return the word of the highest step that a figure, as it is printed, reaches."""
    figure = steps[0].figure
    value = f"ROUND({_name(figure, draft)},{printed_places(figure, draft.places.pack)})"
    body = '""'
    for step in sorted(steps, key=lambda each: each.floor):
        body = f"IF({value}>={number(step.floor)},{words(step.label)},{body})"
    return body
