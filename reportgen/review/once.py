"""The same fault in several places is one fault."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.review.model import Fault


def once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield each fault once; where it stands again is evidence of the first."""
    kept: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        key = (fault.code, fault.message)
        first = kept.get(key)
        more = tuple(span for span in fault.spans if not first or span not in first.spans)
        kept[key] = replace(first, spans=(*first.spans, *more)) if first else fault
    yield from kept.values()
