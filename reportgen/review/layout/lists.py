"""The numbers of lists: （1）（2）（3） in a row, whether each has its line or all share one.

Where a number repeats or is left out, an item was often deleted or pasted in.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.review.body import body
from reportgen.review.layout.headings import is_of_heading, quoted, right
from reportgen.review.layout.runs import HEADLESS, REPEATED, Slip, mark, slips, written
from reportgen.review.model import notice
from reportgen.review.remembered import each_telling, texts_of, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

LIST = "RV51"

_SHAPES = (
    re.compile(r"(?:^|(?<=[。；：，、:;,\n\s]))[（(](\d{1,2})[)）](?!号|年|款|项|条)"),
    re.compile(r"(?:^|(?<=[。；：，、:;,\n\s]))()[①-⑳]"),
    re.compile(r"(?:^|(?<=[。；：\n\s]))(\d{1,2})[)）](?!号|年)"),
    re.compile(r"(?:^|(?<=[。；：\n]))\s{0,8}(\d{1,2})[.．、](?![\d\s])"),
)
_MAY_BE_LIST = re.compile(r"\d(?:[)）]|[.．、](?![\d\s]))|[①-⑳]")
_TWICE = re.compile(
    r"\s*((\d{1,2})[.．、]\2[.．、](?=[^\d\s.．、%])"
    r"|([（(](?:[一二三四五六七八九十]+|\d{1,2})[)）])\s*\3"
    r"|([一二三四五六七八九十]{1,3}、)\s*\4|([①-⑳])\s*\5)"
)
_MAY_BEGIN = re.compile(
    r"\s*(?:\d{1,2}[.．、]|[（(](?:[一二三四五六七八九十]|\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_TYPED = re.compile(
    r"\s*(?:\d{1,2}[.．、](?!\d)|[（(](?:[一二三四五六七八九十]+|\d{1,2})[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_REMEDY = "核对各项的次序，补上漏掉的一项，或者重新编号。"


class Item(NamedTuple):
    """One item of a list inside a paragraph: where its number stands, and where the item ends."""

    number: int
    start: int
    after: int
    end: int


class _Head(NamedTuple):
    """The numbers at the head of a text: two in a row, and the first of them."""

    twice: re.Match[str] | None
    typed: re.Match[str] | None


class _Inline(NamedTuple):
    """What is wrong with a list inside a text: where, and the message with its remedy."""

    places: tuple[tuple[int, int], ...]
    words: tuple[str, str]


class _Found(NamedTuple):
    """What one text shows by itself."""

    head: _Head | None
    slips: tuple[_Inline, ...]


def check(case: Case) -> Iterator[Fault]:
    """Yield the slips of lists with lines of their own, then those inside paragraphs."""
    if case.paper.is_report:
        blocks = body(case.paper)
        yield from (_wrong(slip) for slip in slips(blocks) if not is_of_heading(slip))
        yield from _uneven_lines(blocks)
    texts = texts_of(case.paper)
    for block, found in where(texts, _read(texts)):
        if found.head:
            yield from _numbered_twice(block, found.head, texts.blocks)
        for slip in found.slips:
            yield notice(LIST, [Span(block, *place) for place in slip.places], *slip.words)


def _wrong(slip: Slip) -> Fault:
    here, level = quoted(slip.block), slip.run.level
    spans = [Span(each, 0, len(each.text)) for each in (slip.block, slip.first) if each]
    if slip.kind == REPEATED and slip.first:
        message = f"列项序号重复：{here}与前面的{quoted(slip.first)}序号相同{right(slip)}。"
    elif slip.kind == HEADLESS:
        message = f"列项{here}的前面没有“{written(level, 1)}”。"
    else:
        after = quoted(slip.first) if slip.first else ""
        message = f"列项序号不连续：{after}之后是{here}{right(slip)}。"
    return notice(LIST, spans, message, _REMEDY)


@each_telling
def _read(text: str) -> _Found | None:
    """Return the number at a text's head, and the slips of the lists inside it.

    Nothing is told of a text without anything like a number: it depends on no digit.
    """
    if not _MAY_BEGIN.match(text) and not _MAY_BE_LIST.search(text):
        return None
    twice, typed = _TWICE.match(text), _TYPED.match(text)
    head = _Head(twice, typed) if twice or typed else None
    if not _MAY_BE_LIST.search(text):
        return _Found(head, ())
    return _Found(head, tuple(each for shape in _SHAPES for each in _inline(text, shape)))


def _inline(text: str, shape: re.Pattern[str]) -> Iterator[_Inline]:
    items = _items(text, shape)
    if len(items) < 2 or items[0].number != 1:
        return
    for before, item in pairwise(items):
        if item.number in (1, before.number + 1):
            continue
        how = "重复" if item.number == before.number else "不连续"
        here, there = text[item.start : item.after], text[before.start : before.after]
        message = f"列项序号{how}：“{there}”之后是“{here}”。"
        yield _Inline(((item.start, item.after), (before.start, before.after)), (message, _REMEDY))
    yield from _uneven(text, items)


def _items(text: str, shape: re.Pattern[str]) -> list[Item]:
    found = list(shape.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text.rstrip())][: len(found)]
    numbers = [int(each[1]) if each[1] else ord(each[0]) - ord("①") + 1 for each in found]
    return [
        Item(number, each.start(), each.end(), end)
        for each, number, end in zip(found, numbers, ends, strict=True)
    ]


def _uneven(text: str, items: Sequence[Item]) -> Iterator[_Inline]:
    """Yield a slip when one item inside a paragraph ends unlike the others; the last may."""
    if len(items) < 4 or [item.number for item in items] != list(range(1, len(items) + 1)):
        return
    closings = [text[item.after : item.end].rstrip()[-1:] for item in items[:-1]]
    odd = _odd(closings)
    if odd is None:
        return
    item, usual = items[odd], closings[odd - 1] if odd else closings[1]
    end = len(text[: item.end].rstrip())
    message = (
        f"各列项末尾的标点不一致：“{text[item.start : item.after]}”一项以“{closings[odd]}”"
        f"结尾，其余各项以“{usual}”结尾。"
    )
    remedy = f"把这一项末尾的“{closings[odd]}”改为“{usual}”。"
    yield _Inline(((end - 1, end), (item.start, item.after)), (message, remedy))


def _odd(closings: Sequence[str]) -> int | None:
    """Return the one that differs where all others are alike and each is 。 or ；, else None."""
    counted = Counter(closings)
    if set(counted) != {"。", "；"} or min(counted.values()) != 1 or len(closings) < 3:
        return None
    rare = min(counted, key=lambda each: counted[each])
    return closings.index(rare)


def _uneven_lines(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield a notice when one line of a list ends unlike the others; the last may."""
    for run in _lists(blocks):
        closings = [block.text.rstrip()[-1:] for block in run[:-1]]
        odd = _odd(closings) if len(run) >= 4 else None
        if odd is None or closings[odd] == "；":
            continue
        block, end = run[odd], len(run[odd].text.rstrip())
        yield notice(
            LIST,
            [Span(block, end - 1, end)],
            f"各列项末尾的标点不一致：{quoted(block)}一项以“{closings[odd]}”结尾，其余各项以“；”结尾。",
            "把这一项末尾的“。”改为“；”。",
        )


