"""Marks that come in pairs, doubled marks, and spaces inside a Chinese sentence."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice
from reportgen.review.remembered import each_telling, texts_of

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
_BLANK = re.compile(r"[ \u3000\u00a0]")
_NAME_PAIR = re.compile(r"[、，：；（ ]\S{2}[、，。；）（ ]")
_NESTED = re.compile(r"《[^《》]*《[^《》]*》[^《》]*》")
_OTHERS = str.maketrans("()[]", "（）［］")
_SHORTEST_PROSE = 30
_MANY_GAPS = 8
_MANY_ALONE = 3
_AROUND = 8


class _Found(NamedTuple):
    """Where marks and blanks of one text are not as they should be."""

    nested: tuple[tuple[int, int], ...]
    doubled: tuple[tuple[int, int], ...]
    straight: tuple[tuple[int, int], ...]
    gaps: tuple[tuple[int, int], ...]
    lost: tuple[int, ...]


def check(case: Case) -> Iterator[Fault]:
    """Yield unpaired, reversed, nested, doubled and straight marks, then odd spaces."""
    texts = texts_of(case.paper)
    told = _read(texts)
    if not told:
        return
    blocks = sorted(texts.blocks, key=lambda block: block.number)
    found = [told.get(block.text, _NOTHING) for block in blocks]
    yield from _unpaired(blocks, found)
    for block, own in zip(blocks, found, strict=True):
        for place in own.nested:
            span = Span(block, *place)
            message = f"书名号里又用了书名号：“{span.text}”。"
            yield notice(PAIR, [span], message, "里面一层改为单书名号“〈〉”。")
        for place in own.doubled:
            span = Span(block, *place)
            message = f"标点重复：“{_context(span)}”。"
            yield notice(PAIR, [span], message, "只留一个标点。")
    pairs = list(zip(blocks, found, strict=True))
    yield from _straight([Span(block, *each) for block, own in pairs for each in own.straight])
    prose = (pair for pair in pairs if not pair[0].level)
    yield from _gaps([Span(block, *each) for block, own in prose for each in own.gaps])


_NOTHING = _Found((), (), (), (), ())


@each_telling
def _read(text: str) -> _Found | None:
    """Return what one text shows by itself, if anything."""
    quoted = _STRAIGHT.finditer(text) if '"' in text or "＂" in text else ()
    found = _Found(
        tuple(found.span() for found in _NESTED.finditer(text)) if "《" in text else (),
        tuple(found.span() for found in _DOUBLED.finditer(text)),
        tuple(found.span() for found in quoted if _HAN.search(found[1])),
        tuple(_blanks(text)),
        tuple(_lost(text)),
    )
    return found if any(found) else None


def _unpaired(blocks: Sequence[Block], found: Sequence[_Found]) -> Iterator[Fault]:
    """Yield marks without their partner; one that closes in the next paragraph has it there."""
    pairs = zip(blocks, found, strict=True)
    lost = [[Span(block, at, at + 1) for at in own.lost] for block, own in pairs]
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


def _lost(text: str) -> list[int]:
    """Return where marks of a paragraph stand that have no partner in it."""
    found = [(each.start(), _wide(each[0])) for each in _marks().finditer(text)]
    open_at: list[tuple[int, str]] = []
    lost: list[int] = []
    unopened: list[int] = []
    waiting: Counter[str] = Counter()
    for at, each in found:
        opening = _closing().get(each)
        if opening is None:
            open_at.append((at, each))
            waiting[each] += 1
        elif waiting[opening] == 0:
            unopened.append(at)
        else:
            waiting[opening] -= 1
            while open_at[-1][1] != opening:
                at_, mark = open_at.pop()
                lost.append(at_)
                waiting[mark] -= 1
            open_at.pop()
    if unopened:
        items = {each.end() - 1 for each in _ITEM.finditer(text)}
        items |= {each.start() for each in _APOSTROPHE.finditer(text)}
        lost += [at for at in unopened if at not in items]
    return sorted([*lost, *(at for at, _ in open_at)])


def _wide(mark: str) -> str:
    return mark.translate(_OTHERS)


@cache
def _marks() -> re.Pattern[str]:
    pairs = words("punctuation")["成对"].items()
    return re.compile(f"[()\\[\\]{''.join(each + pair[0] for each, pair in pairs)}]")


@cache
def _closing() -> dict[str, str]:
    """Map each closing mark to its opening one."""
    return {pair[0]: opening for opening, pair in words("punctuation")["成对"].items()}


def _partner(mark: str) -> str:
    """Return what closes an opening mark, nothing for a closing one."""
    pair = words("punctuation")["成对"].get(mark.translate(_OTHERS))
    return str(pair[0]) if pair else ""


def _name(mark: str) -> str:
    wide = mark.translate(_OTHERS)
    pairs = words("punctuation")["成对"].items()
    return next(str(name) for opening, (end, name) in pairs if wide in (opening, end))


def _straight(spans: Sequence[Span]) -> Iterator[Fault]:
    """Yield one notice for all straight quotation marks round Chinese words."""
    if spans:
        shown = "".join(span.text for span in spans[:3])
        more = "等" if len(spans) > 3 else ""
        message = f"中文里用了直引号，共{len(spans)}处：{shown}{more}。"
        yield notice(PAIR, spans, message, "改为弯引号“”。")


def _gaps(spans: Sequence[Span]) -> Iterator[Fault]:
    """Yield one notice for spaces inside sentences; where they are everywhere, the file is so."""
    if 0 < len(spans) <= _MANY_GAPS:
        shown = "".join(f"“{_context(span)}”" for span in spans[:3])
        more = "等" if len(spans) > 3 else ""
        message = f"句子中间有空格，共{len(spans)}处：{shown}{more}。"
        yield notice(PAIR, spans, message, "删去空格；漏了字的，补上。")


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blanks inside the sentences of a text, if it is one of sentences."""
    if len(text) < _SHORTEST_PROSE or "。" not in text or not _BLANK.search(text):
        return
    for found in _GAP.finditer(text):
        if found.start() > 6 and not _is_name(text, found):
            yield found.span()


def _is_name(text: str, gap: re.Match[str]) -> bool:
    """Say whether a space fills up a person's name of two characters, in a row of names."""
    around = text[gap.start() - 2 : gap.start()] + text[gap.end() : gap.end() + 2]
    return bool(_NAME_PAIR.fullmatch(around))


def _context(span: Span) -> str:
    text = span.block.text
    return text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", " ")


def _brief(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}……{text[-10:]}"
