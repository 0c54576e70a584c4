"""Which kinds of passages may be nearly the same: few pairs, found without comparing all.

Of each kind the smallest hashes of its runs of four characters are kept (they survive wherever
the run survives), and every three that follow each other by size make one key. Two passages that
share most runs share some key. Passages under one key are paired with their neighbours in
length only, so that a key of thousands costs thousands and not their square.
"""

from __future__ import annotations

from array import array
from itertools import groupby
from operator import eq
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.likeness.gather import Kinds

_RUN = 4
_KEPT = 24
_FEW, _RARE = 8, 3
"""Under a key of at most so many, every two are paired; and are compared for this key alone."""
PARTS, PART_BITS = 64, 58
KEY_SHIFT = 24
"""Bits for the number of a kind; of a key the other 40 are kept."""
_LOW = (1 << KEY_SHIFT) - 1
_MIX, _SPREAD, _PRIME = 0x9E3779B1, 0xC2B2AE3D27D4EB4F, 3_037_000_493
_WHOLE = (1 << (64 - KEY_SHIFT)) - 1


def pairs(kinds: Kinds) -> Iterator[tuple[int, int]]:
    """Yield pairs of kinds (the lower first, none twice) whose words may be nearly the same."""
    parts = _by_key(kinds)
    paired = [array("Q") for _ in range(PARTS)]
    while parts:
        for _, found in together(parts.pop()):
            _pair(found, kinds.sizes, paired)
    while paired:
        yield from _agreed(paired.pop())


def _by_key(kinds: Kinds) -> list[array[int]]:
    """Return (key, kind) of all keys in parts; a key is all in one."""
    parts = [array("Q") for _ in range(PARTS)]
    ends = kinds.key_ends
    for kind in range(len(kinds)):
        for key in kinds.keys[ends[kind] : ends[kind + 1]]:
            parts[key >> PART_BITS].append(key | kind)
    return parts


def keys(words: str) -> list[int]:
    """Return the keys of a text: numbers of 64 bits, the low ones free for a kind's number."""
    kept = sketch(words)
    return [
        (((one * _MIX + two) * _MIX + three) * _SPREAD & _WHOLE) << KEY_SHIFT
        for one, two, three in zip(kept, kept[1:], kept[2:], strict=False)
    ]


def pack(key: int, kind: int) -> int:
    """Return one number for a key of 64 bits (of which 40 are kept) and a kind."""
    return key >> KEY_SHIFT << KEY_SHIFT | kind


def together(part: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each key that several kinds have, and those kinds."""
    entries = sorted(part)
    keys = [entry >> KEY_SHIFT for entry in entries]
    start = 0
    for at, same in enumerate(map(eq, keys, keys[1:]), 1):
        if not same:
            if at - start > 1:
                yield keys[start], [entry & _LOW for entry in entries[start:at]]
            start = at
    if len(keys) - start > 1:
        yield keys[start], [entry & _LOW for entry in entries[start:]]


def sketch(words: str) -> list[int]:
    """Return the smallest hashes of a text's runs of characters, in order.

    The remainder by a prime stands for a run: it is as good as any hash, and four times as fast.
    """
    code = words.encode("utf-16-le", "surrogatepass")
    runs: set[int] = set()
    for start in range(0, 2 * _RUN, 2):
        runs.update(unpack_from(f"<{(len(code) - start) // (2 * _RUN)}Q", code, start))
    return sorted([run % _PRIME for run in runs])[:_KEPT]


def _pair(found: list[int], sizes: Sequence[int], paired: Sequence[array[int]]) -> None:
    """Pair the kinds under one key: all of a few, of many the neighbours in length."""
    found.sort(key=lambda kind: (sizes[kind], kind))
    reach = len(found) if len(found) <= _FEW else 2
    trusted = len(found) <= _RARE
    for at, one in enumerate(found):
        for other in found[at + 1 : at + reach]:
            if sizes[one] * 11 < sizes[other] * 9:
                break
            low, high = (one, other) if one < other else (other, one)
            paired[low % PARTS].append((low << KEY_SHIFT | high) << 1 | trusted)


def _agreed(part: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each pair once; those under common keys only where a second key says so too."""
    for pair, group in groupby(sorted(part), key=lambda entry: entry >> 1):
        said = list(group)
        if len(said) > 1 or said[0] & 1:
            yield pair >> KEY_SHIFT, pair & _LOW
