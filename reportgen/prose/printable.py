"""What a template may print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from reportgen.figures import rounded


@dataclass(frozen=True, slots=True)
class Number:
    """A number on its way to the page: money in 万元, rates as fractions (unit ``%``).

    Printed without a filter it is the rounded digits alone, a rate in per cent.
    """

    value: Decimal
    unit: str = ""
    places: int = 2

    def __str__(self) -> str:
        """Round half up, once; a rate of 0.951 prints as 95.10."""
        scaled = self.value * 100 if self.unit == "%" else self.value
        return str(rounded(scaled, self.places))

    def __bool__(self) -> bool:
        """What prints as zero counts as nothing to report: ``{% if 国有资本经营预算收入 %}``."""
        return Decimal(str(self)) != 0


Single: TypeAlias = Number | str | date | tuple[str, ...] | None
"""A number, words, a day, paragraphs; None where an optional cell was left blank."""
Rows: TypeAlias = tuple[Mapping[str, Single], ...]
"""A list: each row maps a column's name to its value; every row has 序号, a Number."""
Printable: TypeAlias = Single | Rows
Context: TypeAlias = Mapping[str, Printable]
