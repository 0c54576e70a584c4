"""Find common misspellings: words with a wrong character that is never right there."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = 2


class Slip(NamedTuple):
    """A misspelt word: where it stands in the text, and how it is written."""

    start: int
    end: int
    word: str


class _Known(NamedTuple):
    """A misspelling, the right word, and longer words that hold it and are right."""

    wrong: str
    right: str
    fine: tuple[str, ...]


def slips(text: str) -> Iterator[Slip]:
    """Yield the misspelt words, in their order.

    >>> [slip.word for slip in slips("按照县委布署，拔款到位；选拔款项")]
    ['部署', '拨款']
    """
    index = _index()
    end = 0
    for at in range(len(text) - _KEY + 1):
        for known in index.get(text[at : at + _KEY], ()):
            if at < end or not text.startswith(known.wrong, at) or _is_fine(text, at, known):
                continue
            end = at + len(known.wrong)
            yield Slip(at, end, known.right)


@cache
def misspelt() -> tuple[str, ...]:
    """Return all misspellings that are known."""
    return tuple(known.wrong for found in _index().values() for known in found)


def _is_fine(text: str, at: int, known: _Known) -> bool:
    return any(
        text.startswith(word, start)
        for word in known.fine
        if (start := at - word.index(known.wrong)) >= 0
    )


@cache
def _index() -> dict[str, tuple[_Known, ...]]:
    """Index the misspellings by their first two characters, the longest first."""
    found: dict[str, list[_Known]] = defaultdict(list)
    for line in lines("confusions"):
        wrong, right, *fine = line.split()
        found[wrong[:_KEY]].append(_Known(wrong, right, tuple(fine)))
    return {key: tuple(sorted(all_, key=lambda k: -len(k.wrong))) for key, all_ in found.items()}
