"""What a review knows, and what it finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.findings import Where
    from reportgen.packs.model import Pack
    from reportgen.papers.model import Paper, Span
    from reportgen.passages.model import Quantity, Sentence


_MOST_PLACES = 5
_CELL = re.compile(r"(?P<table>.*?)第(?P<row>\d+)行(?P<column>第\d+列)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a text. The first span is its place, the others are evidence.

    A fault of a whole table or of something absent is placed at the nearest words there are.
    """

    code: str
    severity: Severity
    spans: tuple[Span, ...]
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Case:
    """A paper with all that was read off it once, for every check to use.

    ``agency`` is the unit whose report it is in full (桃江县灰山港镇人民政府), ``short`` its name
    (灰山港镇), ``year`` the year it reports on; each is empty or None when the text does not tell.
    ``sentences`` are those of paragraphs and of cells with more than a few words, in reading
    order; ``quantities`` belong to them by the sentence's number in that list.
    """

    paper: Paper
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[Quantity, ...], ...]
    agency: str
    short: str
    year: int | None
    pack: Pack | None = None


def error(code: str, spans: Iterable[Span], message: str, remedy: str) -> Fault:
    """Return a fault that the numbers or names prove."""
    return Fault(code, Severity.ERROR, tuple(spans), message, remedy)


def notice(code: str, spans: Iterable[Span], message: str, remedy: str) -> Fault:
    """Return a fault that a person should look at."""
    return Fault(code, Severity.NOTICE, tuple(spans), message, remedy)


def as_finding(fault: Fault) -> Finding:
    """Return a fault as a finding: its place, and the other places once each."""
    place, *others = (span.block.where for span in fault.spans)
    related = tuple(dict.fromkeys(other for other in others if other != place))
    shortened = tuple(_runs(related)) if len(related) > _MOST_PLACES else related
    return Finding(fault.code, fault.severity, place, fault.message, fault.remedy, shortened)


def _runs(places: Sequence[Where]) -> Iterator[Where]:
    """Yield places; many cells of one column, one under the other, are one: 第2—12行第4列."""
    run: list[Where] = []
    for place in (*places, None):
        if run and not (place and _follows(run[-1], place)):
            yield from [_joined(run)] if len(run) > _MOST_PLACES else run
            run = []
        if place:
            run.append(place)


def _follows(one: Where, other: Where) -> bool:
    above, below = _CELL.fullmatch(one.spot), _CELL.fullmatch(other.spot)
    if not above or not below or one.file != other.file:
        return False
    same = above.group("table", "column") == below.group("table", "column")
    return same and int(below["row"]) == int(above["row"]) + 1


def _joined(run: Sequence[Where]) -> Where:
    first, last = _CELL.fullmatch(run[0].spot), _CELL.fullmatch(run[-1].spot)
    if not first or not last:
        return run[0]
    spot = f"{first['table']}第{first['row']}—{last['row']}行{first['column']}"
    return replace(run[0], spot=spot)
