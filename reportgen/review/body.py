"""What of a paper is the report itself: from its first heading to its annexes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block, Paper

ANNEX = re.compile(
    r"附\s*[件表]\s*(?:[\d一二三四五六七八九十]*\s*[：:.、]|[\d一二三四五六七八九十]+\b|$)"
)
_CONTENTS = re.compile(r"目\s*录")
_TO_PAGE = re.compile(r"(?<![.…·\s])[.…·\s]{2,}(?:[-—][-—\s]*)?\d{1,3}[-—\s]*$|\t\d{1,3}$")
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}\s*年\s*[\d一二三四五六七八九十]+\s*月(?:.{1,3}日)?"
)
_LABEL = re.compile(
    r"(?:注|备注|说明|单位|填报|填表|联系|负责人|审核|编制|抄送|图|表|资料来源|数据来源)"
    r"[^，。；]{0,12}[：:]|[（(]?单位[：:]|[表图]\s*\d|[—-]\s*\d+\s*[—-]$"
)
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|篇|章)")
_END = ("。", "！", "？", "；", "：", "!", "?", ";", ":", "…", "”", "」")


@kept
def body(paper: Paper) -> tuple[Block, ...]:
    """Return the paragraphs from the first numbered heading on, without contents and annexes."""
    blocks = _without_contents(paper.blocks)
    first = next((at for at, each in enumerate(blocks) if _opens(each)), 0)
    rest = blocks[first:]
    last = next((at for at, each in enumerate(rest) if at and is_annex(each)), len(rest))
    return tuple(rest[:last])


def is_annex(block: Block) -> bool:
    """Say whether a line opens the annexes or their list: 附件1, 附件：1. …."""
    return len(block.text) < 80 and bool(ANNEX.match(block.text.strip()))


def is_part(block: Block) -> bool:
    """Say whether a line opens a part that numbers its headings anew: 第二部分, another title."""
    return block.level == 9 or (len(block.text) < 40 and bool(_PART.match(block.text.strip())))


def is_label(block: Block) -> bool:
    """Say whether a line is no sentence by nature: a date, a note, a unit, a table's title."""
    text = block.text.strip()
    return bool(_DATE.fullmatch(text) or _LABEL.match(text)) or block.level == 9


def ends(block: Block) -> bool:
    """Say whether a paragraph ends with a mark that closes a sentence."""
    return block.text.rstrip().endswith(_END)


def title(block: Block) -> str:
    """Return a heading's words, without its number and a mark at its end."""
    skip = block.mark.typed if block.mark else 0
    return block.text[skip:].strip().strip("：:。、，. ")


@kept
def before_tables(paper: Paper) -> frozenset[int]:
    """Return the numbers of the paragraphs that stand right before a table."""
    numbers = [block.number for block in paper.blocks]
    cells = {cell.number for cell in paper.cells}
    following = {now for now, after in pairwise([*numbers, 0]) if _next_cell(now, after, cells)}
    return frozenset(following)


def _next_cell(now: int, after: int, cells: set[int]) -> bool:
    return now + 1 in cells or (now + 2 < after and now + 2 in cells)


def _opens(block: Block) -> bool:
    return block.mark is not None and block.mark.level == 1


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Leave out a table of contents: lines that lead to pages, or that are said again below it."""
    kept, inside, listed = [], False, set[str]()
    for block in blocks:
        if not (inside or block.mark or "目" in block.text):
            kept.append(block)
            continue
        text = "".join(block.text.split())
        if _CONTENTS.fullmatch(text):
            inside = True
        elif inside and (text in listed or len(text) > 60):
            inside = False
        if inside or (block.mark and len(text) < 60 and _TO_PAGE.search(block.text.strip())):
            listed.add(text)
            continue
        kept.append(block)
    return kept if any(_opens(block) for block in kept) else list(blocks)
