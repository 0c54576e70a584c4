"""What must agree (勾稽): one verb, one module. Silence means checked and right."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.checks import (
    at_most,
    by_row,
    equals,
    not_later,
    rate_equals,
    readings,
    sum_equals,
    text_required,
    unchecked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.figures import Record
    from reportgen.findings import Finding, Where
    from reportgen.packs.model import Calculation, CheckRow

VERBS = MappingProxyType(
    {
        each.VERB: each.check
        for each in (sum_equals, equals, at_most, rate_equals, text_required, not_later)
    }
)
"""规则 as rules.xlsx writes it, to its check."""


def run(
    rows: Sequence[CheckRow],
    record: Record,
    calculations: Sequence[Calculation] = (),
    places: Mapping[str, Where] = MappingProxyType({}),
) -> list[Finding]:
    """Return a finding for every agreement that fails, and for every one that could not run.

    ``calculations`` are the pack's rows of 计算. With them a missing total is traced to the
    cell to fill in, and a reading is tried through the totals it changes. ``places`` are the
    cells of names that may have no value: what is missing is named where it should stand.
    """
    around = readings.Around(rows, calculations)
    findings: list[Finding] = []
    for row in rows:
        if by_row.along(row):
            findings += _along_the_list(row, record, calculations, places)
        else:
            findings += _one(row, record, around, places)
    return [*findings, *unchecked.gather(rows, record, calculations, places)]


def _along_the_list(
    row: CheckRow,
    record: Record,
    calculations: Sequence[Calculation],
    places: Mapping[str, Where],
) -> Iterator[Finding]:
    """Check an agreement in every row; a reading there is tried within the row only."""
    for line in by_row.lines(row, record, calculations):
        cells = {**places, **line.scope.cells}
        for finding in _one(line.row, line.scope.record, by_row.around(line), cells):
            yield by_row.named(finding, line)


def _one(
    row: CheckRow, record: Record, around: readings.Around | None, places: Mapping[str, Where]
) -> Iterator[Finding]:
    for finding in VERBS[row.verb](row, record):
        yield _told(finding, row, record, around, places)


def _told(
    finding: Finding,
    row: CheckRow,
    record: Record,
    around: readings.Around | None,
    places: Mapping[str, Where],
) -> Finding:
    if around and row.verb in readings.VERBS:
        return readings.offered(finding, row, record, around)
    return _at_the_text(finding, row, places) if row.verb == text_required.VERB else finding


def _at_the_text(finding: Finding, row: CheckRow, places: Mapping[str, Where]) -> Finding:
    """Let a missing text be found at its own cell, and lead on to the figure that asks for it."""
    where = places.get(row.left.terms[0].name)
    if where is None:
        return finding
    return replace(finding, where=where, related=(finding.where, *finding.related))
