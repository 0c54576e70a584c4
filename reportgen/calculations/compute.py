"""Compute every figure of the 计算 sheet, whatever order its rows stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.calculations import rows as by_row
from reportgen.calculations.sums import all_sources, term_figure
from reportgen.calculations.verbs import OWN_UNITS, VERBS, counting
from reportgen.figures import Figure, Record, Single, Table, Value
from reportgen.findings import Finding
from reportgen.packs import columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.packs.model import Calculation


def compute(rows: Sequence[Calculation], record: Record) -> tuple[Record, list[Finding]]:
    """Return the record with the computed figures added, and what could not be divided.

    A figure whose inputs are missing is left out without a word: the missing cell was
    reported when it was read. A computed figure stands at its row of rules.xlsx and
    remembers every cell it came from. One named ``清单.列`` becomes a column of that list, and
    what could not be divided is told for each row of it. Rows that refer to one another in a
    circle are left out; the packs room reports them.
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
            if columns.parts(row.name)[0]:
                _add_column(row, values, findings)
                continue
            found = _one(row, values, findings)
            if found:
                values[row.name] = found
        waiting = [row for row in waiting if row not in ready]
    return values, findings


def _one(row: Calculation, record: Record, findings: list[Finding]) -> Figure | None:
    outcome = VERBS[row.verb](row, record)
    if isinstance(outcome, Finding):
        findings.append(outcome)
        return None
    return None if outcome is None else _figure(row, outcome, record)


def _add_column(row: Calculation, values: dict[str, Value], findings: list[Finding]) -> None:
    """Put a figure into every row of the list that has what it takes."""
    name, column = columns.parts(row.name)
    table = values.get(name)
    if not isinstance(table, Table):
        return
    lines: list[dict[str, Single]] = []
    used = {row.name, *by_row.names(row.operands)}
    for scope in by_row.scopes(name, used, values):
        told: list[Finding] = []
        ours = by_row.calculation(row, scope)
        found = _one(ours, scope.record, told)
        line = {n: v for n, v in table.rows[scope.number - 1].items() if n != column}
        if found:
            line[column] = replace(found, where=scope.cells.get(ours.name, row.where))
        lines.append(line)
        findings += [replace(each, message=f"{scope.said}：{each.message}") for each in told]
    values[name] = replace(table, rows=tuple(lines))


def _inputs(row: Calculation) -> set[str]:
    return {term.name for operand in row.operands for term in operand.terms}


def _figure(row: Calculation, value: Decimal, record: Record) -> Figure:
    """Return the computed figure; sums keep their parts' unit where the row names none."""
    operands = (
        [counting(operand) for operand in row.operands] if row.verb == "计数" else row.operands
    )
    terms = [term for operand in operands for term in operand.terms]
    figures = [figure for term in terms if (figure := term_figure(term, record)) is not None]
    of_parts = next((f.unit for f in figures if f.unit), "")
    unit = row.unit or OWN_UNITS.get(row.verb, of_parts)
    return Figure(value, unit, row.where, row.places, all_sources(figures))
