"""Whole paragraphs without a figure that a report has no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.papers.model import Block, whole
from reportgen.review.roundtrip import telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Paper, Span
    from reportgen.review.model import Fault
    from reportgen.review.roundtrip.aligned import Pair
    from reportgen.review.roundtrip.tokens import Masked

_SHORTEST = 6
_STILL_THERE = 75


def check(pairs: Sequence[Pair], actual: Paper, head: Span) -> Iterator[Fault]:
    """Yield the paragraphs that are gone: those in a row are one fault.

    One whose words stand in another paragraph, or in whose place another stands, was merged or
    written anew.
    """
    new = [after.block.number for before, after in pairs if before is None and after]
    near, gone = head, list[Block]()
    for before, after in pairs:
        if before is None:
            break
        if after is not None:
            yield from _told(gone, near, after.block.number, new)
            near, gone = whole(after.block), []
        elif _is_gone(before, actual):
            gone.append(before.block)
    yield from _told(gone, near, max([near.block.number, *new]) + 1, new)


def _told(gone: Sequence[Block], near: Span, following: int, new: Sequence[int]) -> Iterator[Fault]:
    between = range(*sorted((near.block.number, following)))
    if gone and not any(number in between for number in new):
        yield telling.absent(gone, near)


def _is_gone(line: Masked, actual: Paper) -> bool:
    return not line.tokens and len(line.words) >= _SHORTEST and not _stands(line.words, actual)


def _stands(words: str, actual: Paper) -> bool:
    from rapidfuzz import fuzz

    return any(
        words in text or fuzz.partial_ratio(words, text) >= _STILL_THERE
        for block in actual.blocks
        if len(text := "".join(block.text.split())) >= len(words)
    )
