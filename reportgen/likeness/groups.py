"""Kinds that are nearly the same, or stand inside others → groups of passages worth telling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.likeness.inside import shared
from reportgen.likeness.model import Copy, Group
from reportgen.outcomes.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportgen.likeness.gather import Gathered
    from reportgen.outcomes.model import Outcome

SHOWN = 20
"""Passages of a group whose words are kept: of thousands alike nobody reads more."""
_GONE = Passage("", 1, "")
"""What is told of a passage whose form's record went away meanwhile."""


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
            found[other] |= shared(all_.kinds.sentences_of(other), all_.kinds.sentences_of(kind))
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


def group(all_: Gathered, parts: Sequence[Part], passages: Mapping[int, Passage]) -> Group:
    """Return a group as it is told."""
    copies = tuple(_copy(all_, part, passages) for part in parts)
    units = {all_.unit(part.number) for part in parts if all_.is_now(part.number)}
    kinds = {all_.kind[part.number] for part in parts}
    return Group(copies, len(units), exact=len(kinds) == 1)


def _copy(all_: Gathered, part: Part, passages: Mapping[int, Passage]) -> Copy:
    form, unit, _ = all_.forms[all_.owners[part.number]]
    passage = passages.get(part.number, _GONE)
    return Copy(
        form,
        unit,
        passage.spot,
        passage.line,
        passage.text,
        all_.size(part.number, part.sentences),
        all_.is_old(part.number),
    )


def passages(
    all_: Gathered, told: Iterable[Sequence[Part]], outcomes: Iterable[Outcome]
) -> dict[int, Passage]:
    """Return the passages of groups by number; words only of those that a group is shown by."""
    asked: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for parts in told:
        for at, part in enumerate(parts):
            asked[all_.owners[part.number]].append((part.number, at < SHOWN))
    found: dict[int, Passage] = {}
    spots: dict[str, str] = {}
    owners = iter(enumerate(all_.forms))
    for outcome in outcomes:
        owner = next((at for at, each in owners if each.form == outcome.form), -1)
        for number, is_shown in asked.get(owner, ()):
            each = outcome.passages[all_.lines[number]]
            words = each.text if is_shown or (number in found and found[number].text) else ""
            found[number] = Passage(spots.setdefault(each.spot, each.spot), each.line, words)
    return found
