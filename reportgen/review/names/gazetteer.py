"""The names of townships: which one ends at a place of a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportgen.lexicon import lines, words

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = re.compile("镇|乡|街道|苏木")
_LONGEST, _SHORTEST = 12, 3
_KNOWN_AT_ONCE = 16


@cache
def townships() -> frozenset[str]:
    """Return the names of the country's towns, without those that are ordinary words."""
    found = {
        stem + suffix
        for suffix, *stems in (line.split() for line in lines("townships"))
        for stem in stems
    }
    return frozenset(found.difference(words("names")["townships"]["words"]))


@cache
def _endings() -> frozenset[str]:
    return frozenset(name[-_SHORTEST:] for name in townships())


@lru_cache(_KNOWN_AT_ONCE)
def _known_endings(known: frozenset[str]) -> frozenset[str]:
    return frozenset(name[-_SHORTEST:] for name in known)


def is_town(name: str) -> bool:
    """Tell whether an agency's short name is that of a town, and no bureau's."""
    return name.endswith(("镇", "乡", "街道", "苏木")) and len(name) >= _SHORTEST


def stem(name: str) -> str:
    """Return a town's name without 镇, 乡, 街道.

    >>> stem("灰山港镇"), stem("鲊埠回族乡")
    ('灰山港', '鲊埠回族')
    """
    return SUFFIX.sub("", name[-2:]).join((name[:-2], ""))


def ending_at(text: str, end: int, known: frozenset[str]) -> str:
    """Return the longest name of the list or of ``known`` that ends at a place, if any does."""
    last = text[max(0, end - _SHORTEST) : end]
    if last not in _endings() and last not in _known_endings(known):
        return ""
    names = townships()
    for length in range(min(_LONGEST, end), _SHORTEST - 1, -1):
        name = text[end - length : end]
        if name in known or name in names:
            return name
    return ""


def named(text: str, known: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield every town a text names: where it begins and ends, and its name."""
    for found in SUFFIX.finditer(text):
        name = ending_at(text, found.end(), known)
        if name and (name in known or _stands_alone(text, found.end() - len(name), found.end())):
            yield found.end() - len(name), found.end(), name


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell a name from letters that only happen to stand side by side (``推进镇政府``)."""
    told = words("names")["townships"]
    after = text[end : end + 4]
    short = len(stem(text[start:end])) == 2
    if text.startswith("街道", end - 2):
        streets = words("names")["partner"]["streets"]
        return not after.startswith(tuple(streets)) and (not short or after.startswith("办事处"))
    if text[end - 1] == "乡" and after.startswith(tuple(words("names")["own"]["乡"])):
        return False
    if not short:
        return not after.startswith(("化", "村", "居民"))
    return _begins(text, start) and not after.startswith(tuple(told["own_after"]))


def _begins(text: str, start: int) -> bool:
    """Tell whether a name can begin here: after a mark, or after a word that ends."""
    if start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return True
    return text[start - 1] in words("names")["townships"]["edges"]
