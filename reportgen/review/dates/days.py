"""Days and months of a text: 2021年4月20日, 2021年4月, 二〇二一年四月二十日."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.passages.numerals import chinese, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Paper

_YEAR, _SMALL = (
    r"(?:\d{4}|[〇零一二三四五六七八九○Oo]{4})",
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})",
)
DATE = re.compile(rf"({_YEAR})\s*年\s*({_SMALL})\s*月(?:\s*({_SMALL})\s*[日号])?")

_ANNEX = re.compile(r"附[件表]\s*\d*$")
_RUNS_ON = re.compile("[，。；]|[于至由从]$")
_LONGEST_SIGNATURE = 45


class Day(NamedTuple):
    """A day as printed; ``day`` is 0 where only the month is told."""

    span: Span
    year: int
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """Tell whether the calendar has it."""
        if not self.year or not 1 <= self.month <= 12:
            return False
        return 0 <= self.day <= monthrange(self.year, self.month)[1]

    @property
    def first(self) -> date:
        """Return it, or the first day of its month."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        """Return it, or the last day of its month."""
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])


def days(block: Block) -> Iterator[Day]:
    """Yield the dates of a block that have a year and a month."""
    if "月" not in block.text:
        return
    for found in DATE.finditer(narrow(block.text)):
        told = [_number(each) for each in found.groups(default="0")]
        yield Day(Span(block, *found.span()), told[0], told[1], told[2])


def signature(paper: Paper) -> Day | None:
    """Return the date a report was signed on: the last that ends a short line before annexes."""
    annex = next((at for at, b in enumerate(paper.blocks) if _ANNEX.match(b.text.strip())), None)
    for block in reversed(paper.blocks[:annex]):
        if len(block.text.strip()) > _LONGEST_SIGNATURE:
            continue
        told = [day for day in days(block) if day.exists and day.day]
        if len(told) != 1 or block.text[told[0].span.end :].strip():
            continue
        if not _RUNS_ON.search(block.text[: told[0].span.start].strip()):
            return told[0]
    return None


def _number(text: str) -> int:
    text = re.sub("[○Oo]", "〇", text)
    return int(text) if text.isdigit() else chinese(text) or 0
