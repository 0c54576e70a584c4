"""Which passages stand, sentence by sentence, inside longer ones."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reportgen.likeness.gather import key
from reportgen.likeness.sketches import KEY_SHIFT, PART_BITS, PARTS, pack, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.likeness.gather import Kinds

_SHORTEST = 8
"""Characters. A shorter sentence (一是加强领导) proves nothing."""
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
        if _is_held(kinds.sentences(other), kinds.sentences(kind)):
            equals.append((kind, other))
        else:
            longer.setdefault(kind, []).append(other)
    return longer, equals


def _held(kinds: Kinds, leaders: Sequence[int]) -> Iterator[tuple[int, int]]:
    for kind, tried in _tried(kinds):
        own = kinds.sentences(kind)
        for other in tried:
            if leaders[other] != leaders[kind] and _is_held(own, kinds.sentences(other)):
                yield kind, other


def shared(here: Sequence[str], there: Sequence[str]) -> set[int]:
    """Return which sentences here stand there too."""
    known = set(there)
    return {at for at, each in enumerate(here) if len(each) >= _SHORTEST and each in known}


def _is_held(own: Sequence[str], there: Sequence[str]) -> bool:
    size = sum(len(own[at]) for at in shared(own, there))
    return size * 10 >= sum(map(len, own)) * 9


def _tried(kinds: Kinds) -> Iterator[tuple[int, list[int]]]:
    """Yield kinds, and those not shorter that have one of its two longest sentences."""
    parts = [array("Q") for _ in range(PARTS)]
    longest, sizes = array("Q"), array("I")
    for kind in range(len(kinds)):
        found = [each for each in kinds.sentences(kind) if len(each) >= _SHORTEST]
        sizes.append(sum(map(len, found)))
        found.sort(key=lambda each: (-len(each), each))
        keys = [key(each) for each in found]
        longest.extend(each >> KEY_SHIFT for each in (*keys, 0, 0)[:_TRIED])
        for each in set(keys):
            parts[each >> PART_BITS].append(pack(each, kind))
    while parts:
        for each, found_in in together(parts.pop()):
            found_in.sort(key=lambda kind: (-sizes[kind], kind))
            for place, kind in enumerate(found_in):
                if each in longest[kind * _TRIED : kind * _TRIED + _TRIED]:
                    yield kind, found_in[: min(place, _MOST)]
