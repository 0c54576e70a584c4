"""A text file whose lines were broken at one width: which of its lines go on with the one before.

Programs that export or recognise a page break a paragraph into lines of equal length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.items import indent_of
from reportgen.papers.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_ENDS = ("。", "；", "：", "！", "？", ";", ":")
_NARROWEST, _WIDEST = 20, 120
_NEAR = 4
_WORD = re.compile(r"[!-~]{2,12}")
_FEWEST = 8
_MOST_OF = 0.6
_FEW_OF = 0.4


class _Measured(NamedTuple):
    """How wide each line is, and how wide the widest."""

    widths: Mapping[int, int]
    most: int

    def is_full(self, at: int, lacking: int) -> bool:
        return self.widths[at] >= self.most - lacking


def going_on(lines: Sequence[str], tables: Collection[int]) -> frozenset[int]:
    """Return the places of lines that go on with the line before; none where lines are paragraphs.

    ``tables`` are the places of lines that belong to tables.
    """
    own = [at for at, line in enumerate(lines) if line.strip() and at not in tables]
    for wide in (2, 1):
        widths = {at: _width(lines[at], wide) for at in own}
        measured = _Measured(widths, max(widths.values(), default=0))
        if _NARROWEST <= measured.most <= _WIDEST and _are_wrapped(lines, measured):
            parted = any(indent_of(lines[at]) for at in own) or _blanks(lines) >= _FEWEST
            return frozenset(
                at
                for at in own
                if at - 1 in widths and _goes_on(lines, at, measured, parted=parted)
            )
    return frozenset()


def _blanks(lines: Sequence[str]) -> int:
    return sum(not line.strip() for line in lines[1:-1])


def _width(line: str, wide: int) -> int:
    """Return how wide a line is printed where a Chinese character is so wide."""
    return sum(wide if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line.rstrip())


def _are_wrapped(lines: Sequence[str], measured: _Measured) -> bool:
    """Tell whether most long lines are equally long and few of those end a sentence."""
    long = [at for at, width in measured.widths.items() if width * 2 > measured.most]
    full = [at for at in long if measured.is_full(at, _NEAR)]
    ended = [at for at in full if lines[at].rstrip().endswith(_ENDS)]
    enough = len(full) >= _FEWEST and len(full) >= _MOST_OF * len(long)
    return enough and len(ended) <= _FEW_OF * len(full)


def _goes_on(lines: Sequence[str], at: int, measured: _Measured, *, parted: bool) -> bool:
    """Tell whether a line goes on with a full one; ``parted`` where new paragraphs are set in."""
    line, is_ended = lines[at], lines[at - 1].rstrip().endswith(_ENDS)
    word = _WORD.match(line)
    lacking = _NEAR if is_ended or not word else max(_NEAR, len(word[0]))
    if indent_of(line) or not measured.is_full(at - 1, lacking):
        return False
    return not is_ended or (parted and mark_of(line.strip()) is None)
