"""Find the same characters in two places, whatever the punctuation between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block

_SHINGLE = 16
_PIECE = 12
_STEP = _SHINGLE - _PIECE + 1
"""Each shingle holds a whole piece that begins at a multiple of so many characters."""
_MOST_EARLIER = 3
_MOST_KEPT = 512
"""Paragraphs: more than one template has, and their pieces are a few megabytes."""
_SAYS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9%]")
_SILENT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9%]+")


class Place(NamedTuple):
    """One character that counts, and where it stands."""

    block: Block
    at: int


@dataclass(frozen=True, slots=True)
class Match:
    """The same characters from ``first`` and from ``second`` on, ``length`` of them."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of some paragraphs stands; most are never asked for."""

    blocks: Sequence[Block]
    starts: Sequence[int]
    known: dict[int, list[int]] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Place:
        """Return the place of a character, by its number in all paragraphs."""
        which = bisect_right(self.starts, number) - 1
        block = self.blocks[which]
        if which not in self.known:
            says = [found.start() for found in _SAYS.finditer(block.text, _skipped(block))]
            self.known[which] = [*says, len(block.text)]
        return Place(block, self.known[which][number - self.starts[which]])


def characters(blocks: Sequence[Block]) -> tuple[str, Places]:
    """Join all paragraphs without punctuation; a line break keeps each from the next."""
    texts = [_said(block.text, _skipped(block)) for block in blocks]
    return "".join(texts), Places(blocks, list(accumulate(map(len, texts), initial=0)))


@lru_cache(_MOST_KEPT)
def _said(text: str, start: int) -> str:
    return _SILENT.sub("", text[start:]) + "\n"


def _skipped(block: Block) -> int:
    return block.mark.typed if block.mark else 0


def matches(text: str) -> Iterator[Match]:
    """Yield the longest earlier copy of each stretch of text."""
    seen: dict[str, list[int]] = defaultdict(list)
    end = 0
    for at in _again(text):
        shingle = text[at : at + _SHINGLE]
        earlier = seen[shingle]
        if at >= end and earlier and "\n" not in shingle:
            copies = (_widest(text, each, at) for each in earlier)
            best = max(copies, key=lambda match: match.length)
            yield best
            end = best.second + best.length
        if len(earlier) < _MOST_EARLIER:
            earlier.append(at)


def _again(text: str) -> list[int]:
    """Return, in their order, where shingles begin that may stand elsewhere as well."""
    paragraphs = [_pieces(each) for each in text.split("\n") if len(each) >= _SHINGLE]
    sought = frozenset().union(*(each.sought for each in paragraphs))
    once, twice = set[str](), set[str]()
    for each in paragraphs:
        here = sought & each.every
        twice |= each.twice | (here & once)
        once |= here
    starts = {
        start
        for piece in twice
        for at in _places_of(piece, text)
        for start in range(at - _STEP + 1, at + 1)
    }
    return sorted(start for start in starts if 0 <= start <= len(text) - _SHINGLE)


class _Pieces(NamedTuple):
    """The pieces of a paragraph: every one, those that all shingles hold one of, the doubled."""

    every: frozenset[str]
    sought: frozenset[str]
    twice: frozenset[str]


@lru_cache(_MOST_KEPT)
def _pieces(text: str) -> _Pieces:
    pieces = [text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)]
    every = frozenset(pieces)
    doubled = len(every) < len(pieces)
    twice = (each for each, times in Counter(pieces).items() if times > 1) if doubled else ()
    return _Pieces(every, frozenset(pieces[::_STEP]), frozenset(twice))


def _places_of(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _widest(text: str, first: int, second: int) -> Match:
    """Return the copy at two places, as far as it goes to both sides."""
    length, limit = _SHINGLE, min(second - first, len(text) - second)
    while length < limit and text[first + length] == text[second + length] != "\n":
        length += 1
    while first and text[first - 1] == text[second - 1] != "\n" and first + length < second:
        first, second, length = first - 1, second - 1, length + 1
    return Match(first, second, length)
