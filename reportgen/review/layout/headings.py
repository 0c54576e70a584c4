"""The numbers of headings: none twice, none left out.

Run-in headings of the first two levels count as well: ``（二）`` before a long sentence is still
the second of its section. The numbers of lists are another check's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.review.body import body, is_part
from reportgen.review.layout.runs import (
    AGAIN,
    HEADLESS,
    REPEATED,
    SKIPPED,
    Slip,
    chinese,
    mark,
    slips,
    written,
)
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

NUMBER = "RV41"

_LONGEST_QUOTE = 24
_FEW = 3
_REMEDIES = {
    AGAIN: "补上漏掉的上一级标题，或者接着前面编号。",
    REPEATED: "核对各标题的次序，重新编号；内容重复的，合并为一节。",
    HEADLESS: "补上前面缺的标题，或者从一起重新编号。",
    SKIPPED: "补上漏掉的一节，或者把后面的序号依次改正。",
}
_LEVELS = ("", "一级", "二级", "三级", "四级", "五级")


def check(case: Case) -> Iterator[Fault]:
    """Yield each heading whose number does not follow."""
    if not case.paper.is_report:
        return
    blocks = body(case.paper)
    yield from (_wrong(slip, blocks) for slip in slips(blocks) if is_of_heading(slip))


def is_of_heading(slip: Slip) -> bool:
    """Say whether a slip is one of headings, not of a list."""
    if slip.run.level <= 2:
        return True
    with_it = [*slip.run.blocks, slip.block]
    return slip.block.level in (3, 4) and all(block.level for block in with_it)


def quoted(block: Block) -> str:
    """Return the heading of a paragraph in quotes, shortened."""
    first = re.split(r"[。；\n]", block.text.strip(), maxsplit=1)[0]
    short = first if len(first) <= _LONGEST_QUOTE else f"{first[: _LONGEST_QUOTE - 1]}…"
    return f"“{short.rstrip('：:')}”"


def head(block: Block) -> Span:
    """Return the words of a heading, its number included, without what runs on behind it."""
    text = block.text
    start = len(text) - len(text.lstrip())
    stop = re.search(r"[。；\n]", text)
    return Span(block, start, stop.start() if stop else len(text.rstrip()))


def _wrong(slip: Slip, blocks: Sequence[Block]) -> Fault:
    spans = [head(each) for each in (slip.block, slip.first) if each]
    here = quoted(slip.block)
    if slip.kind == AGAIN and slip.first and slip.run.level == 1:
        message = f"{here}起，一级标题又从“一、”编起，前面已有{quoted(slip.first)}。"
        remedy = "是附件的，在前面另起一行写明“附件”；不是附件的，接着前面编号。"
        return notice(NUMBER, spans, message, remedy)
    told = f"{_told(slip)}{right(slip)}。{_whole(slip, blocks)}"
    say = notice if slip.kind == HEADLESS and _may_be_cut_off(slip, blocks) else error
    return say(NUMBER, spans, f"{_LEVELS[slip.run.level]}标题{told}", _REMEDIES[slip.kind])


def _may_be_cut_off(slip: Slip, blocks: Sequence[Block]) -> bool:
    """Say whether nothing above a heading outranks it: the file may begin in the middle."""
    before = blocks[: blocks.index(slip.block)]
    ranks = [mark(each).level for each in before if each.mark and not is_part(each)]
    return all(rank >= max(slip.run.level, 2) for rank in ranks)


def _told(slip: Slip) -> str:
    here, level = quoted(slip.block), slip.run.level
    first = quoted(slip.first) if slip.first else ""
    if slip.kind == AGAIN:
        return f"序号重复：{here}起又从“{written(level, 1)}”编起，同一节前面已有{first}"
    if slip.kind == REPEATED:
        number = written(level, mark(slip.block).number)
        return f"序号重复：{here}与前面的{first}都是“{number}”"
    if slip.kind == HEADLESS:
        return f"{here}的前面没有“{written(level, 1)}”"
    return f"序号不连续：{first}之后是{here}，缺{_missing(slip)}"


def right(slip: Slip) -> str:
    """Return what the number should be, where the next one tells."""
    if not slip.meant:
        return ""
    return f"；从后面的序号看，这里应为“{written(slip.run.level, slip.meant)}”"


def _missing(slip: Slip) -> str:
    number = mark(slip.block).number
    known = [each for each in slip.run.seen if each < number]
    last = max(known) if known else 0
    absent = [f"“{written(slip.run.level, each)}”" for each in range(last + 1, number)]
    return "".join(absent[:_FEW]) + ("等" if len(absent) > _FEW else "")


def _whole(slip: Slip, blocks: Sequence[Block]) -> str:
    """Where a second run of first-level headings begins, give all their numbers, once."""
    tops = [
        block for block in blocks if block.mark and block.mark.level == 1 and not is_part(block)
    ]
    numbers = [mark(block).number for block in tops]
    twice = [block for at, block in enumerate(tops) if numbers[at] in numbers[:at]]
    if slip.run.level > 1 or len(twice) < 2 or twice[0] is not slip.block:
        return ""
    order = "、".join(chinese(number) for number in numbers)
    return f"全文一级标题依次为{order}，像是两份稿子接在一起。"
