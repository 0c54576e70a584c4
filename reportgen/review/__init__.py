"""Read a finished report as its reviewer would, and say what is wrong with it.

One verb, one file: each module has ``check(case)``, which yields faults. ``TEXT`` are those that
a clerk's typed text can be asked as well; ``REPORT`` need a whole report.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.review.model import Case, Fault

TEXT: tuple[str, ...] = (
    "sums.sums",
    "sums.shares",
    "sums.changes",
    "sums.units",
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
    "tables.sums",
    "tables.rates",
    "tables.titles",
    "scores.totals",
    "scores.rows",
    "scores.grades",
    "scores.rates",
    "scores.reach",
    "counts.samples",
    "promises.promised",
    "layout.headings",
    "layout.levels",
    "layout.outline",
    "claims.quoted",
    "claims.same",
    "claims.directions",
    "claims.limits",
    "claims.contradictions",
)


def run(case: Case) -> list[Fault]:
    """Return every fault of a paper in reading order."""
    names = (*TEXT, *REPORT) if case.paper.is_report else TEXT
    found = [fault for name in names for fault in _check(name, case)]
    return sorted(found, key=order)


def order(fault: Fault) -> tuple[tuple[int, int, int], str]:
    """Return what sorts faults as a reader meets them."""
    return (fault.spans[0].order, fault.code)


def _check(name: str, case: Case) -> list[Fault]:
    module = import_module(f"{__name__}.{name}")
    return list(module.check(case))
