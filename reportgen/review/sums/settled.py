"""Which two numbers a change is between, where a sentence gives more than two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from reportgen.review.sums.amounts import base, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Fault
    from reportgen.review.sums.steps import Step

    Asked = Callable[[Step], list[Fault]]

_MOST = 10
_NEAR = Decimal(3)
_SHIFTED = (Decimal(10), Decimal(100))


def faults(found: list[Step], line: tuple[Quantity, ...], ask: Asked) -> Iterator[Fault]:
    """Yield the faults of a sentence's steps that no other reading of the sentence explains."""
    asked = [(step, ask(step)) for step in found]
    held = {_pair(step) for step, wrong in asked if not wrong and step.value and step.base}
    held |= {(old, new) for new, old in held}
    for step, wrong in asked:
        if wrong:
            yield from _kept(step, wrong, [*_others(step, line, held)], ask)


def is_near(printed: Decimal, right: Decimal) -> bool:
    """Tell whether a number may be a misprint of another: of its size, or its point displaced.

    >>> is_near(Decimal("10.1"), Decimal("91.83")), is_near(Decimal("10.1"), Decimal("12.5"))
    (False, True)
    """
    if not printed or not right:
        return abs(printed - right) < 1
    ratio = max(printed / right, right / printed)
    return ratio <= _NEAR or any(abs(ratio / shift - 1) < Decimal("0.02") for shift in _SHIFTED)


def _pair(step: Step) -> tuple[int, int]:
    return id(step.value), id(step.base)


def _kept(step: Step, wrong: list[Fault], others: list[Step], ask: Asked) -> list[Fault]:
    """Return the faults of the reading that most of the step's own numbers speak for."""
    if not (step.by or step.rate) or _differ_by_it(step) or _is_of_rate(step, wrong):
        return wrong
    for other in others:
        found = ask(other)
        if not found:
            return []
        if _is_of_rate(other, found):
            return found
    for other in (step, *others):
        is_full = step.by and step.rate and other.value and other.base
        if is_full and not ask(replace(other, by=None)):
            return ask(other)
    is_alone = not any(_is_rival(step, other) for other in others)
    return wrong if _is_sure(step, is_alone=is_alone) else []


def _is_rival(step: Step, other: Step) -> bool:
    """Tell whether another pair of numbers is of what the step is of, as its own pair is."""
    if not (other.value and other.base) or {*_pair(other)} == {*_pair(step)}:
        return False
    own = {each.name for each in (step.value, step.base) if each}
    return not step.base or not step.value or {other.value.name, other.base.name} <= own


def _differ_by_it(step: Step) -> bool:
    """Tell whether two numbers differ by what is printed, whichever way the words say."""
    if not (step.value and step.base and step.by):
        return False
    return abs(base(step.value) - base(step.base)) == base(step.by)


def _is_of_rate(step: Step, wrong: list[Fault]) -> bool:
    """Tell whether only the rate is wrong: its numbers and their difference agree."""
    if not (step.value and step.base and step.by and step.rate):
        return False
    return wrong[0].spans[0] == step.rate.span


def _is_sure(step: Step, *, is_alone: bool) -> bool:
    """Tell whether the printed number is near enough to the right one to be a misprint of it."""
    if step.value and step.base:
        ratio = base(step.value) / base(step.base) if base(step.base) else Decimal(0)
        alike = is_alone and 1 / _NEAR < ratio < _NEAR
        return alike or _is_sure_of_both(step, step.value, step.base)
    if not (step.by and step.rate) or (is_alone and step.by.end <= step.rate.start):
        return True
    gap = base(step.by)
    if step.base:
        return _is_near_rate(step.rate, gap, base(step.base))
    sign = -1 if step.by.change == "减" else 1
    return step.value is None or _is_near_rate(step.rate, gap, base(step.value) - sign * gap)


def _is_sure_of_both(step: Step, value: Quantity, before: Quantity) -> bool:
    gap = abs(base(value) - base(before))
    if step.by:
        return is_near(base(step.by), gap)
    return measure(before) == "%" or _is_near_rate(step.rate, gap, base(before))


def _is_near_rate(rate: Quantity | None, gap: Decimal, before: Decimal) -> bool:
    if rate is None or before <= 0:
        return True
    of_it = (before + gap) / before
    return is_near(rate.base, gap / before) or abs(of_it - rate.base) <= 2 * rate.half


def _others(step: Step, line: tuple[Quantity, ...], held: set[tuple[int, int]]) -> Iterator[Step]:
    """Yield the step between any other two numbers of its sentence, and against any one of them."""
    anchor = step.value or step.base
    if anchor is None:
        return
    alike = [
        each
        for each in line
        if not (each.change or each.share or each.about or not each.value)
        and measure(each) == measure(anchor)
    ][:_MOST]
    for new, old in permutations(alike, 2):
        other = replace(step, value=new, base=old)
        if _pair(other) not in held and _pair(other) != _pair(step):
            yield other
    if step.by and step.rate and not (step.value and step.base):
        for each in alike:
            if each is not step.value or each.year or each.role:
                yield replace(step, value=None, base=each)
            if (step.by.change == "增" and base(each) > base(step.by)) or step.by.change == "减":
                yield replace(step, value=each, base=None)
