"""Read each text once: the reports of one template share most of their sentences.

What is remembered depends on the words alone, never on the place where they stand.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reportgen.papers.model import Block, Paper

T = TypeVar("T")

MOST = 16_384
"""Texts of each kind: some megabytes in all, and far more than one template holds."""
LONGEST = 1_000
"""A longer text hardly comes twice, and would take the room of many."""


_CENTURIES = (("20", "\ue000"), ("19", "\ue001"))
_DIGITS = "123456789"
_BETWEEN = "\x00"
_YEAR_IN_WORDS = re.compile("二[○〇Oo0-9]")


class Texts(NamedTuple):
    """The paragraphs and cells of a paper, paragraphs first, and their texts by their keys.

    Texts of one key differ in digits only: a figure, a date. What looks for words and marks, and
    for 19 and 20 at most among digits, finds something in all of them or in none.
    """

    blocks: tuple[Block, ...]
    by_key: Mapping[str, Sequence[str]]


@kept
def texts_of(paper: Paper) -> Texts:
    """Return the texts of a paper."""
    blocks = tuple({block.number: block for block in (*paper.blocks, *paper.cells)}.values())
    texts = tuple(dict.fromkeys(block.text for block in (*blocks, *paper.margins)))
    by_key: dict[str, list[str]] = {}
    for text, key in zip(texts, keys(texts), strict=True):
        by_key.setdefault(key, []).append(text)
    return Texts(blocks, by_key)


def keys(texts: Sequence[str]) -> list[str]:
    """Return each text with one digit in the place of any other, but 19 and 20 as they are.

    A year in words may be written with a nought: such a text stays what it is.
    """
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) != len(texts) - 1 or _YEAR_IN_WORDS.search(joined):
        return [text if _YEAR_IN_WORDS.search(text) else _masked(text) for text in texts]
    return _masked(joined).split(_BETWEEN)


def _masked(text: str) -> str:
    for century, mark in _CENTURIES:
        text = text.replace(century, mark)
    for digit in _DIGITS:
        text = text.replace(digit, "0")
    return text


def telling(
    read: Callable[[Sequence[str]], Iterable[T | None]],
) -> Callable[[Texts], dict[str, T]]:
    """Wrap what reads many texts together, and finds something in few of them.

    It must not matter to whether it finds something which digit a digit is; what it finds in one
    text is what it would find in the text alone. The texts in which it finds something are
    returned with what it finds.
    """
    silent: set[str] = set()
    known: dict[str, T] = {}

    @wraps(read)
    def over(texts: Texts) -> dict[str, T]:
        asked = [(key, text) for key in texts.by_key.keys() - silent for text in texts.by_key[key]]
        found = {text: known[text] for _, text in asked if text in known}
        fresh = [each for each in asked if each[1] not in found]
        for told in (silent, known):
            if len(told) + len(fresh) > MOST:
                told.clear()
        for (key, text), each in zip(fresh, read([text for _, text in fresh]), strict=True):
            is_kept = len(text) <= LONGEST and max(len(silent), len(known)) < MOST
            if each:
                found[text] = each
            if each and is_kept:
                known[text] = each
            elif is_kept:
                silent.add(key)
        return found

    return over


def each_telling(read: Callable[[str], T | None]) -> Callable[[Texts], dict[str, T]]:
    """Wrap what reads one text: the same for each of many."""

    @telling
    @wraps(read)
    def over(texts: Sequence[str]) -> list[T | None]:
        return [read(text) for text in texts]

    return over


def where(texts: Texts, found: Mapping[str, T]) -> list[tuple[Block, T]]:
    """Return the paragraphs and cells in which something was found, with what it was."""
    if not found:
        return []
    return [(block, found[block.text]) for block in texts.blocks if block.text in found]