def _lists(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield lines numbered one after the other, with nothing between them."""
    run: list[Block] = []
    for block in (*blocks, None):
        is_item = block is not None and block.mark is not None and not block.level
        if run and (block is None or not is_item or mark(block).level != mark(run[0]).level):
            yield run
            run = []
        if block is not None and is_item:
            run.append(block)


def _numbered_twice(block: Block, head: _Head, blocks: Sequence[Block]) -> Iterator[Fault]:
    found, typed = head
    if found and not (found[2] and _has_sublevels(found[2], blocks)):
        span = Span(block, found.start(1), found.end(1))
        yield notice(LIST, [span], f"段首的序号写了两个：“{span.text}”。", "删去多余的一个。")
        return
    if block.mark is not None and block.mark.typed == 0 and block.mark.level and typed:
        span = Span(block, typed.start(), typed.end())
        message = f"段首已有自动编号“{block.mark.text}”，又键入了“{span.text.strip()}”。"
        yield notice(LIST, [span], message, "删去键入的序号，或者取消自动编号。")


def _has_sublevels(number: str, blocks: Sequence[Block]) -> bool:
    """Say whether 1.1. is followed by 1.2. elsewhere: a level of its own, not a slip."""
    sublevel = re.compile(rf"\s*{number}[.．、](?!{number}\D)\d{{1,2}}\D")
    return any(sublevel.match(block.text) for block in blocks)
