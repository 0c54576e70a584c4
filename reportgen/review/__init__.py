"""Read a finished report as its reviewer would, and say what is wrong with it.

One verb, one file: each module has ``check(case)``, which yields faults. ``TEXT`` are those that
a clerk's typed text can be asked as well; ``REPORT`` need a whole report.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import localcontext
from importlib import import_module
from typing import TYPE_CHECKING

from reportgen.review.foremost import foremost

if TYPE_CHECKING:
    from reportgen.findings import Severity
    from reportgen.review.model import Case, Fault

TEXT: tuple[str, ...] = (
    "sums.sums",
    "sums.shares",
    "sums.changes",
    "sums.units",
    "sums.budgets",
    "sums.surveys",
    "names.agencies",
    "names.kinds",
    "names.halves",
    "counts.counts",
    "dates.relative",
    "dates.sequence",
    "dates.years",
    "layout.lists",
    "writing.repeats",
    "writing.marks",
    "writing.pairs",
    "writing.left",
    "writing.wording",
    "writing.styles",
)
REPORT: tuple[str, ...] = (
    "names.selves",
    "names.subjects",
    "tables.sums",
    "tables.rates",
    "tables.serials",
    "tables.titles",
    "scores.totals",
    "scores.told",
    "scores.rows",
    "scores.grades",
    "scores.rates",
    "scores.reach",
    "counts.samples",
    "promises.promised",
    "layout.headings",
    "layout.levels",
    "layout.outline",
    "layout.unlike",
    "claims.quoted",
    "claims.same",
    "claims.directions",
    "claims.limits",
    "claims.contradictions",
)

MOST = 40
"""Of one kind: who has to mend more will see the rest when these are mended."""
DIGITS = 60
"""Amounts are added and divided to so many digits: a table may hold any that are printed."""
OF_LETTERS = frozenset({"RV45", "RV46", "RV48", "RV49"})
"""Faults of single marks and doubled words: a printed page that is read makes such itself."""


def run(case: Case) -> list[Fault]:
    """Return every fault of a paper in reading order."""
    names = (*TEXT, *REPORT) if case.paper.is_report else TEXT
    with localcontext(prec=DIGITS):
        found = [fault for name in names for fault in _check(name, case)]
    if not case.paper.is_exact:
        found = [fault for fault in found if fault.code not in OF_LETTERS]
    return _bounded(sorted(foremost(found), key=order))


def _bounded(found: list[Fault]) -> list[Fault]:
    """Return the first faults of each code, and one that says how many more there are."""
    groups: dict[tuple[str, Severity], list[Fault]] = {}
    for fault in found:
        groups.setdefault((fault.code, fault.severity), []).append(fault)
    if all(len(group) <= MOST for group in groups.values()):
        return found
    kept = [fault for group in groups.values() for fault in group[:MOST]]
    kept += [_rest(group[MOST:]) for group in groups.values() if len(group) > MOST]
    return sorted(kept, key=order)


def _rest(faults: list[Fault]) -> Fault:
    spans = tuple(fault.spans[0] for fault in faults)
    message = f"这一类问题还有{len(faults)}处，没有逐一列出。"
    return replace(faults[0], spans=spans, message=message, remedy="改正已列出的各处后，重新审读。")


def order(fault: Fault) -> tuple[tuple[int, int, int], str]:
    """Return what sorts faults as a reader meets them."""
    return (fault.spans[0].order, fault.code)


def _check(name: str, case: Case) -> list[Fault]:
    module = import_module(f"{__name__}.{name}")
    return list(module.check(case))
