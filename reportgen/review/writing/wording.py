"""Set phrases with a wrong, missing or additional character, and plain slips of the pen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice
from reportgen.review.writing import homophones, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

WORDING = "RV52"

_AROUND = 6
_SHORTEST = 4


def check(case: Case) -> Iterator[Fault]:
    """Yield each wrong wording once, with all its places."""
    places: dict[str, list[Span]] = {}
    remedies: dict[str, str] = {}
    texts = {block.number: block for block in (*case.paper.blocks, *case.paper.cells)}
    for block in texts.values():
        if len(block.text) < _SHORTEST:
            continue
        for span, group, remedy in _slips(block):
            key = f"{group}{block.number}" if group else span.text
            places.setdefault(key, []).append(span)
            remedies.setdefault(key, remedy)
    for key, spans in places.items():
        yield _fault(spans, remedies[key])


def _fault(spans: list[Span], remedy: str) -> Fault:
    wrong = "”“".join(dict.fromkeys(span.text for span in spans))
    times = f"（{len(spans)}处）" if len(spans) > 1 else ""
    around = _context(spans[0])
    where = f"，见“{around}”" if around != wrong else ""
    return notice(WORDING, spans, f"“{wrong}”{times}疑有错字、漏字或者多字{where}。", f"{remedy}。")


def _slips(block: Block) -> Iterator[tuple[Span, str, str]]:
    """Yield the wrong words, the group they belong to if any, and what to do."""
    told: list[Span] = []
    for slip in phrases.slips(block.text):
        told.append(Span(block, slip.start, slip.end))
        yield told[-1], "", f"通常写作“{slip.phrase}”，核对；确是这样写的，不用改"
    heard = [
        (Span(block, start, end), "", f"核对；是笔误的，改为“{word}”")
        for start, end, word in homophones.slips(block.text)
    ]
    plain = [
        (Span(block, found.start(), found.end()), group, remedy)
        for pattern, group, remedy in _known()
        for found in pattern.finditer(block.text)
    ]
    for span, group, remedy in (*heard, *plain):
        if all(span.end <= each.start or each.end <= span.start for each in told):
            told.append(span)
            yield span, group, remedy


@cache
def _known() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(each["pattern"]), each.get("group", ""), _remedy(each))
        for each in words("wording")["错字"]
    )


def _remedy(known: dict[str, str]) -> str:
    if "remedy" in known:
        return known["remedy"]
    return f"核对；是笔误的，改为“{known['right']}”"


def _context(span: Span) -> str:
    text = span.block.text
    return text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", " ").strip()
