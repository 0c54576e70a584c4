"""Marks that come in pairs, doubled marks, and spaces inside a Chinese sentence."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

PAIR = "RV49"

_ITEM = re.compile(r"(?:^|(?<=[\s。；：，、;:,（(]))(?:\d{1,2}|[a-zA-Z一二三四五六七八九十])[）)]")
_APOSTROPHE = re.compile(r"(?:(?<=[A-Za-z])’|’(?=[\dA-Za-z]))")
_DOUBLED = re.compile(r"[。，、；：]{2,}")
_STRAIGHT = re.compile(r"[\"＂]([^\"＂\n]{1,60})[\"＂]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GAP = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])(?<![部局委院厅央办府会])|(?<=[，。；：、])(?! [^ \u3000\u00a0]))"
    r"[ \u3000\u00a0]+(?=[\u4e00-\u9fff])(?!万元|元[，。；])"
)
_NAME_PAIR = re.compile(r"[、，：；（ ]\S{2}[、，。；）（ ]")
_NESTED = re.compile(r"《[^《》]*《[^《》]*》[^《》]*》")
_OTHERS = str.maketrans("()[]", "（）［］")
_SHORTEST_PROSE = 30
_MANY_GAPS = 8
_MANY_ALONE = 3
_AROUND = 8


def check(case: Case) -> Iterator[Fault]:
    """Yield unpaired, reversed, nested, doubled and straight marks, then odd spaces."""
    texts = {block.number: block for block in (*case.paper.blocks, *case.paper.cells)}
    blocks = [texts[number] for number in sorted(texts)]
    yield from _unpaired(blocks)
    for block in blocks:
        for found in _NESTED.finditer(block.text):
            span = Span(block, found.start(), found.end())
            message = f"书名号里又用了书名号：“{span.text}”。"
            yield notice(PAIR, [span], message, "里面一层改为单书名号“〈〉”。")
        for found in _DOUBLED.finditer(block.text):
            span = Span(block, found.start(), found.end())
            message = f"标点重复：“{_context(span)}”。"
            yield notice(PAIR, [span], message, "只留一个标点。")
    yield from _straight(blocks)
    yield from _gaps(blocks)


def _unpaired(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield marks without their partner; one that closes in the next paragraph has it there."""
    lost = [_lost(block) for block in blocks]
    across = _across(blocks, lost)

    for spans in lost:
        left = [span for span in spans if span not in across]
        if len(left) == 2 and _partner(left[1].text) == left[0].text:
            text = left[0].block.text[left[0].start : left[1].end]
            message = f"前后{_name(left[0].text)}用反了：“{_brief(text)}”。"
            yield notice(PAIR, left, message, f"改为“{left[1].text}……{left[0].text}”。")
            continue
        for mark in dict.fromkeys(span.text for span in left):
            yield from _alone([span for span in left if span.text == mark])


def _alone(spans: Sequence[Span]) -> Iterator[Fault]:
    """Yield a notice for each of some equal marks of a paragraph; one for all where many are."""
    mark = spans[0].text
    side = "后" if _partner(mark) else "前"
    remedy = f"补上{side}一半，或者删去多余的“{mark}”。"
    for group in [spans] if len(spans) > _MANY_ALONE else [[span] for span in spans]:
        more = f"等{len(group)}处" if len(group) > 1 else ""
        message = f"{_name(mark)}不成对：“{_context(group[0])}”{more}的“{mark}”没有{side}一半。"
        yield notice(PAIR, group, message, remedy)


def _across(blocks: Sequence[Block], lost: Sequence[Sequence[Span]]) -> set[Span]:
    """Return marks that pair over two paragraphs, and quotes that each paragraph opens again."""
    found: set[Span] = set()
    for (_, before), (block, after) in pairwise(zip(blocks, lost, strict=True)):
        for opening in before:
            closing = [span for span in after if span.text == _partner(opening.text)]
            again = opening.text == "“" and block.text.startswith("“") and _is_speech(opening)
            found.update((opening, *closing) if closing or again else ())
    return found


def _is_speech(quote: Span) -> bool:
    """Say whether a quotation is of whole paragraphs: it opens one, or follows a colon."""
    return quote.block.text[: quote.start].strip()[-1:] in ("", "：")


def _lost(block: Block) -> list[Span]:
    """Return the marks of a paragraph that have no partner in it."""
    marks = words("punctuation")["成对"]
    closing = {pair[0]: opening for opening, pair in marks.items()}
    text = block.text.translate(_OTHERS)
    if not any(each in text for pair in closing.items() for each in pair):
        return []
    items = {found.end() - 1 for found in _ITEM.finditer(block.text)}
    items |= {found.start() for found in _APOSTROPHE.finditer(block.text)}
    open_at: list[int] = []
    lost: list[int] = []
    waiting: Counter[str] = Counter()
    for at, each in enumerate(text):
        if each in marks:
            open_at.append(at)
            waiting[each] += 1
        elif each in closing:
            waiting[closing[each]] -= 1
            if waiting[closing[each]] >= 0:
                while text[open_at[-1]] != closing[each]:
                    lost.append(open_at.pop())
                    waiting[text[lost[-1]]] -= 1
                open_at.pop()
                continue
            waiting[closing[each]] = 0
            if at not in items:
                lost.append(at)
    return [Span(block, at, at + 1) for at in sorted([*lost, *open_at])]


def _partner(mark: str) -> str:
    """Return what closes an opening mark, nothing for a closing one."""
    pair = words("punctuation")["成对"].get(mark.translate(_OTHERS))
    return str(pair[0]) if pair else ""


def _name(mark: str) -> str:
    wide = mark.translate(_OTHERS)
    pairs = words("punctuation")["成对"].items()
    return next(str(name) for opening, (end, name) in pairs if wide in (opening, end))


def _straight(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice for all straight quotation marks round Chinese words."""
    spans = [
        Span(block, found.start(), found.end())
        for block in blocks
        if '"' in block.text or "＂" in block.text
        for found in _STRAIGHT.finditer(block.text)
        if _HAN.search(found[1])
    ]
    if spans:
        shown = "".join(span.text for span in spans[:3])
        more = "等" if len(spans) > 3 else ""
        message = f"中文里用了直引号，共{len(spans)}处：{shown}{more}。"
        yield notice(PAIR, spans, message, "改为弯引号“”。")


def _gaps(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice for spaces inside sentences; where they are everywhere, the file is so."""
    spans = [
        Span(block, found.start(), found.end())
        for block in blocks
        if len(block.text) >= _SHORTEST_PROSE and "。" in block.text and not block.level
        for found in _GAP.finditer(block.text)
        if found.start() > 6 and not _is_name(block.text, found)
    ]
    if 0 < len(spans) <= _MANY_GAPS:
        shown = "".join(f"“{_context(span)}”" for span in spans[:3])
        more = "等" if len(spans) > 3 else ""
        message = f"句子中间有空格，共{len(spans)}处：{shown}{more}。"
        yield notice(PAIR, spans, message, "删去空格；漏了字的，补上。")


def _is_name(text: str, gap: re.Match[str]) -> bool:
    """Say whether a space fills up a person's name of two characters, in a row of names."""
    around = text[gap.start() - 2 : gap.start()] + text[gap.end() : gap.end() + 2]
    return bool(_NAME_PAIR.fullmatch(around))


def _context(span: Span) -> str:
    text = span.block.text
    return text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", " ")


def _brief(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}……{text[-10:]}"
