"""RV18: days that do not exist or do not follow each other."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import narrow
from reportgen.review.dates.days import DATE, Day, days, signature
from reportgen.review.dates.sorts import is_of_a_finished_year, is_of_a_project
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

CODE = "RV18"
_ZERO = re.compile(r"\d{4}年(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)")
_DAY_ALONE = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_TO = re.compile(r"\s*(?:起|初|底|末|开始)?\s*(?:至|到|—+|－|-|～|~|–)\s*")
_SECOND = re.compile(r"(?:次年|翌年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_GAP = re.compile(r"^[\s　]*(?:\d{4}|[\s　]*)年[\s　]+\d{0,2}月[\s　]*\d{0,2}日[\s　]*$")
_PERIOD = re.compile("对|时段|时期|期间|范围|基准|区间|截至|截止|以来|自评的|文件|通知")
_WHOLE_YEAR = re.compile(
    r"\s*(?:起|初)?\s*(?:至|到|—+|－|-|～|~|–)\s*\d{4}年12月|[^，。；]{0,6}(?:印发|下发)"
)
_ISSUED = re.compile(r"[〔\[【](\d{4})[〕\]】]\s*第?\d+号")
_OF_YEAR = re.compile(r"(\d{4})年度")
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REACH = 60
_CHECK = "核对日期，改正写错的一处。"


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each day that cannot be, and for each that stands before its turn."""
    yield from _each(case)
    if case.paper.is_report:
        yield from _sequence(case)


def _each(case: Case) -> Iterator[Fault]:
    zeros: list[Span] = []
    for block in (*case.paper.blocks, *case.paper.cells):
        if "月" not in block.text:
            continue
        told = list(days(block))
        yield from _not_in_the_calendar(block, told)
        yield from _reversed([day for day in told if day.exists])
        zeros += [Span(block, *found.span()) for found in _ZERO.finditer(block.text)]
        if case.paper.is_report and _GAP.match(block.text):
            message = f"落款日期“{block.text.strip()}”没有填完。"
            yield notice(CODE, [Span(block, 0, len(block.text))], message, "补填年、月、日。")
    if zeros:
        quoted = "、".join(f"“{text}”" for text in dict.fromkeys(span.text for span in zeros))
        message = f"公文中的日期，月、日不编虚位（前面不加0）：{quoted}。"
        yield notice(CODE, zeros, message, "删去月、日前面的0。")


def _not_in_the_calendar(block: Block, told: list[Day]) -> Iterator[Fault]:
    for day in told:
        if not day.exists:
            yield _absent(day.span)
    for found in _DAY_ALONE.finditer(narrow(block.text)):
        month, number = int(found["month"]), int(found["day"])
        if not 1 <= month <= 12 or not 1 <= number <= _LONGEST_MONTH[month - 1]:
            yield _absent(Span(block, *found.span()))


def _absent(span: Span) -> Fault:
    return error(CODE, [span], f"日历上没有“{span.text}”这一天（月）。", _CHECK)


def _reversed(told: list[Day]) -> Iterator[Fault]:
    text = narrow(told[0].span.block.text) if told else ""
    for at, day in enumerate(told):
        to = _TO.match(text, day.span.end)
        if not to:
            continue
        if at + 1 < len(told) and told[at + 1].span.start == to.end():
            other = told[at + 1]
            if other.last < day.first:
                yield _backwards(day.span, other.span)
        elif second := _SECOND.match(text, to.end()):
            yield from _within_a_year(day, second)


def _within_a_year(day: Day, second: re.Match[str]) -> Iterator[Fault]:
    other = Day(
        Span(day.span.block, *second.span()),
        day.year,
        int(second["month"]),
        int(second["day"] or 0),
    )
    if second[0].startswith(("次", "翌")) or not other.exists or other.last >= day.first:
        return
    if day.month > 8 and other.month < 5:
        return
    yield _backwards(day.span, other.span)


def _backwards(first: Span, second: Span) -> Fault:
    message = f"起止日期颠倒：从“{first.text}”到“{second.text}”，结束早于开始。"
    remedy = "核对起止日期：写错的改正；止于第二年的，写明第二年的年份。"
    return error(CODE, [first, second], message, remedy)


