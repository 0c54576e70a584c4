"""Marks of enumerated points, inside a paragraph or at its head: 一是, 第一, ①, （1）, 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportgen.passages.numerals import chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block

_CHINESE = "[一二三四五六七八九十]{1,3}"
_EDGE, _AFTER_STOP = "：:；;。，,、！（“", "：:；;。！为"
_NOT_AN_ORDINAL = (
    "产业|季度|书记|批|次|届|期|个|轮|代|年|名|线|时间|方|阶段|责任|要务|梯队|位|种|类|大"
)
STYLES: dict[str, tuple[int, re.Pattern[str]]] = {
    "一、": (1, re.compile(rf"^({_CHINESE})、")),
    "（一）": (2, re.compile(rf"[（(]({_CHINESE})[）)]")),
    "1.": (3, re.compile(r"(\d{1,2})[.．、](?!\d)")),
    "（1）": (4, re.compile(r"[（(](\d{1,2})[）)]")),
    "①": (5, re.compile("([①-⑳])")),
    "一是": (6, re.compile(rf"({_CHINESE})是")),
    "一要": (6, re.compile(rf"({_CHINESE})要")),
    "第一": (6, re.compile(rf"第({_CHINESE})(?!{_NOT_AN_ORDINAL})")),
}
_BEFORE = {
    "（一）": _AFTER_STOP,
    "1.": _AFTER_STOP,
    "（1）": _AFTER_STOP,
    "一是": _EDGE,
    "一要": _EDGE,
    "第一": _AFTER_STOP,
}
"""What a mark inside a paragraph stands behind, a blank apart; any other may stand anywhere."""
_SIGNS = {
    style: re.compile(f"[{signs}]")
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
_ANY = re.compile(
    r"第[一二三四五六七八九十]|[一二三四五六七八九十][、）)是要]|[①-⑳]|\d(?:[.．、](?!\d)|[）)])"
)
"""One of these stands in every mark of any style."""


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
    found = _typed(block.text) if _ANY.search(block.text) else []
    mark = block.mark
    if mark and not mark.typed:
        style = next((name for name, (level, _) in STYLES.items() if level == mark.level), "1.")
        found.append(Point(style, mark.number, 0, 0))
    return sorted(found, key=_place) if len(found) > 1 else found


def _place(point: Point) -> tuple[int, int]:
    return point.start, point.end


def _typed(text: str) -> list[Point]:
    return [
        Point(style, _number(each[1]), each.start(), each.end())
        for style, (_, pattern) in STYLES.items()
        if _SIGNS[style].search(text)
        for each in pattern.finditer(text)
        if not each.start() or style not in _BEFORE or _ends(text[each.start() - 1], style)
    ]


def _ends(letter: str, style: str) -> bool:
    return letter in _BEFORE[style] or letter.isspace()


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
