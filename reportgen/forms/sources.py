"""What a figure comes from: the names that are typed, computed ones taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.packs.own import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Pack, Sum


def typed(side: Sum, pack: Pack) -> Iterator[str]:
    """Yield the fields a sum comes from; a list that is only counted is named itself."""
    for term in side.terms:
        yield from _of_name(term.name, pack, frozenset())


def _of_name(name: str, pack: Pack, seen: frozenset[str]) -> Iterator[str]:
    if name in pack.fields:
        yield name
    elif name not in seen:
        for side in _operands(name, pack):
            for term in side.terms:
                yield from _of_name(term.name, pack, seen | {name})


def _operands(name: str, pack: Pack) -> tuple[Sum, ...]:
    """Return the sums a computed name comes from; a total of all points has none to point at."""
    for row in pack.calculations:
        if row.name == name:
            return row.operands
    for each in pack.indicators:
        if name in (each.name, f"{each.name}{SCORED}"):
            return each.operands
    return ()