def _sequence(case: Case) -> Iterator[Fault]:
    signed = signature(case.paper)
    evaluated = list(_evaluations(case))
    finished = is_of_a_finished_year(case.paper) and not is_of_a_project(case.paper)
    if case.year and finished:
        yield from _before_the_year_ended(case.year, signed, evaluated)
    if not signed:
        return
    for day in evaluated:
        if day.first > signed.last:
            message = (
                f"评价时间“{day.span.text}”晚于报告落款日期“{signed.span.text}”："
                "报告不会写在评价之前。"
            )
            yield error(CODE, [day.span, signed.span], message, _CHECK)
    yield from _issued_later(case, signed)


def _evaluations(case: Case) -> Iterator[Day]:
    given = words("sequence")["evaluation"]
    dated: dict[int, list[Day]] = {}
    for sentence in case.sentences:
        text = sentence.text
        if "月" not in text:
            continue
        text = re.sub("《[^》]*》", lambda found: "　" * len(found[0]), text)
        if "月" not in text or not any(word in text for word in given["about"]):
            continue
        if any(word in text for word in given["other"]) or not any(
            w in text for w in given["done"]
        ):
            continue
        if not any(word in text for word in given["whole"]) or _of_another_year(text, case.year):
            continue
        number = sentence.block.number
        if number not in dated:
            dated[number] = list(days(sentence.block))
        plain = narrow(text)
        for day in dated[number]:
            at = day.span.start - sentence.start
            inside = 0 <= at < len(text) and DATE.match(plain, at)
            if inside and day.exists and not _PERIOD.search(re.split("[，。；：]", text[:at])[-1]):
                yield from _from_to(day)


def _of_another_year(text: str, year: int | None) -> bool:
    """Tell whether what was evaluated is another year than the report's."""
    told = {int(each) for each in _OF_YEAR.findall(text)}
    return bool(told) and year not in told


def _from_to(day: Day) -> Iterator[Day]:
    """Yield a day and the one it reaches to; nothing when they span the year that is judged."""
    text = narrow(day.span.block.text[: day.span.end + _REACH])
    to = _TO.match(text, day.span.end)
    second = _SECOND.match(text, to.end()) if to else None
    if second is None:
        if not _WHOLE_YEAR.match(text, day.span.end):
            yield day
        return
    month, number = int(second["month"]), int(second["day"] or 0)
    other = Day(Span(day.span.block, *second.span()), day.year, month, number)
    if month != 12:
        yield day
        if other.exists and other.last >= day.first:
            yield other


def _before_the_year_ended(year: int, signed: Day | None, evaluated: list[Day]) -> Iterator[Fault]:
    end = date(year, 12, 31)
    if signed and signed.last < end:
        message = (
            f"报告落款日期是“{signed.span.text}”，而报告的是{year}年度，当时这一年还没有结束。"
        )
        made = notice if signed.month == end.month and signed.year == year else error
        yield made(CODE, [signed.span], message, "核对落款日期与报告年度，改正写错的一处。")
    elif signed and signed.year > year + 1:
        message = f"报告落款日期“{signed.span.text}”距报告的{year}年度超过一年。"
        yield notice(CODE, [signed.span], message, "核对落款日期与报告年度是否写错。")
    for day in evaluated:
        if day.last < end:
            message = f"评价时间“{day.span.text}”在{year}年度结束之前，当时全年的收支还没有结果。"
            yield error(CODE, [day.span], message, "核对评价时间与报告年度，改正写错的一处。")


def _issued_later(case: Case, signed: Day) -> Iterator[Fault]:
    for block in case.paper.blocks:
        if block.number > signed.span.block.number:
            return
        for found in _ISSUED.finditer(block.text):
            if int(found[1]) <= signed.year:
                continue
            span = Span(block, *found.span())
            message = (
                f"引用的文件“{span.text}”是{found[1]}年的，晚于报告落款日期“{signed.span.text}”。"
            )
            remedy = "核对发文字号与落款日期，改正写错的一处。"
            yield error(CODE, [span, signed.span], message, remedy)
