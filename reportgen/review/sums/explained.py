"""What could make a sum right again: the total, or one part, and what speaks for each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.checks.slips import SWAPPED, slip
from reportgen.review.sums.amounts import base, exactness, measure, named, printed, summed
from reportgen.review.sums.wholes import relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case
    from reportgen.review.sums.wholes import Relation


def explanations(case: Case, relation: Relation) -> list[tuple[str, str]]:
    """Return the readings that something speaks for, the total's first, each with its value."""
    whole, parts = relation.whole, relation.parts
    found = []
    if reasons := [*_of_total(case, relation)]:
        wanted = printed(summed(parts), whole, parts)
        found.append((f"合计应为{wanted}{_reasons(reasons)}", wanted))
    gap = summed(parts) - base(whole)
    names = [part.name for part in parts]
    alone = {name for name in names if name and names.count(name) == 1}
    for part in parts:
        value = base(part) - gap
        if reasons := [*_of_part(case, relation, part, value)] if value > 0 else []:
            said = printed(value, part, (whole, *parts))
            name = named(part) if part.name in alone else part.text
            found.append((f"{name}应为{said}{_reasons(reasons)}", said))
    return found


def _reasons(reasons: list[str]) -> str:
    return f"（{'，'.join(reasons)}）" if reasons else ""


def _of_total(case: Case, relation: Relation) -> Iterator[str]:
    whole, total = relation.whole, summed(relation.parts)
    if told := _slip(whole, total):
        yield f"与印出的数{told}"
    if other := _elsewhere(case, relation, total):
        yield f"与文中{named(other)}{other.text}相同"
    if twin := _twin(case, relation, total):
        yield f"与{named(twin.whole)}各分项之和相同"
    if swapped := _swapped(case, whole):
        yield f"印出的{whole.text}与文中{swapped.text}{SWAPPED}"
    if _shares_fit(case, relation, total):
        yield "印出的占比与它相符"


def _twin(case: Case, relation: Relation, total: Decimal) -> Relation | None:
    """Return another list whose parts add up to the same: income and expenditure, say."""
    own = {part.name for part in relation.parts}
    for other in relations(case):
        is_another = other.whole.name not in ("", relation.whole.name) and len(other.parts) > 1
        is_another = is_another and own.isdisjoint(part.name for part in other.parts)
        if is_another and summed(other.parts) == total:
            return other
    return None


def _of_part(case: Case, relation: Relation, part: Quantity, value: Decimal) -> Iterator[str]:
    if told := _slip(part, value):
        yield f"与印出的数{told}"
    whole = base(relation.whole)
    for share in _shares(case, part):
        if abs(value / whole - share.base) <= share.half < abs(base(part) / whole - share.base):
            yield f"与占比{share.text}相符"


def _slip(each: Quantity, wanted: Decimal) -> str:
    factor = base(each) / each.value if each.value else Decimal(1)
    return slip(each.value, wanted / factor)


def _amounts(case: Case, relation: Relation) -> Iterator[Quantity]:
    own = {id(relation.whole), *(id(part) for part in relation.parts)}
    for quantities in case.quantities:
        for each in quantities:
            if id(each) not in own and measure(each) == measure(relation.whole):
                yield each


def _elsewhere(case: Case, relation: Relation, total: Decimal) -> Quantity | None:
    near = exactness(relation.whole, relation.parts)
    return next(
        (e for e in _amounts(case, relation) if abs(base(e) - total) < near and not e.change), None
    )


def _swapped(case: Case, whole: Quantity) -> Quantity | None:
    """Return a number of the text of which the total is a slip: digits swapped."""
    for quantities in case.quantities:
        for each in quantities:
            if each.unit == whole.unit and slip(whole.value, each.value) == SWAPPED:
                return each
    return None


def _shares(case: Case, part: Quantity) -> list[Quantity]:
    """Return the shares printed behind a part, up to the next amount."""
    line = next((line for line in case.quantities if any(each is part for each in line)), ())
    at = next(at for at, each in enumerate(line) if each is part) if line else 0
    found = []
    for each in line[at + 1 :]:
        if not each.share:
            break
        found.append(each)
    return found


def _shares_fit(case: Case, relation: Relation, total: Decimal) -> bool:
    pairs = [(part, share) for part in relation.parts for share in _shares(case, part)[:1]]
    fit = [abs(base(part) / total - share.base) <= share.half for part, share in pairs if total]
    return bool(fit) and all(fit)
