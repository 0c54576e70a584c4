"""The same words in two places: text that was copied, or two drafts pasted together."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span, whole
from reportgen.review.body import body
from reportgen.review.model import notice
from reportgen.review.writing.copies import Match, characters, matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault
    from reportgen.review.writing.copies import Place, Places

REPEAT = "RV45"

_SHORT = 18
_LONG = 26
_WITH_FIGURES = 34
_TYPED = 40
"""A form asks for the same measures in more than one cell; only long copies are odd there."""
_PARAGRAPH = 60
_ALIKE = 90
_QUOTED = 14
_EDGE = 20
_STOPS = "。；！？，：\n"
_FULL_STOPS = "。！？\n"
"""The items of one sentence may well be alike; whole sentences of a paragraph are not."""
_NAME = re.compile(r"《[^》]*》")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_YEAR = re.compile(r"20\d\d年度?")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:%|万元|亿元|元|人|户|个)?")
_REMEDY = "核对是否重复粘贴：是的，保留一处，另一处删去或者改写；确需两处都写的，可以保留。"


def check(case: Case) -> Iterator[Fault]:
    """Yield one notice for each wording that stands in several places."""
    blocks = [block for block in _paragraphs(case) if len(block.text) >= _SHORT]
    text, places = characters(blocks)
    groups = _grouped(matches(text), text, places, case)
    told: set[tuple[int, int]] = set()
    for group in groups:
        first, second = places[group[0].first].block, places[group[0].second].block
        told.add((first.number, second.number))
        yield _repeated(group, text, places)
    yield from _alike(blocks, told)


def _paragraphs(case: Case) -> Sequence[Block]:
    if not case.paper.is_report:
        return case.paper.blocks or case.paper.cells
    return [block for block in body(case.paper) if not block.level]


def _grouped(found: Iterator[Match], text: str, places: Places, case: Case) -> list[list[Match]]:
    """Put together what repeats one wording, and what two paragraphs share piece by piece."""
    groups: list[list[Match]] = []
    pairs: dict[tuple[int, int], list[Match]] = {}
    for match in found:
        kept = _trimmed(match, text, places, case)
        if kept is None:
            continue
        pair = (places[kept.first].block.number, places[kept.second].block.number)
        same = pairs.get(pair) or next((each for each in groups if _covers(each[0], kept)), None)
        if same is None:
            same = []
            groups.append(same)
        same.append(kept)
        pairs[pair] = same
    return groups


def _covers(group: Match, match: Match) -> bool:
    """Say whether a later copy is of the words that a group is about."""
    starts = (group.first, group.second)
    shared = [
        min(start + group.length, match.first + match.length) - max(start, match.first)
        for start in starts
    ]
    return max(shared) * 10 >= 8 * max(group.length, match.length)


def _trimmed(match: Match, text: str, places: Places, case: Case) -> Match | None:
    """Return the copied words if they are more than names and set phrases, else None.

    A short stretch counts only as whole clauses: two sentences may well share some words.
    """
    words_alike = text[match.first : match.first + match.length]
    own = _own(words_alike, case)
    if not case.paper.is_report and own < _TYPED:
        return None
    if _is_list_of_names(_span(match.second, match.length, places).text):
        return None
    inside = places[match.first].block is places[match.second].block
    if own >= _LONG and not inside:
        return match
    stops_before = _FULL_STOPS if inside else _STOPS
    offsets = range(match.length)
    start = next((each for each in offsets if _opens(match, each, places, stops_before)), None)
    ends = (each + 1 for each in reversed(offsets) if _closes(match, each + 1, places))
    stop = next(ends, 0)
    if start is None or stop <= start or _own(words_alike[start:stop], case) < _SHORT:
        return None
    return Match(match.first + start, match.second + start, stop - start)


def _is_list_of_names(words_alike: str) -> bool:
    """Say whether the words are a few names in a row, which every place may repeat."""
    return (
        len(words_alike) < _PARAGRAPH
        and words_alike.count("、") >= 2
        and not any(stop in words_alike for stop in _STOPS)
    )


def _opens(match: Match, offset: int, places: Places, stops: str) -> bool:
    return all(_before(places[at + offset]) in ("", *stops) for at in (match.first, match.second))


def _closes(match: Match, offset: int, places: Places) -> bool:
    return all(
        _after(places[at + offset - 1]) in ("", *_STOPS) for at in (match.first, match.second)
    )


def _before(place: Place) -> str:
    near = place.block.text[max(0, place.at - _EDGE) : place.at]
    return near.rstrip(" 　“（）、一二三四五六七八九十(")[-1:]


def _after(place: Place) -> str:
    return place.block.text[place.at + 1 : place.at + _EDGE].lstrip(" 　”）")[:1]


def _own(text: str, case: Case) -> int:
    """Count the characters that are the report's own: no unit's name, set phrase or figure.

    A short fact with its figures may well be told in two sections.
    """
    for name in (case.agency, case.short):
        if name:
            text = text.replace(name, "")
    own = _formulae().sub("", _YEAR.sub("", text))
    return len(own) if len(own) >= _WITH_FIGURES else len(_AMOUNT.sub("", own))


@cache
def _formulae() -> re.Pattern[str]:
    phrases = sorted(words("repeats")["套话"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


def _repeated(group: Sequence[Match], text: str, places: Places) -> Fault:
    longest = max(group, key=lambda match: match.length)
    spans = list(_everywhere(longest, text, places))
    for match in group:
        span = _span(match.second, match.length, places)
        if span.block not in [each.block for each in spans]:
            spans.append(span)
    first, second, *others = sorted(spans, key=lambda span: span.order)
    total = sum(match.length for match in group)
    more = f"，两段共有{total}字相同" if total > longest.length and not others else ""
    return notice(
        REPEAT,
        [second, first, *others],
        f"{len(spans)}处文字相同：{_short(second.text)}（不计标点{longest.length}字）{more}。",
        _REMEDY,
    )


def _everywhere(match: Match, text: str, places: Places) -> Iterator[Span]:
    """Yield each place of the repeated words, also inside a longer repetition."""
    words_alike = text[match.first : match.first + match.length]
    at = text.find(words_alike)
    while at >= 0:
        yield _span(at, match.length, places)
        at = text.find(words_alike, at + match.length)


def _span(start: int, length: int, places: Places) -> Span:
    block = places[start].block
    return Span(block, places[start].at, places[start + length - 1].at + 1)


def _short(text: str) -> str:
    shown = text.replace("\n", " ")
    if len(shown) > 2 * _QUOTED + 4:
        shown = f"{shown[:_QUOTED]}……{shown[-_QUOTED:]}"
    return f"“{shown}”"


def _alike(blocks: Sequence[Block], told: set[tuple[int, int]]) -> Iterator[Fault]:
    """Yield pairs of paragraphs that differ in a few characters only, not in their figures."""
    from rapidfuzz import fuzz

    long = sorted((b for b in blocks if len(b.text) >= _PARAGRAPH), key=lambda b: len(b.text))
    by_figures: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, block in enumerate(long):
        by_figures[tuple(_FIGURE.findall(block.text))].append(at)
    near = (pair for same in by_figures.values() for pair in _near(same, long))
    for at, other in sorted(near):
        first, second = sorted((long[at], long[other]), key=lambda block: block.number)
        if (first.number, second.number) in told:
            continue
        if alike := fuzz.ratio(long[at].text, long[other].text, score_cutoff=_ALIKE):
            message = f"两段文字几乎相同（{alike:.0f}%）：{_short(second.text)}。"
            yield notice(REPEAT, [whole(second), whole(first)], message, _REMEDY)


def _near(places: Sequence[int], long: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places whose paragraphs, sorted by length, are about as long."""
    for number, at in enumerate(places):
        most = len(long[at].text) * 110
        for other in islice(places, number + 1, None):
            if len(long[other].text) * _ALIKE > most:
                break
            yield at, other
