"""What must agree (勾稽): one verb, one module. Silence means checked and right."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.checks import (
    at_most,
    equals,
    rate_equals,
    readings,
    sum_equals,
    text_required,
    unchecked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.figures import Record
    from reportgen.findings import Finding
    from reportgen.packs.model import Calculation, CheckRow

VERBS = MappingProxyType(
    {each.VERB: each.check for each in (sum_equals, equals, at_most, rate_equals, text_required)}
)
"""规则 as rules.xlsx writes it, to its check."""


def run(
    rows: Sequence[CheckRow], record: Record, calculations: Sequence[Calculation] = ()
) -> list[Finding]:
    """Return a finding for every agreement that fails, and for every one that could not run.

    ``calculations`` are the pack's rows of 计算. With them a missing total is traced to the
    cell to fill in, and a reading is tried through the totals it changes.
    """
    findings = []
    for row in rows:
        for finding in VERBS[row.verb](row, record):
            is_balance = row.verb in readings.VERBS
            around = readings.Around(rows, calculations)
            findings.append(
                readings.offered(finding, row, record, around) if is_balance else finding
            )
    return [*findings, *unchecked.gather(rows, record, calculations)]
