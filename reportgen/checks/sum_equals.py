"""CK01 合计不等于分项之和。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import spots
from reportgen.calculations.wording import exact, gap_said, named, said, sentence
from reportgen.checks.sides import sides
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record
    from reportgen.packs.model import CheckRow

CODE = "CK01"
VERB = "合计相等"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when the total differs from the sum of its parts.

    A gap of exactly the tolerance is allowed.
    """
    both = sides(row, record)
    if both is None or row.right is None:
        return
    total, parts = both
    gap = total.value - parts.value
    if abs(gap) <= row.tolerance:
        return
    first, *others = spots(row.left, record)
    summed = exact(parts.value, total.unit, max(total.places, parts.places))
    yield Finding(
        CODE,
        row.severity,
        first,
        f"{row.left}为 {said(total)}，但分项相加为 {summed}，"
        f"相差 {gap_said(gap, total.unit, total.places)}。{sentence(row.note)}",
        f"核对{named(row.right)}与{named(row.left)}，改正填错的一格。",
        (*others, *spots(row.right, record), row.where),
    )
