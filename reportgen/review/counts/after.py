"""RV13: a count with its list behind it, “3家（甲、乙、丙）”, “3个村，即甲、乙、丙”."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.review.counts.enumerations import (
    MOST,
    NUMBER,
    Listing,
    clause_end,
    joints,
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
    from reportgen.review.model import Fault

_SHORT = 12
_NEAR = 6
_ALSO = re.compile(r"[和与及、].*[\u4e00-\u9fff]")
_COUNTED = re.compile(r"\d|[两二三四五六七八九十](?:个|家|项|名|人)")
_POINTS = re.compile(r"\s*(?:[一首]是|一要|第一|首先|①|[（(]?[1１一][）).、])")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿元?|万元?|元)(?:（[^）]*）)?$")
_ANY_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿|万|元)")
_PART = re.compile(r"[，,]\s*(?:其中|包括|分别为|分别是)[：:]?")


@quiet
def faults(block: Block) -> Iterator[Fault]:
    """Yield a fault for every count that does not fit the list after it."""
    text = block.text
    if "、" not in text and "，" not in text:
        return
    for found in _pattern().finditer(text):
        number = value(found["number"])
        if not 2 <= number <= MOST or found["noun"].startswith(known("number", "measured")):
            continue
        listed, sure = _list_after(block, found)
        if listed is None or len(listed.items) < 2:
            continue
        if number < listed.least and _ALSO.search(found["noun"]):
            continue
        if number > listed.most and not sure and not _near(number, len(listed.items)):
            continue
        noun = (found["classifier"] + found["noun"])[-10:]
        stated = Stated(Span(block, *found.span("count")), number, noun, _open(listed), sure)
        if fault := verdict(stated, listed):
            yield fault


@cache
def _pattern() -> re.Pattern[str]:
    classifiers = "|".join(known("number", "classifiers"))
    return re.compile(
        rf"(?<![\d.第])(?P<count>(?P<number>{NUMBER})(?P<classifier>{classifiers}))"
        r"(?P<noun>[\u4e00-\u9fff”]{0,20}?)"
        r"(?P<link>（|\(|：|:|[，,]\s*(?:即|具体为|具体是|分别为|分别是|分别有|依次为|其中)[：:]?"
        r"|[，,]?\s*(?:主要|具体)?(?:包括|包含|分别是|分别为)[了：:]?)(?P<after>[^、，]?)"
    )


def _near(stated: int, listed: int) -> bool:
    """Tell whether a list that may be of something else is as long as one of the things counted."""
    return stated <= listed + 2 and stated < 2 * listed


def _list_after(block: Block, found: re.Match[str]) -> tuple[Listing | None, bool]:
    text, link, begin = block.text, found["link"].strip(), found.end("link")
    if found["noun"].endswith(("中", "之一", "里", "以上", "以下")) or _POINTS.match(text, begin):
        return None, False
    if link in "（(":
        return _bracketed(block, begin, found)
    if "其中" in link or _PART.match(text, found.start("link")):
        paid, adds_up = _amounts(block, begin, found.start())
        if paid or "其中" in link:
            return paid, adds_up
    if link.rstrip("：:") == "":
        return _after_colon(block, begin), True
    noun = found["classifier"] + (
        found["noun"] or text[max(0, found.start() - _NEAR) : found.start()]
    )
    sure = "包" not in link or any(word in noun for word in known("noun", "sure"))
    listed = _in_clause(block, begin, any(word in noun for word in known("noun", "abstract")))
    return listed, sure and "主要" not in link


def _bracketed(block: Block, begin: int, found: re.Match[str]) -> tuple[Listing | None, bool]:
    end = clause_end(block.text, begin, stops="")
    inside = block.text[begin:end]
    items = split(inside)
    if inside.startswith(known("list", "partial")) or any(_COUNTED.search(i) for i in items):
        return None, False
    if any(mark in inside for mark in "，；。：") or _all_generic(items):
        return None, False
    noun = found["noun"] or block.text[max(0, found.start() - 12) : found.start()]
    if of_a_kind(noun, items):
        return _trimmed(block, begin, end), True
    places = [item for item in items if item.endswith(known("list", "places"))]
    named = any(noun.endswith(known("noun", key)) for key in ("sure", "named", "perhaps"))
    return (None, False) if places else (_trimmed(block, begin, end), named)


def _all_generic(items: tuple[str, ...]) -> bool:
    return all(item in known("list", "generic") for item in items)


def _after_colon(block: Block, begin: int) -> Listing | None:
    end = clause_end(block.text, begin, stops="。！？\n")
    inside = block.text[begin:end]
    if ";" in inside or "；" in inside:
        first, *rest = split(inside, "；;")
        if "、" not in first and len(rest) > 1:
            parts = (first, *rest)
            return Listing(Span(block, begin, end), parts, len(parts), len(parts))
        end = clause_end(block.text, begin, stops="；;。")
        inside = block.text[begin:end]
        if not any("：" in part or _pattern().search(part) for part in rest):
            return None
    if any(mark in inside for mark in "，,：:") or any(_COUNTED.search(i) for i in split(inside)):
        return None
    return _trimmed(block, begin, end)


def _in_clause(block: Block, begin: int, abstract: bool) -> Listing | None:
    """Return the list up to the comma; what stands after it may belong to it too."""
    text = block.text
    end = clause_end(text, begin, stops="，,；;。！？\n")
    if any(_COUNTED.search(item) for item in split(text[begin:end])):
        return None
    listed = _trimmed(block, begin, end)
    if not listed.items:
        return None
    most = listed.most
    while end < len(text) and text[end] in "，,":
        start, end = end + 1, clause_end(text, end + 1, stops="，,；;。！？\n")
        clause = text[start:end]
        short = len(clause) <= _SHORT and not re.search(r"\d", clause)
        joined = joints(clause) if short and not clause.startswith("其中") else 0
        alike = short and clause[-1:] == listed.items[0][-1:]
        if "、" not in clause and not (short and abstract) and not joined and not alike:
            break
        most += len(split(clause)) + joined
    return replace(listed, most=most)


def _trimmed(block: Block, begin: int, end: int) -> Listing:
    """Return the list without spaces and without what follows its 等."""
    inside = block.text[begin:end]
    begin += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return listing(block, begin, end)


def _open(listed: Listing) -> bool:
    return "等" in listed.items[-1][1:] and not listed.items[-1].endswith("等级")


def _amounts(block: Block, begin: int, before: int) -> tuple[Listing | None, bool]:
    """Return a list of amounts, and whether it adds up to one that the sentence named before."""
    end = clause_end(block.text, begin, stops="。；;\n")
    items = split(block.text[begin:end], "，,、")
    found = [_AMOUNT.search(item) for item in items]
    if len(items) < 3 or not all(found):
        return None, False
    units = {each[2][0] for each in found if each}
    total = sum((Decimal(each[1]) for each in found if each), Decimal(0))
    sentence = block.text[block.text.rfind("。", 0, before) + 1 : before]
    told = [(Decimal(number), unit[0]) for number, unit in _ANY_AMOUNT.findall(sentence)]
    adds_up = len(units) == 1 and (total, min(units)) in told
    return Listing(Span(block, begin, end), items, len(items), len(items)), adds_up
