"""RV01 and RV03, of a budget in one sentence: 年初预算＋追加＝调整后预算, and its rate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.model import error, notice
from reportgen.review.sums.amounts import MONEY, base, exactness, measure, printed, tolerance
from reportgen.review.sums.settled import is_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case, Fault

SUM, RATE = "RV01", "RV03"
_OTHERS = re.compile(r"核减|调减|追减|压减|收回|结转|结余|统筹|调剂|减少|缴回|动用|盘活")
_ADDED = re.compile(r"(?:追加|调增)[^，,；;。：:（）()]{0,10}$")
_ADJUSTED = re.compile(r"预算调整率(?:为|达到?|是)?\s*$")
_OPENING = ("年初预算", "预算")


def check(case: Case) -> Iterator[Fault]:
    """Yield sentences whose three budgets, or the rate between two of them, do not agree."""
    for sentence, line in zip(case.sentences, case.quantities, strict=True):
        text = sentence.text
        if len(line) > 2 and "预算" in text and ("追加" in text or "调" in text):
            yield from _of(line, text)


def _of(line: tuple[Quantity, ...], text: str) -> Iterator[Fault]:
    roles = words("sums")["budget"]
    money = [e for e in line if measure(e) == MONEY and not e.share and not e.about]
    opening = [e for e in money if e.role == roles["opening"] and not e.change and not e.against]
    added = [e for e in money if _is_added(e)]
    whole = [e for e in money if e.role == roles["adjusted"] and not e.change and not e.against]
    if _OTHERS.search(text) or len(opening) != 1 or len(added) != 1:
        return
    first, more = opening[0], added[0]
    names = ("", first.name, more.name)
    if len(whole) == 1 and whole[0].name in names and first.start < more.start:
        yield from _of_sum(first, more, whole[0])
    rates = [e for e in line if e.measure == "%" and _ADJUSTED.search(_before(e))]
    if len(rates) == 1:
        yield from _of_rate(first, more, rates[0])


def _before(each: Quantity) -> str:
    return each.block.text[max(0, each.start - 16) : each.start]


def _is_added(each: Quantity) -> bool:
    return bool(_ADDED.search(_before(each))) and each.value > 0


def _of_sum(first: Quantity, more: Quantity, whole: Quantity) -> Iterator[Fault]:
    total = base(first) + base(more)
    if abs(total - base(whole)) <= tolerance(whole, (first, more)):
        return
    right = printed(total, whole, (first, more))
    gap = printed(abs(total - base(whole)), whole, (first, more))
    make = error if is_near(base(whole), total) else notice
    yield make(
        SUM,
        (whole.span, first.span, more.span),
        f"年初预算与追加之和不等于调整后的预算：{first.text}＋{more.text}＝{right}，"
        f"文中为{whole.text}，相差{gap}。",
        f"核对这三个数；年初预算和追加无误的，{whole.text}改为{right}；有调减的，在文中写明。",
    )


def _of_rate(first: Quantity, more: Quantity, rate: Quantity) -> Iterator[Fault]:
    if base(first) <= 0:
        return
    due = base(more) / base(first)
    slack = rate.half + (exactness(first, (first, more)) * (1 + due) + more.half) / base(first)
    if abs(due - abs(rate.base)) <= slack or not is_near(rate.base, due):
        return
    right = f"{(due * 100).quantize(rate.value)}{rate.unit}"
    make = notice if abs(due - abs(rate.base)) <= slack + rate.half else error
    yield make(
        RATE,
        (rate.span, more.span, first.span),
        f"“预算调整率”与文中的数不符：{more.text}÷{first.text}＝{right}，文中为{rate.text}。",
        f"核对{more.text}和{first.text}；两数无误的，{rate.text}改为{right}。",
    )
