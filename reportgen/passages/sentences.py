"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.passages.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)")
_STOP = re.compile(r"[。！？\n]")
_LONGEST = 2000


def sentences(block: Block) -> list[Sentence]:
    """Return the sentences of a block; blanks at their edges belong to none.

    >>> from reportgen.findings import Where
    >>> from reportgen.papers.model import Block
    >>> [each.text for each in sentences(Block(1, "收入9万元。 支出8万元。", Where("报告.txt")))]
    ['收入9万元。', '支出8万元。']
    """
    text = block.text
    stop = _STOP.search(text)
    if stop is None or (stop.start() and stop.end() == len(text)):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return _short(block, start, end) if start < end else []
    return [each for start, end in _places(text) for each in _short(block, start, end)]


def _places(text: str) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(text):
        words = found[0]
        start = found.start() + len(words) - len(words.lstrip())
        end = found.end() - (len(words) - len(words.rstrip()))
        if start < end:
            yield start, end


def _short(block: Block, start: int, end: int) -> list[Sentence]:
    """Return a sentence; one longer than any report's is cut at its commas."""
    text, found = block.text, []
    while end - start > _LONGEST:
        most = start + _LONGEST
        comma = max(text.rfind(mark, start, most) for mark in "；，、,; ")
        cut = comma + 1 if comma > start else most
        found.append(Sentence(block, start, cut, text[start:cut]))
        start = cut
    found.append(Sentence(block, start, end, text[start:end]))
    return found
