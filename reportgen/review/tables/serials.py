"""RV51: the serial numbers of a table skip one, as they do where a row was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.papers.model import whole
from reportgen.review.model import notice
from reportgen.review.tables import sums
from reportgen.review.tables.numbered import skipped
from reportgen.review.tables.reading import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.numbered import Skipped

CODE = "RV51"


def check(case: Case) -> Iterator[Fault]:
    """Yield each place where serial numbers skip, unless a wrong sum already tells it."""
    for sheet in sheets(case):
        found = skipped(sheet)
        if found and not _is_told(case, found):
            yield notice(
                CODE,
                [whole(found.after), whole(found.before)],
                f"表中{found.told}，序号不连续。",
                "核对是不是少了一行：误删的，补上；不缺的，把序号改连续。",
            )


def _is_told(case: Case, found: Skipped) -> bool:
    return any(found.told in fault.remedy for fault in sums.check(case))
