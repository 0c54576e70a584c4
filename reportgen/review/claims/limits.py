"""RV11: a report says that a limit was kept, and its figures say otherwise.

The limit is the budget, the year before, or a number that the words give themselves.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims import balances, exceeded, in_sentence
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
from reportgen.review.claims.rates import rate_of
from reportgen.review.claims.statement import percent, told
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from reportgen.passages.model import Quantity
    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

CODE = "RV11"
_AT_MOST, _LESS, _AT_LEAST, _MORE = "不超过", "低于", "不低于", "高于"


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each limit that the figures show was not kept."""
    yield from balances.check(case)
    for clause in clauses(case, _any_limit()):
        if any_of("limit", "wish").search(clause.text):
            continue
        limited = _any_limit().search(clause.text)
        if limited and (found := _against_base().search(clause.text)):
            yield from _against(case, clause, found)
        elif over := exceeded.claim(clause):
            yield from exceeded.check(case, clause, over)
        elif (limited or "在" in clause.text) and any(each.isdigit() for each in clause.text):
            yield from _against_number(case, clause)


def _against(case: Case, clause: Clause, found: re.Match[str]) -> Iterator[Fault]:
    """Yield where a value is above the base that it was said not to exceed."""
    planned = "预算" in clause.text[: found.start()].replace("一般公共预算", "")
    start = clause.span.start
    span = Span(clause.span.block, start + found.start(), start + found.end())
    over = [
        (subject, base, new, old)
        for subject in _subjects(case, clause, found.start())
        for base in bases(found["bases"] or found["within"], clause, planned=planned)
        if (new := current(case, subject, clause.year, planned=planned and not base.is_budget))
        and (old := value(case, subject, base))
        and not _keeps(case, subject, base, (new, old))
    ]
    if over:
        yield _fault_of_base(span, over)
    elif not clause.subjects:
        yield from in_sentence.check(case, clause, span, found["bases"] or found["within"])


def _subjects(case: Case, clause: Clause, upto: int) -> tuple[str, ...]:
    """Return what a limit is of; 支出 alone, with no subject before it, is all of it."""
    return tuple(each for each in clause.subjects if is_whole(case, clause, each, upto))


def _keeps(case: Case, subject: str, base: Base, pair: tuple[Statement, Statement]) -> bool:
    new, old = pair
    if new.measure != old.measure or new.base <= old.base + max(new.half, old.half):
        return True
    if not base.may_be_adjusted:
        return False
    after = value(case, subject, base._replace(roles=ADJUSTED, words=""))
    return after is not None and new.base <= after.base + max(new.half, after.half)


def _fault_of_base(span: Span, over: list[tuple[str, Base, Statement, Statement]]) -> Fault:
    said = []
    for _, _, new, old in over:
        of_it = f"，前者是后者的{percent(new.base / old.base)}" if old.base > 0 else ""
        said.append(f"{_named(new)}为{new.shown}，高于{_named(old)}{old.shown}{of_it}")
    budget = any(base.is_budget for _, base, _, _ in over)
    remedy = "核对这两个数；数字无误的，改写这句话，如实说明超出的数额和原因"
    remedy += "，或者写明比较的是调整后预算并给出它的数额。" if budget else "，或者写明标准是多少。"
    spans = [span, *dict.fromkeys(one.span for _, _, new, old in over for one in (new, old))]
    return error(CODE, spans, f"文中说“{span.text}”，而{'；'.join(said)}。", remedy)


def _named(one: Statement) -> str:
    return told(one, f"{one.year}年" if one.year else "")


def _against_number(case: Case, clause: Clause) -> Iterator[Fault]:
    """Yield where a value stands on the wrong side of a number that the clause gives."""
    for quantity in case.quantities[clause.sentence]:
        if not clause.span.start <= quantity.start < clause.span.end:
            continue
        before = clause.text[: quantity.start - clause.span.start]
        after = clause.text[quantity.end - clause.span.start :]
        found = _before_number().search(before)
        if found is None or len(clause.subjects) != 1:
            continue
        kind = _kind(found["word"], quantity.text + after)
        subject = clause.subjects[0]
        if kind and is_whole(case, clause, subject, found.start()):
            yield from _beside(case, clause, (subject, kind, found.start()), quantity)


def _kind(word: str, after: str) -> str:
    """Return which side of the number is claimed, empty where none is (达到95% is a value)."""
    given = words("claims")["limit"]
    if word in given["under"]:
        return _AT_MOST
    if word in given["within"] and re.search(one_of("limit", "inside"), after[:12]):
        return _AT_MOST
    if word in given["below"]:
        return _LESS
    if word in given["above"]:
        return _MORE
    return _AT_LEAST if "以上" in after[:12] or word.startswith(("不", "未", "≥", "大")) else ""


def _beside(
    case: Case, clause: Clause, claim: tuple[str, str, int], quantity: Quantity
) -> Iterator[Fault]:
    subject, kind, at = claim
    found = rate_of(case, subject, clause.year, quantity.measure)
    if found is None or not _is_beyond(kind, found.base, quantity):
        return
    start = clause.span.start + at
    after = re.match(r"以上|以内|以下|之内", clause.span.block.text[quantity.end :])
    span = Span(clause.span.block, start, quantity.end + (after.end() if after else 0))
    yield error(
        CODE,
        [span, *found.spans],
        f"文中说{_quoted(subject)}“{span.text}”，而报告中{found.words}。",
        f"核对{_quoted(subject)}的数；数字无误的，按实际改写这句话。",
    )


def _quoted(subject: str) -> str:
    return subject if subject.startswith("“") else f"“{subject}”"


def _is_beyond(kind: str, base: Decimal, quantity: Quantity) -> bool:
    return {
        _AT_MOST: base > quantity.base,
        _LESS: base >= quantity.base,
        _AT_LEAST: base < quantity.base,
        _MORE: base <= quantity.base,
    }[kind]


@cache
def _any_limit() -> re.Pattern[str]:
    every = "|".join(one_of("limit", key) for key in ("under", "below", "within", "least", "above"))
    return re.compile(rf"{every}|在\d")


@cache
def _against_base() -> re.Pattern[str]:
    under, below = one_of("limit", "under"), one_of("limit", "below")
    tail = r"(?:的)?(?:标准|水平|规模|总额|支出|数额|额度|限额|指标|数)?"
    within, inside = one_of("limit", "within"), one_of("limit", "inside")
    return re.compile(
        rf"(?:{under}|(?<!不)(?<!未)(?:{below})){BASES}{tail}"
        rf"|(?:{within}){BASES.replace('P<bases>', 'P<within>')}{tail}(?:{inside})"
    )


@cache
def _before_number() -> re.Pattern[str]:
    every = "|".join(one_of("limit", key) for key in ("under", "least", "within", "below", "above"))
    return re.compile(rf"(?P<word>{every}|在)[了为约：:]?$")
