"""RV19: an annex, a table, a comparison or an item that the text promises and does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.review.once import once
from reportgen.review.promises import annexes as promised_annexes
from reportgen.review.promises import figures as promised_figures
from reportgen.review.promises import tables as promised_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault


def check(case: Case) -> Iterator[Fault]:
    """Yield a notice for each promise that the report does not keep."""
    yield from once(_all(case))


def _all(case: Case) -> Iterator[Fault]:
    yield from promised_annexes.faults(case.paper)
    yield from promised_tables.faults(case.paper)
    yield from promised_figures.faults(case)
