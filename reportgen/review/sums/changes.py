"""RV03: a difference, a growth or a rate in a sentence that its own numbers do not give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import Severity
from reportgen.lexicon import words
from reportgen.review.model import Fault, error, notice
from reportgen.review.once import once
from reportgen.review.sums import settled
from reportgen.review.sums.amounts import base as amount
from reportgen.review.sums.amounts import exactness, is_round, named, printed
from reportgen.review.sums.rate_words import per_head, rates, times
from reportgen.review.sums.steps import Step, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case

CODE = "RV03"
_UP = Decimal(1)


def check(case: Case) -> Iterator[Fault]:
    """Yield sentences whose old value, new value, difference and rate do not agree."""
    yield from once(_all(case))


def _all(case: Case) -> Iterator[Fault]:
    for line in case.quantities:
        if len(line) < 2:
            continue
        found = [e for e in steps(line) if not any(number.about for number in e.numbers)]
        within = [step for step in found if (step.value or step.base) and not _is_row(step)]
        yield from settled.faults(within, line, lambda step: list(_of_step(step)))
        for step in found:
            if step.by and step.rate and not (step.value or step.base):
                yield from _of_elsewhere(case, step.by, step.rate)
        yield from _of_rates(line)


def _is_row(step: Step) -> bool:
    """Tell whether its numbers are told in a row with those of others: 分别增加5万元、3万元."""
    first, *_, last = step.numbers
    return "分别" in first.block.text[first.end : last.start]


def _of_step(step: Step) -> Iterator[Fault]:
    if step.value and step.base:
        yield from _of_both(step, step.value, step.base)
    elif step.base and step.by and step.rate:
        yield from _of_rate(step, step.rate, amount(step.by), step.base, amount(step.base))
    elif step.value and step.by and step.rate:
        sign = -_UP if step.by.change == "减" else _UP
        before = amount(step.value) - sign * amount(step.by)
        if before > 0:
            yield from _of_rate(step, step.rate, amount(step.by), step.value, before)


def _of_elsewhere(case: Case, by: Quantity, rate: Quantity) -> Iterator[Fault]:
    """A difference and a growth whose new number stands in another sentence."""
    values = [each for line in case.quantities for each in line if _is_value_of(each, by)]
    if len({amount(each) for each in values}) != 1:
        return
    sign = -_UP if by.change == "减" else _UP
    before = amount(values[0]) - sign * amount(by)
    if before > 0 and settled.is_near(rate.base, amount(by) / before):
        whole = Step(values[0], None, by, rate)
        for fault in _of_rate(whole, rate, amount(by), values[0], before):
            yield replace(fault, severity=Severity.NOTICE)


def _is_value_of(each: Quantity, by: Quantity) -> bool:
    if each.change or each.against or each.share or each.measure != by.measure or each.about:
        return False
    if not by.name or each.name != by.name or each.role not in ("", "决算"):
        return False
    return each.year is None or by.year is None or each.year == by.year


def _of_both(step: Step, value: Quantity, base: Quantity) -> Iterator[Fault]:
    gap = amount(value) - amount(base)
    slack = exactness(value, (value, base)) + exactness(base, (value, base))
    change = step.by or step.rate
    if change is None:
        yield from _of_words(value, base, gap, slack)
        return
    if abs(gap) > slack and (gap > 0) != (change.change == "增"):
        yield _turned(step, value, base, change, gap)
        return
    if step.by and amount(step.by) != abs(gap):
        surely = abs(abs(gap) - amount(step.by)) > slack + exactness(step.by, (value, step.by))
        if surely or _all_round(step):
            right = _printed_gap(abs(gap), value, base, step.by)
            told = f"{_sub(value, base, gap)}＝{right}"
            yield _fault(step, step.by, told, right, surely=surely and not _is_adjusted(step))
            return
    if step.rate:
        yield from _of_rate(step, step.rate, abs(gap), base, amount(base))


def _is_adjusted(step: Step) -> bool:
    """Tell whether the text says that the numbers are not those of the books: 同口径, 剔除."""
    first, *_, last = step.numbers
    text = first.block.text[max(0, first.start - 20) : last.end]
    return any(word in text for word in words("changes")["adjusted"]["words"])


def _all_round(step: Step) -> bool:
    return all(is_round(each) for each in step.numbers if each is not step.rate)


def _of_words(value: Quantity, base: Quantity, gap: Decimal, slack: Decimal) -> Iterator[Fault]:
    """由…增加到…: the two numbers against the word between them."""
    between = value.block.text[base.end : value.start]
    up = any(word in between for word in "增升提涨")
    down = any(word in between for word in "减降跌")
    if up != down and abs(gap) > slack and (gap > 0) != up:
        told = "上升" if gap > 0 else "下降"
        yield error(
            CODE,
            (value.span, base.span),
            f"从{base.text}到{value.text}是{told}，文中却写“{between.strip('的')}”。",
            "核对两个数的先后和表示增减的词，改正写错的一处。",
        )


def _turned(step: Step, value: Quantity, base: Quantity, change: Quantity, gap: Decimal) -> Fault:
    fact, said = ("增加", "减少") if gap > 0 else ("减少", "增加")
    right = _printed_gap(abs(gap), value, base, value)
    message = f"{value.text}与{base.text}相比是{fact}{right}，文中却按{said}写{change.text}。"
    spans = (change.span, *(e.span for e in step.numbers if e is not change))
    return error(CODE, spans, message, "核对两个数和表示增减的词，改正写错的一处。")


def _of_rate(
    step: Step, rate: Quantity, gap: Decimal, of: Quantity, before: Decimal
) -> Iterator[Fault]:
    if before <= 0 or rate.measure == "百分点":
        return
    numbers = [each for each in step.numbers if each is not rate]
    half = sum((exactness(each, numbers) for each in numbers[:2]), Decimal(0))
    low = max(gap - half, Decimal(0)) / (before + half)
    high = (gap + half) / max(before - half, half or _UP)
    surely = not low - rate.half <= rate.base <= high + rate.half
    if not surely and (not _all_round(step) or abs(gap / before - rate.base) <= 2 * rate.half):
        return
    if of.measure == "%" and abs(rate.base - gap) <= rate.half + half:
        yield _of_points(step, rate, gap / before)
        return
    right = _as_rate(gap / before, rate)
    shown = printed(gap, step.by or of, numbers), printed(before, of, numbers)
    surely = surely and not _is_adjusted(step)
    yield _fault(step, rate, f"{shown[0]}÷{shown[1]}＝{right}", right, surely=surely)


def _of_points(step: Step, rate: Quantity, share: Decimal) -> Fault:
    """The difference of two rates, told as if it were a share of the first."""
    way = "上升" if rate.change == "增" else "下降"
    others = [each for each in step.numbers if each is not rate]
    points = f"{rate.value}个百分点"
    message = (
        f"{'、'.join(each.text for each in others)}相差{rate.text}，是百分点，应写作“{points}”；"
        f"按百分比算是{way}{_as_rate(share, rate)}。"
    )
    spans = (rate.span, *(each.span for each in others))
    return notice(CODE, spans, message, f"把{rate.text}改为{points}，或者改为按百分比算的数。")


def _as_rate(share: Decimal, like: Quantity) -> str:
    factor = like.base / like.value if like.value else Decimal("0.01")
    return f"{(share / factor).quantize(like.value)}{like.unit}"


def _printed_gap(gap: Decimal, value: Quantity, base: Quantity, like: Quantity) -> str:
    if like.measure == "百分点" or value.measure == "%":
        number = (gap * 100).normalize()
        return f"{number:f}个百分点"
    return printed(gap, like, (value, base))


def _sub(value: Quantity, base: Quantity, gap: Decimal) -> str:
    more, less = (value, base) if gap >= 0 else (base, value)
    return f"{more.text}－{less.text}"


def _fault(step: Step, wrong: Quantity, told: str, right: str, *, surely: bool) -> Fault:
    others = [each for each in step.numbers if each is not wrong]
    spans = (wrong.span, *(each.span for each in others))
    kind = "增幅" if wrong.change == "增" else "降幅"
    said = kind if wrong.measure in ("%", "倍") else "增减额"
    message = f"{named(wrong)}的{said}与文中的数不符：{told}，文中为{wrong.text}。"
    listed = "、".join(each.text for each in others)
    make = error if surely else notice
    return make(CODE, spans, message, f"核对{listed}；这些数无误的，{wrong.text}改为{right}。")


def _of_rates(line: tuple[Quantity, ...]) -> Iterator[Fault]:
    for found in (*rates(line), *times(line), *per_head(line)):
        right = _as_rate(amount(found.part) / amount(found.whole), found.rate)
        message = (
            f"{_rate_name(found.rate)}与文中的数不符：{found.part.text}÷{found.whole.text}＝{right}，"
            f"文中为{found.rate.text}。"
        )
        spans = (found.rate.span, found.part.span, found.whole.span)
        remedy = (
            f"核对{found.part.text}和{found.whole.text}；两数无误的，{found.rate.text}改为{right}。"
        )
        yield (error if found.is_sure else notice)(CODE, spans, message, remedy)


def _rate_name(rate: Quantity) -> str:
    if rate.unit == "倍":
        return "倍数"
    return "完成预算的比例" if rate.name in ("完成", "的") else named(rate)
