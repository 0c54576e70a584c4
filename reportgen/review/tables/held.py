"""A printed sum of one column held against the lines that may add up to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.checks.slips import slip
from reportgen.lexicon import words
from reportgen.passages.model import MONEY
from reportgen.review.tables.cells import is_blank
from reportgen.review.tables.gaps import NEAR, printed, rounding, tolerance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.review.tables.model import Column, Line, Number, Sheet

FEWEST_PARTS = 2


class Held(NamedTuple):
    """A printed sum of one column held against the lines that may add up to it."""

    total: Number
    parts: tuple[tuple[str, Number], ...]
    gap: Decimal
    allowed: Decimal
    rounding: Decimal

    @property
    def is_rounding(self) -> bool:
        """Tell whether whole numbers of 万元 may have been rounded one by one."""
        return self.total.measure == MONEY and abs(self.gap) <= self.rounding

    @property
    def fits(self) -> bool:
        """Tell whether the parts come to the sum."""
        return abs(self.gap) <= self.allowed

    @property
    def is_near(self) -> bool:
        """Tell whether the gap is small, or one slip of the hand."""
        total = self.total.base - self.gap
        is_slip = slip(self.total.value, Decimal(printed(total, self.total, 2)))
        return bool(is_slip) or abs(self.gap) <= abs(self.total.base) * NEAR


def held(
    sheet: Sheet, line: Line, parts: Sequence[Line], column: Column, places: int
) -> Held | None:
    """Return a sum; None where a cell cannot be read, units are mixed or too few are filled."""
    total = sheet.number(line, column)
    if total is None:
        return None
    pairs: list[tuple[str, Number]] = []
    seen: set[int] = set()
    for part in parts:
        number = sheet.number(part, column)
        if number is None:
            if not is_blank(sheet.cell(part, column).text):
                return None
            continue
        if number.measure != total.measure or number.block.number == total.block.number:
            return None
        if number.block.number not in seen:
            pairs.append((part.text, _signed(part, number)))
            seen.add(number.block.number)
    if not pairs or len(pairs) * 2 < len(parts) or (len(pairs) < 2 and len(parts) > 1):
        return None
    gap = total.base - sum((number.base for _, number in pairs), Decimal(0))
    numbers = [total, *(number for _, number in pairs)]
    rounded = Decimal(0) if places else rounding(numbers, places)
    return Held(total, tuple(pairs), gap, tolerance(numbers, places), rounded)


def _signed(part: Line, number: Number) -> Number:
    if part.label.text.strip().startswith(tuple(words("tables")["sum"]["minus"])):
        return replace(number, base=-number.base)
    return number


def tells(found: Held) -> bool:
    """Tell whether enough parts are not zero for a fit to mean something."""
    return len([1 for _, number in found.parts if number.base]) >= FEWEST_PARTS
