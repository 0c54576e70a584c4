"""The pack's calculations and scores as native Excel formulas, live while the clerk types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.calculations.verbs import counting
from reportgen.forms import points
from reportgen.forms.drafts import Draft, NotOnTheForm, is_item, over_list
from reportgen.forms.literals import number, words
from reportgen.forms.shapes import printed_places
from reportgen.packs.rules import OF_POINTS
from reportgen.packs.sums import is_column_name
from reportgen.scores.points import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.forms.places import Places
    from reportgen.packs.model import Calculation, Grade, Indicator, Sum, Term

_EXACT = 9
"""Decimals beyond which a sum of typed amounts is only what binary arithmetic leaves."""
_TOTALS = {"综合得分": "得分", "自评合计": "自评得分"}
_LONGEST = 8192
"""Characters in a formula, its = included: Excel's own limit."""


def formula(name: str, places: Places) -> str:
    """Return the formula that shows a computed name; empty where it cannot be shown live.

    It shows nothing until every cell it adds up or divides holds a number, every row of a
    list it adds up has one, and an option it scores is chosen; nor where the program computes
    nothing: 0 of 0, growth from a negative base, below the lowest grade. A formula longer than
    Excel takes is not shown either: the file would be “repaired” by dropping it.
    """
    draft = Draft(places)
    try:
        body = _body(name, draft)
    except NotOnTheForm:
        return ""
    return fitting(shown(body, draft))


def row_formula(name: str, places: Places, row: int) -> str:
    """Return the formula that shows a calculation of a list (清单.列) in one of its rows.

    It shows nothing in a row where nothing is typed.
    """
    return formula_along(name, places, places.in_row(name.partition(".")[0], row))


def formula_along(name: str, places: Places, at: Mapping[str, str]) -> str:
    """Return the formula of a calculation of a list; ``at`` stands for the list's columns."""
    table = name.partition(".")[0]
    draft = Draft(places, table, at)
    try:
        body = _body(name, draft)
        if not {*draft.figures} & {*draft.columns.values()}:
            draft.gaps[f"NOT({is_item(table, places, at)})"] = None
    except NotOnTheForm:
        return ""
    return fitting(shown(body, draft))


def shown(body: str, draft: Draft) -> str:
    """Return a body that shows nothing where anything is missing or cannot be computed."""
    lacking = draft.lacking()
    result = f'IFERROR({body},"")'
    return f'IF({lacking},"",{result})' if lacking else result


def fitting(body: str) -> str:
    """Return a formula with its ``=``; empty where it is longer than Excel takes."""
    return f"={body}" if len(body) < _LONGEST else ""


def _body(name: str, draft: Draft) -> str:
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
    raise NotOnTheForm


def _name(name: str, draft: Draft) -> str:
    """Return the cell a number stands in, the pack's own number, or how it is computed."""
    at = draft.cell(name)
    if at:
        draft.figures[at] = None
        return at
    fact = packs.numbers(draft.places.pack).get(name)
    if fact:
        return number(fact.value)
    body = _body(name, draft if is_column_name(name) else draft.outside())
    if len(body) > _LONGEST:  # or names that stand nowhere double it again and again
        raise NotOnTheForm
    return f"({body})"


def _term(term: Term, draft: Draft) -> str:
    return over_list(term, draft) if term.function else _name(term.name, draft)


def signed(summed: Sum, draft: Draft) -> str:
    """Return a signed sum; the draft remembers what it needs."""
    parts = [f"{'+' if term.sign > 0 else '-'}{_term(term, draft)}" for term in summed.terms]
    joined = "".join(parts).removeprefix("+")
    if len(parts) == 1 and summed.terms[0].function != "合计":
        return f"({joined})" if joined.startswith("-") else joined
    return f"ROUND({joined},{_EXACT})"


def _calculation(row: Calculation, draft: Draft) -> str:
    if row.verb == "计数":
        return signed(counting(row.operands[0]), draft)
    sums = [signed(each, draft) for each in row.operands]
    if row.verb == "合计":
        return sums[0]
    if row.verb == "平均":
        return f"{sums[0]}/{len(row.operands[0].terms)}"
    return _share_of_points(*sums) if row.verb == OF_POINTS else _of_two(row.verb, *sums)


def _of_two(verb: str, first: str, second: str) -> str:
    if verb == "差额":
        return f"ROUND({first}-{second},{_EXACT})"
    if verb in ("占比", "比率"):
        return f"{first}/{second}"
    return _positive(second, _grown(first, second))


def _share_of_points(done: str, due: str, weight: str) -> str:
    """Rounded twice, so that what binary arithmetic leaves cannot turn a half downwards."""
    exact = f"ROUND({weight}*({done})/({due}),{points.EXACT})"
    return f"ROUND(MIN({weight},MAX(0,{exact})),2)"


def _grown(current: str, base: str) -> str:
    return f"({current}-{base})/{base}"


def _positive(below: str, rate: str) -> str:
    """Return a rate that shows nothing over zero or less."""
    return f'IF({below}<=0,"",{rate})'


def _value(row: Indicator, draft: Draft) -> str:
    if not row.formula:
        raise NotOnTheForm
    if row.formula == "选项":
        option = _option(row, draft)
        return f'IF({option}="","",{option})'
    sums = [signed(each, draft) for each in row.operands]
    return sums[0] if row.formula == "数值" else _positive(sums[1], _rate(row, sums))


def _rate(row: Indicator, sums: list[str]) -> str:
    first, second = sums
    return _grown(first, second) if row.formula == "变动率" else f"{first}/{second}"


def _option(row: Indicator, draft: Draft) -> str:
    name = row.operands[0].terms[0].name
    if name not in draft.places.cells:
        raise NotOnTheForm
    return draft.places.cells[name]


def _points(row: Indicator, draft: Draft) -> str:
    if row.scoring == BY_HAND:
        return points.by_hand(row, _name(f"{row.name}自评得分", draft))
    if row.formula == "选项":
        return points.chosen(row, _option(row, draft))
    sums = [signed(each, draft) for each in row.operands]
    if row.formula == "数值":
        return points.scored(row, sums[0])
    scored = points.scored(row, _rate(row, sums))
    return points.divided(row, sums[0], sums[1], scored)


def _word(steps: list[Grade], draft: Draft) -> str:
    """Return the word of the highest step that a figure, as it is printed, reaches."""
    figure = steps[0].figure
    value = f"ROUND({_name(figure, draft)},{printed_places(figure, draft.places.pack)})"
    body = '""'
    for step in sorted(steps, key=lambda each: each.floor):
        body = f"IF({value}>={number(step.floor)},{words(step.label)},{body})"
    return body
