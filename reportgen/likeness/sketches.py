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
from typing import TYPE_CHECKING
from zlib import crc32

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
_MIX = 0x9E3779B1
_WHOLE = (1 << (64 - KEY_SHIFT)) - 1


def pairs(kinds: Kinds) -> Iterator[tuple[int, int]]:
    """Yield pairs of kinds (the lower first, none twice) whose words may be nearly the same."""
    sizes, parts = _keys(kinds)
    paired = [array("Q") for _ in range(PARTS)]
    while parts:
        for _, found in together(parts.pop()):
            _pair(found, sizes, paired)
    while paired:
        yield from _agreed(paired.pop())


def _keys(kinds: Kinds) -> tuple[array[int], list[array[int]]]:
    """Return each kind's length, and (key, kind) of all keys in parts; a key is all in one."""
    sizes = array("I")
    parts = [array("Q") for _ in range(PARTS)]
    for kind in range(len(kinds)):
        text = kinds.words(kind)
        sizes.append(len(text))
        kept = sketch(text)
        for one, two, three in zip(kept, kept[1:], kept[2:], strict=False):
            mixed = (one * _MIX + two) * _MIX + three & _WHOLE
            parts[three % PARTS].append(mixed << KEY_SHIFT | kind)
    return sizes, parts


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
    """Return the smallest hashes of a text's runs of characters, in order."""
    code = words.encode("utf-16-le", "surrogatepass")
    runs = {code[at : at + 2 * _RUN] for at in range(0, len(code) - 2 * _RUN + 1, 2)}
    return sorted(map(crc32, runs))[:_KEPT]


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
