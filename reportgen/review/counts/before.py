"""RV13: a list with its count behind it, “甲、乙、丙等3个村”."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.review.counts.enumerations import (
    MOST,
    NUMBER,
    clause_start,
    even,
    known,
    listing,
    of_a_kind,
    split,
    value,
)
from reportgen.review.counts.verdicts import Stated, verdict
from reportgen.review.quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.counts.enumerations import Listing
    from reportgen.review.model import Fault

_LISTS = re.compile("、|”“|》《")
_COUNTED = re.compile(r"\d|[两二三四五六七八九十](?:个|家|项|大|类)")


@quiet
def faults(block: Block) -> Iterator[Fault]:
    """Yield a fault for every count that does not fit the list before it."""
    text = block.text
    if "、" not in text and "”“" not in text and "》《" not in text:
        return
    for found in _pattern().finditer(text):
        number = value(found["number"])
        if not 2 <= number <= MOST or found["noun"].startswith(known("number", "measured")):
            continue
        listed = _list_before(block, found.start())
        if listed is None:
            continue
        stated = _stated(block, found, number, listed)
        if stated and (fault := verdict(stated, _with_clauses_before(listed, text))):
            yield fault


@cache
def _pattern() -> re.Pattern[str]:
    classifiers = "|".join(known("number", "classifiers"))
    between = "|".join(known("number", "sum"))
    return re.compile(
        rf"(?P<etc>等等?)?(?P<sum>{between})?(?<![\d.第])(?P<count>(?P<number>{NUMBER})"
        rf"(?P<classifier>{classifiers}))(?P<noun>[\u4e00-\u9fff]*)"
    )


@cache
def _before() -> re.Pattern[str]:
    """Return a count that ends another list before this one: 甲、乙两个村和丙、丁两个社区."""
    classifiers = "|".join(known("number", "classifiers"))
    return re.compile(rf"、[^、]*?(?:{NUMBER})(?:{classifiers})[\u4e00-\u9fff]{{0,8}}?[和与及]")


def _list_before(block: Block, end: int) -> Listing | None:
    start = clause_start(block.text, end)
    if not _LISTS.search(block.text, start, end) or block.text[end - 1] in "、 　":
        return None
    counted = [each.end() for each in _before().finditer(block.text, start, end)]
    start = counted[-1] if counted and "、" in block.text[counted[-1] : end] else start
    items = split(block.text[start:end])
    if len(items) < 2:
        return None
    if items[-1].endswith(known("list", "verbs")) or _COUNTED.search(items[-1]):
        return None
    return listing(block, start, end)


def _with_clauses_before(listed: Listing, text: str) -> Listing:
    """Return the list; clauses before it that are lists too may belong to it."""
    start, most = listed.span.start, listed.most
    while start and text[start - 1] in "，,":
        end, start = start - 1, clause_start(text, start - 1)
        if "、" not in text[start:end]:
            break
        most += len(split(text[start:end]))
    return replace(listed, most=most)


def _stated(block: Block, found: re.Match[str], number: int, listed: Listing) -> Stated | None:
    classifier, noun = found["classifier"], found["noun"]
    span = Span(block, *found.span("count"))
    if found["etc"]:
        return _with_etc(span, number, classifier, noun, listed)
    if "等" in listed.items[-1][1:]:
        return None
    summed = bool(found["sum"]) and listed.span.block.text[: listed.span.start].endswith(
        ("：", ":")
    )
    return _without_etc(span, number, classifier, noun, listed, summed=summed)


def _with_etc(
    span: Span, number: int, classifier: str, noun: str, listed: Listing
) -> Stated | None:
    if classifier in ("级", "村", "镇", "乡", "步", "点"):
        return None
    counts_firms = classifier in ("家", "所") and number > len(listed.items)
    if counts_firms and not of_a_kind(noun[:8], listed.items):
        return None
    return Stated(span, number, classifier + noun[:8], open_ended=True)


def _without_etc(
    span: Span, number: int, classifier: str, noun: str, listed: Listing, *, summed: bool
) -> Stated | None:
    if classifier == "级":
        of_levels = all(item.endswith(known("list", "levels")) for item in listed.items)
        short = all(len(item) <= 3 for item in listed.items[1:])
        return Stated(span, number, "级") if of_levels and short else None
    counted = (classifier + noun)[:8]
    if classifier in ("村", "镇", "乡") or noun.startswith(known("noun", "first")):
        near = abs(number - len(listed.items)) <= 2 or len(listed.items) > 2
        return Stated(span, number, counted, sure=near)
    kinds = classifier in ("类", "种", "大", "大类", "个大类")
    kin = len(listed.items) > 2 and of_a_kind(counted, listed.items)
    if kin or kinds or any(word in counted for word in known("noun", "sure")):
        return Stated(span, number, counted)
    apart = abs(number - len(listed.items))
    if summed and not noun and apart <= 2 and len(listed.items) > 2:
        return Stated(span, number, counted, sure=even(listed.items, 3) and apart == 1)
    if len(listed.items) > 2 and apart <= 2 and noun:
        named = any(word in counted for word in known("noun", "named"))
        perhaps = (apart == 1 and even(listed.items, 1)) or any(
            word in counted for word in known("noun", "perhaps")
        )
        return Stated(span, number, counted, sure=named) if named or perhaps else None
    return None
