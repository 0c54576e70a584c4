"""RV04: an amount without its unit among amounts that have theirs, or with the wrong one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportgen.review.model import Fault, error, notice
from reportgen.review.once import once
from reportgen.review.sums.amounts import MONEY, named
from reportgen.review.sums.sums import holds
from reportgen.review.sums.unit_slips import odd
from reportgen.review.sums.wholes import relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case
    from reportgen.review.sums.wholes import Relation

CODE = "RV04"
_SHORT = ("万", "亿")
_WANTING = ("", *_SHORT)
_LISTED = re.compile(r"[，、；,;和及。）)\s]|$")
_NOT_MONEY = re.compile(r"[一-鿿]*(?:率|分|得分|指数|比例|占比|等级|比重)(?:为|达|约|是)*$")


def check(case: Case) -> Iterator[Fault]:
    """Yield amounts without a unit amid others, and units that alone make a sum wrong."""
    yield from once(_all(case))


def _all(case: Case) -> Iterator[Fault]:
    found = relations(case) if any(_lacks(line) for line in case.quantities) else []
    proved = {id(part) for each in found if holds(each) for part in each.parts}
    for line in case.quantities:
        if _lacks(line):
            yield from _in_line(line, proved)
    for relation in relations(case):
        if not holds(relation) and (slipped := odd(relation)):
            yield _odd(relation, *slipped)


def _lacks(line: tuple[Quantity, ...]) -> bool:
    return any(each.unit in _WANTING for each in line)


def _in_line(line: tuple[Quantity, ...], proved: set[int]) -> Iterator[Fault]:
    units = Counter(each.unit for each in line if each.measure == MONEY)
    if not units:
        return
    unit = units.most_common(1)[0][0]
    for at, each in enumerate(line):
        short = each.unit in _SHORT and _ends(each)
        if short and each.unit + MONEY in units:
            yield _missing(each, each.unit + MONEY, surely=id(each) in proved)
        elif not each.unit and (
            _is_between(line, at) or (units[unit] > 1 and _amid(line, at, unit))
        ):
            yield _missing(each, unit, surely=False)


def _ends(each: Quantity) -> bool:
    return bool(_LISTED.match(each.block.text, each.end))


def _is_between(line: tuple[Quantity, ...], at: int) -> bool:
    """Tell whether a bare number is what an amount beside it rose or fell from: 较上年2.08减少."""
    if at in (0, len(line) - 1) or not line[at].against or line[at].change:
        return False
    before, behind = line[at - 1], line[at + 1]
    return before.measure == behind.measure == MONEY and bool(behind.change)


def _amid(line: tuple[Quantity, ...], at: int, unit: str) -> bool:
    """Tell whether a bare number stands in a list of amounts of one unit."""
    each = line[at]
    if not _ends(each) or _NOT_MONEY.search(each.block.text[max(0, each.start - 12) : each.start]):
        return False
    before = next((e for e in reversed(line[:at]) if e.measure != "%"), None)
    behind = next((e for e in line[at + 1 :] if e.measure != "%"), None)
    if each.value <= 0 or not each.name or before is None or before.unit != unit:
        return False
    if re.search("[；。]", each.block.text[before.end : each.start]) and behind is None:
        return False
    return behind is None or behind.unit == unit


def _missing(each: Quantity, unit: str, *, surely: bool) -> Fault:
    make = error if surely else notice
    message = f"{named(each)}{each.text}没有写全单位，同一处的其他金额以{unit}为单位。"
    remedy = f"核对后补上单位；与其他金额同为{unit}的，写作{each.value}{unit}。"
    return make(CODE, (each.span,), message, remedy)


def _odd(relation: Relation, each: Quantity, unit: str) -> Fault:
    amounts = (relation.whole, *relation.parts)
    spans = (each.span, *(other.span for other in amounts if other is not each))
    message = (
        f"{named(each)}{each.text}的单位与其他金额不一致：改为{each.value}{unit}，"
        f"合计{relation.whole.text}与各分项之和才相符。"
    )
    if each is relation.whole:
        message = (
            f"{named(each)}{each.text}的单位与分项不一致：改为{each.value}{unit}，"
            "合计与各分项之和才相符。"
        )
    remedy = f"核对这一金额的单位；笔误的，改为{each.value}{unit}。"
    return error(CODE, spans, message, remedy)
