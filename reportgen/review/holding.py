"""Which paragraphs and cells of a paper hold some words: all are looked through at once."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reportgen.review.kept import kept

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Paper

EDGE = "\x00"
"""Stands between two texts, in none of them: no word reaches from one into the next."""


class Joined(NamedTuple):
    """All texts in which words can stand, one after the other, and where each begins."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]


@kept
def joined(paper: Paper) -> Joined:
    """Return paragraphs, cells and margins as one text; no cell that holds a number only."""
    every = (*paper.blocks, *paper.cells, *paper.margins)
    blocks = tuple(block for block in every if not block.text.isascii())
    starts = accumulate((len(block.text) + 1 for block in blocks), initial=0)
    return Joined(EDGE.join([block.text for block in blocks]), blocks, tuple(starts))


def holding(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Block]:
    """Yield those that hold what a pattern finds, which must be words and reach over no edge."""
    text, blocks, starts = joined(paper)
    found = pattern.search(text)
    while found:
        at = bisect_right(starts, found.start()) - 1
        yield blocks[at]
        found = pattern.search(text, starts[at + 1]) if at + 1 < len(blocks) else None
