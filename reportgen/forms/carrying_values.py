"""One value of an older form → what is typed into a cell of the new one, or why not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Day, Figure, Paragraphs, rounded, shown
from reportgen.findings import Severity
from reportgen.forms import texts
from reportgen.forms.carrying_links import MONEY
from reportgen.packs import units
from reportgen.packs.model import Kind
from reportgen.records import single
from reportgen.workbook.cells import Cell, CellKind

if TYPE_CHECKING:
    from datetime import date

    from reportgen.figures import Single
    from reportgen.packs.model import Field


class UnfitError(Exception):
    """A value that the new form does not take; its text says why."""


def fitted(value: Single, field: Field, *, computed: bool) -> Decimal | date | str:
    """Return a value as it is typed into a field's cell, as strictly as a form is read.

    What was ``computed`` is taken as it was printed; money is converted exactly.
    Raises UnfitError.
    """
    if field.kind is Kind.TEXT and isinstance(value, Paragraphs) and len(value.value) > 1:
        raise UnfitError(f"原来写了 {len(value.value)} 段，现在只填一行")
    place = single.Place("", "")
    found = single.read(_cell(value, field, computed=computed), field, (1, 1), place)
    if found is None:
        told = [each.message for each in place.findings if each.severity is Severity.ERROR]
        raise UnfitError(told[0].rstrip("。") if told else "没有内容")
    typed = "\n".join(found.value) if isinstance(found, Paragraphs) else found.value
    if isinstance(typed, str) and texts.length(typed) > texts.MOST:
        raise UnfitError(f"有 {texts.length(typed)} 个字，一格最多写 {texts.MOST} 个字")
    return typed


def _cell(value: Single, field: Field, *, computed: bool) -> Cell:
    """Return a value as if it stood in a cell of the new form."""
    if isinstance(value, Figure):
        number = _as_printed(value) if computed else value.value
        number = _converted(number, units.plain(value.unit), units.plain(field.unit))
        percent = "0.00%" if units.plain(field.unit) == units.PERCENT else "General"
        return Cell(CellKind.NUMBER, f"{number:f}", percent)
    if isinstance(value, Day):
        return Cell(CellKind.TEXT, value.value.isoformat())
    text = "\n".join(value.value) if isinstance(value, Paragraphs) else value.value
    return Cell(CellKind.TEXT, text)


def _as_printed(figure: Figure) -> Decimal:
    """A third of 10000 has no end; last year's report printed 33.33%."""
    hundredths = 2 if units.plain(figure.unit) == units.PERCENT else 0
    return rounded(figure.value, figure.places + hundredths)


def _converted(number: Decimal, was: str, now: str) -> Decimal:
    """Convert money by moving its point.

    >>> f'{_converted(Decimal("8116.90"), "万元", "元"):f}', _converted(Decimal("7"), "人", "人")
    ('81169000', Decimal('7'))
    """
    if was not in MONEY or now not in MONEY:
        return number
    digits = number.as_tuple()
    power = MONEY[was] - MONEY[now]
    return Decimal((digits.sign, digits.digits, int(digits.exponent) + power))


def words(value: Single) -> str:
    """Return a value as a person reads it.

    >>> from reportgen.figures import Text
    >>> from reportgen.findings import Where
    >>> words(Figure(Decimal("0.0815"), "%", Where(""))), words(Text("财政所", Where("")))
    ('8.15%', '财政所')
    """
    if isinstance(value, Figure):
        return shown(value.value, value.unit, value.places)
    if isinstance(value, Day):
        return value.value.isoformat()
    return "\n".join(value.value) if isinstance(value, Paragraphs) else value.value
