"""One fault, one finding: a wrong number shows in its column's sum and in its row's formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.passages.numerals import decimal, narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportgen.review.model import Fault


def corrections(faults: Sequence[Fault]) -> Iterator[tuple[int, Decimal]]:
    """Yield each cell of a wrong sum with what would have to be added to it alone."""
    for fault in faults:
        total, *parts = (decimal(_digits(span.text)) for span in fault.spans)
        gap = total - sum(parts)
        for place, span in enumerate(fault.spans):
            yield span.block.number, gap if place else -gap


def unexplained(sums: Sequence[Fault], rows: Sequence[Fault]) -> list[Fault]:
    """Return the wrong sums that hold no cell a formula of its row already shows wrong."""
    wrong = {fault.spans[0].block.number for fault in rows}
    return [
        fault for fault in sums if len(wrong & {span.block.number for span in fault.spans}) != 1
    ]


def _digits(text: str) -> str:
    return "".join(each for each in narrow(text) if each in "-0123456789.")
