"""RV01 and RV03, of a survey: the answers against all of them, the satisfied against their rate."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.review.model import error, notice
from reportgen.review.sums.amounts import base, measure, summed
from reportgen.review.sums.settled import is_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case, Fault

SUM, RATE = "RV01", "RV03"
_ANSWER = re.compile(
    r"(?P<word>(?:非常|很|十分|比较|较|基本|不太|不|一般)?满意|一般)(?:的|率|度)?"
    r"(?:共)?(?:有|为|是|占)?[：:]?\s*$"
)
_ALL = re.compile(r"有效|收回|回收")
_RATED = re.compile(r"满意(?:率|度)(?:为|达到?|是)?\s*$")
_BAD = ("不满意", "不太满意", "一般")


def check(case: Case) -> Iterator[Fault]:
    """Yield surveys whose answers do not add up, or whose rate they do not give."""
    for sentence, line in zip(case.sentences, case.quantities, strict=True):
        if len(line) > 2 and "满意" in sentence.text:
            yield from _asked(line, sentence.start)


def _asked(line: tuple[Quantity, ...], begin: int) -> Iterator[Fault]:
    answers: list[tuple[str, Quantity]] = []
    total: Quantity | None = None
    rates: list[Quantity] = []
    for each in line:
        said = each.block.text[begin : each.start]
        begin = each.end
        if each.about or each.change or each.against:
            return
        if each.measure == "%":
            rates += [each] if _RATED.search(said) and not each.share else []
        elif found := _ANSWER.search(said):
            answers.append((found["word"], each))
        elif _ALL.search(said) and not answers:
            total = each
    names = [word for word, _ in answers]
    if total is None or not answers or len(set(names)) < len(names) or base(total) <= 0:
        return
    if any(measure(each) != measure(total) for _, each in answers):
        return
    yield from _of_sum(total, answers)
    if len(rates) == 1:
        yield from _of_rate(total, answers, rates[0])


def _of_sum(total: Quantity, answers: list[tuple[str, Quantity]]) -> Iterator[Fault]:
    parts = [each for _, each in answers]
    gap = summed(parts) - base(total)
    if not gap or (gap < 0 and (len(parts) < 3 or answers[-1][0] != "不满意")):
        return
    added = "＋".join(each.text for each in parts)
    right = f"{summed(parts).normalize():f}{total.unit}"
    said = added if len(parts) < 2 else f"{added}＝{right}"
    message = (
        f"收回的问卷为{total.text}，各种回答为{said}，相差{abs(gap).normalize():f}{total.unit}。"
    )
    make = error if gap > 0 else notice
    remedy = f"核对问卷的统计；各种回答无误的，{total.text}改为{right}。"
    yield make(SUM, (total.span, *(each.span for each in parts)), message, remedy)


def _of_rate(
    total: Quantity, answers: list[tuple[str, Quantity]], rate: Quantity
) -> Iterator[Fault]:
    good = [each for word, each in answers if word not in _BAD and each.end <= rate.start]
    counts = list(accumulate(base(each) for each in good))
    bad = sum((base(each) for word, each in answers if word == "不满意"), Decimal(0))
    counts += [base(total) - bad] if bad else []
    due = [count / base(total) for count in counts]
    if not good or any(abs(each - rate.base) <= rate.half * 2 for each in due):
        return
    if not is_near(rate.base, due[len(good) - 1]):
        return
    right = f"{(due[len(good) - 1] * 100).quantize(rate.value)}{rate.unit}"
    added = "＋".join(each.text for each in good)
    added = f"（{added}）" if len(good) > 1 else added
    message = f"满意度与文中的数不符：{added}÷{total.text}＝{right}，文中为{rate.text}。"
    remedy = f"核对问卷的统计；各数无误的，{rate.text}改为{right}；按其他办法计算的，写明算法。"
    yield notice(RATE, (rate.span, *(each.span for each in good), total.span), message, remedy)
