"""Find words of the genre with one character taken for another that sounds the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import lines, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_LENGTHS = (6, 5, 4)
_KEY = 2
_MARK = 3


class Slip(NamedTuple):
    """A word with a wrong character: where it stands in the text, and how it is written."""

    start: int
    end: int
    word: str


def slips(text: str) -> Iterator[Slip]:
    """Yield the words of which one character only sounds right, in their order."""
    index, at = _wrong(), 0
    while at + _LENGTHS[-1] <= len(text):
        found = index.get(text[at : at + _KEY])
        word = None
        if found is not None:
            word = next((found[w] for n in _LENGTHS if (w := text[at : at + n]) in found), None)
        if word is not None:
            yield Slip(at, at + len(word), word)
        at += len(word) if word else 1


@cache
def _wrong() -> dict[str, dict[str, str]]:
    """Map every word with one character sounding like the right one to the word.

    They lie under their first two characters.
    """
    said = _said()
    index: dict[str, dict[str, str]] = {}
    for word in lines("terms"):
        for at, each in enumerate(word):
            for other in _alike().get(each, ""):
                wrong = f"{word[:at]}{other}{word[at + 1 :]}"
                if other != each and wrong not in said:
                    index.setdefault(wrong[:_KEY], {}).setdefault(wrong, word)
    return index


@cache
def marks() -> frozenset[str]:
    """Return the three characters round each wrong one: no wrong word stands without its own."""
    return frozenset(
        wrong[at : at + _MARK]
        for found in _wrong().values()
        for wrong, word in found.items()
        for at in [_mark(wrong, word)]
    )


def _mark(wrong: str, word: str) -> int:
    differs = next(at for at, each in enumerate(word) if each != wrong[at])
    return max(0, min(differs - 1, len(word) - _MARK))


def _said() -> set[str]:
    """Return every stretch of a listed phrase that is as long as a word can be."""
    listed = (*lines("terms"), *lines("wording"), *lines("clauses"), *words("homophones")["可用"])
    return {
        phrase[at : at + length]
        for phrase in listed
        for length in _LENGTHS
        for at in range(len(phrase) - length + 1)
    }


@cache
def _alike() -> dict[str, str]:
    alike: dict[str, str] = {}
    for group in lines("homophones"):
        for each in group:
            alike[each] = "".join(dict.fromkeys(alike.get(each, "") + group))
    return alike
