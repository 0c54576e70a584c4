"""CK02 应当相等的两边不相等。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import spots
from reportgen.calculations.wording import gap_said, named, said, sentence
from reportgen.checks.sides import sides
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record
    from reportgen.packs.model import CheckRow

CODE = "CK02"
VERB = "相等"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when the two sides differ by more than the tolerance."""
    both = sides(row, record)
    if both is None or row.right is None:
        return
    left, right = both
    gap = left.value - right.value
    if abs(gap) <= row.tolerance:
        return
    first, *others = spots(row.left, record)
    yield Finding(
        CODE,
        row.severity,
        first,
        f"{row.left}为 {said(left)}，{row.right}为 {said(right)}，两者应当相等，"
        f"相差 {gap_said(gap, left.unit, left.places)}。{sentence(row.note)}",
        f"核对{named(row.left)}与{named(row.right)}，改正填错的一格。",
        (*others, *spots(row.right, record), row.where),
    )
