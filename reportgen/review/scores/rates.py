"""RV25: the execution rate is what its amounts give, and its points what the rate gives."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.checks.slips import slip
from reportgen.findings import Severity
from reportgen.lexicon import words
from reportgen.passages.model import MONEY
from reportgen.passages.model import RATE as PER_CENT
from reportgen.passages.numerals import decimal
from reportgen.review.model import error, notice
from reportgen.review.tables import sums as table_sums
from reportgen.review.tables.cells import quoted
from reportgen.review.tables.folds import corrections
from reportgen.review.tables.model import AMOUNT, POINTS, RATE
from reportgen.review.tables.reading import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case, Fault
from reportgen.review.tables.model import Column, Line, Number, Sheet

CODE = "RV25"
_NEAR = Decimal("0.1")
_ROUNDED = Decimal("0.01")


def check(case: Case) -> Iterator[Fault]:
    """Yield the rates of 自评表 and of sentences that their amounts do not give."""
    known: list[tuple[int, Decimal]] | None = None
    for sheet in sheets(case):
        rates = [each for each in sheet.of_kind(RATE) if _is_execution(each.title)]
        if rates and sheet.of_kind(POINTS):
            for line in sheet.lines:
                for fault in _line(sheet, line, rates[0]):
                    if known is None:
                        known = list(corrections(list(table_sums.raw(case))))
                    if not _comes_right(fault, known):
                        yield fault
    for sentence, found in zip(case.sentences, case.quantities, strict=True):
        if not sentence.block.is_cell and _is_execution(sentence.text):
            yield from _sentence(found)


def _is_execution(text: str) -> bool:
    return any(word in text for word in words("scoring")["rate"]["execution"])


def _planned() -> tuple[str, ...]:
    return tuple(words("scoring")["rate"]["planned"])


def _line(sheet: Sheet, line: Line, column: Column) -> Iterator[Fault]:
    rate = sheet.number(line, column)
    if rate is None:
        return
    done = _amounts(sheet, line, ("决算",))
    planned = _amounts(sheet, line, _planned())
    pairs = [(one, two) for one in done for two in planned if two.base > 0]
    if pairs and not any(_gives(one.base / two.base, rate) for one, two in pairs):
        one, two = pairs[0]
        due = one.base / two.base * 100
        message = (
            f"{quoted(line.text)}的执行率按{one.text}÷{two.text}计算应为{due:.2f}%，"
            f"表中为{rate.text}。"
        )
        remedy = f"核对预算数、执行数和执行率，改正填错的一格；如数额无误，执行率应为{due:.2f}%。"
        yield error(CODE, [rate.span, one.span, two.span], message, remedy)
        return
    yield from _points(sheet, line, rate)


def _comes_right(fault: Fault, known: Sequence[tuple[int, Decimal]]) -> bool:
    """Tell whether a rate fits once one of its amounts is what a sum of the table asks for."""
    if fault.severity is not Severity.ERROR:
        return False
    rate, *amounts = (decimal(span.text.rstrip("%％")) for span in fault.spans)
    for cell, added in known:
        for at, span in enumerate(fault.spans[1:]):
            if span.block.number == cell:
                one, two = (each + added * (at == n) for n, each in enumerate(amounts))
                if two > 0 and abs(one / two * 100 - rate) <= _ROUNDED:
                    return True
    return False


def _amounts(sheet: Sheet, line: Line, roles: Sequence[str]) -> list[Number]:
    found = [
        (roles.index(column.role), number)
        for column in sheet.of_kind(AMOUNT)
        if column.role in roles and (number := sheet.number(line, column))
    ]
    return [number for _, number in sorted(found, key=lambda each: each[0])]


def _gives(due: Decimal, rate: Number) -> bool:
    half = rate.half * 2
    if rate.measure == PER_CENT:
        return abs(due - rate.base) <= half
    return abs(due - rate.base) <= half or abs(due * 100 - rate.base) <= half


def _points(sheet: Sheet, line: Line, rate: Number) -> Iterator[Fault]:
    """Hold 得分 against 分值×执行率; counties may have bands, so it is for a person to say."""
    by_role = {each.role: sheet.number(line, each) for each in sheet.of_kind(POINTS)}
    weight, points = by_role.get("分值"), by_role.get("得分")
    if weight is None or points is None or points.value > weight.value:
        return
    share = rate.base if rate.measure == PER_CENT or rate.base <= 2 else rate.base / 100
    due = weight.value * min(share, Decimal(1))
    if abs(due - points.value) <= Decimal("0.05") or due == points.value:
        return
    message = (
        f"{quoted(line.text)}执行率{rate.text}，按分值{weight.text}×执行率应得{due:.2f}分，"
        f"表中得分{points.text}。"
    )
    remedy = f"核对执行率的得分：按比例计分的改为{due:.2f}分；另有计分办法的，在评分标准中写明。"
    yield notice(CODE, [points.span, weight.span, rate.span], message, remedy)


def _sentence(found: Sequence[Quantity]) -> Iterator[Fault]:
    """Hold 执行率为…% against the two amounts before it in the sentence."""
    for at, rate in enumerate(found):
        named = _is_execution(rate.name) and rate.measure == PER_CENT and not rate.change
        amounts = [each for each in found[:at] if each.measure == MONEY and not each.change]
        done = [each for each in amounts if each.role == "决算"]
        planned = [each for each in amounts if each.role in _planned()]
        if not named or rate.about or not done or not planned:
            continue
        pairs = [(one, two) for one in amounts for two in amounts if two.base > 0]
        gaps = (abs(one.base / two.base - rate.base) for one, two in pairs)
        fits = any(gap <= rate.half * 2 for gap in gaps)
        if fits or not planned[-1].base:
            continue
        due = done[-1].base / planned[-1].base * 100
        if not _is_near(due, rate):
            continue
        made = f"{done[-1].text}÷{planned[-1].text}"
        message = f"“{rate.name}”按{made}计算应为{due:.2f}%，文中为{rate.text}。"
        remedy = f"核对两个数额和比率，改正写错的一处；如数额无误，应为{due:.2f}%。"
        spans = [rate.span, done[-1].span, planned[-1].span]
        yield (error if len(amounts) == 2 else notice)(CODE, spans, message, remedy)


def _is_near(due: Decimal, rate: Quantity) -> bool:
    gap = abs(due - rate.base * 100)
    return gap <= due * _NEAR or bool(slip(rate.value, round(due, 2)))
