"""RV11, of a sentence that holds both figures itself: 实际支出105万元，预算100万元，未超过预算."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Span
    from reportgen.passages.model import Quantity
    from reportgen.review.claims.comparisons import Clause
    from reportgen.review.model import Case, Fault

CODE = "RV11"
_PRIOR = re.compile(r"上一?年|去年")


def check(case: Case, clause: Clause, span: Span, base: str) -> Iterator[Fault]:
    """Yield where the one amount spent is above the one budget, or that of the year before."""
    before = [
        each
        for each in case.quantities[clause.sentence]
        if each.end <= clause.span.start and each.measure == "元" and not each.change
    ]
    if len(before) != 2 or any(each.about or each.share for each in before):
        return
    bases = [each for each in before if _is_base(each, base, case.year)]
    others = [each for each in before if each not in bases and each.role in ("", "决算")]
    if len(bases) != 1 or len(others) != 1:
        return
    old, new = bases[0], others[0]
    if (new.name and old.name and new.name != old.name) or new.base <= old.base + old.half:
        return
    yield error(
        CODE,
        [span, new.span, old.span],
        f"文中说“{span.text}”，而同一句中实际数为{new.text}，高于{old.text}。",
        "核对这两个数；数字无误的，改写这句话，如实说明超出的数额和原因。",
    )


def _is_base(each: Quantity, base: str, year: int | None) -> bool:
    if "预算" in base:
        return each.role in words("claims")["asked"]["budgets"]
    return bool(_PRIOR.match(base) and year and each.year == year - 1)
