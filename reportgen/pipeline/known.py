"""The figures of a form by value, so that a number in a report can be led back to its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Table, Text, rounded
from reportgen.lexicon import words
from reportgen.review.roundtrip.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record, Value


def figures(record: Record, form: str) -> list[Known]:
    """Return each figure of a form, rounded as it is printed, in the unit texts compare by.

    Only cells of the form itself are named as places: those of the pack are no clerk's matter.
    """
    return [known for name, value in record.items() for known in _known(name, value, form)]


def _known(name: str, value: Value, form: str) -> Iterator[Known]:
    if isinstance(value, Table):
        for row in value.rows:
            own = next((each.value for each in row.values() if isinstance(each, Text)), "")
            for column, each in row.items():
                yield from _known(f"{name}“{own}”{column}" if own else name + column, each, form)
    elif isinstance(value, Figure):
        measure, factor = words("quantities")["units"].get(value.unit, (value.unit, "1"))
        shown = value.value * 100 if value.unit == "%" else value.value
        base = rounded(shown, value.places) * Decimal(factor)
        where = value.where if value.where.file == form and value.where.spot else None
        cells = tuple(dict.fromkeys(each for each in value.sources if each.file == form))
        yield Known(name, base, measure, where, cells)
