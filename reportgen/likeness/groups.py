"""Kinds that are nearly the same, or stand inside others → groups of passages worth telling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.likeness.inside import shared
from reportgen.likeness.model import Copy, Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.likeness.gather import Gathered


@dataclass(frozen=True, slots=True)
class Part:
    """One passage of a group; ``sentences`` are those of it that are copied, None for all."""

    number: int
    sentences: frozenset[int] | None = None


def candidates(
    all_: Gathered, leaders: Sequence[int], holders: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, list[Part]]]:
    """Yield, by leader, the passages nearly the same, and those they stand inside of."""
    by_kind: list[list[int]] = [[] for _ in leaders]
    for number, kind in enumerate(all_.kind):
        by_kind[kind].append(number)
    together: dict[int, list[int]] = defaultdict(list)
    for kind, leader in enumerate(leaders):
        together[leader].append(kind)
    for leader, kinds in together.items():
        parts = [Part(number) for kind in kinds for number in by_kind[kind]]
        for other, found in _holding(all_, kinds, holders).items():
            parts += [Part(number, frozenset(found)) for number in by_kind[other]]
        if len(parts) > 1:
            yield leader, sorted(parts, key=lambda part: part.number)


def _holding(
    all_: Gathered, kinds: Sequence[int], holders: Mapping[int, Sequence[int]]
) -> dict[int, set[int]]:
    """Return the longer kinds that hold some of these, and which of their sentences do."""
    found: dict[int, set[int]] = defaultdict(set)
    for kind in kinds:
        for other in set(holders.get(kind, ())).difference(kinds):
            found[other] |= shared(all_.kinds.sentences(other), all_.kinds.sentences(kind))
    return found


def told(all_: Gathered, parts: Sequence[Part]) -> list[Part]:
    """Return a group without what does not count; nothing where no one copied.

    Last year's passages count only beside the same unit's of this year.
    """
    now = {all_.unit(part.number) for part in parts if all_.is_now(part.number)}
    kept = [
        part
        for part in parts
        if not all_.is_known(part.number)
        and (all_.is_now(part.number) or all_.unit(part.number) in now)
    ]
    return kept if len(now) > 1 or any(all_.is_old(part.number) for part in kept) else []


def group(all_: Gathered, parts: Sequence[Part]) -> Group:
    """Return a group as it is told."""
    copies = tuple(_copy(all_, part) for part in parts)
    units = {all_.unit(part.number) for part in parts if all_.is_now(part.number)}
    kinds = {all_.kind[part.number] for part in parts}
    return Group(copies, len(units), exact=len(kinds) == 1)


def _copy(all_: Gathered, part: Part) -> Copy:
    outcome = all_.outcomes[all_.owners[part.number]]
    passage = all_.passage(part.number)
    return Copy(
        outcome.form,
        outcome.unit,
        passage.spot,
        passage.line,
        passage.text,
        all_.size(part.number, part.sentences),
        all_.is_old(part.number),
    )
