"""What drafting left behind: tags of a template, placeholders, empty values, blank dates."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import error
from reportgen.review.remembered import telling, texts_of, where
from reportgen.review.writing.needles import Joined, needles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

LEFT = "RV50"

_KINDS = (
    "标签",
    "公式错误",
    "占位符",
    "空着的数",
    "待选的写法",
    "待填写的提示",
    "程序留下的空值",
    "空白日期",
)
_TOLD = {"标签": "模板标签", "公式错误": "表格公式的错误值"}
_REMEDIES = {
    "标签": "填上应有的内容，或者删去标签。",
    "公式错误": "改正原表的公式，填上算出的数。",
    "程序留下的空值": "填上应有的内容；没有的，写“无”或者“0”。",
    "空白日期": "填上年、月、日。",
    "空着的数": "填上这个数；没有的，写“0”。",
    "待选的写法": "按实际情况只留一个词。",
}
_LONGEST = 24
_AROUND = 6
_HAND = 12
_IN_ALL = frozenset({""})
_MASKED = re.compile(r"[×ＸX*＊]{1,3}(?=[，。；、：）户等同某家的一夫老之先女]|$)")


class _Hit(NamedTuple):
    """What looks left over: of which kind, and where in a text."""

    kind: str
    start: int
    end: int


def check(case: Case) -> Iterator[Fault]:
    """Yield each left-over once, with all its places when it stands in several."""
    places: dict[tuple[str, str], list[Span]] = {}
    texts = texts_of(case.paper)
    found = _read(texts)
    beside = [(each, found[each.text]) for each in case.paper.margins if each.text in found]
    for block, hits in (*where(texts, found), *beside):
        for kind, span in _left(block, hits):
            places.setdefault((kind, span.text), []).append(span)
    for (kind, _), spans in places.items():
        yield _fault(kind, spans)


def _left(block: Block, hits: Iterable[_Hit]) -> Iterator[tuple[str, Span]]:
    taken: list[_Hit] = []
    for hit in hits:
        if any(hit.start < other.end and other.start < hit.end for other in taken):
            continue
        span = Span(block, hit.start, hit.end)
        if hit.kind in ("占位符", "空白日期") and _is_meant(span):
            continue
        taken.append(hit)
        yield hit.kind, span


@telling
def _read(texts: Sequence[str]) -> list[tuple[_Hit, ...]]:
    """Return all that looks left over in each text, kind by kind."""
    hits: list[list[_Hit]] = [[] for _ in texts]
    joined = Joined.of(texts)
    for kind in _KINDS:
        held = [(each, joined.holding(needs)) for each, needs in _sought(kind)]
        for number in sorted(set().union(*(numbers for _, numbers in held))):
            pattern = _any_of(tuple(each for each, numbers in held if number in numbers))
            found = pattern.finditer(texts[number])
            hits[number].extend(_Hit(kind, each.start(), each.end()) for each in found)
    return [tuple(each) for each in hits]


@cache
def _sought(kind: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the expressions of a kind, each with the words it needs; all need one."""
    return tuple((each, needles(each) or _IN_ALL) for each in words("left")[kind])


@cache
def _any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Join those that can match in a text: the others take nothing away from them there."""
    return re.compile("|".join(f"(?:{each})" for each in expressions))


def _is_meant(span: Span) -> bool:
    """Say whether a blank is for a pen, or hides a person's name."""
    block = span.block
    line_start = block.text.rfind("\n", 0, span.start) + 1
    before = block.text[line_start : span.start]
    after = block.text[span.end : span.end + _HAND]
    if not span.text.strip(" 　_＿﹍年月日□■") and (
        block.is_cell or any(word in before + after for word in words("left")["手写处"])
    ):
        return True
    return before[-1:] in set(words("left")["姓氏"]) and bool(_MASKED.match(block.text, span.start))


def _fault(kind: str, spans: list[Span]) -> Fault:
    told = _TOLD.get(kind, kind)
    shown = spans[0].text.strip()
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    times = f"，共{len(spans)}处" if len(spans) > 1 else ""
    around = _context(spans[0])
    message = f"留有{told}“{shown}”{times}：“{around}”。"
    return error(LEFT, spans, message, _REMEDIES.get(kind, "填上应有的内容，或者删去。"))


def _context(span: Span) -> str:
    text = span.block.text
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    shown = text[start:end].replace("\n", " ").strip()
    return shown if len(shown) <= 2 * _LONGEST else f"{shown[: 2 * _LONGEST]}…"
