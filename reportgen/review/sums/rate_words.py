"""Rates that stand in one sentence with the two numbers they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.review.sums.amounts import base, exactness, measure
from reportgen.review.sums.wholes import is_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity


_LEAST, _MOST = Decimal("0.3"), Decimal("1.5")


class Rate(NamedTuple):
    """A rate and the numbers it should come from."""

    rate: Quantity
    part: Quantity
    whole: Quantity


def rates(line: tuple[Quantity, ...]) -> Iterator[Rate]:
    """Yield the rates that no two numbers before them give, where it is clear which two should."""
    for at, rate in enumerate(line):
        if rate.measure != "%" or rate.change or rate.share or rate.about:
            continue
        amounts = [each for each in line[:at] if is_amount(each) and not each.about]
        found = _staff(rate, amounts) or _spent(rate, amounts)
        if found and not any(_gives(rate, one, other) for one in amounts for other in amounts):
            yield Rate(rate, *found)


def _spent(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    given = words("changes")
    if not rate.name.endswith(tuple(given["rates"])) or rate.name in given["roles"]["never"]:
        return None
    money = [each for each in amounts if measure(each) == "元"]
    budgets = [each for each in money if each.role in given["roles"]["budget"]]
    spent = [each for each in money if each not in budgets and _is_spent(each)]
    if not budgets or not spent:
        return None
    part, whole = spent[-1], budgets[-1]
    named = len(money) == 2 or part.name == whole.name
    likely = base(whole) > 0 and _LEAST < base(part) / base(whole) < _MOST
    return (part, whole) if named and likely else None


def _is_spent(each: Quantity) -> bool:
    said = each.block.text[max(0, each.start - 10) : each.start]
    return each.role == "决算" or any(word in said for word in words("changes")["roles"]["spent"])


def _staff(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    given = words("changes")["staff"]
    if not rate.name.endswith(tuple(given["names"])):
        return None
    people = [each for each in amounts if measure(each) in ("人", "个")]
    posts = [each for each in people if any(word in each.name for word in given["posts"])]
    staff = [e for e in people if e not in posts and any(w in e.name for w in given["staff"])]
    return (staff[0], posts[0]) if len(posts) == 1 and len(staff) == 1 else None


def _gives(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    if part is whole or base(whole) <= 0:
        return False
    half = exactness(part, (part, whole)) + exactness(whole, (part, whole))
    slack = rate.half + (half / base(whole) if measure(part) == "元" else 0)
    return abs(base(part) / base(whole) - rate.base) <= slack
