"""All passages of a batch → who copied what from whom, and how much of each form that is."""

from __future__ import annotations

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


def compare(
    outcomes: Iterable[Outcome], earlier: Iterable[Outcome] = (), known: Collection[str] = ()
) -> Likeness:
    """Find the paragraphs that units share nearly word for word, or kept from their last year's.

    Names of the unit itself, figures, blanks and punctuation do not make paragraphs differ.
    ``earlier`` are last year's forms: of these only a unit's own counts. ``known`` are texts
    that the pack prints or prefills: a paragraph nearly the same as one of them is nobody's.
    """
    lines = [line for text in sorted(set(known)) for line in text.splitlines()]
    printed = tuple(Passage("", number, line) for number, line in enumerate(lines))
    pack = Outcome("", "", State.DONE, passages=printed)
    all_ = gather(tuple(outcomes), tuple(earlier), (pack,))
    leaders = near(all_.kinds)
    holders, equals = inside(all_.kinds, leaders)
    leaders = joined(leaders, equals)
    free = _nobodys(all_, leaders, holders)
    told = [
        found
        for leader, parts in groups.candidates(all_, leaders, holders)
        if leader not in free and (found := groups.told(all_, parts))
    ]
    made = sorted(
        (groups.group(all_, parts) for parts in told),
        key=lambda each: -sum(copy.copied for copy in each.copies),
    )
    return Likeness(tuple(made), shares.shares(all_, leaders, free, told))


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
