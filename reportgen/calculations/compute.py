"""Compute every figure of the 计算 sheet, whatever order its rows stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations.sums import all_sources, term_figure
from reportgen.calculations.verbs import RATES, VERBS, counting
from reportgen.figures import Figure, Record, Value
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.packs.model import Calculation


def compute(rows: Sequence[Calculation], record: Record) -> tuple[Record, list[Finding]]:
    """Return the record with the computed figures added, and what could not be divided.

    A figure whose inputs are missing is left out without a word: the missing cell was
    reported when it was read. A computed figure stands at its row of rules.xlsx and
    remembers every cell it came from. Rows that refer to one another in a circle are left
    out; the packs room reports them.
    """
    values: dict[str, Value] = dict(record)
    findings: list[Finding] = []
    waiting = list(rows)
    while waiting:
        names = {row.name for row in waiting}
        ready = [row for row in waiting if not _inputs(row) & names]
        if not ready:
            break
        for row in ready:
            outcome = VERBS[row.verb](row, values)
            if isinstance(outcome, Finding):
                findings.append(outcome)
            elif outcome is not None:
                values[row.name] = _figure(row, outcome, values)
        waiting = [row for row in waiting if row not in ready]
    return values, findings


def _inputs(row: Calculation) -> set[str]:
    return {term.name for operand in row.operands for term in operand.terms}


def _figure(row: Calculation, value: Decimal, record: Record) -> Figure:
    """Return the computed figure; sums keep their parts' unit where the row names none."""
    operands = (
        [counting(operand) for operand in row.operands] if row.verb == "计数" else row.operands
    )
    terms = [term for operand in operands for term in operand.terms]
    figures = [figure for term in terms if (figure := term_figure(term, record)) is not None]
    of_parts = "%" if row.verb in RATES else next((f.unit for f in figures if f.unit), "")
    return Figure(value, row.unit or of_parts, row.where, row.places, all_sources(figures))
