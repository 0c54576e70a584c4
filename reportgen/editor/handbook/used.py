"""Which rows of rules.xlsx read a name, besides the one that defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.packs.marks import TAG
from reportgen.packs.model import place
from reportgen.scores.claims import CLAIMED_GRADE, CLAIMED_TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.packs.model import Calculation, Indicator, Pack, Sum

_COMPARED = "与计分结果核对"


def places(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return the cells of rules.xlsx that read each name, each with what it is for."""
    found: dict[str, dict[str, None]] = {}
    for name, where in _all(pack):
        found.setdefault(name, {})[where] = None
    return {name: tuple(each) for name, each in found.items()}


def _all(pack: Pack) -> Iterator[tuple[str, str]]:
    rows: Sequence[Calculation | Indicator] = [*pack.calculations, *pack.indicators]
    for row in rows:
        where = f"{place(row, '取数').spot}（{row.name}）"
        yield from ((name, where) for each in row.operands for name in _names(each))
    for check in pack.checks:
        for column, side in (("左边", check.left), ("右边", check.right)):
            where = f"{place(check, column).spot}（{check.verb}）"
            yield from ((name, where) for name in (_names(side) if side else ()))
    yield from ((row.figure, f"{place(row, '取数').spot}（{row.name}）") for row in pack.grades)
    yield from _of_lists(pack)
    for headline in pack.headlines:
        yield headline.name, place(headline, "名称").spot
        yield headline.prior, f"{place(headline, '上年').spot}（{headline.name}）"
    for name, text in pack.facts.items():
        where = f"{pack.fact_places[name].spot}（{name}）"
        yield text, where
        yield from ((tag, where) for tag in TAG.findall(text))
    yield from ((name, _COMPARED) for name in (CLAIMED_TOTAL, CLAIMED_GRADE))


def _of_lists(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the columns whose cells are another field's choices."""
    for field in pack.fields.values():
        if field.choices_from:
            yield field.choices_from, f"{place(field, '选项').spot}（{field.name}的选项）"


def _names(total: Sum) -> Iterator[str]:
    yield from (term.name for term in total.terms)
