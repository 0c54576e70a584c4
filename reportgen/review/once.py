"""The same fault in several places is one fault."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.papers.model import Span
    from reportgen.review.model import Fault


def once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield each fault once; where it stands again is evidence of the first."""
    firsts: dict[tuple[str, str], Fault] = {}
    places: dict[tuple[str, str], dict[tuple[int, int, int], Span]] = {}
    for fault in faults:
        key = (fault.code, fault.message)
        firsts.setdefault(key, fault)
        known = places.setdefault(key, {})
        for span in fault.spans:
            known.setdefault(span.order, span)
    for key, fault in firsts.items():
        yield replace(fault, spans=tuple(places[key].values()))
