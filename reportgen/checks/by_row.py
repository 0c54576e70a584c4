"""An agreement between a list's columns is one agreement for every row of the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.calculations import rows as by_row
from reportgen.checks.readings import Around
from reportgen.packs import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.calculations.rows import Scope
    from reportgen.figures import Record
    from reportgen.findings import Finding
    from reportgen.packs.model import Calculation, CheckRow, Sum


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement as it reads in one row, and the calculations that feed it there."""

    row: CheckRow
    scope: Scope
    calculations: Sequence[Calculation]


def along(row: CheckRow) -> str:
    """Return the list an agreement runs along; empty where it is checked once."""
    return next(iter(columns.along(side for side in (row.left, row.right) if side)), "")


def lines(row: CheckRow, record: Record, calculations: Sequence[Calculation]) -> Iterator[Line]:
    """Yield an agreement for every row of its list."""
    name = along(row)
    ours = [each for each in calculations if columns.parts(each.name)[0] == name]
    used = {*by_row.names(side for side in (row.left, row.right) if side)}
    for each in ours:
        used |= {each.name, *by_row.names(each.operands)}
    others = [each for each in calculations if each not in ours]
    for scope in by_row.scopes(name, used, record):
        fed = [by_row.calculation(each, scope) for each in ours]
        yield Line(by_row.check(row, scope), scope, (*fed, *others))


def named(finding: Finding, line: Line) -> Finding:
    """Let a finding name the row, and stand at a cell of it."""
    message = f"{line.scope.said}：{finding.message}"
    cells = line.scope.cells
    sides = (side for side in (line.row.left, line.row.right) if side)
    here = [cells[name] for name in by_row.names(sides) if name in cells]
    if not here or finding.where in cells.values():
        return replace(finding, message=message)
    related = tuple(each for each in (finding.where, *finding.related) if each != here[0])
    return replace(finding, message=message, where=here[0], related=related)


def around(line: Line) -> Around | None:
    """Return what a reading may be tried against: the row's own cells, nothing beyond them.

    None where another list's rows count: which of them has a slip, the row cannot tell.
    """
    sides = [side for side in (line.row.left, line.row.right) if side]
    if not _has_only_names(sides):
        return None
    return Around((), [each for each in line.calculations if _has_only_names(each.operands)])


def _has_only_names(sums: Iterable[Sum]) -> bool:
    return not any(term.function for each in sums for term in each.terms)
