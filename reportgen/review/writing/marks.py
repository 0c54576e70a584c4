"""Punctuation of a Chinese text: full-width marks, 〔2021〕 in document numbers, a closing mark."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.body import before_tables, body, ends, is_annex, is_label
from reportgen.review.model import notice
from reportgen.review.remembered import each_telling, texts_of, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.findings import Where
    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

HALF_WIDTH, BRACKETS, OPEN_END = "RV46", "RV47", "RV48"

_HAN = r"\u4e00-\u9fff"
_LEFT = rf"{_HAN}”’）》】〕％"
_MARK = re.compile(
    rf"(?<=[{_LEFT}])[,;:?!](?=[ 　]*(?:[{_HAN}“‘（《〔\d]|$))"
    rf"|(?<=[\d%a-zA-Z)])[,;:?!](?=[ 　]*[{_HAN}“‘《])"
    rf"|(?<=[{_HAN}”）》%％])\.(?=[ 　]*(?:[{_HAN}“《]|$))"
)
_BRACKET = re.compile(rf"\((?=[^()（）]{{0,40}}[{_HAN}])[^()（）]{{1,60}}\)")
_HALF = re.compile(r"[,;:?!.(]")
_LEADING = re.compile(r"\s*(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）.,:;、．]?\s*)")
_NUMBER = re.compile(
    rf"([{_HAN}]{{0,6}})([〔【\[(（［﹝])\s*(\d{{4}})\s*([〕】\])）］﹞])\s*(第?)\s*(0*)(\d{{1,4}})\s*号(?![楼院门线机])"
)
_SENTENCE = re.compile(r"[，。；]")
_SHORTEST = 20
_FEW = 3
_MANY_LINES = 0.3


class _Number(NamedTuple):
    """A document number: how it is written, how it should be, the rules broken, its place."""

    said: str
    right: str
    asked: str
    start: int
    end: int


class _Found(NamedTuple):
    """What one text shows by itself: half-width marks with their places, document numbers."""

    half_width: tuple[tuple[str, int, int], ...]
    numbers: tuple[_Number, ...]


def check(case: Case) -> Iterator[Fault]:
    """Yield half-width marks by kind, document numbers one by one, paragraphs without an end."""
    texts = texts_of(case.paper)
    read = where(texts, _read(texts))
    yield from _half_width(read)
    yield from _numbers(read)
    is_report = case.paper.is_report
    open_ends = _open_ends(case) if is_report else _open_typed(case.paper.blocks)
    yield from (_open_end(block) for block in open_ends)


@each_telling
def _read(text: str) -> _Found | None:
    """Return what one text shows by itself; nothing where it has no mark and no number."""
    half_width, is_numbered = tuple(_marks_of(text)), _is_numbered(text)
    if not half_width and not is_numbered:
        return None
    return _Found(half_width, tuple(_numbers_of(text)))


def _is_numbered(text: str) -> bool:
    """Say whether a text may hold a document number: how it is written depends on its digits."""
    return "号" in text and _NUMBER.search(text) is not None


def _marks_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the half-width marks of a text, brackets last."""
    if not _HALF.search(text):
        return
    start = found.end() if (found := _LEADING.match(text)) else 0
    for found in _MARK.finditer(text, start):
        yield found[0], *found.span()
    for found in _BRACKET.finditer(text, start):
        yield "(", *found.span()


def _numbers_of(text: str) -> Iterator[_Number]:
    """Yield the document numbers of a text that are not written 〔2021〕14号."""
    for number in _NUMBER.finditer(text) if "号" in text else ():
        before, opening, year, closing, nth, zeros, count = number.groups()
        right = f"〔{int(year)}〕{int(count)}号"
        if not before:
            continue
        said = text[number.start(2) : number.end()]
        if (opening, closing, nth, zeros) == ("〔", "〕", "", "") and _bare(said) == right:
            continue
        office = _office(text, number.start(1), before)
        start, asked = number.start(2) - len(office), _asked(opening + closing, nth, zeros)
        yield _Number(office + said, office + right, asked, start, number.end())


def _half_width(read: Sequence[tuple[Block, _Found]]) -> Iterator[Fault]:
    places: dict[str, list[Span]] = defaultdict(list)
    for block, own in read:
        if block.is_cell and len(block.text) < _SHORTEST:
            continue
        for mark, *place in own.half_width:
            places[mark].append(Span(block, *place))
    for mark, spans in places.items():
        wide, name = words("punctuation")["半角"][mark]
        shown = "".join(f"“{_around(span)}”" for span in spans[:_FEW])
        more = "等" if len(spans) > _FEW else ""
        right = "（）" if mark == "(" else wide
        written = "()" if mark == "(" else mark
        yield notice(
            HALF_WIDTH,
            spans,
            f"中文里用了半角{name}“{written}”，共{len(spans)}处：{shown}{more}。",
            f"改为全角{name}“{right}”。",
        )


