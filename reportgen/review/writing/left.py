"""What drafting left behind: tags of a template, placeholders, empty values, blank dates."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_MASKED = re.compile(r"[×ＸX*＊]{1,3}(?=[，。；、：）户等同某家的一夫老之先女]|$)")


def check(case: Case) -> Iterator[Fault]:
    """Yield each left-over once, with all its places when it stands in several."""
    places: dict[tuple[str, str], list[Span]] = {}
    paper = case.paper
    texts = {block.number: block for block in (*paper.blocks, *paper.cells)}
    for block in (*texts.values(), *paper.margins):
        for kind, span in _left(block):
            places.setdefault((kind, span.text), []).append(span)
    for (kind, _), spans in places.items():
        yield _fault(kind, spans)


def _left(block: Block) -> Iterator[tuple[str, Span]]:
    taken: list[range] = []
    for kind in _KINDS:
        for found in _patterns(kind).finditer(block.text):
            at = range(found.start(), found.end())
            if any(at.start < other.stop and other.start < at.stop for other in taken):
                continue
            if kind in ("占位符", "空白日期") and _is_meant(block, found):
                continue
            taken.append(at)
            yield kind, Span(block, found.start(), found.end())


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words("left")[kind]))


def _is_meant(block: Block, found: re.Match[str]) -> bool:
    """Say whether a blank is for a pen, or hides a person's name."""
    line_start = block.text.rfind("\n", 0, found.start()) + 1
    before = block.text[line_start : found.start()]
    after = block.text[found.end() : found.end() + _HAND]
    if not found[0].strip(" 　_＿﹍年月日□■") and (
        block.is_cell or any(word in before + after for word in words("left")["手写处"])
    ):
        return True
    return before[-1:] in set(words("left")["姓氏"]) and bool(
        _MASKED.match(block.text, found.start())
    )


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
