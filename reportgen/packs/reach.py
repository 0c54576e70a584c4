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


def parts_first(rows: Mapping[str, Calculation]) -> list[str]:
    """Return the names of calculations, each behind those it needs; a circle is cut somewhere."""
    ordered: dict[str, None] = {}
    seen: set[str] = set()
    for start in rows:
        waiting = [start]
        while waiting:
            name = waiting[-1]
            if name in seen:
                ordered.setdefault(waiting.pop())
                continue
            seen.add(name)
            needed = (term.name for each in rows[name].operands for term in each.terms)
            waiting += [each for each in needed if each in rows and each not in seen]
    return list(ordered)


def net(left: Sum, right: Sum, rows: Mapping[str, Calculation]) -> Net:
    """Return left less right in terms of what is not itself added up; empty when always equal."""
    total: Net = {}
    _add(left, 1, total)
    _add(right, -1, total)
    for name in reversed(parts_first(rows)):
        row, count = rows[name], total.get(("", name), 0)
        if not count or not row.operands or row.verb not in (*_ADDED, _SUBTRACTED):
            continue
        del total["", name]
        for position, each in enumerate(row.operands):
            _add(each, -count if position and row.verb == _SUBTRACTED else count, total)
    return {term: count for term, count in total.items() if count}


def _add(sums: Sum, count: int, total: Net) -> None:
    for term in sums.terms:
        key = (term.function, term.name)
        total[key] = total.get(key, 0) + count * term.sign
