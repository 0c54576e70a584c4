"""From what to what something rose or fell, and by how much: the numbers that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.sums.amounts import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity

_APART = ("%", "百分点", "倍")


@dataclass(frozen=True, slots=True)
class Step:
    """``value`` is the new number, ``base`` the old one; ``by`` tells the difference, ``rate`` it
    as a share of the old one.
    """

    value: Quantity | None
    base: Quantity | None
    by: Quantity | None = None
    rate: Quantity | None = None

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        """Return its numbers as they stand in the text."""
        found = [each for each in (self.value, self.base, self.by, self.rate) if each]
        return tuple(sorted(found, key=lambda each: each.start))


@dataclass(slots=True)
class _Told:
    """What a sentence has told so far."""

    values: list[Quantity] = field(default_factory=list)
    base: Quantity | None = None
    changes: list[Quantity] = field(default_factory=list)


def steps(line: tuple[Quantity, ...]) -> Iterator[Step]:
    """Yield the steps of one sentence that have at least three numbers, or two and a direction."""
    if not any(each.change for each in line) and not any(each.against for each in line):
        return
    told = _Told()
    for each in line:
        if each.share or "/" in each.measure:
            continue
        if each.change:
            if told.changes and _turns(told.changes[-1], each):
                yield from _made(told)
                told.changes, told.base = [], told.base if _same(told, each) else None
            told.changes.append(each)
        elif each.against:
            yield from _made(told)
            told.base, told.changes = each, []
        else:
            if told.changes or not _reached(told.base, each):
                yield from _made(told)
                told.base, told.changes = None, []
            told.values.append(each)
    yield from _made(told)


def _turns(one: Quantity, other: Quantity) -> bool:
    """Tell whether a change begins another comparison than the one before it."""
    return (
        one.name != other.name
        or one.measure == other.measure
        or not _alike(one.against, other.against)
    )


def _same(told: _Told, each: Quantity) -> bool:
    return told.base is not None and _alike(told.base.against, each.against)


def _is_budget(each: Quantity) -> bool:
    return each.role in words("changes")["roles"]["budget"]


def _alike(one: str, other: str) -> bool:
    """Tell whether two comparisons are with the same: 同比 and 较上年决算 are."""
    prior = ("上年", "去年", "上一年", "前一年")
    return (
        one == other or not one or not other or (one.startswith(prior) and other.startswith(prior))
    )


def _reached(base: Quantity | None, each: Quantity) -> bool:
    """Tell whether a number is the one that another rose or fell to."""
    if base is None or base.name != each.name or base.measure != each.measure:
        return False
    between = each.block.text[base.end : each.start]
    return len(between) <= 12 and "，" not in between


def _made(told: _Told) -> Iterator[Step]:
    base, value = told.base, None
    name = base.name if base else told.changes[0].name if told.changes else ""
    alike = [each for each in told.values if each.name == name]
    if base is None and told.changes:
        base = _earlier(alike, told.changes[0])
    if base is not None:
        alike = [e for e in alike if measure(e) == measure(base) and e is not base]
        if not _is_budget(base) or told.base is None:
            alike = [e for e in alike if not (_is_budget(e) and e.start < base.start)] or (
                alike if told.base is not None else []
            )
    value = alike[-1] if alike else None
    if told.changes and (value or base):
        anchor = base or value
        by = next((e for e in told.changes if anchor and _is_difference(e, anchor)), None)
        rate = next((e for e in told.changes if e.measure in _APART and e is not by), None)
        step = Step(value, base, by, rate)
        if len(step.numbers) > 2:
            yield step
    elif len(told.changes) == 2 and told.changes[0].measure not in _APART:
        if told.changes[1].measure == "%":
            yield Step(None, None, *told.changes)
    elif value and base and told.base is not None and value.start > base.start:
        yield Step(value, base)


def _is_difference(change: Quantity, anchor: Quantity) -> bool:
    if anchor.measure == "%":
        return change.measure == "百分点"
    return measure(change) == measure(anchor)


def _earlier(alike: list[Quantity], change: Quantity) -> Quantity | None:
    """Return the number a change is measured from where it stands earlier in the sentence."""
    if "预算" in change.against:
        found = [e for e in alike if _is_budget(e)]
        exact = [e for e in found if e.role in change.against]
        found = exact if len(exact) == 1 else found
    elif change.against.startswith(("上年", "去年")):
        found = [e for e in alike if e.year and any(o.year == e.year + 1 for o in alike)]
    else:
        return None
    return found[0] if len(found) == 1 else None
