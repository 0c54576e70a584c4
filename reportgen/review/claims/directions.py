"""RV10: words say that a quantity rose, fell or stayed, and the report's figures say otherwise.

基本持平 is allowed up to 3 % either way: beyond it a person should look, beyond 10 % it is wrong.
持平 alone asks for the same figure as printed; up to 1 % apart is told as a 提醒.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.findings import Severity
from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims.changed import COUPLED, Said, beside_a_number, fault_of
from reportgen.review.claims.comparisons import (
    ADJUSTED,
    BASES,
    Base,
    Clause,
    bases,
    clauses,
    current,
    is_whole,
    one_of,
    value,
)
from reportgen.review.claims.context import any_of
from reportgen.review.claims.statement import percent, rate_of_change, told
from reportgen.review.claims.statements import same
from reportgen.review.kept import kept
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

CODE = "RV10"
NEAR, NEAR_AT_MOST = Decimal("0.03"), Decimal("0.10")
FLAT_AT_MOST = Decimal("0.01")
_WAYS = ("not_up", "near", "flat", "up", "down")
_SAME_YEAR_BEFORE = "上年"
_DIGIT = re.compile(r"\d")
_OF_A_BUDGET = re.compile(r"(?<!一般公共)(?<!基金)预算")


class Claim(NamedTuple):
    """What a clause claims: its subjects went a way against bases. ``span`` are its words."""

    clause: Clause
    subjects: tuple[str, ...]
    bases: tuple[Base, ...]
    way: str
    word: str
    planned: bool
    span: Span


class _Wrong(NamedTuple):
    severity: Severity
    message: str
    figures: tuple[Statement, Statement]
    way: str


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each clause whose direction the figures deny."""
    for said in _changes(case):
        if fault := fault_of(case, said):
            yield fault
    for claim in claims(case):
        wrong = [
            found
            for subject in claim.subjects
            for base in claim.bases
            if (found := _wrong(case, claim, subject, base))
        ]
        if wrong:
            yield _fault(claim, wrong)


@kept
def claims(case: Case) -> Sequence[Claim]:
    """Return what clauses claim in words, without saying by how much."""
    return list(_claims(case))


@kept
def _clauses(case: Case) -> list[Clause]:
    return list(clauses(case, _any_way()))


def _claims(case: Case) -> Iterator[Claim]:
    pending: tuple[int, tuple[Base, ...]] = (-1, ())
    for clause in _clauses(case):
        opened = _opening().fullmatch(clause.text.strip())
        if not (opened or _any_claim().search(clause.text)):
            continue
        if any_of("direction", "wish").search(clause.text):
            continue
        if opened:
            pending = (clause.sentence, tuple(bases(opened["bases"], clause, planned=False)))
            continue
        known = pending[1] if pending[0] == clause.sentence else ()
        if found := _claim(case, clause, known):
            yield found


def _changes(case: Case) -> Iterator[Said]:
    """Yield what clauses claim with a number for how much."""
    for clause in _clauses(case):
        if not (_DIGIT.search(clause.text) and _any_way().search(clause.text)):
            continue
        found = _compared().search(clause.text) or _same_period().search(clause.text)
        found = found or beside_a_number(_word()).search(clause.text)
        if found and COUPLED.match(clause.text, found.end()):
            yield Said(clause, found, _way(found["word"]), _is_planned(clause, found))


def _is_planned(clause: Clause, found: re.Match[str]) -> bool:
    """Tell whether a claim is of a budget: 三公经费预算较上年预算下降."""
    return _OF_A_BUDGET.search(clause.text, 0, found.start()) is not None


def _claim(case: Case, clause: Clause, pending: tuple[Base, ...]) -> Claim | None:
    found = _compared().search(clause.text) or _same_period().search(clause.text)
    found = found or _alone().search(clause.text)
    if found is None and pending:
        found = _plain().search(clause.text)
    if found is None or not clause.subjects or _is_coupled(clause.text[found.end() :]):
        return None
    said = found.groupdict().get("bases")
    planned = _is_planned(clause, found)
    against = tuple(bases(said, clause, planned=planned)) if said else pending
    if not said and not (pending and found.re != _same_period()):
        against = tuple(bases(_SAME_YEAR_BEFORE, clause, planned=planned))
    subjects = tuple(
        each for each in clause.subjects if is_whole(case, clause, each, found.start())
    )
    start = clause.span.start + found.start()
    span = Span(clause.span.block, start, clause.span.start + found.end())
    return Claim(clause, subjects, against, _way(found["word"]), found["word"], planned, span)


