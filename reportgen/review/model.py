"""What a review knows, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.packs.model import Pack
    from reportgen.papers.model import Paper, Span
    from reportgen.passages.model import Quantity, Sentence


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
    return Finding(fault.code, fault.severity, place, fault.message, fault.remedy, related)
