"""Whether every heading has something under it, stands once, and reads as a heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span, whole
from reportgen.review.body import before_tables, body, ends, is_annex, is_label, is_part, title
from reportgen.review.layout.headings import head, quoted
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

EMPTY, TWIN = "RV43", "RV44"

_LONGEST_LINE = 16
_LONGEST_TITLE = 24
_SHORTEST_NAME = 4
_ALIKE = 85
_SLOGAN = range(80, 400)
_FEW = 3
_MOST = 60
"""No report has so many sections of one rank."""
_MOST_KEPT = 4096
_COLON = ("：", ":")
_YEAR = re.compile(r"\d{4}年|\d{1,2}月(?:\d{1,2}日)?|十[一二三四五六七八九]届.{0,12}全会")
_INNER = re.compile(r"[，。；：,;:、\d]")


def check(case: Case) -> Iterator[Fault]:
    """Yield headings without text, odd headings, empty sections, and sections written twice."""
    blocks = body(case.paper)
    headings = [block for block in blocks if _is_heading(block)]
    parts = _parts(blocks)
    yield from _bare(case, blocks, parts)
    yield from _closed(blocks)
    if headings:
        yield from _unnumbered(case, blocks)
        yield from _slogans(case, blocks)
    for part in parts:
        yield from _twins(part)


def _bare(case: Case, blocks: Sequence[Block], parts: Sequence[Sequence[Block]]) -> Iterator[Fault]:
    """Yield headings with nothing under them; a row of such lines is a list, and none."""
    cells = [cell.number for cell in case.paper.cells]
    bare = {each.number for at, each in enumerate(blocks) if _is_bare(at, blocks, cells, case)}
    for block, siblings in (pair for part in parts for pair in _families(part)):
        empty = [each for each in siblings if each.number in bare]
        if block.number not in bare or (len(siblings) > 1 and len(empty) == len(siblings)):
            continue
        if block.level > 2 and len(empty) > 1:
            continue
        yield notice(
            EMPTY,
            [head(block)],
            f"标题{quoted(block)}下面没有内容。",
            "补写这一节的内容，或者删去这个标题；本年度没有此项的，写明“无”。",
        )


def _is_bare(at: int, blocks: Sequence[Block], cells: Sequence[int], case: Case) -> bool:
    block = blocks[at]
    if not _is_heading(block) or block.mark is None:
        return False
    after = blocks[at + 1] if at + 1 < len(blocks) else _behind(block, case)
    end = after.number if after else block.number + 2
    if bisect_right(cells, block.number) < bisect_left(cells, end):
        return False
    if after is None or 1 <= after.level <= block.level:
        return True
    signed = case.agency and after.text.strip() in (case.agency, case.short)
    return bool(signed) or is_part(after) or is_annex(after)


def _is_heading(block: Block) -> bool:
    """Say whether a paragraph is a numbered heading: 第二部分 stands above them all."""
    return 1 <= block.level <= 4 and not is_part(block)


def _behind(block: Block, case: Case) -> Block | None:
    """Return the paragraph after a block, annexes included."""
    return next((each for each in case.paper.blocks if each.number > block.number), None)


def _families(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """Yield each heading with all headings of its level under the same parent, itself included."""
    headings = [block for block in blocks if _is_heading(block)]
    for at, block in enumerate(headings):
        before = at
        while before and at - before < _MOST and headings[before - 1].level >= block.level:
            before -= 1
        after = at
        last = min(len(headings), at + _MOST) - 1
        while after < last and headings[after + 1].level >= block.level:
            after += 1
        kin = headings[before : after + 1]
        yield block, [each for each in kin if each.level == block.level]


def _closed(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield one notice for headings of the first two levels that end with a colon or full stop."""
    spans = []
    for block in blocks:
        text = block.text.rstrip()
        is_top = block.mark is not None and block.mark.level in (1, 2)
        mark = text[-1:]
        if not is_top or len(text) > _LONGEST_TITLE or mark not in ("。", *_COLON):
            continue
        if _INNER.search(title(block)) and not block.level:
            continue
        if mark == "。" and not block.level and block.mark and block.mark.level == 2:
            continue
        spans.append(Span(block, len(text) - 1, len(text)))
    if spans:
        shown = "".join(f"“{span.block.text.strip()}”" for span in spans[:_FEW])
        more = "等" if len(spans) > _FEW else ""
        yield notice(EMPTY, spans, f"标题末尾有标点：{shown}{more}。", "删去标题末尾的标点。")


