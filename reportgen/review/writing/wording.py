"""Set phrases with a wrong, missing or additional character, and plain slips of the pen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice
from reportgen.review.remembered import telling, texts_of, where
from reportgen.review.writing import confusions, homophones, phrases
from reportgen.review.writing.needles import (
    Joined,
    comes_again,
    doubled,
    needles,
    pairs,
    standing,
    threes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.review.model import Case, Fault

WORDING = "RV52"

_SHORTEST = 4
_LONGEST_QUOTE = 36
_NEAR = 12
_STOPS = "，。；：！？\n\t"
_PHRASE = "核对；确是这样写的，不用改。"


class _Slip(NamedTuple):
    """A wrong word: ``right`` is what is usual, or nothing; slips of one ``group`` are one."""

    start: int
    end: int
    right: str
    remedy: str
    group: str = ""


class _Known(NamedTuple):
    """A listed slip, the words it needs, and how far off it says the same again, else 0."""

    pattern: re.Pattern[str]
    needs: frozenset[str]
    far: int
    given: dict[str, str]


def check(case: Case) -> Iterator[Fault]:
    """Yield each wrong wording once, with all its places."""
    places: dict[tuple[str, str], list[tuple[Span, _Slip]]] = {}
    texts = texts_of(case.paper)
    for block, slips in where(texts, _read(texts)):
        for slip in slips:
            span = Span(block, slip.start, slip.end)
            key = (f"{slip.group}{block.number}" if slip.group else span.text, slip.right)
            places.setdefault(key, []).append((span, slip))
    for found in places.values():
        yield _fault([span for span, _ in found], found[0][1])


def _fault(spans: list[Span], first: _Slip) -> Fault:
    wrong = "”“".join(dict.fromkeys(span.text for span in spans))
    times = f"（{len(spans)}处）" if len(spans) > 1 else ""
    around = _stretch(spans[0])
    where = f"“{around}”中的" if around != wrong and not first.group else ""
    usual = f"，通常写作“{first.right}”" if first.right else ""
    message = f"{where}“{wrong}”{times}疑有错字、漏字或者多字{usual}。"
    return notice(WORDING, spans, message, first.remedy)


@telling
def _read(texts: Sequence[str]) -> Iterator[tuple[_Slip, ...]]:
    """Yield the wrong words of each text; where two overlap, what is surer of the right word."""
    joined = Joined.of(texts)
    together = _telling().intersection(pairs(joined.text))
    misspelt = joined.holding(standing(confusions.misspelt(), together))
    known = _held(joined, together)
    for number, text in enumerate(texts):
        if len(text) < _SHORTEST:
            yield ()
            continue
        slips = _slips(text, known.get(number, ()), is_misspelt=number in misspelt)
        yield tuple(_apart(slips))


def _held(joined: Joined, together: frozenset[str]) -> dict[int, list[_Known]]:
    """Return for each text, by its number, the listed slips it may hold."""
    held: dict[int, list[_Known]] = {}
    everywhere = range(len(joined.starts) - 1)
    for known in _known():
        words = standing(known.needs, together)
        for number in joined.holding(words) if known.needs else everywhere:
            held.setdefault(number, []).append(known)
    return held


def _apart(slips: Iterable[_Slip]) -> Iterator[_Slip]:
    told: list[_Slip] = []
    for slip in slips:
        if all(slip.end <= each.start or each.end <= slip.start for each in told):
            told.append(slip)
            yield slip


def _slips(text: str, listed: Iterable[_Known], *, is_misspelt: bool) -> Iterator[_Slip]:
    plain = phrases.bare(text)
    parts = threes(plain)
    known = set(parts)
    if not phrases.keys().isdisjoint(known):
        for phrase in phrases.among(text, plain, known):
            yield _Slip(phrase.start, phrase.end, phrase.phrase, _PHRASE)
    if is_misspelt:
        for start, end, word in confusions.slips(text):
            yield _Slip(start, end, word, _change(word))
    if not homophones.marks().isdisjoint(known):
        for start, end, word in homophones.slips(text):
            yield _Slip(start, end, word, _change(word))
    for each in listed:
        if not each.far or (len(known) < len(parts) and comes_again(parts, each.far)):
            yield from _of(each, text)


@cache
def _telling() -> frozenset[str]:
    """Return the pairs of all words that are looked for as they are."""
    needed = (word for known in _known() for word in known.needs)
    return frozenset(each for word in (*confusions.misspelt(), *needed) for each in pairs(word))


def _of(known: _Known, text: str) -> Iterator[_Slip]:
    given = known.given
    for found in known.pattern.finditer(text):
        right = found.expand(given["right"]) if "right" in given else ""
        remedy = _change(right) if right else f"{given['remedy']}。"
        yield _Slip(found.start(), found.end(), right, remedy, given.get("group", ""))


def _change(right: str) -> str:
    return f"核对；是笔误的，改为“{right}”。"


@cache
def _known() -> tuple[_Known, ...]:
    listed = words("wording")["错字"]
    patterns = [each["pattern"] for each in listed]
    return tuple(
        _Known(re.compile(pattern), needles(pattern), doubled(pattern), each)
        for pattern, each in zip(patterns, listed, strict=True)
    )


def _stretch(span: Span) -> str:
    """Return the clause that a word stands in, cut where it is long."""
    text = span.block.text
    start = max(text.rfind(stop, 0, span.start) for stop in _STOPS) + 1
    stops = [at for stop in _STOPS if (at := text.find(stop, span.end)) >= 0]
    end = min(stops, default=len(text))
    if end - start > _LONGEST_QUOTE:
        first, last = max(start, span.start - _NEAR), min(end, span.end + _NEAR)
        before, after = "……" if first > start else "", "……" if last < end else ""
        return f"{before}{text[first:last].strip()}{after}"
    return text[start:end].strip()
