"""How a name is printed: its decimals and its unit, as the program has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.calculations.verbs import RATES
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from reportgen.packs.model import Calculation, Pack


def shape(name: str, pack: Pack) -> tuple[int, str]:
    """Return how many decimals a figure is printed with, and its unit.

    A calculation without a unit has its parts', as calculations.compute gives it; points and
    totals have two decimals.
    """
    if name in pack.fields:
        return pack.fields[name].places, pack.fields[name].unit
    for row in pack.calculations:
        if row.name == name:
            return row.places, row.unit or _of_parts(row, pack)
    for each in pack.indicators:
        if each.name == name:
            return 2, each.unit
    fact = packs.numbers(pack).get(name)
    return (fact.places, fact.unit) if fact else (2, "")


def printed_places(name: str, pack: Pack) -> int:
    """Return how many decimals of the value itself are printed; a rate's value is a fraction."""
    places, unit = shape(name, pack)
    return places + (2 if unit == "%" else 0)


def is_word(name: str, pack: Pack) -> bool:
    """Tell whether a name stands for words rather than for a number."""
    if name in pack.fields:
        return pack.fields[name].kind is not Kind.NUMBER
    return any(grade.name == name for grade in pack.grades)


def _of_parts(row: Calculation, pack: Pack) -> str:
    if row.verb in RATES:
        return "%"
    terms = [term for operand in row.operands for term in operand.terms]
    names = [term.name for term in terms if term.function != "计数" and row.verb != "计数"]
    return next((unit for name in names if (unit := shape(name, pack)[1])), "")
