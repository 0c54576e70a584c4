"""The two sides of an agreement, as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import evaluate

if TYPE_CHECKING:
    from reportgen.figures import Figure, Record
    from reportgen.packs.model import CheckRow


def sides(row: CheckRow, record: Record) -> tuple[Figure, Figure] | None:
    """Return what both sides come to; None where either is missing (CK00 says so)."""
    left = evaluate(row.left, record)
    right = evaluate(row.right, record) if row.right else None
    return None if left is None or right is None else (left, right)


def is_off(row: CheckRow, record: Record) -> bool:
    """Tell whether two sides that must be equal are further apart than the tolerance."""
    both = sides(row, record)
    return both is not None and abs(both[0].value - both[1].value) > row.tolerance
