"""CK04 填报的比率与按数字算出的比率不一致。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import spots
from reportgen.calculations.wording import exact, gap_said, named, said, sentence
from reportgen.checks.sides import sides
from reportgen.figures import rounded
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from reportgen.figures import Figure, Record
    from reportgen.packs.model import CheckRow

CODE = "CK04"
VERB = "比率相等"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when a typed rate is not the rate its figures give.

    The computed rate is first rounded half up to the decimals the typed rate is asked for:
    99.74% typed for 99.742% computed is right.
    """
    both = sides(row, record)
    if both is None or row.right is None:
        return
    typed, computed = both
    due = _as_typed(computed.value, typed)
    gap = typed.value - due
    if abs(gap) <= row.tolerance:
        return
    first, *others = spots(row.left, record)
    yield Finding(
        CODE,
        row.severity,
        first,
        f"{row.left}为 {said(typed)}，但按数字计算（{row.right}）应为 "
        f"{exact(due, typed.unit, typed.places)}，"
        f"相差 {gap_said(gap, typed.unit, typed.places)}。{sentence(row.note)}",
        f"核对{named(row.left)}和计算它的各格，改正填错的一格。",
        (*others, *spots(row.right, record), row.where),
    )


def _as_typed(value: Decimal, typed: Figure) -> Decimal:
    """Round to the field's decimals, or to more where more were typed."""
    decimals = -int(typed.value.normalize().as_tuple().exponent)
    return rounded(value, max(decimals, typed.places + (2 if typed.unit == "%" else 0)))
