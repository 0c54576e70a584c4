"""The levels of headings: 一、→（一）→1.→（1）, written as official papers write them.

Each kind of unusual writing is one notice, with all its places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.review.body import body, is_part, title
from reportgen.review.layout.headings import head, quoted
from reportgen.review.layout.runs import mark
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

STYLE = "RV42"

_FEW = 3
_NO_TITLE = 26
_LIST = 3
_HAN = "[一二三四五六七八九十]"
_HALF_WIDTH = re.compile(rf"\((?:{_HAN}+|\d{{1,2}})[)）]|（(?:{_HAN}+|\d{{1,2}})\)")
_AFTER_BRACKET = re.compile(r"[（(](?:[一二三四五六七八九十]+|\d{1,2})[)）]\s*[、.．，,]")
_NOT_A_COMMA = re.compile(r"[一二三四五六七八九十]{1,3}\s*[.．，,](?![\d一二三四五六七八九十])")
_COMMA_AFTER_DIGIT = re.compile(r"\d{1,2}、")
_MAY_BE_NUMBERED = re.compile(r"\s*[（(\d一二三四五六七八九十]")
_STYLES = (
    (_COMMA_AFTER_DIGIT, "三级标题的序号后面用了顿号", "改为小圆点：“1.”"),
    (_AFTER_BRACKET, "带括号的序号后面又加了标点", "删去括号后面的标点：“（一）”后面直接写标题"),
    (_HALF_WIDTH, "序号的括号是半角的", "改为全角括号：“（一）”“（1）”"),
    (_NOT_A_COMMA, "一级标题的序号后面不是顿号", "改为顿号：“一、”"),
)


def check(case: Case) -> Iterator[Fault]:
    """Yield unusual writings of the number, levels left out, and （一） before plain text."""
    blocks = body(case.paper)
    yield from _styles(blocks)
    yield from _orders(blocks)
    yield from _run_in(blocks)


def _styles(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice for each unusual writing of the number, with all its places."""
    numbered = [block for block in blocks if _MAY_BE_NUMBERED.match(block.text)]
    for pattern, what, remedy in _STYLES:
        spans = [span for block in numbered if (span := _typed(block, pattern))]
        if pattern is _COMMA_AFTER_DIGIT:
            spans = [span for span in spans if span.block.level]
        if spans:
            yield notice(STYLE, spans, f"{what}{_places(spans)}。", f"{remedy}。")


def _typed(block: Block, pattern: re.Pattern[str]) -> Span | None:
    start = len(block.text) - len(block.text.lstrip())
    found = pattern.match(block.text, start)
    if found is None or (block.mark is not None and block.mark.typed == 0):
        return None
    return Span(block, found.start(), found.end())


def _places(spans: Sequence[Span]) -> str:
    shown = "".join(quoted(span.block) for span in spans[:_FEW])
    if len(spans) == 1:
        return f"：{shown}"
    return f"，共{len(spans)}处：{shown}{'等' if len(spans) > _FEW else ''}"


def _orders(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice for all levels left out: 1. or （1） straight under 一、.

    A paper without （一） anywhere has two levels only; there 1. may follow 一、.
    """
    if not any(block.mark and block.mark.level == 2 for block in blocks):
        return
    spans: list[Span] = []
    above: list[int] = []
    for block in blocks:
        if is_part(block):
            above = []
        if block.mark is None or is_part(block) or not 1 <= block.mark.level <= 4:
            continue
        level = block.mark.level
        above = [each for each in above if each < level]
        parent = above[-1] if above else 0
        above.append(level)
        if parent == 1 and level >= 3 and _is_titled(block):
            spans.append(head(block))
    if spans:
        message = f"“一、”的下一级没有用“（一）”{_places(spans)}。"
        yield notice(STYLE, spans, message, "按公文的层次序数改：一、→（一）→1.→（1）。")


def _is_titled(block: Block) -> bool:
    """Say whether a numbered paragraph opens a part of the report: no item of a list."""
    text = block.text.strip()
    return bool(block.level) or (mark(block).level == 4 and text.endswith("。") and len(text) > 60)


def _run_in(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice where （一） stands before plain text, while others have a title."""
    sections = [each for each in _sections(blocks) if not _is_list(each)]
    seconds = [block for section in sections for block in section]
    bare = [block for block in seconds if _is_bare(block)]
    if not bare or not any(block.level for block in seconds):
        return
    spans = [Span(block, 0, mark(block).typed or len(block.text)) for block in bare]
    message = f"“（一）”一级有的单独成行、有标题，有的直接写正文、没有标题{_places(spans)}。"
    remedy = "给直接写正文的各段补一个标题，单独成行；只是列举的，不用“（一）”。"
    yield notice(STYLE, spans, message, remedy)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the paragraphs numbered （一）（二） under each heading of the first level."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if block.mark and block.mark.level == 1:
            sections.append([])
        if block.mark and block.mark.level == 2:
            sections[-1].append(block)
    return sections


def _is_list(section: Sequence[Block]) -> bool:
    """Say whether a section is a list of sentences, as duties are listed: no titles at all."""
    return len(section) >= _LIST and all(_is_bare(block) for block in section)


def _is_bare(block: Block) -> bool:
    return not block.level and _has_no_title(block)


def _has_no_title(block: Block) -> bool:
    """Say whether the first sentence is too long for a title and is no item of a list."""
    if block.text.rstrip().endswith(("；", ";")):
        return False
    first = re.split(r"[。：]", title(block), maxsplit=1)[0]
    return len(first) >= _NO_TITLE