def _wrong(case: Case, claim: Claim, subject: str, base: Base) -> _Wrong | None:
    """Return how the figures deny a claim, None when they do not or are not given."""
    new = current(case, subject, claim.clause.year, planned=claim.planned)
    old = value(case, subject, base)
    if new is None or old is None or new.measure != old.measure or new is old:
        return None
    severity = judged(claim.way, new, old)
    if severity is None:
        return None
    after = (
        value(case, subject, base._replace(roles=ADJUSTED, words=""))
        if base.may_be_adjusted
        else None
    )
    if after and judged(claim.way, new, after) is None:
        return None
    rate = rate_of_change(new.base, old.base)
    moved = _moved(new, old)
    gap = f"{moved}{percent(abs(rate))}" if rate else moved
    message = f"{told(new, _year(new))}为{new.shown}，{told(old, _year(old))}为{old.shown}，{gap}"
    return _Wrong(severity, message, (new, old), claim.way)


def judged(way: str, new: Statement, old: Statement) -> Severity | None:
    """Return how wrong it is to say that a value went a way, None when it is right."""
    if same(new, old):
        return None if way in ("flat", "near", "not_up") else Severity.ERROR
    rose = new.base > old.base
    if way in ("up", "down", "not_up"):
        return Severity.ERROR if rose != (way == "up") else None
    apart = abs(rate_of_change(new.base, old.base) or Decimal(1))
    if way == "near":
        if apart <= NEAR:
            return None
        return Severity.NOTICE if apart <= NEAR_AT_MOST else Severity.ERROR
    return Severity.NOTICE if apart <= FLAT_AT_MOST else Severity.ERROR


def _year(one: Statement) -> str:
    return f"{one.year}年" if one.year else ""


def _moved(new: Statement, old: Statement) -> str:
    if same(new, old):
        return "两数相等"
    return "上升" if new.base > old.base else "下降"


def _fault(claim: Claim, wrong: list[_Wrong]) -> Fault:
    spans = [claim.span, *dict.fromkeys(one.span for each in wrong for one in each.figures)]
    figures = "；".join(dict.fromkeys(each.message for each in wrong))
    names = "、".join(each if each[0] == "“" else f"“{each}”" for each in claim.subjects)
    message = f"文中说{names}“{claim.span.text}”，而{figures}。"
    certain = any(each.severity is Severity.ERROR for each in wrong)
    remedy = f"核对这两个数；数字无误的，把“{claim.word}”改成与数字相符的说法，"
    remedy += "或者写明比较的是哪个口径。"
    return (error if certain else notice)(CODE, spans, message, remedy)


def _is_coupled(after: str) -> bool:
    """Tell whether the words go on with by how much (then another check asks), or mean a noun."""
    return bool(re.match(r"(?:了|约|近|幅度|为|至|到|率)*\s*\d", after)) or after.startswith(
        tuple(words("claims")["direction"]["not_after"])
    )


def _way(word: str) -> str:
    """Return which way a word says: that of the longest known word it ends in."""
    given = words("claims")["direction"]
    fitting = [(len(known), way) for way in _WAYS for known in given[way] if word.endswith(known)]
    return max(fitting)[1]


@cache
def _word() -> str:
    every = {word for way in _WAYS for word in words("claims")["direction"][way]}
    return "|".join(map(re.escape, sorted(every, key=len, reverse=True)))


@cache
def _any_claim() -> re.Pattern[str]:
    return re.compile(f"{_word()}|{one_of('direction', 'alone')}")


@cache
def _any_way() -> re.Pattern[str]:
    return re.compile(_word())


@cache
def _compared() -> re.Pattern[str]:
    lead = r"(?:相较于|相比于|相比较|相比|较之|对比|较|比|与|同|跟)"
    return re.compile(
        rf"{lead}{BASES}(?:相比较|相比|比较|比|相较)?(?:来看|来说)?"
        rf"(?:{one_of('direction', 'adverbs')})*(?P<word>{_word()})"
    )


@cache
def _opening() -> re.Pattern[str]:
    lead = r"(?:相较于|相比于|相比较|相比|较之|对比|较|比|与|同|跟)"
    return re.compile(rf"{lead}{BASES}(?:相比较|相比|比较|比|相较)?(?:来看|来说)?")


@cache
def _same_period() -> re.Pattern[str]:
    return re.compile(rf"同比(?:{one_of('direction', 'adverbs')})*(?P<word>{_word()})")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{one_of('direction', 'alone')})")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('direction', 'adverbs')})*(?P<word>{_word()})")
