"""All passages of a batch → who copied what from whom, and how much of each form that is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from reportgen.likeness import groups, shares
from reportgen.likeness.gather import gather
from reportgen.likeness.inside import inside
from reportgen.likeness.model import Likeness
from reportgen.likeness.near import joined, near
from reportgen.outcomes.model import Outcome, Passage, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reportgen.likeness.gather import Gathered

_IN_MEMORY = 8_000_000
"""Bytes of words; those of more kinds wait on the disk."""


def compare(
    outcomes: Iterable[Outcome], earlier: Iterable[Outcome] = (), known: Collection[str] = ()
) -> Likeness:
    """Find the paragraphs that units share nearly word for word, or kept from their last year's.

    Names of the unit itself, figures, blanks and punctuation do not make paragraphs differ.
    ``earlier`` are last year's forms: of these only a unit's own counts. ``known`` are texts
    that the pack prints or prefills: a paragraph nearly the same as one of them is nobody's.
    Outcomes are gone through twice, one at a time, so that they may be read from the disk.
    """
    now, old = _again(outcomes), _again(earlier)
    lines = [line for text in sorted(set(known)) for line in text.splitlines()]
    printed = tuple(Passage("", number, line) for number, line in enumerate(lines))
    pack = Outcome("", "", State.DONE, passages=printed)
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        all_ = gather(now, old, (pack,), file)
        leaders = near(all_.kinds)
    holders, equals = inside(all_.kinds, leaders)
    leaders = joined(leaders, equals)
    free = _nobodys(all_, leaders, holders)
    told = [
        found
        for leader, parts in groups.candidates(all_, leaders, holders)
        if leader not in free and (found := groups.told(all_, parts))
    ]
    passages = groups.passages(all_, told, chain(now, old))
    made = sorted(
        (groups.group(all_, parts, passages) for parts in told),
        key=lambda each: -sum(copy.copied for copy in each.copies),
    )
    return Likeness(tuple(made), shares.shares(all_, leaders, free, told))


def _again(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """Return what can be gone through more than once."""
    return tuple(outcomes) if isinstance(outcomes, Iterator) else outcomes


def _nobodys(
    all_: Gathered, leaders: Sequence[int], holders: Mapping[int, Sequence[int]]
) -> set[int]:
    """Return the leaders of what the pack prints, and of what stands inside that."""
    free = {
        leaders[all_.kind[number]]
        for number, owner in enumerate(all_.owners)
        if owner >= all_.first_known
    }
    held = {
        leaders[kind]
        for kind, found in holders.items()
        if any(leaders[other] in free for other in found)
    }
    return free | held
