"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.passages.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)")
_LONGEST = 2000


def sentences(block: Block) -> Iterator[Sentence]:
    """Yield the sentences of a block; blanks at their edges belong to none.

    >>> from reportgen.findings import Where
    >>> from reportgen.papers.model import Block
    >>> [each.text for each in sentences(Block(1, "收入9万元。 支出8万元。", Where("报告.txt")))]
    ['收入9万元。', '支出8万元。']
    """
    for found in _SENTENCE.finditer(block.text):
        words = found[0]
        start = found.start() + len(words) - len(words.lstrip())
        end = found.end() - (len(words) - len(words.rstrip()))
        if start < end:
            yield from _short(block, start, end)


def _short(block: Block, start: int, end: int) -> Iterator[Sentence]:
    """Yield a sentence; one longer than any report's is cut at its commas."""
    while end - start > _LONGEST:
        most = start + _LONGEST
        comma = max(block.text.rfind(mark, start, most) for mark in "；，、,; ")
        cut = comma + 1 if comma > start else most
        yield Sentence(block, start, cut)
        start = cut
    yield Sentence(block, start, end)
