"""Find set phrases that are written almost, but not quite, as they are always written.

A phrase is looked up by its two halves: whatever is wrong with one half, the other still stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import lines, words
from reportgen.review.writing.needles import threes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = 3
_EDGE = 2
_SHORTEST = 6
_ONE = ((1, 1), (1, 0), (0, 1))
_SWAP = (2, 2)
_TWO = (*_ONE, _SWAP, (2, 1), (1, 2), (2, 0), (0, 2))
_FAR = 2
"""No slip makes a phrase longer or shorter by more."""
_SKIPPED = frozenset('“”‘’、《》 　\u00a0"')
_SKIPS = re.compile(f"[{''.join(sorted(_SKIPPED))}]")
_BREAKS = frozenset("，。；：！？（）()〔〕\n\t,;:.!?%/—-－…·*_")


class Slip(NamedTuple):
    """A phrase with a slip: where it stands in the text, and how it is always written."""

    start: int
    end: int
    phrase: str


class _Half(NamedTuple):
    """One half of a phrase: ``at`` is its place in it; ``edits`` are the slips looked for.

    ``other`` is the character at the phrase's other end, ``far`` how far it is from the half.
    """

    phrase: str
    shown: str
    at: int
    text: str
    edits: tuple[tuple[int, int], ...]
    other: str
    far: int


def slips(text: str) -> Iterator[Slip]:
    """Yield the phrases that differ in one place from what is always written, in their order."""
    plain = bare(text)
    yield from among(text, plain, set(threes(plain)))


def bare(text: str) -> str:
    """Return a text without quotation marks and blanks, which a phrase may have anywhere."""
    return _SKIPS.sub("", text)


@cache
def keys() -> frozenset[str]:
    """Return the three characters that each half of a phrase begins with."""
    return frozenset(_halves())


def among(text: str, plain: str, parts: set[str]) -> Iterator[Slip]:
    """Yield the slips of a text that is given bare as well, with its threes."""
    found: dict[int, tuple[int, _Half]] = {}
    exact: set[str] | None = None
    for start, end, half in _places(plain, parts):
        if exact is None:
            exact = set(_said(plain, parts))
        if not _is_said(plain, start, end, exact):
            best = found.get(start)
            if best is None or len(half.shown) > len(best[1].shown):
                found[start] = (end, half)
    if found:
        kept = [at for at, each in enumerate(text) if each not in _SKIPPED]
        yield from _outermost(
            [Slip(kept[at], kept[end - 1] + 1, half.shown) for at, (end, half) in found.items()]
        )


def _places(plain: str, parts: set[str]) -> Iterator[tuple[int, int, _Half]]:
    """Yield where one half of a phrase stands, and the other almost."""
    stands: list[tuple[int, _Half]] = []
    for key in keys() & parts:
        halves = _halves()[key]
        at = plain.find(key)
        while at >= 0:
            stands += [(at, each) for each in halves if _is_near(plain, at, each)]
            at = plain.find(key, at + 1)
    for at, half in sorted(stands, key=itemgetter(0)):
        place = _after(plain, at, half) if half.at == 0 else _before(plain, at, half)
        if place is not None:
            yield (*place, half)


def _is_near(plain: str, at: int, half: _Half) -> bool:
    """Say whether a half stands here, its other end where it should, but not the whole phrase."""
    end = at + half.far
    if half.other not in plain[max(0, end - _FAR) : end + _FAR + 1]:
        return False
    start = at - half.at
    is_whole = start >= 0 and plain.startswith(half.phrase, start)
    return not is_whole and plain.startswith(half.text, at)


def _outermost(found: Iterable[Slip]) -> Iterator[Slip]:
    """Of slips that overlap, keep the one of the longest phrase."""
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda each: -len(each.phrase)):
        if all(slip.end <= each.start or each.end <= slip.start for each in kept):
            kept.append(slip)
    yield from sorted(kept)


def _after(plain: str, at: int, half: _Half) -> tuple[int, int] | None:
    """Follow a phrase whose first half is right to its slip, and see whether it goes on."""
    phrase = half.phrase
    same = len(half.text)
    while same < len(phrase) and plain[at + same : at + same + 1] == phrase[same]:
        same += 1
    for lost, put in (*half.edits, _SWAP):
        tail = phrase[same + lost :]
        here = at + same + put
        if len(tail) < _edge(lost, put) or not plain.startswith(tail, here):
            continue
        if _is_slip(phrase[same : same + lost], plain[at + same : here], half.edits):
            return at, here + len(tail)
        break
    return None


def _before(plain: str, at: int, half: _Half) -> tuple[int, int] | None:
    """Follow a phrase whose second half is right back to its slip, and see what is before."""
    phrase = half.phrase
    same = half.at
    while same and at and plain[at - 1] == phrase[same - 1]:
        same, at = same - 1, at - 1
    end = at + len(phrase) - same
    for lost, put in (*half.edits, _SWAP):
        head = phrase[: max(same - lost, 0)]
        here = at - put - len(head)
        if len(head) < _edge(lost, put) or here < 0 or not plain.startswith(head, here):
            continue
        if _is_slip(phrase[same - lost : same], plain[at - put : at], half.edits):
            return here, end
        break
    return None


def _edge(lost: int, put: int) -> int:
    """Return how many characters of the phrase must stand beyond the slip."""
    return 1 if (lost, put) == _SWAP else _EDGE


def _is_slip(phrase: str, text: str, edits: tuple[tuple[int, int], ...]) -> bool:
    """Say whether ``text`` in place of ``phrase`` can only be a slip."""
    if any(each in _BREAKS or each.isascii() for each in text):
        return False
    if len(phrase) == len(text) == 2 and phrase == text[::-1]:
        return phrase[0] != phrase[1]
    if (len(phrase), len(text)) not in edits:
        return False
    known = words("wording")
    if any(each in known["数字"] for each in phrase) or (
        text and all(each in known["数字"] for each in text)
    ):
        return False
    if phrase and text and all(each in known["级别"] for each in phrase + text):
        return False
    return not all(each in known["虚字"] for each in phrase + text)


def _said(plain: str, parts: set[str]) -> Iterator[str]:
    """Yield the phrases that stand in a text as they are always written."""
    known = _exact()
    return (each for key in known.keys() & parts for each in known[key] if each in plain)


def _is_said(plain: str, start: int, end: int, exact: set[str]) -> bool:
    """Say whether the words are right by themselves, or part of something that is."""
    here = plain[start:end]
    for phrase in exact:
        if len(phrase) < len(here) - 1 and phrase not in _allowed():
            continue
        at = plain.find(phrase, max(0, start - len(phrase)), end + len(phrase))
        if at >= 0 and at <= start + 1 and end - 1 <= at + len(phrase):
            return True
    return False


@cache
def _allowed() -> frozenset[str]:
    return frozenset(bare(each) for each in words("wording")["可用"])


@cache
def _exact() -> dict[str, tuple[str, ...]]:
    """Index what is right as it is written by its first characters."""
    index: dict[str, list[str]] = defaultdict(list)
    listed = (bare(each) for name in ("wording", "clauses") for each in lines(name))
    for phrase in {*listed, *_allowed()}:
        index[phrase[:_KEY]].append(phrase)
    return {key: tuple(phrases) for key, phrases in index.items()}


@cache
def _halves() -> dict[str, tuple[_Half, ...]]:
    """Index the halves of all phrases by their first characters."""
    index: dict[str, list[_Half]] = defaultdict(list)
    for name, edits in (("wording", _ONE), ("clauses", _TWO)):
        for shown in lines(name):
            phrase = bare(shown)
            if len(phrase) < _SHORTEST:
                continue
            middle = len(phrase) // 2
            first = _Half(phrase, shown, 0, phrase[:middle], edits, phrase[-1], len(phrase) - 1)
            second = _Half(phrase, shown, middle, phrase[middle:], edits, phrase[0], -middle)
            for half in (first, second):
                index[half.text[:_KEY]].append(half)
    return {key: tuple(halves) for key, halves in index.items()}
