"""RV01, of a year's money: 年初结转＋收入－支出＝年末结余, told in one paragraph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.claims.statement import difference, plain, size
from reportgen.review.claims.statements import ACTUAL, index
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

CODE = "RV01"


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each paragraph whose four amounts of a year do not agree."""
    given = words("claims")["flows"]
    by_block: dict[int, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for name in given["names"]:
        for each in index(case).by_subject.get(name, ()):
            if not each.in_table and each.role in (*ACTUAL, "?") and not each.scope:
                by_block[each.span.block.number][name].append(each)
    for told in by_block.values():
        if len(told) == len(given["names"]) and all(len(found) == 1 for found in told.values()):
            yield from _asked([told[name][0] for name in given["names"]])


def _asked(four: list[Statement]) -> Iterator[Fault]:
    opening, income, spent, closing = four
    text = opening.span.block.text
    years = {each.year for each in (income, spent)}
    if any(word in text for word in words("claims")["flows"]["others"]) or len(years) > 1:
        return
    left = opening.base + income.base - spent.base
    if abs(left - closing.base) <= sum(each.half for each in four):
        return
    right = f"{plain(left / size(closing.unit))}{closing.unit}"
    sums = f"{opening.shown}＋{income.shown}－{spent.shown}＝{right}"
    yield error(
        CODE,
        [each.span for each in (closing, opening, income, spent)],
        f"{opening.name}＋{income.name}－{spent.name}与{closing.name}不符：{sums}，"
        f"文中为{closing.shown}，相差{difference(closing, _with(closing, left))}。",
        f"核对这四个数；其他三个数无误的，{closing.shown}改为{right}；还有其他来源或去向的，在文中写明。",
    )


def _with(one: Statement, base: Decimal) -> Statement:
    return one._replace(base=base)
