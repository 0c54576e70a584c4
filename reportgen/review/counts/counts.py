"""RV13: a stated count that does not fit what is listed, enumerated or tabled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.review.counts import after as count_after
from reportgen.review.counts import before as count_before
from reportgen.review.counts import points as count_points
from reportgen.review.counts import rows as count_rows
from reportgen.review.counts.enumerations import counting
from reportgen.review.holding import holding
from reportgen.review.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault

_SHORTEST = 8


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for every count that differs from its list; the same sentence counts once."""
    yield from once(_all(case))


def _all(case: Case) -> Iterator[Fault]:
    cells = (cell for cell in case.paper.cells if len(cell.text) >= _SHORTEST)
    counted = {block.number for block in holding(case.paper, counting())}
    for block in (*case.paper.blocks, *cells):
        if block.number in counted:
            yield from count_before.faults(block)
            yield from count_after.faults(block)
        if "一" in block.text:
            yield from count_points.skipped(block)
    yield from count_points.announced(case.paper)
    yield from count_rows.faults(case.paper)
