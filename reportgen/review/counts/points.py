"""RV13: a stated number of points, and the points that follow; points that skip a number."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.review.counts.enumerations import NUMBER, known, value
from reportgen.review.counts.marks import points, runs
from reportgen.review.counts.verdicts import CODE
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Paper
    from reportgen.review.counts.marks import Point
    from reportgen.review.model import Fault

_IN_WORDS = ("一是", "一要", "第一")
_DIGITS = "零一二三四五六七八九十"
_REACH = 400
_SAYS_SO = re.compile("以下|如下|下列|下面")
_AS_FOLLOWS = re.compile("，(?:现|具体|主要)?(?:情况|内容|做法)?(?:分述|报告)?如下$")
_STOPS = "，。；！？\n"
_AFTER_A_COUNT = "：:；;。，, 　\n（(“"
_LEADING = ("包括", "如下", "为", "有")
_FIRST = re.compile(r"第一|一[）)是要]|①|\d(?:[.．、](?!\d)|[）)])")
_NUMBER = re.compile(NUMBER)
_STRAY = re.compile(rf"(?:具体|主要)(?P<count>(?P<number>{NUMBER}))(?:包括|如下|为|有)$")


class _Announced(NamedTuple):
    """A stated number of points; ``firm`` where they must follow at once."""

    span: Span
    value: int
    firm: bool
    stray: bool = False


def skipped(block: Block) -> Iterator[Fault]:
    """Yield a fault where 一是, 二是 is followed by 四是, or by 二是 again."""
    if not any(word in block.text for word in _IN_WORDS):
        return
    marks = points(block)
    for style in _IN_WORDS:
        for run in runs(marks, style):
            if fault := _gap(block, run):
                yield fault


def announced(paper: Paper) -> Iterator[Fault]:
    """Yield a fault where more or fewer points follow than were stated."""
    marked: dict[int, list[Point]] = {}
    for at, _block in enumerate(paper.blocks):
        for said, listed in _announcements(paper.blocks, at, marked):
            if fault := _verdict(said, listed):
                yield fault


def _gap(block: Block, run: Sequence[Point]) -> Fault | None:
    for before, after in itertools.pairwise(run):
        if after.number == before.number + 1:
            continue
        spans = [Span(block, point.start, point.end) for point in (after, before)]
        first, then = spans[1].text, spans[0].text
        if after.number == before.number:
            message = f"“{first}”写了两次。"
            return error(CODE, spans, message, "核对各点的序号：顺次改正，或合并为一点。")
        between = block.text[before.end : after.start]
        missing = _DIGITS[before.number + 1] if before.number < len(_DIGITS) - 1 else ""
        if (
            not missing
            or after.number < before.number
            or re.search(rf"[；;。，,]第?{missing}", between)
        ):
            continue
        lost = first.replace(_DIGITS[before.number], missing)
        message = f"“{first}”之后是“{then}”，缺“{lost}”。"
        return error(CODE, spans, message, "核对各点的序号：漏写的补上，序号写错的顺次改正。")
    return None


def _announcements(
    blocks: Sequence[Block], at: int, marked: dict[int, list[Point]]
) -> Iterator[tuple[_Announced, list[Span]]]:
    block = blocks[at]
    for point in _marks(block, marked) if _FIRST.search(block.text) else ():
        if point.number == 1 and point.start and (said := _said(block, point.start)):
            yield said, _inline(blocks, at, point, marked)
    if not (block.level or _may_be_firm(block.text)):
        return
    if (said := _said(block, len(block.text))) and (block.level or said.firm):
        yield said, _following(blocks, at, marked)


def _may_be_firm(text: str) -> bool:
    """Tell whether a paragraph may end by saying that its points follow."""
    head = text.rstrip(_AFTER_A_COUNT)
    tail = text[len(head) :]
    if "：" in tail or ":" in tail or head.endswith(_LEADING):
        return True
    return _SAYS_SO.search(text, max(0, len(text) - _REACH)) is not None


def _marks(block: Block, marked: dict[int, list[Point]]) -> list[Point]:
    if block.number not in marked:
        marked[block.number] = points(block)
    return marked[block.number]


@cache
def _pattern() -> re.Pattern[str]:
    classifiers = "|".join(known("number", "classifiers"))
    return re.compile(
        rf"(?<![\d.第])(?P<count>(?P<number>{NUMBER})(?P<classifier>{classifiers}))"
        r"(?P<noun>[\u4e00-\u9fff“”]{0,14}?)(?:如下|包括|是|为|有|主要有|主要是)*$"
    )


def _said(block: Block, end: int) -> _Announced | None:
    """Return the count that stands last before a place, when it counts points."""
    begin = max(0, end - _REACH)
    head = block.text[begin:end].rstrip(_AFTER_A_COUNT)
    tail = block.text[begin + len(head) : end]
    if head.endswith("如下"):
        head = _AS_FOLLOWS.sub("", head)
    clause = head[max([head.rfind(mark) for mark in _STOPS]) + 1 :]
    if not _NUMBER.search(clause):
        return None
    offset = begin + len(head) - len(clause)
    if (stray := _STRAY.search(clause)) and value(stray["number"]) > 1:
        return _Announced(_span(block, stray, offset), value(stray["number"]), True, True)
    found = _pattern().search(clause)
    if not found or value(found["number"]) < 2:
        return None
    counted = found["classifier"] + found["noun"]
    if not found["noun"]:
        counted = re.sub("(?:主要)?(?:共?有|为|共|是|包括)?$", "", clause[: found.start()])
    if not counted.endswith(known("noun", "points")) and found["classifier"] not in ("点", "条"):
        return None
    firm = "：" in tail or ":" in tail or bool(_SAYS_SO.search(clause + tail))
    return _Announced(_span(block, found, offset), value(found["number"]), firm)


def _span(block: Block, found: re.Match[str], offset: int) -> Span:
    return Span(block, offset + found.start("count"), offset + found.end("count"))


def _inline(
    blocks: Sequence[Block], at: int, first: Point, marked: dict[int, list[Point]]
) -> list[Span]:
    """Return the points from the first on; a paragraph that goes on counting is read too."""
    marks = [point for point in _marks(blocks[at], marked) if point.start >= first.start]
    [run, *_] = runs(marks, first.style)
    spans = [Span(blocks[at], point.start, point.end) for point in run]
    last = run[-1].number
    for block in blocks[at + 1 :]:
        more = [point for point in _marks(block, marked) if point.style == first.style]
        if not more or more[0].start or more[0].number != last + 1:
            break
        spans += [Span(block, point.start, point.end) for point in more]
        last = more[-1].number
    return spans


def _following(blocks: Sequence[Block], at: int, marked: dict[int, list[Point]]) -> list[Span]:
    """Return the points that head the paragraphs after a place."""
    style, level, spans, last = "", 0, [], 0
    for block in blocks[at + 1 :]:
        marks = _marks(block, marked)
        lead = next((point for point in marks if not point.start), None)
        if not style:
            if lead is None or lead.number != 1 or lead.level <= (blocks[at].level or 0):
                return []
            style, level = lead.style, lead.level
        elif (lead and (lead.level < level or (lead.style == style and lead.number == 1))) or (
            block.level and not lead and level > 5
        ):
            break
        for point in marks:
            if point.style == style and point.number > last:
                spans.append(Span(block, point.start, point.end))
                last = point.number
    return spans


def _verdict(said: _Announced, listed: list[Span]) -> Fault | None:
    many = len(listed)
    if many < 2 or (many == said.value and not said.stray):
        return None
    far = abs(many - said.value) > 2
    if not said.firm and far:
        return None
    words = said.span.text
    spans = (said.span, *listed)
    if said.stray:
        message = f"“{words}”后面没有量词，读来像是{said.value}项，下文列出的是{many}项。"
        remedy = f"删去多余的“{words}”字，或者补上量词并把数目改成{many}。"
        return error(CODE, spans, message, remedy)
    gap = f"少{said.value - many}点" if many < said.value else f"多{many - said.value}点"
    message = f"“{words}”说的是{said.value}点，下文列出的是{many}点，{gap}。"
    remedy = "核对数目与下文：数目写错的改正，漏写的补上，多列的合并或删去。"
    sure = said.firm and many <= 2 * said.value and said.value <= 2 * many
    return (error if sure else notice)(CODE, spans, message, remedy)
