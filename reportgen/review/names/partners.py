"""Tell whether a sentence rightly speaks of another town: its neighbour, host or partner."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN_NAMES = re.compile(r"(?:人民政府|[、，和与及以同跟至到—－\-～\s])+")
_UPPER = re.compile(r"(?:(?:[\u4e00-\u9fff]{2}[省州市县区]){1,3}|[我本同邻该][县市区])$")
_CLAUSE_ENDS, _SENTENCE_ENDS = "，,；。！？：:;\n", "。！？\n"
_REACH, _BESIDE = 400, 12
_NEAR = 8
_WITH_A_TOWN = re.compile("[与和同跟、].{0,12}?[镇乡县市]")
_PLAIN = re.compile(r"[\u3400-\u9fff（）()“”]{0,20}?")


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around some words begins and ends."""
    return _around(_CLAUSE_ENDS, text, start, end)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around some words begins and ends."""
    return _around(_SENTENCE_ENDS, text, start, end)


def _around(ends: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the nearest marks stand; without a mark, as far as a reader looks."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    begins = max(text.rfind(mark, first, start) for mark in ends) + 1
    stops = [at for mark in ends if (at := text.find(mark, end, last)) >= 0]
    return begins or first, min(stops, default=last)


def is_partner(text: str, start: int, end: int, names: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether the words around a name say that it is rightly another unit.

    ``names`` are all towns the text names: a list of towns is no slip.
    """
    begins, stops = clause(text, start, end)
    before, after = text[begins:start], text[end:stops]
    return (
        _in_title(text, start)
        or _listed(text, start, end, names)
        or _beside(_UPPER.sub("", before), after)
        or _of_several(text, start, end)
        or _is_address(text[slice(*sentence(text, start, end))], after)
    )


def may_be_partner(text: str, start: int, end: int) -> bool:
    """Tell whether the clause holds a word that would fit a partner, without saying so."""
    begins, stops = clause(text, start, end)
    return _has("perhaps", text[begins:start] + text[end:stops])


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(words("names")["partner"][key])


def _has(key: str, text: str) -> bool:
    return any(word in text for word in _words(key))


def _in_title(text: str, start: int) -> bool:
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)


def _listed(text: str, start: int, end: int, names: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether another town stands right beside it, with nothing but 、 or 和 between."""
    return any(
        _BETWEEN_NAMES.fullmatch(gap) is not None
        for other_start, other_end, name in names
        if -_BESIDE <= start - other_end <= _BESIDE or -_BESIDE <= other_start - end <= _BESIDE
        if name != text[start:end]
        and (gap := text[other_end:start] if other_end <= start else text[end:other_start])
    )


def _beside(before: str, after: str) -> bool:
    if before.endswith(_words("before")) or after.startswith(_words("after")):
        return True
    if _has("closely", before[-_NEAR:]):
        return True
    if before.endswith(("至", "到", "—", "-")) or after.startswith(("至", "到", "—", "-")):
        return _has("roads", after) or _has("doing", after)
    meeting = before.endswith(_words("towards")) or _WITH_A_TOWN.match(after) is not None
    return meeting and _has("doing", after)


def _of_several(text: str, start: int, end: int) -> bool:
    return _has("several", text[slice(*sentence(text, start, end))])


def _is_address(words_around: str, after: str) -> bool:
    if _has("address_before", words_around):
        return True
    plain = _PLAIN.pattern
    return any(
        (found := re.match(plain + word, after)) and not re.search("[的内各]", found[0])
        for word in _words("address")
        if word in after
    )
