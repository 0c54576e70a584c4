"""PK58: one name where there should be two: twice in a sum, or as its own last year's figure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.packs import reach
from reportgen.packs.model import Kind, Sum, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Calculation, Indicator, Pack

_PRIOR = "上年字段"


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield a 提醒 for each name twice in a sum, and each figure that is its own last year's."""
    for where, total in _sums(pack):
        yield from _in_a_sum(total, where)
    yield from _before_itself(pack)


def _sums(pack: Pack) -> Iterator[tuple[Where, Sum]]:
    rows: list[Calculation | Indicator] = [*pack.calculations, *pack.indicators]
    for row in rows:
        yield from ((place(row, "取数"), each) for each in row.operands)
    for check in pack.checks:
        sides = {"左边": check.left, **({"右边": check.right} if check.right else {})}
        yield from ((place(check, name), side) for name, side in sides.items() if _is_some(side))


def _is_some(side: Sum) -> bool:
    """Tell whether anything is left of a side: PK40 tells of one that is always nothing."""
    return any(reach.net(side, Sum(()), {}).values())


def _in_a_sum(total: Sum, where: Where) -> Iterator[Finding]:
    counts = Counter(str(term) for term in total.terms)
    for name in (name for name, count in counts.items() if count > 1):
        signs = {term.sign for term in total.terms if str(term) == name}
        if len(signs) > 1:
            message = f"“{total}”里“{name}”有加有减，互相抵消。"
        else:
            message = f"“{total}”里“{name}”写了 {counts[name]} 次。"
        remedy = "把多写的一次改为应写的名称，或删去。"
        yield notice("PK58", where, message, remedy)


def _before_itself(pack: Pack) -> Iterator[Finding]:
    """What another field takes from last year's form changes every year, unlike 编制."""
    for field in pack.fields.values():
        if field.kind is not Kind.NUMBER or field.prior_name != field.name:
            continue
        others = (each for each in pack.fields.values() if each.prior_name == field.name)
        other = next((each for each in others if each is not field), None)
        if other:
            message = (
                f"“{_PRIOR}”写的是自己，会把上年的数带进本年；"
                f"上年的“{field.name}”已经带到“{other.name}”里了。"
            )
            remedy = "清空这一格，由单位填本年的数。"
            where, related = place(field, _PRIOR), [place(other, _PRIOR)]
            yield notice("PK58", where, message, remedy, related)
