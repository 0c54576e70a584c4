"""The value of a subject where a report states it, or the amounts it follows from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.review.claims.statement import percent, told
from reportgen.review.claims.statements import ACTUAL, PLANNED, index

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.papers.model import Span
    from reportgen.review.model import Case

_ROLES = {"决算": ACTUAL, "预算": PLANNED, "": ACTUAL}


class Found(NamedTuple):
    """A value with the words that tell it and where they stand."""

    base: Decimal
    words: str
    spans: tuple[Span, ...]


def rate_of(case: Case, subject: str, year: int | None, measure: str) -> Found | None:
    """Return the value of a subject: stated, stated of its like, or from its two amounts."""
    known = index(case)
    for name in (subject, *words("claims")["family"].get(subject, ())):
        stated = known.value(name, year, ACTUAL)
        if stated and stated.measure == measure:
            return Found(stated.base, f"{told(stated)}为{stated.shown}", (stated.span,))
        if known.by_subject.get(name):
            return None
    return _derived(case, subject, year) if measure == "%" else None


def _derived(case: Case, subject: str, year: int | None) -> Found | None:
    if subject not in words("claims")["derived"]:
        return None
    over, over_role, under, under_role = words("claims")["derived"][subject]
    above = index(case).value(over, year, _ROLES[over_role])
    below = index(case).value(under, year, _ROLES[under_role])
    if above is None or below is None or below.base <= 0:
        return None
    rate = above.base / below.base
    said = f"{told(above)}为{above.shown}、{told(below)}为{below.shown}，计算为{percent(rate)}"
    return Found(rate, said, (above.span, below.span))