def _around(span: Span) -> str:
    text = span.block.text
    if len(span.text) > 1:
        return text[max(0, span.start - 2) : min(span.end, span.start + 12)]
    return text[max(0, span.start - 4) : span.end + 4].replace("\n", " ")


def _numbers(read: Sequence[tuple[Block, _Found]]) -> Iterator[Fault]:
    """Yield each document number that is not written 〔2021〕14号, with all its places."""
    found: dict[str, list[Span]] = defaultdict(list)
    meant: dict[str, tuple[str, str]] = {}
    for block, own in read:
        for each in own.numbers:
            found[each.said].append(Span(block, each.start, each.end))
            meant[each.said] = (each.right, each.asked)
    for said, spans in found.items():
        times = f"（{len(spans)}处）" if len(spans) > 1 else ""
        right, asked = meant[said]
        message = f"发文字号“{said}”写法不合规范{times}：{asked}。"
        yield notice(BRACKETS, spans, message, f"改为“{right}”。")


def _asked(brackets: str, nth: str, zeros: str) -> str:
    """Return the rules that a document number breaks, and no others."""
    broken = (
        ("年份用六角括号“〔〕”", brackets != "〔〕"),
        ("序号前不加“第”", bool(nth)),
        ("序号不编虚位", bool(zeros)),
    )
    return "，".join(rule for rule, is_broken in broken if is_broken) or "中间不空格"


def _bare(text: str) -> str:
    return "".join(text.split())


def _office(text: str, start: int, before: str) -> str:
    """Return the letters of the office before its number, where it is clear where they begin."""
    return before if len(before) <= 5 and (start == 0 or text[start - 1] in "（(，；、《“") else ""


def _open_ends(case: Case) -> Iterator[Block]:
    """Yield paragraphs that stop without a mark, unless lines do so all over the paper."""
    tables, blocks = before_tables(case.paper), body(case.paper)
    prose = [block for block in blocks if _is_prose(block, tables)]
    open_ended = [block for block in prose if not _is_closed(block)]
    if len(prose) <= 5 or len(open_ended) <= _MANY_LINES * len(prose):
        yield from open_ended


def _open_typed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield typed paragraphs that stop without a mark where those of their cell do not.

    One that is alone in its cell is compared with all that was typed in its sheet.
    """
    long = [block for block in blocks if len(block.text.strip()) >= _SHORTEST]
    by_cell: dict[Where, list[Block]] = defaultdict(list)
    for block in long:
        by_cell[block.where].append(block)
    prose = [block for block in long if _is_prose(block, frozenset())]
    usual = {sheet for sheet in map(_sheet, prose) if _is_usual(prose, sheet)}
    for block in long:
        if _is_closed(block) or is_label(block):
            continue
        beside = [each for each in by_cell[block.where] if each is not block]
        if sum(map(_is_closed, beside)) * 2 > len(beside) or (
            not beside and _sheet(block) in usual and _is_prose(block, frozenset())
        ):
            yield block


def _sheet(block: Block) -> str:
    return block.where.spot.partition("!")[0]


def _is_usual(prose: Sequence[Block], sheet: str) -> bool:
    """Tell whether most paragraphs typed in a sheet end with a mark."""
    closed = [_is_closed(block) for block in prose if _sheet(block) == sheet]
    return sum(closed) >= max(_FEW, len(closed) * (1 - _MANY_LINES))


def _open_end(block: Block) -> Fault:
    text = block.text.rstrip()
    span = Span(block, max(0, len(text) - 10), len(text))
    said = f"以“{text[-1]}”结尾" if text[-1] in "，、," else "末尾没有标点"
    message = f"段落{said}：“……{span.text}”。"
    return notice(OPEN_END, [span], message, "补上句号；话没有写完的，补写完整。")


def _is_prose(block: Block, tables: frozenset[int]) -> bool:
    text = block.text.strip()
    if block.level or len(text) < _SHORTEST or not _SENTENCE.search(text) or "\t" in text:
        return False
    if block.number in tables or is_annex(block) or is_label(block):
        return False
    return not any(each in text for each in words("punctuation")["不成句"] if len(text) < 60)


def _is_closed(block: Block) -> bool:
    return ends(block) or block.text.rstrip().endswith(("）", ")", "》", "】", "."))
