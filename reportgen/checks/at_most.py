"""CK03 超过了不应超过的数。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import spots
from reportgen.calculations.wording import gap_said, named, said, sentence
from reportgen.checks.sides import sides
from reportgen.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record
    from reportgen.packs.model import CheckRow

CODE = "CK03"
VERB = "不超过"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when the left side is above the right by more than the tolerance."""
    both = sides(row, record)
    if both is None or row.right is None:
        return
    left, right = both
    gap = left.value - right.value
    if gap <= row.tolerance:
        return
    first, *others = spots(row.left, record)
    over = gap_said(gap, left.unit, left.places).removeprefix("+")
    yield Finding(
        CODE,
        row.severity,
        first,
        f"{row.left}为 {said(left)}，超过{row.right}的 {said(right)}，"
        f"超出 {over}。{sentence(row.note)}",
        _remedy(row, f"{named(row.left)}与{named(row.right)}"),
        (*others, *spots(row.right, record), row.where),
    )


def _remedy(row: CheckRow, names: str) -> str:
    """An error must be put right; a notice may be true, and then wants explaining."""
    if row.severity is Severity.ERROR:
        return f"核对{names}，改正填错的一格。"
    return f"核对{names}；如数字无误，请在文字中说明原因。"
