"""Rates that stand in one sentence with the two numbers they come from."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.review.sums.amounts import base, exactness, measure
from reportgen.review.sums.settled import is_near
from reportgen.review.sums.wholes import is_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity


_LEAST, _MOST = Decimal("0.3"), Decimal("1.5")
_OF_BUDGET = re.compile(
    r"(?:完成|占)(?:了|本年|全年|当年)?(?P<which>年初|调整后?|全年)?的?(?:部门|支出)?预算(?:数|安排)?的?(?:比例)?(?:为|约)?$"
)
_PER_HEAD = ("人均", "户均", "平均每人", "平均每户")
_COMPLETED = re.compile(r"完成(?:了|全年|年初|年度|本年|调整后?)?的?(?:预算|任务|计划|目标)数?$")
_AIM = re.compile(r"(?:目标|计划|任务)(?:值|数|任务)?(?:为|是)?$")
_FULL = Decimal(100)
_STEM = re.compile(r"(?P<stem>[一-鿿]{2})率$")


class Rate(NamedTuple):
    """A rate and the numbers it should come from."""

    rate: Quantity
    part: Quantity
    whole: Quantity
    is_sure: bool = True


def rates(line: tuple[Quantity, ...]) -> Iterator[Rate]:
    """Yield the rates that no two numbers before them give, where it is clear which two should."""
    for at, rate in enumerate(line):
        if rate.measure != "%" or rate.change or rate.share or rate.about:
            continue
        amounts = [each for each in line[:at] if is_amount(each) and not each.about]
        found = _staff(rate, amounts) or _spent(rate, amounts) or _of_budget(rate, amounts)
        counted = None if found else _counted(rate, amounts) or _of_target(rate, amounts)
        pair = found or counted
        if pair and not any(_gives(rate, one, other) for one in amounts for other in amounts):
            yield Rate(rate, *pair, is_sure=counted is None)


def per_head(line: tuple[Quantity, ...]) -> Iterator[Rate]:
    """Yield 支出5.5万元，人均98.71元 where the one amount and the one count give another number."""
    for each in line:
        if each.name not in _PER_HEAD or measure(each) != "元" or each.about or each.change:
            continue
        amounts = [e for e in line if is_amount(e) and e.end <= each.start]
        money = [e for e in amounts if measure(e) == "元"]
        people = [e for e in amounts if measure(e) in ("人", "人次", "户")]
        if len(money) != 1 or len(people) != 1 or base(people[0]) <= 0:
            continue
        if money[0].about or people[0].about:
            continue
        right = base(money[0]) / base(people[0])
        slack = each.half + money[0].half / base(people[0])
        if abs(right - base(each)) > slack and is_near(base(each), right):
            yield Rate(each, money[0], people[0], is_sure=False)


def times(line: tuple[Quantity, ...]) -> Iterator[Rate]:
    """Yield 是上年200万元的2.5倍 where the number spoken of is not that many times the other."""
    for at, rate in enumerate(line):
        if rate.unit != "倍" or rate.about or at < 2 or rate.change:
            continue
        whole = line[at - 1]
        if whole.block.text[whole.end : rate.start] != "的" or whole.about or base(whole) <= 0:
            continue
        part = line[at - 2]
        between = part.block.text[part.end : whole.start]
        if measure(part) != measure(whole) or not re.match(
            r"[，,]?(?:约|正好|恰好)?[是为]", between
        ):
            continue
        half = exactness(part, (part, whole)) + exactness(whole, (part, whole))
        right = base(part) / base(whole)
        slack = rate.half + half * (1 + right) / base(whole)
        if not part.about and abs(right - rate.value) > slack and is_near(rate.value, right):
            yield Rate(rate, part, whole)


def _of_budget(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return what was spent and the budget: 年初预算500万元，支出决算450万元，完成年初预算的90%."""
    if direct := _of_budget_told(rate, amounts):
        return direct
    told = _OF_BUDGET.search(rate.block.text[max(0, rate.start - 24) : rate.start])
    if told is None:
        return None
    money = [each for each in amounts if measure(each) == "元"]
    budgets = [each for each in money if each.role in words("changes")["roles"]["budget"]]
    if told["which"]:
        budgets = [
            each
            for each in budgets
            if told["which"] in each.role + each.block.text[max(0, each.start - 12) : each.start]
        ]
    spent = [each for each in money if each.role == "决算"]
    if len(budgets) != 1 or len(spent) != 1 or base(budgets[0]) <= 0:
        return None
    right = base(spent[0]) / base(budgets[0])
    return (spent[0], budgets[0]) if is_near(rate.base, right) else None


def _of_budget_told(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the two of 支出决算7.12万元，完成预算10.00万元的71.20%."""
    if len(amounts) < 2 or measure(amounts[-2]) != "元" or measure(amounts[-1]) != "元":
        return None
    part, whole = amounts[-2:]
    text = rate.block.text
    if text[whole.end : rate.start] != "的" or base(whole) <= 0:
        return None
    if not _COMPLETED.search(text[part.end : whole.start]):
        return None
    return (part, whole) if is_near(rate.base, base(part) / base(whole)) else None


def _counted(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the things done and all of them: 受理120件，办结118件，办结率98.33%."""
    stem = _STEM.search(rate.name)
    if stem is None or len(amounts) < 2:
        return None
    whole, part = amounts[-2:]
    if measure(whole) != measure(part):
        return None
    said = rate.block.text[whole.end : part.start]
    if stem["stem"] in whole.block.text[max(0, whole.start - 8) : whole.start]:
        return None
    is_told = stem["stem"] in said or stem["stem"][::-1] in said
    if not is_told or not 0 < base(part) <= base(whole) or measure(part) == "元":
        return None
    return (part, whole) if is_near(rate.base, base(part) / base(whole)) else None


def _of_target(rate: Quantity, amounts: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return what was done and what was to be done: 建设1500亩，目标值1500亩，完成率100%."""
    if not rate.name.endswith("完成率") or len(amounts) < 2:
        return None
    if measure(amounts[-1]) != measure(amounts[-2]) or measure(amounts[-1]) == "元":
        return None
    aims = [_AIM.search(each.block.text[max(0, each.start - 8) : each.start]) for each in amounts]
    if bool(aims[-1]) == bool(aims[-2]):
        return None
    whole, part = amounts[-2:] if aims[-2] else reversed(amounts[-2:])
    if base(whole) <= 0 or (rate.value == _FULL and base(part) > base(whole)):
        return None
    return (part, whole) if is_near(rate.base, base(part) / base(whole)) else None


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
