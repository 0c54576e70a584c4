"""RV11, of income and spending together: 收支平衡 and 无结余 against the two totals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims import flows
from reportgen.review.claims.statement import difference
from reportgen.review.claims.statements import ACTUAL, index
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault

CODE = "RV11"
_SAYS = re.compile(
    r"收支(?:实现了?|保持了?|总体|基本)*平衡|年末(?:没有|无)(?:结转和?)?(?:结余|结转)(?:资金)?"
)
_WISH = re.compile(r"原则|力争|确保|做到|努力|坚持|要求|目标|预算收支平衡|量入为出")


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault where income and spending are not equal though the text says so."""
    yield from flows.check(case)
    known = index(case)
    income = known.value("整体收入", case.year, ACTUAL)
    spent = known.value("整体支出", case.year, ACTUAL)
    if income is None or spent is None:
        return
    carried = [each.base for each in known.by_subject.get("年初结转", ()) if each.year == case.year]
    if any(carried) or abs(income.base - spent.base) <= max(income.half, spent.half):
        return
    if known.value(words("claims")["asked"]["left_over"], case.year, ("", "决算")):
        return
    for sentence in case.sentences:
        found = _SAYS.search(sentence.text)
        if found and not _WISH.search(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            yield notice(
                CODE,
                [Span(sentence.block, start, end), income.span, spent.span],
                f"文中说“{found[0]}”，而整体收入{income.shown}、整体支出{spent.shown}，"
                f"相差{difference(income, spent)}。",
                "核对收入、支出和结转结余；有结转结余的写出数额，没有的把数改正。",
            )
