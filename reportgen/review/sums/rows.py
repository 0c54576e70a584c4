"""Numbers told in a row with those of another: 分别为9亿元、15亿元，占38%、62%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.passages.model import Quantity

_JOINED = re.compile(r"\s*(?:[、，,]|和|及|与|以及)\s*")


def around(line: tuple[Quantity, ...], at: int) -> tuple[int, int, int] | None:
    """Return where the row around a number begins and ends, and the number's place in it."""
    begin = end = at
    while begin > 0 and _are_joined(line[begin - 1], line[begin]):
        begin -= 1
    while end + 1 < len(line) and _are_joined(line[end], line[end + 1]):
        end += 1
    return (begin, end, at - begin) if end > begin else None


def partner(line: tuple[Quantity, ...], row: tuple[int, int, int]) -> Quantity | None:
    """Return the number of the row before that stands where the asked one stands in its own."""
    begin, end, place = row
    before = around(line, begin - 1) if begin else None
    if before is not None:
        return line[before[0] + place] if before[1] - before[0] == end - begin else None
    named = line[max(0, begin - (end - begin) - 1) : begin]
    if len(named) != end - begin + 1 or len({each.measure for each in named}) > 1:
        return None
    said = named[-1].block.text[named[-1].end : line[begin].start]
    return named[place] if "分别" in said and not named[0].share else None


def _are_joined(one: Quantity, other: Quantity) -> bool:
    between = one.block.text[one.end : other.start]
    return one.measure == other.measure and bool(_JOINED.fullmatch(between))
