"""Which lines are headings: each line by itself, then put right by its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.papers.items import Line, Table
from reportgen.papers.marks import heading_level, mark_of
from reportgen.papers.places import ANNEX, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.items import Item
    from reportgen.papers.model import Mark

_TITLE_WORDS = re.compile(r"报告|自评|总结|说明|汇报|情况")
_NO_TITLE = re.compile(r"[:：〔【\[]|文件$|^[（(]?\d{4}年\d{1,2}月|^\d+$|^目\s*录$")
_LONGEST_TITLE = 60
_LIST_FROM = 3
"""So many short lines in a row, each numbered and none followed by text, are a list."""
_LIST_LEVELS = (3, 4)
_ANNEX_LIST = re.compile(r"附(?:件|表)?[ 　]*[:：]")


def levels(items: Sequence[Item]) -> tuple[list[Mark | None], list[int]]:
    """Return for each item its mark and its level; a table has neither."""
    marks = [_mark(item) for item in items]
    found = [
        heading_level(item.text, mark, item.outline) if isinstance(item, Line) else 0
        for item, mark in zip(items, marks, strict=True)
    ]
    _lists(items, marks, found)
    _title(items, marks, found)
    return marks, found


def _mark(item: Item) -> Mark | None:
    if isinstance(item, Table):
        return None
    return item.mark or mark_of(item.text)


def _lists(items: Sequence[Item], marks: Sequence[Mark | None], found: list[int]) -> None:
    """Take the level from lines that only follow one another: they are a list, not headings."""
    at = 0
    while at < len(found):
        level, end = found[at], at + 1
        if level not in _LIST_LEVELS:
            at += 1
            continue
        while end < len(found) and found[end] == level and _follows(marks, end):
            end += 1
        before = items[at - 1] if at else None
        is_annex = isinstance(before, Line) and _ANNEX_LIST.match(before.text)
        has_body = end < len(found) and not _ends(found[end], level)
        if is_annex or end - at >= _LIST_FROM or (end - at > 1 and not has_body):
            found[at:end] = [0] * (end - at)
        at = end


def _follows(marks: Sequence[Mark | None], at: int) -> bool:
    mark, before = marks[at], marks[at - 1]
    return mark is not None and before is not None and mark.number == before.number + 1


def _ends(following: int, level: int) -> bool:
    """Tell whether the next line is a heading of the same rank or above."""
    return 0 < following <= level


def _title(items: Sequence[Item], marks: Sequence[Mark | None], found: list[int]) -> None:
    """Mark the title: the short lines at the head of a report, to the last that names it."""
    head: list[int] = []
    for at, item in enumerate(items):
        if isinstance(item, Table) or marks[at] or found[at] or not _may_be_title(item.text):
            break
        if ANNEX.fullmatch(item.text):
            continue
        head.append(at)
    named = [at for at in head if _TITLE_WORDS.search(_text(items[at]))]
    for at in head:
        if named and at <= named[-1] and not _NO_TITLE.search(_text(items[at])):
            found[at] = TITLE


def _text(item: Item) -> str:
    return item.text if isinstance(item, Line) else ""


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(("。", "；", "，"))
