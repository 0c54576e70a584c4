"""RV11, the other way round: a report says that a limit was exceeded, and its figures deny it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims.comparisons import (
    ADJUSTED,
    BASES,
    bases,
    current,
    is_whole,
    one_of,
    value,
)
from reportgen.review.claims.statement import told
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.claims.comparisons import Base, Clause
    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

CODE = "RV11"
_FIRST = ("年初预算",)


def claim(clause: Clause) -> re.Match[str] | None:
    """Return the words that say that a limit was exceeded, None where they deny or only fear it."""
    found = _over_base().search(clause.text)
    if found is None:
        return None
    given = words("claims")["over"]
    denied = any(word in clause.text[: found.start()] for word in given["denied"])
    return None if denied or clause.text.startswith(tuple(given["part"]), found.end()) else found


def check(case: Case, clause: Clause, found: re.Match[str]) -> Iterator[Fault]:
    """Yield where a value is below the base that it was said to exceed."""
    planned = "预算" in clause.text[: found.start()].replace("一般公共预算", "")
    for subject in clause.subjects:
        if not is_whole(case, clause, subject, found.start()):
            continue
        for base in bases(found["bases"], clause, planned=planned):
            new = current(case, subject, clause.year, planned=planned and not base.is_budget)
            old = value(case, subject, base)
            if new and old and not _exceeds(case, subject, base, (new, old)):
                yield _fault(clause, found, new, old)


def _exceeds(case: Case, subject: str, base: Base, pair: tuple[Statement, Statement]) -> bool:
    """Tell whether a value is, or may be, above its base or another budget that may be meant."""
    new, old = pair
    others = [value(case, subject, base._replace(roles=r, words="")) for r in (ADJUSTED, _FIRST)]
    meant = [old, *filter(None, others)] if base.may_be_adjusted else [old]
    return any(new.measure != each.measure or _is_above(new, each) for each in meant)


def _is_above(new: Statement, old: Statement) -> bool:
    return new.shown != old.shown and new.base >= old.base - max(new.half, old.half)


def _fault(clause: Clause, found: re.Match[str], new: Statement, old: Statement) -> Fault:
    start = clause.span.start
    span = Span(clause.span.block, start + found.start(), start + found.end())
    side = "等于" if new.shown == old.shown else "低于"
    message = f"文中说“{span.text}”，而{_named(new)}为{new.shown}，{side}{_named(old)}{old.shown}。"
    remedy = "核对这两个数；数字无误的，按实际改写这句话。"
    return error(CODE, [span, new.span, old.span], message, remedy)


def _named(one: Statement) -> str:
    return told(one, f"{one.year}年" if one.year else "")


@cache
def _over_base() -> re.Pattern[str]:
    tail = r"(?:的?(?:标准|水平|规模|总额|支出|数额|额度|限额|指标|数))?"
    return re.compile(rf"(?:{one_of('over', 'words')})了?{BASES}{tail}")