def _unnumbered(case: Case, blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield lines that stand like headings between paragraphs, among numbered ones."""
    tables = before_tables(case.paper)
    lines: list[Block] = []
    for at in range(1, len(blocks) - 1):
        before, block, after = blocks[at - 1 : at + 2]
        text = block.text.strip()
        is_line = 4 <= len(text) <= _LONGEST_LINE and not _INNER.search(text) and not ends(block)
        if not is_line or block.level or block.mark or block.number in tables:
            continue
        if is_label(block) or is_part(block):
            continue
        if before.level or not ends(before) or not ends(after) or len(after.text) < 2 * len(text):
            continue
        lines.append(block)
    if 0 < len(lines) <= _FEW:
        for block in lines:
            yield notice(
                EMPTY,
                [whole(block)],
                f"“{block.text.strip()}”单独成行，像是标题，但没有序号，同级标题都有序号。",
                "是标题的，按次序编上序号；不是标题的，并入下一段。",
            )


def _slogans(case: Case, blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield sections on spending that are one paragraph without any figure."""
    cells = {cell.number for cell in case.paper.cells}
    known = words("outline")
    tops = [at for at, block in enumerate(blocks) if block.level == 1 or is_part(block)]
    for at, until in pairwise([*tops, len(blocks)]):
        block, below = blocks[at], blocks[at + 1 : until]
        end = blocks[until].number if until < len(blocks) else block.number + 3
        if len(below) != 1 or any(number in cells for number in range(block.number, end)):
            continue
        text, name = below[0].text, title(block)
        if not any(each in name for each in known["应有数据"]) or len(text) not in _SLOGAN:
            continue
        if any(each in name for each in known["可无数据"]) or any(
            each in text for each in known["没有"]
        ):
            continue
        if not re.search(r"\d", _YEAR.sub("", text)):
            yield notice(
                EMPTY,
                [head(block), whole(below[0])],
                f"{quoted(block)}一节只有一段话，没有一个数据。",
                "补充支出、绩效目标完成情况等数据，或者并入讲同一内容的一节。",
            )


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the headings of each part: two parts may well have headings alike."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if is_part(block):
            parts.append([])
        if _is_heading(block):
            parts[-1].append(block)
    return parts


def _twins(headings: Sequence[Block]) -> Iterator[Fault]:
    """Yield pairs of headings that name the same section twice."""
    tops = [block for block in headings if block.level == 1]
    pairs = list(combinations(tops[:_MOST], 2))
    for block, siblings in _families(headings):
        if block.level == 2:
            pairs += [(block, each) for each in siblings if each.number > block.number]
    for first, second in pairs:
        if _same(title(first), title(second)):
            yield _twin(first, second)


def _twin(first: Block, second: Block) -> Fault:
    spans = [head(second), head(first)]
    remedy = "把两节合并为一节；确是两回事的，改标题使其有区别。"
    if title(first) == title(second):
        message = f"同一标题写了两次：{quoted(first)}与{quoted(second)}。"
        return error(TWIN, spans, message, remedy)
    message = f"两节标题几乎相同：{quoted(first)}与{quoted(second)}，像是同一内容写了两次。"
    return notice(TWIN, spans, message, remedy)


@lru_cache(_MOST_KEPT)
def _same(first: str, second: str) -> bool:
    """Say whether two headings name one thing: the same characters, whatever their order.

    >>> _same("部门整体支出管理及使用情况分析", "部门整体支出使用及管理情况")
    True
    >>> _same("部门基本支出情况", "部门项目支出情况")
    False
    """
    if first == second:
        return len(first) >= _SHORTEST_NAME
    from rapidfuzz import fuzz

    if fuzz.token_set_ratio(" ".join(first), " ".join(second)) < _ALIKE:
        return False
    one, other = _core(first), _core(second)
    return len(one) >= _SHORTEST_NAME and sorted(one) == sorted(other)


def _core(name: str) -> str:
    """Return the characters of a heading that carry its meaning."""
    known = words("outline")
    for said, meant in known["同义"].items():
        name = name.replace(said, meant)
    for empty in known["虚字"]:
        name = name.replace(empty, "")
    return name
