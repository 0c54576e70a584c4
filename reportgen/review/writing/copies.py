"""Find the same characters in two places, whatever the punctuation between them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block

_SHINGLE = 16
_SAYS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9%]")


@dataclass(frozen=True, slots=True)
class Place:
    """One character that counts, and where it stands."""

    block: Block
    at: int


@dataclass(frozen=True, slots=True)
class Match:
    """The same characters from ``first`` and from ``second`` on, ``length`` of them."""

    first: int
    second: int
    length: int


def characters(blocks: Sequence[Block]) -> tuple[str, list[Place]]:
    """Join all paragraphs without punctuation; a line break keeps each from the next."""
    text, places = [], []
    for block in blocks:
        start = block.mark.typed if block.mark else 0
        for at in range(start, len(block.text)):
            if _SAYS.match(block.text, at):
                text.append(block.text[at])
                places.append(Place(block, at))
        text.append("\n")
        places.append(Place(block, len(block.text)))
    return "".join(text), places


def matches(text: str) -> Iterator[Match]:
    """Yield the longest earlier copy of each stretch of text."""
    seen: dict[str, list[int]] = defaultdict(list)
    at = 0
    while at + _SHINGLE <= len(text):
        best = max(
            (_widest(text, each, at) for each in seen.get(text[at : at + _SHINGLE], ())),
            key=lambda match: match.length,
            default=None,
        )
        step = 1
        if best is not None and "\n" not in text[at : at + _SHINGLE]:
            yield best
            step = best.second + best.length - at
        for each in range(at, min(at + step, len(text) - _SHINGLE)):
            earlier = seen[text[each : each + _SHINGLE]]
            if len(earlier) < 3:
                earlier.append(each)
        at += step


def _widest(text: str, first: int, second: int) -> Match:
    """Return the copy at two places, as far as it goes to both sides."""
    length, limit = _SHINGLE, min(second - first, len(text) - second)
    while length < limit and text[first + length] == text[second + length] != "\n":
        length += 1
    while first and text[first - 1] == text[second - 1] != "\n" and first + length < second:
        first, second, length = first - 1, second - 1, length + 1
    return Match(first, second, length)
