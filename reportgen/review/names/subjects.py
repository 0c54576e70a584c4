"""RV31: a bureau's report tells the year's figures of another bureau as its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review import signers
from reportgen.review.model import error
from reportgen.review.names import gazetteer
from reportgen.review.names.agencies import OF_COUNTY, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.passages.model import Sentence
    from reportgen.review.model import Case, Fault

_LONGEST = 14


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each other bureau of the county that opens a sentence as its subject."""
    county = signers.county(case.agency)[-3:]
    overseers = tuple(words("names")["agency"]["evaluators"])
    if not county or gazetteer.is_town(case.short) or case.short.endswith(overseers):
        return
    claimed = [claim.span for claim in signers.claims(case.paper)]
    found: dict[str, list[Span]] = {}
    for span in _subjects(case.sentences, county):
        name = span.text
        short = name[name.rfind(county) + len(county) :] if county in name else name
        told = any(span.block is each.block for each in claimed)
        if told or short.endswith(overseers) or _are_kin(short, case.short):
            continue
        found.setdefault(short, []).append(span)
    yield from (_fault(spans, case) for spans in found.values())


@cache
def _pattern(county: str) -> re.Pattern[str]:
    told = words("names")["subject"]
    kinds, after = ("|".join(told[key]) for key in ("kinds", "after"))
    year = r"(?:20\d\d\s*年度?[，,]?)?"
    upper = rf"(?:[\u4e00-\u9fff]{{2,6}}[省市])?{re.escape(county)}"
    return re.compile(
        rf"[\s　（(一二三四五六七八九十）)、\d.]*{year}"
        rf"(?P<name>{upper}[\u4e00-\u9fff]{{1,{_LONGEST}}}?(?:{kinds}))(?:20\d\d\s*年度?)?(?:{after})"
    )


def _subjects(sentences: Sequence[Sentence], county: str) -> Iterator[Span]:
    for sentence in sentences:
        if county in sentence.text and not sentence.block.is_cell:
            match = _pattern(county).match(sentence.text)
            if match and not _names_several(match["name"]):
                start = sentence.start + match.start("name")
                yield Span(sentence.block, start, start + len(match["name"]))


def _names_several(name: str) -> bool:
    return any(mark in name for mark in words("names")["subject"]["joining"])


def _are_kin(one: str, other: str) -> bool:
    """Tell whether one is a part of the other, or the other said more shortly.

    >>> _are_kin("公安局", "公安局交警大队"), _are_kin("住建局", "住房和城乡建设局")
    (True, True)
    >>> _are_kin("教育局", "文化旅游局")
    False
    """
    shorter, longer = sorted((one.rstrip("局委"), other.rstrip("局委")), key=len)
    rest = iter(longer)
    return all(letter in rest for letter in shorter)


def _fault(spans: Sequence[Span], case: Case) -> Fault:
    name = spans[0].text
    message = f"{quote(spans[0])}写的是“{name}”自己的情况，这是“{case.agency}”的报告。"
    remedy = f"核对是不是从别的单位的报告抄来：是的，改为“{case.short}”；确是写对方的，写明关系。"
    return error(OF_COUNTY, spans, message, remedy)
