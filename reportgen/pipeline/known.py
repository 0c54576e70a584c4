"""The figures of a form by value, so that a number in a report can be led back to its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Table, rounded
from reportgen.lexicon import words
from reportgen.review.roundtrip.compare import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record, Value


def figures(record: Record) -> list[Known]:
    """Return each figure of a form, rounded as it is printed, in the unit texts compare by."""
    return [known for name, value in record.items() for known in _known(name, value)]


def _known(name: str, value: Value) -> Iterator[Known]:
    if isinstance(value, Table):
        for row in value.rows:
            for column, each in row.items():
                yield from _known(f"{name}.{column}", each)
    elif isinstance(value, Figure) and value.where.spot:
        measure, factor = words("quantities")["units"].get(value.unit, (value.unit, "1"))
        shown = value.value * 100 if value.unit == "%" else value.value
        base = rounded(shown, value.places) * Decimal(factor)
        yield Known(name, base, measure, value.where)
