"""How a name is printed: its decimals and its unit, as the program has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.calculations.verbs import OWN_UNITS
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from reportgen.packs.model import Calculation, Pack, Sum


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


def sum_shape(total: Sum, pack: Pack) -> tuple[int, str]:
    """Return a sum's decimals and unit as calculations.evaluate gives them."""
    shapes = [
        (0, "") if each.function == "计数" else shape(each.name, pack) for each in total.terms
    ]
    places = max((places for places, _ in shapes), default=0)
    return places, next((unit for _, unit in shapes if unit), "")


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
    if row.verb in OWN_UNITS:
        return OWN_UNITS[row.verb]
    terms = [term for operand in row.operands for term in operand.terms]
    names = [term.name for term in terms if term.function != "计数" and row.verb != "计数"]
    return next((unit for name in names if (unit := shape(name, pack)[1])), "")
