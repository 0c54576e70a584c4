"""A printed sum of one column held against the lines that may add up to it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.checks.slips import slip
from reportgen.lexicon import words
from reportgen.passages.model import MONEY
from reportgen.review.tables.cells import KEPT, is_blank
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
    places: int

    @property
    def numbers(self) -> list[Number]:
        """Return the sum and its parts."""
        return [self.total, *(number for _, number in self.parts)]

    @property
    def is_rounding(self) -> bool:
        """Tell whether whole numbers of 万元 may have been rounded one by one."""
        if self.total.measure != MONEY or (self.places and self.gap):
            return False
        return not self.gap or abs(self.gap) <= rounding(self.numbers, self.places)

    @property
    def fits(self) -> bool:
        """Tell whether the parts come to the sum."""
        return not self.gap or abs(self.gap) <= tolerance(self.numbers, self.places)

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
    gap = total.base - sum([number.base for _, number in pairs])
    return Held(total, tuple(pairs), gap, places)


def _signed(part: Line, number: Number) -> Number:
    return number._replace(base=-number.base) if _is_taken_off(part.label.text) else number


@lru_cache(KEPT)
def _is_taken_off(text: str) -> bool:
    return text.strip().startswith(tuple(words("tables")["sum"]["minus"]))


def tells(found: Held) -> bool:
    """Tell whether enough parts are not zero for a fit to mean something."""
    return len([1 for _, number in found.parts if number.base]) >= FEWEST_PARTS
