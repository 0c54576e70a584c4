"""Words that must stand in a text for an expression to match: to look for them takes no time.

Only what is surely needed is told. An expression written in a way that is not understood here
needs nothing, and is tried on every text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLASSES = "dDwWsSbBAZnrtfvx0123456789"
_COMMON = "，。；：、（）()[]0123456789.年月日的一二三"
_THREE = 3
_DOUBLED = re.compile(r"\(\[[^\]]*\]\{(\d+),(\d+)\}\)\\1$")
_MOST_IN_CLASS = 12
_NOTHING = frozenset[str]()


def needles(pattern: str) -> frozenset[str]:
    """Return words of which at least one stands in each text that is matched, or none.

    >>> sorted(needles("(?<!部)干职工|[敢勇]于当担?"))
    ['于当', '干职工']
    >>> needles(r"(?:甲乙)?\\d+")
    frozenset()
    """
    found, end = _choice(pattern, 0)
    return found if end == len(pattern) else _NOTHING


def doubled(pattern: str) -> int:
    """Return how far off the same words come again in what is matched: ``(.{3,12})\\1``, else 0.

    >>> doubled("(?!不)([甲-乙]{3,12})\\\\1"), doubled("(甲)")
    (12, 0)
    """
    found = _DOUBLED.search(pattern)
    return int(found[2]) if found and int(found[1]) >= _THREE else 0


def comes_again(parts: Sequence[str], far: int) -> bool:
    """Say whether three characters come again so near, of the threes of a text."""
    last = dict(zip(parts, range(len(parts)), strict=True))
    return any(
        parts[at] in parts[at + 1 : at + far + 1]
        for at, end in enumerate(map(last.__getitem__, parts))
        if at != end
    )


def threes(text: str) -> list[str]:
    """Return every three characters that stand together, in their order."""
    return [text[at : at + _THREE] for at in range(len(text) - _THREE + 1)]


def pairs(text: str) -> Iterator[str]:
    """Yield every two characters that stand together."""
    return map(add, text, text[1:])


def standing(words: Iterable[str], together: frozenset[str]) -> list[str]:
    """Return the words that may stand in a text of which the pairs are given."""
    return [word for word in words if together.issuperset(pairs(word))]


@dataclass(frozen=True, slots=True)
class Joined:
    """Many texts in one, to look for a word in all of them at once; none holds a part of two."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Joined:
        """Join texts, each on a line of its own."""
        return cls("\n".join(texts), tuple(accumulate((len(t) + 1 for t in texts), initial=0)))

    def holding(self, words: Iterable[str]) -> set[int]:
        """Return the numbers of the texts that hold one of some words."""
        return {number for word in words for number in self._with(word)}

    def _with(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield number
            at = self.text.find(word, self.starts[number + 1])


class _Item(NamedTuple):
    """One part of an expression: what it needs, whether it is one plain character, its end."""

    needs: frozenset[str]
    is_plain: bool
    end: int


def _choice(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """Read alternatives up to a closing bracket: needed is one of what each of them needs."""
    branches: list[frozenset[str]] = []
    while True:
        found, at = _sequence(pattern, at)
        branches.append(found)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return (frozenset().union(*branches) if all(branches) else _NOTHING), at


def _sequence(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """Read what follows one another, and return the need that is met most seldom."""
    needs: list[frozenset[str]] = []
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        item = _item(pattern, at)
        at, is_certain, is_once = _times(pattern, item.end)
        if item.is_plain and is_certain:
            run += "".join(item.needs)
        if not (item.is_plain and is_certain and is_once):
            needs.append(frozenset({run}) if run else _NOTHING)
            run = ""
        if is_certain and not item.is_plain:
            needs.append(item.needs)
    needs.append(frozenset({run}) if run else _NOTHING)
    return min(needs, key=_met), at


def _item(pattern: str, at: int) -> _Item:
    first = pattern[at]
    if first == "(":
        return _group(pattern, at)
    if first == "[":
        return _class(pattern, at)
    if first == "\\":
        return _escaped(pattern, at)
    if first in ".^$":
        return _Item(_NOTHING, is_plain=False, end=at + 1)
    return _Item(frozenset({first}), is_plain=True, end=at + 1)


def _group(pattern: str, at: int) -> _Item:
    """Read a group; what must not stand there, and what may be written otherwise, needs nothing."""
    for opening in ("(?:", "(?=", "(?<="):
        if pattern.startswith(opening, at):
            found, end = _choice(pattern, at + len(opening))
            return _Item(found, is_plain=False, end=end + 1)
    if pattern.startswith("(?i:", at):
        found, end = _choice(pattern, at + len("(?i:"))
        return _Item(_caseless(found), is_plain=False, end=end + 1)
    if pattern.startswith("(?", at):
        _, end = _choice(pattern, at + 2)
        return _Item(_NOTHING, is_plain=False, end=end + 1)
    found, end = _choice(pattern, at + 1)
    return _Item(found, is_plain=False, end=end + 1)


def _caseless(needs: frozenset[str]) -> frozenset[str]:
    """Return what stays of words that may be written large or small: what is neither."""
    stays = {"".join(each if each.lower() == each.upper() else "\n" for each in n) for n in needs}
    longest = frozenset(max(each.split("\n"), key=len) for each in stays)
    return longest if all(longest) else _NOTHING


def _class(pattern: str, at: int) -> _Item:
    end = at + 1 if pattern[at + 1] != "^" else at + 2
    end += pattern[end] == "]"
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    members = pattern[at + 1 : end]
    is_listed = len(members) <= _MOST_IN_CLASS and not any(each in members for each in "^-\\")
    return _Item(frozenset(members if is_listed else ()), is_plain=False, end=end + 1)


def _escaped(pattern: str, at: int) -> _Item:
    meant = pattern[at + 1]
    if meant == "u":
        return _Item(_NOTHING, is_plain=False, end=at + 6)
    if meant in _CLASSES or meant.isalpha():
        return _Item(_NOTHING, is_plain=False, end=at + 2)
    return _Item(frozenset({meant}), is_plain=True, end=at + 2)


def _times(pattern: str, at: int) -> tuple[int, bool, bool]:
    """Read how often a part stands: return where this ends, whether it must stand, and once."""
    if pattern[at : at + 1] in ("?", "*", "+"):
        is_certain, end = pattern[at] == "+", at + 1
    elif pattern[at : at + 1] == "{":
        is_certain, end = pattern[at + 1] not in "0,", pattern.index("}", at) + 1
    else:
        return at, True, True
    return end + (pattern[end : end + 1] in ("?", "+")), is_certain, False


def _met(needs: frozenset[str]) -> tuple[bool, int]:
    """Rank what is needed: nothing last, words before single characters, rare before common."""
    return (not needs, sum(map(_weight, needs)))


def _weight(need: str) -> int:
    if all(each in _COMMON for each in need):
        return 100
    if len(need) > 1:
        return 1
    return 20 if "\u4e00" <= need <= "\u9fff" else 3
