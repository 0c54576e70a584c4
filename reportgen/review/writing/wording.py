"""Set phrases with a wrong, missing or additional character, and plain slips of the pen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice
from reportgen.review.writing import confusions, homophones, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

WORDING = "RV52"

_SHORTEST = 4
_LONGEST_QUOTE = 36
_NEAR = 12
_STOPS = "，。；：！？\n\t"
_PHRASE = "核对；确是这样写的，不用改。"


class _Slip(NamedTuple):
    """A wrong word: ``right`` is what is usual, or nothing; slips of one ``group`` are one."""

    span: Span
    right: str
    remedy: str
    group: str = ""


def check(case: Case) -> Iterator[Fault]:
    """Yield each wrong wording once, with all its places."""
    places: dict[tuple[str, str], list[_Slip]] = {}
    texts = {block.number: block for block in (*case.paper.blocks, *case.paper.cells)}
    for block in texts.values():
        if len(block.text) < _SHORTEST:
            continue
        for slip in _slips(block):
            key = (f"{slip.group}{block.number}" if slip.group else slip.span.text, slip.right)
            places.setdefault(key, []).append(slip)
    for slips in places.values():
        yield _fault(slips)


def _fault(slips: list[_Slip]) -> Fault:
    first = slips[0]
    wrong = "”“".join(dict.fromkeys(slip.span.text for slip in slips))
    times = f"（{len(slips)}处）" if len(slips) > 1 else ""
    around = _stretch(first.span)
    where = f"“{around}”中的" if around != wrong and not first.group else ""
    usual = f"，通常写作“{first.right}”" if first.right else ""
    message = f"{where}“{wrong}”{times}疑有错字、漏字或者多字{usual}。"
    return notice(WORDING, [slip.span for slip in slips], message, first.remedy)


def _slips(block: Block) -> Iterator[_Slip]:
    """Yield the wrong words of a paragraph; where two overlap, what is surer of the right word."""
    told: list[Span] = []
    for slip in (*_of_phrases(block), *_of_words(block), *_known_slips(block)):
        span = slip.span
        if all(span.end <= each.start or each.end <= span.start for each in told):
            told.append(span)
            yield slip


def _of_phrases(block: Block) -> Iterator[_Slip]:
    for slip in phrases.slips(block.text):
        yield _Slip(Span(block, slip.start, slip.end), slip.phrase, _PHRASE)


def _of_words(block: Block) -> Iterator[_Slip]:
    for start, end, word in (*confusions.slips(block.text), *homophones.slips(block.text)):
        yield _Slip(Span(block, start, end), word, _change(word))


def _known_slips(block: Block) -> Iterator[_Slip]:
    for pattern, known in _known():
        for found in pattern.finditer(block.text):
            span = Span(block, found.start(), found.end())
            right = found.expand(known["right"]) if "right" in known else ""
            remedy = _change(right) if right else f"{known['remedy']}。"
            yield _Slip(span, right, remedy, known.get("group", ""))


def _change(right: str) -> str:
    return f"核对；是笔误的，改为“{right}”。"


@cache
def _known() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(each["pattern"]), each) for each in words("wording")["错字"])


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
