"""How much a sentence says a quantity changed, against figures that stand elsewhere.

The way is RV10, the size RV03. A sentence that holds both figures itself is asked by ``changes``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.review.claims.comparisons import (
    ADJUSTED,
    BASES,
    Base,
    Clause,
    bases,
    current,
    is_whole,
    value,
)
from reportgen.review.claims.statement import percent, plain, size, told
from reportgen.review.claims.statements import index
from reportgen.review.kept import kept
from reportgen.review.model import error

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.passages.model import Quantity
    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

WAY, SIZE = "RV10", "RV03"
COUPLED = re.compile(r"(?:了|为|幅度为|幅度达)?\s*(?=\d)")


@cache
def beside_a_number(word: str) -> re.Pattern[str]:
    """Return what finds a comparison that prints the old figure: 较年初预算100万元增加."""
    figure = r"(?P<figure>\d[\d,，.]*\s*(?:亿元|万元|元))"
    return re.compile(rf"(?:相较于|相比|较|比|与|同){BASES}的?{figure}(?:相比)?(?P<word>{word})")


class Said(NamedTuple):
    """A change that a clause claims: the match of its words, which way, of plans or not."""

    clause: Clause
    found: re.Match[str]
    way: str
    planned: bool


def fault_of(case: Case, said: Said) -> Fault | None:
    """Return the fault of a change that the figures elsewhere deny, else None."""
    clause, found = said.clause, said.found
    by = _size(case, said)
    against = bases(found.groupdict().get("bases") or "上年", clause, planned=said.planned)
    if by is None or len(clause.subjects) != 1 or len(against) != 1:
        return None
    subject, base = clause.subjects[0], against[0]
    new = _exact(case, current(case, subject, clause.year, planned=said.planned))
    if new is None:
        return None
    if "figure" in found.groupdict():
        old = _printed(case, said, base, new)
        return _fault(said, by, new, old) if old and _is_of(case, said, subject) else None
    old = _exact(case, value(case, subject, base))
    fault = _fault(said, by, new, old)
    if fault is None or not _is_of(case, said, subject):
        return None
    if base.may_be_adjusted:
        after = _exact(case, value(case, subject, base._replace(roles=ADJUSTED, words="")))
        return fault if after is None or _fault(said, by, new, after) else None
    return fault


def _is_of(case: Case, said: Said, subject: str) -> bool:
    return is_whole(case, said.clause, subject, said.found.start())


def _printed(case: Case, said: Said, base: Base, new: Statement) -> Statement | None:
    """Return the old figure that the clause prints; None where the sentence has the new one too."""
    clause, line = said.clause, case.quantities[said.clause.sentence]
    at = clause.span.start + said.found.start("figure")
    old = next((each for each in line if each.start == at), None)
    values = (each for each in line if not (each.change or each.against or each.share))
    if old is None or old.about or any(e.measure == old.measure for e in values):
        return None
    if old.name and new.subject not in (old.name, f"“{old.name}”"):
        return None
    return new._replace(
        year=base.year,
        role="年初预算" if "年初" in base.words else base.roles[0],
        base=old.base,
        half=old.half,
        measure=old.measure,
        shown=old.text,
        span=old.span,
        sentence=-1,
    )


def _exact(case: Case, one: Statement | None) -> Statement | None:
    """Return a statement with the rounding of its table or sentence: 34 beside 50.4 is 34.0."""
    if one is None:
        return None
    least = _least(case).get((one.unit, one.grid, one.sentence), one.half)
    return one._replace(half=least)


@kept
def _least(case: Case) -> dict[tuple[str, int, int], Decimal]:
    """Return the finest rounding of each unit in each table and each sentence."""
    found: dict[tuple[str, int, int], Decimal] = {}
    for stated in index(case).by_subject.values():
        for each in stated:
            place = (each.unit, each.grid, each.sentence)
            known = found.get(place)
            if known is None or each.half < known:
                found[place] = each.half
    return found


def _size(case: Case, said: Said) -> Quantity | None:
    """Return the number that follows the words, None where it is 约 or the sense is unclear."""
    after = COUPLED.match(said.clause.text, said.found.end())
    if after is None or said.way not in ("up", "down"):
        return None
    start = said.clause.span.start + after.end()
    for each in case.quantities[said.clause.sentence]:
        if each.start == start and not each.about:
            return each
    return None


def _fault(said: Said, by: Quantity, new: Statement, old: Statement | None) -> Fault | None:
    if old is None or new.measure != old.measure or new is old or old.base <= 0:
        return None
    if new.sentence == old.sentence == said.clause.sentence:
        return None
    gap, slack = abs(new.base - old.base), new.half + old.half
    start = said.clause.span.start + said.found.start()
    span = Span(said.clause.span.block, start, by.end)
    spans = [span, new.span, old.span]
    figures = f"{_named(new)}为{new.shown}，{_named(old)}为{old.shown}"
    way = "上升" if new.base > old.base else "下降"
    remedy = "核对这两个数和这句话，改正写错的一处。"
    if gap > slack and (new.base > old.base) != (said.way == "up"):
        rate = percent(gap / old.base)
        return error(WAY, spans, f"文中说“{span.text}”，而{figures}，是{way}{rate}。", remedy)
    if by.measure == "%" and new.measure != "%":
        low, high = (gap - slack) / (old.base + old.half), (gap + slack) / (old.base - old.half)
        if low - by.half <= by.base <= high + by.half:
            return None
        right = f"{way}{percent(gap / old.base)}"
    elif by.measure == new.measure and abs(gap - by.base) > slack + by.half:
        right = f"相差{plain(gap / size(by.unit))}{by.unit}"
    else:
        return None
    return error(SIZE, spans, f"文中说“{span.text}”，而{figures}，{right}。", remedy)


def _named(one: Statement) -> str:
    return told(one, f"{one.year}年" if one.year else "")
