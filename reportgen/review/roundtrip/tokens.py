"""A text as words with its numbers taken out, so that two printings can be laid side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import decimal, is_sane, narrow

if TYPE_CHECKING:
    from reportgen.papers.model import Block

HOLE = "\ue000"
"""Stands for a number among the words; where a report holds it, it is taken for a blank."""


@dataclass(frozen=True, slots=True)
class Token:
    """One number as printed, whatever it counts: an amount, a year, a share.

    ``base`` is the value in the unit that ``measure`` names: two printings of one number,
    8116.9万元 and 81169000元, have the same. ``step`` is what its last digit counts.
    """

    base: Decimal
    measure: str
    span: Span
    step: Decimal = Decimal(0)

    @property
    def text(self) -> str:
        """Return it as printed, with its unit."""
        return self.span.text

    @property
    def worth(self) -> tuple[Decimal, str]:
        """Return what two printings of one number share."""
        return (self.base.normalize(), self.measure)

    def is_rounding_of(self, other: Token) -> bool:
        """Say whether this is the other number printed with fewer digits.

        >>> from reportgen.findings import Where
        >>> from reportgen.papers.model import Block
        >>> line = Block(1, "9246.84万元，0.92亿元，9246万元", Where("报告.docx"))
        >>> exact, rounded, cut = masked(line).tokens
        >>> rounded.is_rounding_of(exact), cut.is_rounding_of(exact)
        (True, False)
        """
        if self.measure != other.measure or not self.base or self.step <= other.step:
            return False
        return (other.base / self.step).quantize(Decimal(1), ROUND_HALF_UP) * self.step == self.base


@dataclass(frozen=True, slots=True)
class Masked:
    """A block's words with a HOLE for each number, and the numbers in order."""

    block: Block
    words: str
    tokens: tuple[Token, ...]


def masked(block: Block) -> Masked:
    """Return a block with its numbers taken out; blanks and the paragraph's own are left out.

    >>> from reportgen.findings import Where
    >>> from reportgen.papers.model import Block
    >>> found = masked(Block(1, "收入 8116.90万元，占 99.76%", Where("报告.docx")))
    >>> found.words.replace(HOLE, "#"), [token.text for token in found.tokens]
    ('收入#，占#', ['8116.90万元', '99.76%'])
    """
    typed = block.mark.typed if block.mark else 0
    text = f"{' ' * typed}{narrow(block.text)[typed:]}".replace(HOLE, " ")
    tokens = []
    for found in _pattern().finditer(text):
        if not is_sane(found["number"]):
            continue
        measure, factor = _units().get(found["unit"] or "", (found["unit"] or "", Decimal(1)))
        value = decimal(found["sign"] + found["number"])
        step = factor.scaleb(-len(found["number"].partition(".")[2]))
        span = Span(block, found.start(), found.end())
        tokens.append(Token(value * factor, measure, span, step))
    bare = "".join(_pattern().sub(_hole, text).split())
    return Masked(block, bare, tuple(tokens))


def _hole(found: re.Match[str]) -> str:
    return HOLE if is_sane(found["number"]) else found[0]


def unit_of(text: str) -> tuple[str, Decimal] | None:
    """Return what a unit measures and its factor, None for words that are none."""
    return _units().get(text.strip())


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
