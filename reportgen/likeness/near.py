"""Which kinds of passages are nearly the same, as groups."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reportgen.likeness import sketches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.likeness.gather import Kinds

NEAR = 90
"""Per cent of rapidfuzz's ratio. Of the pairs in tests/likeness, copies with a word changed here
and there have 91 and more, texts on one matter in a clerk's own words 54 and less."""


def near(kinds: Kinds) -> array[int]:
    """Return, for each kind, the first kind of those it is nearly the same as."""
    from rapidfuzz import fuzz

    leaders = array("I", range(len(kinds)))
    last, words = -1, ""
    for one, other in sketches.pairs(kinds):
        left, right = _leader(leaders, one), _leader(leaders, other)
        if left == right:
            continue
        if one != last:  # pairs of one kind follow each other
            last, words = one, kinds.words(one)
        if fuzz.ratio(words, kinds.words(other), score_cutoff=NEAR):
            leaders[max(left, right)] = min(left, right)
    return array("I", (_leader(leaders, kind) for kind in range(len(kinds))))


def joined(leaders: Sequence[int], equals: Iterable[tuple[int, int]]) -> array[int]:
    """Return the leaders when some more kinds are the same."""
    found = array("I", leaders)
    for one, other in equals:
        left, right = _leader(found, one), _leader(found, other)
        found[max(left, right)] = min(left, right)
    return array("I", (_leader(found, kind) for kind in range(len(found))))


def _leader(leaders: array[int], kind: int) -> int:
    while leaders[kind] != kind:
        leaders[kind] = leaders[leaders[kind]]
        kind = leaders[kind]
    return kind
