"""Rows of a table recomputed by a formula: what is due, and how far rounding may miss it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.checks.slips import slip
from reportgen.passages.model import RATE as PER_CENT
from reportgen.review.tables.cells import units
from reportgen.review.tables.gaps import NEAR, decimals, is_exact, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.tables.formulas import Formula
    from reportgen.review.tables.model import Column, Line, Number, Sheet

_ENOUGH = 2


class Row(NamedTuple):
    """One row recomputed: ``due`` in the measure's own unit, with what it was made of."""

    line: Line
    number: Number
    due: Decimal
    above: tuple[Number, ...]
    below: Number | None

    @property
    def fits(self) -> bool:
        """Tell whether the printed number is the one due, in either way to print a rate."""
        if self.number.base == self.due:
            return True
        return any(abs(self.number.base - due) <= allowed for due, allowed in self._scales)

    @property
    def _scales(self) -> Iterator[tuple[Decimal, Decimal]]:
        """A rate without its sign may be printed as a fraction or in per cent."""
        allowed = self._allowed
        half = self.number.half * 2 if self.below else self.number.half
        if self.is_whole:
            half = Decimal(0)
        yield self.due, allowed + half
        if self.below and self.number.measure != PER_CENT:
            yield self.due * 100, allowed * 100 + half
        elif self.below:
            yield self.due / 100, (allowed + half) / 100

    @property
    def _allowed(self) -> Decimal:
        """Return by how much the rounding of its sources can part it from what is due."""
        above, below = self.above, self.below
        if below is not None:
            others = [each for each in above if each.block.number != below.block.number]
            own = sum([_half(each) for each in others], Decimal(0))
            return (own + abs(self.due) * _half(below)) / below.base
        if self.is_whole:
            return Decimal(0)
        return sum([min(_half(each), self.number.half) for each in above], Decimal(0))

    @property
    def is_whole(self) -> bool:
        """Tell whether whole numbers are taken from whole numbers."""
        return not self.below and not any(each.places for each in (self.number, *self.above))

    @property
    def is_rounding(self) -> bool:
        """Tell whether whole numbers may miss each other because each was rounded."""
        rounded = sum((each.half for each in (self.number, *self.above)), Decimal(0))
        return self.is_whole and abs(self.number.base - self.due) <= rounded

    @property
    def is_empty(self) -> bool:
        """Tell whether zero is due and printed, which shows nothing."""
        return not self.due and not self.number.base

    @property
    def is_near(self) -> bool:
        """Tell whether the gap is small, or one slip of the hand."""
        due = self.due if self.number.measure == PER_CENT or not self.below else self.due * 100
        gap = abs(self.number.base - due)
        return gap <= abs(due) * NEAR or bool(slip(self.number.value, as_printed(self)))


def rows_of(sheet: Sheet, column: Column, formula: Formula) -> Iterator[Row]:
    """Yield the rows of a column that have all that a formula asks for."""
    numbers, places = sheet.numbers, [each.at for _, each in formula.above]
    for line in sheet.lines:
        number = numbers.get((line.at, column.at))
        if number is None:
            continue
        above = [numbers.get((line.at, at)) for at in places]
        known = tuple([each for each in above if each is not None])
        if len(known) < len(above):
            continue
        below = _below(sheet, line, formula)
        if formula.below and below is None:
            continue
        if _is_mixed(number, known, below):
            continue
        if below is not None and below.base <= 0:
            continue
        yield _row(line, number, formula, known, below)


def _below(sheet: Sheet, line: Line, formula: Formula) -> Number | None:
    if formula.below is None:
        return None
    return sheet.number(formula.whole or line, formula.below)


def _is_mixed(number: Number, above: Sequence[Number], below: Number | None) -> bool:
    measures = {each.measure for each in above} | ({below.measure} if below else set())
    if below is None:
        measures.add(number.measure)
    return len(measures) > 1


def _row(
    line: Line, number: Number, formula: Formula, above: tuple[Number, ...], below: Number | None
) -> Row:
    signed = zip(formula.above, above, strict=True)
    due = sum([sign * each.base for (sign, _), each in signed], Decimal(0))
    if below is not None:
        due /= below.base
    if formula.is_bare:
        due = abs(due)
    return Row(line, number, due, above, below)


def comes_right(row: Row, formula: Formula, correction: tuple[int, Decimal]) -> bool:
    """Tell whether a row fits once one of its sources is corrected."""
    cell, added = correction
    sources = [*row.above, *([row.below] if row.below else [])]
    if all(each.block.number != cell for each in sources):
        return False
    above = tuple(_corrected(each, cell, added) for each in row.above)
    below = _corrected(row.below, cell, added) if row.below else None
    if below is not None and below.base <= 0:
        return False
    return _row(row.line, row.number, formula, above, below).fits


def _corrected(number: Number, cell: int, added: Decimal) -> Number:
    if number.block.number != cell:
        return number
    factor = units().get(number.unit, ("", Decimal(1)))[1]
    value, base = number.value + added, number.base + added * factor
    return number._replace(value=value, base=base, places=decimals(value))


def _half(number: Number) -> Decimal:
    return Decimal(0) if is_exact(number) else number.half


def as_printed(row: Row) -> Decimal:
    """Return what is due as its cell would print it."""
    places = max(row.number.places, 2)
    if row.below is None:
        return Decimal(printed(row.due, row.number, places))
    is_fraction = row.number.measure != PER_CENT and abs(row.number.value) <= _ENOUGH
    return round(row.due if is_fraction else row.due * 100, places)
