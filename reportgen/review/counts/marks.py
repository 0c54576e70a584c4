"""Marks of enumerated points, inside a paragraph or at its head: 一是, 第一, ①, （1）, 1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.passages.numerals import chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block

_CHINESE = "[一二三四五六七八九十]{1,3}"
_EDGE = r"(?:(?<=[：:；;。，,、！\s（“])|^)"
_AFTER_STOP = r"(?:(?<=[：:；;。！\s为])|^)"
_NOT_AN_ORDINAL = (
    "产业|季度|书记|批|次|届|期|个|轮|代|年|名|线|时间|方|阶段|责任|要务|梯队|位|种|类|大"
)
STYLES: dict[str, tuple[int, re.Pattern[str]]] = {
    "一、": (1, re.compile(rf"^({_CHINESE})、")),
    "（一）": (2, re.compile(rf"{_AFTER_STOP}[（(]({_CHINESE})[）)]")),
    "1.": (3, re.compile(rf"{_AFTER_STOP}(\d{{1,2}})[.．、](?!\d)")),
    "（1）": (4, re.compile(rf"{_AFTER_STOP}[（(](\d{{1,2}})[）)]")),
    "①": (5, re.compile("([①-⑳])")),
    "一是": (6, re.compile(rf"{_EDGE}({_CHINESE})是")),
    "一要": (6, re.compile(rf"{_EDGE}({_CHINESE})要")),
    "第一": (6, re.compile(rf"{_AFTER_STOP}第({_CHINESE})(?!{_NOT_AN_ORDINAL})")),
}

_SIGNS = {
    style: frozenset(signs)
    for style, signs in {
        "一、": "、",
        "（一）": "）)",
        "1.": ".．、",
        "（1）": "）)",
        "①": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "一是": "是",
        "一要": "要",
        "第一": "第",
    }.items()
}
"""One of these stands in every mark of a style."""
_KEPT = 4096


class Point(NamedTuple):
    """One mark: its style, number, and place in the block."""

    style: str
    number: int
    start: int
    end: int

    @property
    def level(self) -> int:
        """Return the level its style stands for; 6 for words."""
        return STYLES[self.style][0]


def points(block: Block) -> list[Point]:
    """Return a block's marks in reading order; a number that Word gave comes first."""
    found = [*_typed(block.text)]
    mark = block.mark
    if mark and not mark.typed:
        style = next((name for name, (level, _) in STYLES.items() if level == mark.level), "1.")
        found.append(Point(style, mark.number, 0, 0))
    return sorted(found, key=lambda point: (point.start, point.end))


@lru_cache(_KEPT)
def _typed(text: str) -> tuple[Point, ...]:
    return tuple(
        Point(style, _number(each[1]), each.start(), each.end())
        for style, (_, pattern) in STYLES.items()
        if not _SIGNS[style].isdisjoint(text)
        for each in pattern.finditer(text)
    )


def runs(marks: Sequence[Point], style: str) -> list[list[Point]]:
    """Return the points of one style, a new run at each that is the first."""
    told: list[list[Point]] = []
    for point in marks:
        if point.style != style:
            continue
        if point.number == 1:
            told.append([])
        if told:
            told[-1].append(point)
    return told


def _number(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return int(text) if text.isdigit() else chinese(text) or 0
