"""Values made up for a pack, all different: to type into its form."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.forms.data import within_weight
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from reportgen.packs.model import Field, Pack

ROWS = 3
"""Rows of every list: a first, a last, and one that is neither."""
_FIRST_DAY = date(2000, 1, 1)
_FIRST = 3
_UNLIMITED = Decimal(10) ** 6


def values(pack: Pack) -> dict[str, object]:
    """Return a value for every field of a form, within its limits, as a JSON file would hold it.

    Numbers, words and days all differ, as far as limits and options let them.
    """
    found: dict[str, object] = {}
    tables: dict[str, list[dict[str, object]]] = {}
    for number, field in enumerate(pack.fields.values(), _FIRST):
        table, dot, column = field.name.partition(".")
        if field.kind is Kind.TABLE:
            tables.setdefault(field.name, [{} for _ in range(ROWS)])
        elif dot:
            for at, row in enumerate(tables.setdefault(table, [{} for _ in range(ROWS)])):
                row[column] = _value(field, pack, number * ROWS + at, at)
        else:
            found[field.name] = _value(field, pack, number * ROWS, number)
    return {**found, **{name: rows for name, rows in tables.items() if rows[0]}}


def _value(field: Field, pack: Pack, number: int, turn: int) -> object:
    if field.kind is Kind.NUMBER:
        return _amount(within_weight(field, pack), number)
    if field.kind is Kind.DATE:
        return str(_FIRST_DAY + timedelta(days=number))
    linked = pack.fields.get(field.choices_from)
    if linked:
        return _value(linked, pack, _number_of(linked, pack) * ROWS + turn % ROWS, turn)
    if field.kind is Kind.CHOICE:
        return field.choices[turn % len(field.choices)] if field.choices else ""
    if field.kind is Kind.PARAGRAPHS:
        return f"第{number}甲段\n第{number}乙段"
    return f"第{number}项"


def _number_of(field: Field, pack: Pack) -> int:
    return _FIRST + [*pack.fields].index(field.name)


def _amount(field: Field, number: int) -> Decimal:
    """Return a number between a field's limits, in its own unit (8.15 for 8.15%)."""
    quantum = Decimal(1).scaleb(-field.places)
    scale = 100 if field.unit == "%" else 1
    low = Decimal(0) if field.low is None else field.low * scale
    high = low + _UNLIMITED if field.high is None else field.high * scale
    if field.high is not None and field.low is None:
        low = min(low, high)
    room = int((high - low) / quantum) + 1
    stride = int(1 / quantum) + 1  # both sides of the point change from one to the next
    return (low + quantum * (number * stride % room)).quantize(quantum)
