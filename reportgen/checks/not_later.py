"""CK06 日期先后不对。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations.wording import sentence
from reportgen.figures import Day
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportgen.figures import Record
    from reportgen.packs.model import CheckRow

CODE = "CK06"
VERB = "不晚于"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when the left day is later than the right; the same day is allowed."""
    names = [side.terms[0].name for side in (row.left, row.right) if side]
    left, right = (record.get(name) for name in names)
    if not isinstance(left, Day) or not isinstance(right, Day) or left.value <= right.value:
        return
    yield Finding(
        CODE,
        row.severity,
        left.where,
        f"{names[0]}是{_said(left.value)}，晚于{names[1]}的{_said(right.value)}。"
        f"{sentence(row.note)}",
        f"核对{names[0]}与{names[1]}，改正填错的一格。",
        (right.where, row.where),
    )


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
