"""Which passages stand, sentence by sentence, inside longer ones."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reportgen.likeness.sketches import KEY_SHIFT, PART_BITS, PARTS, pack, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.likeness.gather import Kinds

_TRIED = 2
_MOST = 100
"""Of longer passages that share a sentence at most so many are tried: cost must stay linear."""


def inside(
    kinds: Kinds, leaders: Sequence[int]
) -> tuple[dict[int, list[int]], list[tuple[int, int]]]:
    """Return, for a kind, the longer ones that hold nine tenths of its characters; and equals.

    Equals hold each other: their sentences only stand in another order. Only the two longest
    sentences of a kind are looked up: of a passage of less than twenty sentences, no two hold
    less than the tenth that may be missing.
    """
    longer: dict[int, list[int]] = {}
    equals: list[tuple[int, int]] = []
    for kind, other in sorted(set(_held(kinds, leaders))):
        if _is_held(kinds, other, kind):
            equals.append((kind, other))
        else:
            longer.setdefault(kind, []).append(other)
    return longer, equals


def _held(kinds: Kinds, leaders: Sequence[int]) -> Iterator[tuple[int, int]]:
    for kind, tried in _tried(kinds):
        for other in tried:
            if leaders[other] != leaders[kind] and _is_held(kinds, kind, other):
                yield kind, other


def shared(here: Sequence[int], there: Sequence[int]) -> set[int]:
    """Return which sentences here stand there too."""
    known = set(there)
    return {at for at, each in enumerate(here) if each and each in known}


def _is_held(kinds: Kinds, kind: int, other: int) -> bool:
    lengths = kinds.lengths_of(kind)
    found = shared(kinds.sentences_of(kind), kinds.sentences_of(other))
    return sum(lengths[at] for at in found) * 10 >= kinds.sizes[kind] * 9


def _tried(kinds: Kinds) -> Iterator[tuple[int, list[int]]]:
    """Yield kinds, and those not shorter that have one of its two longest sentences."""
    parts = [array("Q") for _ in range(PARTS)]
    longest, sizes = array("Q"), array("I")
    for kind in range(len(kinds)):
        each = zip(kinds.lengths_of(kind), kinds.sentences_of(kind), strict=True)
        found = sorted((-length, key) for length, key in each if key)
        sizes.append(-sum(length for length, _ in found))
        longest.extend(key >> KEY_SHIFT for _, key in (*found, (0, 0), (0, 0))[:_TRIED])
        for key in {key for _, key in found}:
            parts[key >> PART_BITS].append(pack(key, kind))
    while parts:
        for each_key, found_in in together(parts.pop()):
            found_in.sort(key=lambda kind: (-sizes[kind], kind))
            for place, kind in enumerate(found_in):
                if each_key in longest[kind * _TRIED : kind * _TRIED + _TRIED]:
                    yield kind, found_in[: min(place, _MOST)]
