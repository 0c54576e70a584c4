"""What a figure stands on: every name below it, once each calculation is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reportgen.packs.own import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.packs.model import Calculation, Indicator, Pack, Sum

Net: TypeAlias = dict[tuple[str, str], int]
"""How often each term (function, name) is counted, what cancels out left away."""
_ADDED, _SUBTRACTED = ("合计", "计数"), "差额"
"""Verbs that only add and subtract."""


def beneath(sums: Iterable[Sum], pack: Pack) -> list[str]:
    """Return the names that calculations and indicators finally rest on, in their order."""
    opened: dict[str, Calculation | Indicator] = {}
    for each in pack.indicators:
        if each.operands:
            opened |= {each.name: each, f"{each.name}{SCORED}": each}
    opened |= {each.name: each for each in pack.calculations}
    found: dict[str, None] = {}
    waiting = [term.name for each in reversed([*sums]) for term in reversed(each.terms)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        row = opened.get(name)
        if row is None:
            found[name] = None
        else:
            waiting += [t.name for each in reversed(row.operands) for t in reversed(each.terms)]
    return list(found)


def net(left: Sum, right: Sum, rows: Mapping[str, Calculation]) -> Net:
    """Return left less right in terms of what is not itself added up; empty when always equal."""
    total: Net = {}
    _count(left, 1, rows, frozenset(), total)
    _count(right, -1, rows, frozenset(), total)
    return {term: count for term, count in total.items() if count}


def _count(
    sums: Sum, sign: int, rows: Mapping[str, Calculation], seen: frozenset[str], total: Net
) -> None:
    for term in sums.terms:
        row = None if term.function or term.name in seen else rows.get(term.name)
        if row and row.operands and row.verb in (*_ADDED, _SUBTRACTED):
            for position, each in enumerate(row.operands):
                turned = -1 if position and row.verb == _SUBTRACTED else 1
                _count(each, sign * term.sign * turned, rows, seen | {term.name}, total)
        else:
            key = (term.function, term.name)
            total[key] = total.get(key, 0) + sign * term.sign
