"""A sum that is right but for the unit of one of its amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.review.sums.amounts import MONEY, base, measure, summed, tolerance

if TYPE_CHECKING:
    from reportgen.passages.model import Quantity
    from reportgen.review.sums.wholes import Relation

_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def odd(relation: Relation) -> tuple[Quantity, str] | None:
    """Return the amount whose unit alone makes a sum wrong, and the unit that makes it right."""
    if measure(relation.whole) != MONEY or len(relation.parts) < 2:
        return None
    amounts = (relation.whole, *relation.parts)
    for at, each in enumerate(amounts):
        for unit, factor in _UNITS.items():
            if unit == each.unit or unit not in {other.unit for other in amounts}:
                continue
            tried = each._replace(unit=unit, base=each.value * factor)
            changed = (*amounts[:at], tried, *amounts[at + 1 :])
            whole, parts = changed[0], changed[1:]
            if each.unit in _UNITS and abs(summed(parts) - base(whole)) <= tolerance(whole, parts):
                return each, unit
    return None
