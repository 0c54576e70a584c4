"""One fault, one finding: a wrong number shows in its column's sum and in its row's formula."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.findings import Severity
from reportgen.passages.numerals import decimal, narrow
from reportgen.review.model import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportgen.papers.model import Span


def corrections(faults: Sequence[Fault]) -> Iterator[tuple[int, Decimal]]:
    """Yield each cell of a wrong sum with what would have to be added to it alone."""
    for fault in faults:
        for span, added in _corrected(fault):
            yield span.block.number, added


def _corrected(fault: Fault) -> Iterator[tuple[Span, Decimal]]:
    total, *parts = (decimal(_digits(span.text)) for span in fault.spans)
    gap = total - sum(parts)
    for place, span in enumerate(fault.spans):
        yield span, gap if place else -gap


def crossed(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Yield faults; those that one and the same correction of one cell would mend are one."""
    mended: dict[tuple[Span, Decimal], list[int]] = defaultdict(list)
    for at, fault in enumerate(faults):
        for key in dict.fromkeys(_corrected(fault)):
            mended[key].append(at)
    told: set[int] = set()
    for (span, added), group in sorted(mended.items(), key=lambda each: -len(each[1])):
        if len(group) > 1 and not told & set(group):
            told |= set(group)
            yield _one([faults[at] for at in group], span, added)
    yield from (fault for at, fault in enumerate(faults) if at not in told)


def _one(faults: Sequence[Fault], span: Span, added: Decimal) -> Fault:
    first = faults[0]
    is_error = any(fault.severity is Severity.ERROR for fault in faults)
    message = "；".join(fault.message.rstrip("。") for fault in faults) + "。"
    due = decimal(_digits(span.text)) + added
    remedy = f"先核对{span.text}这一格：改为{due:f}，这{len(faults)}处就都相符。"
    others = dict.fromkeys(each for fault in faults for each in fault.spans if each != span)
    severity = Severity.ERROR if is_error else Severity.NOTICE
    return Fault(first.code, severity, (span, *others), message, remedy)


def unexplained(sums: Sequence[Fault], rows: Sequence[Fault]) -> list[Fault]:
    """Return the wrong sums that hold no cell a formula of its row already shows wrong."""
    wrong = {fault.spans[0].block.number for fault in rows}
    return [
        fault for fault in sums if len(wrong & {span.block.number for span in fault.spans}) != 1
    ]


def _digits(text: str) -> str:
    return "".join(each for each in narrow(text) if each in "-0123456789.")
