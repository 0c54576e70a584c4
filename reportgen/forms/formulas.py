"""The pack's calculations and scores as native Excel formulas, live while the clerk types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.packs.vet import is_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.packs.model import Band, Calculation, Grade, Indicator, Pack, Sum, Term

_STEPS = {
    "不扣": "ROUNDDOWN(ROUND({0},9),0)",
    "按一步": "ROUNDUP(ROUND({0},9),0)",
    "按比例": "{0}",
}
_TESTS = {"≤": "<=", "≥": ">=", "<": "<", ">": ">", "=": "="}


class _NotOnTheForm(Exception):
    """A formula would need a name that stands in no cell of the form."""


@dataclass(slots=True)
class Places:
    """Where each name stands on the issued form: a cell, or the range of a list's column."""

    pack: Pack
    cells: Mapping[str, str]
    ranges: Mapping[str, str]
    leaves: list[str] = field(default_factory=list)


def formula(name: str, places: Places) -> str:
    """Return the formula that shows a computed name; empty where it cannot be shown live.

    It shows nothing until every cell it needs holds a number.
    """
    places.leaves.clear()
    try:
        body = _body(name, places)
    except _NotOnTheForm:
        return ""
    needed = sorted(set(places.leaves))
    shown = f'IFERROR({body},"")'
    if not needed:
        return f"={shown}"
    return f'=IF(COUNT({",".join(needed)})<{len(needed)},"",{shown})'


def _body(name: str, places: Places) -> str:
    pack = places.pack
    calculation = next((row for row in pack.calculations if row.name == name), None)
    if calculation:
        return _calculation(calculation, places)
    indicator = next(
        (row for row in pack.indicators if name in (row.name, f"{row.name}得分")), None
    )
    if indicator:
        return _value(indicator, places) if name == indicator.name else _points(indicator, places)
    steps = [row for row in pack.grades if row.name == name]
    if steps:
        return _word(steps, places)
    tails = {"综合得分": "得分", "自评合计": "自评得分"}
    if name in tails:
        return (
            f"SUM({','.join(_cell(f'{row.name}{tails[name]}', places) for row in pack.indicators)})"
        )
    raise _NotOnTheForm


def _cell(name: str, places: Places) -> str:
    if name not in places.cells:
        raise _NotOnTheForm
    return places.cells[name]


def _name(name: str, places: Places) -> str:
    if name in places.cells:
        places.leaves.append(places.cells[name])
        return places.cells[name]
    fact = places.pack.facts.get(name, "")
    return fact if is_number(fact) else f"({_body(name, places)})"


def _term(term: Term, places: Places) -> str:
    if not term.function:
        return _name(term.name, places)
    if term.function == "计数":
        columns = [text for name, text in places.ranges.items() if name.startswith(f"{term.name}.")]
        if not columns:
            raise _NotOnTheForm
        return f"COUNTA({columns[0]})"
    if term.name not in places.ranges:
        raise _NotOnTheForm
    return f"{'SUM' if term.function == '合计' else 'AVERAGE'}({places.ranges[term.name]})"


def _sum(summed: Sum, places: Places) -> str:
    parts = [f"{'+' if term.sign > 0 else '-'}{_term(term, places)}" for term in summed.terms]
    return "".join(parts).removeprefix("+")


def _calculation(row: Calculation, places: Places) -> str:
    sums = [_sum(each, places) for each in row.operands]
    if row.verb in ("合计", "计数"):
        return sums[0]
    if row.verb == "平均":
        return f"({sums[0]})/{len(row.operands[0].terms)}"
    return _of_two(row.verb, sums)


def _of_two(verb: str, sums: list[str]) -> str:
    first, second = sums
    if verb == "差额":
        return f"({first})-({second})"
    if verb in ("占比", "比率"):
        return f"({first})/({second})"
    return f"(({first})-({second}))/({second})"


def _value(row: Indicator, places: Places) -> str:
    if not row.formula:
        raise _NotOnTheForm
    if row.formula == "选项":
        return _cell(row.operands[0].terms[0].name, places)
    sums = [_sum(each, places) for each in row.operands]
    return sums[0] if row.formula == "数值" else _of_two(row.formula, sums)


def _points(row: Indicator, places: Places) -> str:
    if row.scoring == "人工评分":
        return _cell(f"{row.name}自评得分", places)
    value = f"({_value(row, places)})"
    points = _scored(row, value)
    if row.formula not in ("比率", "变动率"):
        return points
    above, below = (f"({_sum(each, places)})" for each in row.operands)
    nothing = f"{above}-{below}=0" if row.formula == "变动率" else f"{above}=0"
    zero = f"IF({nothing},{row.weight},0)" if row.zero_denominator == "满分" else "0"
    return f"IF({below}=0,{zero},{points})"


def _scored(row: Indicator, value: str) -> str:
    if row.scoring in ("分档", "按选项"):
        return _banded(row.bands, value)
    if row.scoring == "按比例":
        return f"MIN({row.weight},MAX(0,{value}*{row.weight}))"
    gap = {
        "超限扣分": f"MAX(0,{value}-{row.limit})",
        "不足扣分": f"MAX(0,{row.limit}-{value})",
        "偏离扣分": f"ABS({value}-{row.limit})",
    }[row.scoring]
    steps = _STEPS[row.part_step].format(f"{gap}/{row.step}")
    return f"MAX(0,{row.weight}-{row.points_per_step}*{steps})"


def _banded(bands: tuple[Band, ...], value: str) -> str:
    body = '""'
    for band in reversed(bands):
        if band.test == "其余":
            body = f"{band.points}"
        elif band.test == "选":
            body = f'IF({value}="{band.choice}",{band.points},{body})'
        else:
            body = f"IF(ROUND({value},9){_TESTS[band.test]}{band.limit},{band.points},{body})"
    return body


def _word(steps: list[Grade], places: Places) -> str:
    value = _name(steps[0].figure, places)
    body = '""'
    for step in sorted(steps, key=lambda each: each.floor):
        body = f'IF(ROUND({value},9)>={step.floor},"{step.label}",{body})'
    return body
