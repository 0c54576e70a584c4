"""A text as words with its numbers taken out, so that two printings can be laid side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import decimal, narrow

if TYPE_CHECKING:
    from reportgen.papers.model import Block

HOLE = "\ue000"
"""Stands for a number among the words; no text of a report holds it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One number as printed, whatever it counts: an amount, a year, a share.

    ``base`` is the value in the unit that ``measure`` names: two printings of one number,
    8116.9万元 and 81169000元, have the same.
    """

    base: Decimal
    measure: str
    span: Span

    @property
    def text(self) -> str:
        """Return it as printed, with its unit."""
        return self.span.text

    @property
    def worth(self) -> tuple[Decimal, str]:
        """Return what two printings of one number share."""
        return (self.base.normalize(), self.measure)


@dataclass(frozen=True, slots=True)
class Masked:
    """A block's words with a HOLE for each number, and the numbers in order."""

    block: Block
    words: str
    tokens: tuple[Token, ...]


def masked(block: Block) -> Masked:
    """Return a block with its numbers taken out; blanks are left out as well.

    >>> from reportgen.findings import Where
    >>> from reportgen.papers.model import Block
    >>> found = masked(Block(1, "收入 8116.90万元，占 99.76%", Where("报告.docx")))
    >>> found.words.replace(HOLE, "#"), [token.text for token in found.tokens]
    ('收入#，占#', ['8116.90万元', '99.76%'])
    """
    text = narrow(block.text)
    tokens = []
    for found in _pattern().finditer(text):
        measure, factor = _units().get(found["unit"] or "", (found["unit"] or "", Decimal(1)))
        value = decimal(found["sign"] + found["number"])
        tokens.append(Token(value * factor, measure, Span(block, found.start(), found.end())))
    bare = "".join(_pattern().sub(HOLE, text).split())
    return Masked(block, bare, tuple(tokens))


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    given = words("quantities")["units"]
    return {unit: (measure, Decimal(factor)) for unit, (measure, factor) in given.items()}


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in sorted(_units(), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>(?<![\d~～—])-?)(?P<number>\d[\d,]*(?<!,)(?:\.\d+)?)(?P<unit>{units})?"
    )
