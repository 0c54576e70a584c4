"""Columns that add up others: 合计 beside its parts, 调整后预算 beside what it is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.review.model import error
from reportgen.review.tables.cells import bare, is_blank, quoted, sum_word
from reportgen.review.tables.gaps import (
    NEAR,
    named,
    off_by_slip,
    places_of,
    printed,
    tolerance,
)
from reportgen.review.tables.model import AMOUNT, DIFFERENCE, SUBTOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.model import Column, Line, Number, Sheet

CODE = "RV05"


def faults(_case: Case, sheet: Sheet) -> Iterator[Fault]:
    """Yield the rows in which a column of sums is not the sum of its columns."""
    columns = [each for each in sheet.of_kind(AMOUNT, DIFFERENCE) if each.title]
    places = places_of(sheet)
    for at, column in enumerate(columns):
        if _last_head(column):
            yield from _column(sheet, column, _choices(columns, at), places)


def _last_head(column: Column) -> str:
    """Return which kind of sum a column is by its lowest head."""
    return sum_word(column.names[-1].text) if column.names else ""


def _choices(columns: Sequence[Column], at: int) -> list[tuple[Column, ...]]:
    """Return the columns that may add up to one: to its right or left, nearest sum excluded."""
    total = columns[at]
    right = _until_sum(columns[at + 1 :], total)
    left = _until_sum(columns[:at][::-1], total)
    subtotals = [each for each in columns if _last_head(each) == SUBTOTAL and each is not total]
    plain = [each for each in columns if not _last_head(each)]
    under = [each for each in plain if _parent(each) == _parent(total)]
    choices = (under, right, left, subtotals, plain, _nested(columns, total))
    found = [tuple(each) for each in choices if len(each) > 1]
    return list(dict.fromkeys(found))


def _nested(columns: Sequence[Column], total: Column) -> list[Column]:
    """Return the columns under the same head as a sum; a subtotal stands for those beside it."""
    depth = len(_parent(total))
    inside = [
        each
        for each in columns
        if each is not total and _parent(each)[:depth] == _parent(total) and depth
    ]
    sums = {_parent(each) for each in inside if _last_head(each)}
    return [each for each in inside if _last_head(each) or _parent(each) not in sums]


def _parent(column: Column) -> tuple[int, ...]:
    return tuple(head.number for head in column.names[:-1])


def _until_sum(columns: Sequence[Column], total: Column) -> list[Column]:
    found: list[Column] = []
    for column in columns:
        if _last_head(column) or _parent(column) != _parent(total):
            break
        found.append(column)
    return found


def _column(
    sheet: Sheet, total: Column, choices: Sequence[tuple[Column, ...]], places: int
) -> Iterator[Fault]:
    """Hold a column against the choice that fits most rows; doubtful ones are left alone."""
    best: tuple[int, list[Fault]] | None = None
    for parts in choices:
        rows = [found for line in sheet.lines if (found := _row(sheet, line, total, parts, places))]
        fitting = len([1 for _gap, fault in rows if fault is None])
        wrong = [(gap, fault) for gap, fault in rows if fault is not None]
        if not wrong:
            if rows:
                return
            continue
        near = all(abs(gap) <= NEAR for gap, _ in wrong) and _are_alike(parts)
        some = fitting >= len(wrong) if _are_alike(parts) else fitting > len(wrong)
        alone = not fitting and len(wrong) == 1 and near
        if (alone or (fitting and some)) and (best is None or fitting > best[0]):
            best = (fitting, [fault for _, fault in wrong])
    if best:
        yield from best[1]


def _are_alike(parts: Sequence[Column]) -> bool:
    """Tell whether columns differ in what they are of, not in year or role."""
    return len({(column.role, column.year) for column in parts}) == 1


def _row(
    sheet: Sheet, line: Line, total: Column, parts: Sequence[Column], places: int
) -> tuple[Decimal, Fault | None] | None:
    """Return the gap of a row as a part of its sum, and its fault; None where it has no sum."""
    printed_sum = sheet.number(line, total)
    pairs = [(bare(each.title), number) for each in parts if (number := sheet.number(line, each))]
    readable = all(sheet.number(line, each) or _is_empty(sheet, line, each) for each in parts)
    if printed_sum is None or len(pairs) < 2 or not readable:
        return None
    if any(number.measure != printed_sum.measure for _, number in pairs):
        return None
    gap = printed_sum.base - sum((number.base for _, number in pairs), Decimal(0))
    if abs(gap) <= tolerance([printed_sum, *(number for _, number in pairs)], places):
        return Decimal(0), None
    share = abs(gap) / abs(printed_sum.base) if printed_sum.base else Decimal(1)
    return share, _fault(line, total, (printed_sum, pairs), gap, places)


def _is_empty(sheet: Sheet, line: Line, column: Column) -> bool:
    return is_blank(sheet.cell(line, column).text)


def _fault(
    line: Line,
    column: Column,
    found: tuple[Number, list[tuple[str, Number]]],
    gap: Decimal,
    places: int,
) -> Fault:
    total, pairs = found
    due = printed(total.base - gap, total, places)
    off = printed(abs(gap), total, places)
    title = bare(column.title)
    name = f"{quoted(line.text)}一行，" if line.text else ""
    message = (
        f"{name}{named(pairs)}相加为{due}，{quoted(title)}为{total.text}，"
        f"{'多' if gap > 0 else '少'}{off}。"
    )
    hints = [f"{quoted(title)}可能应为{due}", *off_by_slip(pairs, gap, places)]
    remedy = f"核对{quoted(title)}和各分项，改正填错的一格：{'；'.join(hints)}。"
    return error(CODE, [total.span, *(number.span for _, number in pairs)], message, remedy)
