"""RV21: points add up to the total the table prints and the text claims, weights to theirs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import whole
from reportgen.review.model import error, notice
from reportgen.review.scores.sheets import FULL, Scored, claims, is_whole, scored
from reportgen.review.tables.cells import bare, is_blank, quoted
from reportgen.review.tables.model import POINTS, SUBTOTAL
from reportgen.review.tables.parts import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.model import Column, Number

CODE = "RV21"
_DIMENSION = re.compile(r"(.+?)[（(](\d+(?:\.\d+)?)分?[）)]$")
_NEAR = Decimal(20)


def check(case: Case) -> Iterator[Fault]:
    """Yield the totals of points and of weights that do not come out."""
    tables = scored(case)
    seen: set[tuple[int, int]] = set()
    for one in tables:
        yield from _total(one, one.points)
        yield from _subtotals(one, one.points)
        key = (one.sheet.grid.number, one.sheet.heads[0])
        if one.weight and key not in seen:
            seen.add(key)
            yield from list(_dimensions(one, one.weight)) or _total(one, one.weight)
            yield from _subtotals(one, one.weight)
    yield from _claims(case, [one for one in tables if is_whole(one)])


def _total(one: Scored, column: Column) -> Iterator[Fault]:
    """Hold the printed total of a column against its rows."""
    total = one.total_of(column)
    due, numbers = one.sum_of(column)
    if total is None or len(numbers) < 2 or total.value in _sums(one, column, due):
        return
    if any(total.block.number == number.block.number for number in numbers):
        return
    due += _above(one, column)
    gap = total.value - due
    complete = _is_complete(one, column)
    if not complete and gap >= 0:
        return
    message = (
        f"{quoted(column.title)}一列各项相加为{due:f}分，{quoted(_name(one))}为{total.text}，"
        f"{'多' if gap > 0 else '少'}{abs(gap):f}分。"
    )
    remedy = (
        f"核对各项{column.title}和{quoted(_name(one))}，改正填错的一格；"
        f"如各项无误，合计应为{due:f}分。"
    )
    make = error if complete and abs(gap) <= _NEAR else notice
    yield make(CODE, [total.span, *(number.span for number in numbers)], message, remedy)


def _subtotals(one: Scored, column: Column) -> Iterator[Fault]:
    """Hold each 小计 of a column against the rows over it, where nothing else can be meant."""
    lines = one.sheet.lines
    for at, line in enumerate(lines):
        total = one.sheet.number(line, column)
        known = readings(lines, at) if line.kind == SUBTOTAL and total else []
        if total is None or not known or not known[0].is_plain:
            continue
        numbers = [one.sheet.number(part, column) for part in known[0].parts]
        values = {each.block.number: each for each in numbers if each}
        due = sum((each.value for each in values.values()), Decimal(0))
        if all(numbers) and len(values) == len(numbers) and due != total.value:
            message = (
                f"{quoted(column.title)}一列，{quoted(line.text)}以上{len(numbers)}项"
                f"相加为{due:f}分，"
                f"{quoted(line.text)}为{total.text}。"
            )
            remedy = f"核对各项{column.title}和{quoted(line.text)}，改正填错的一格。"
            yield error(
                CODE, [total.span, *(each.span for each in values.values())], message, remedy
            )


def _name(one: Scored) -> str:
    return one.total.text if one.total else "合计"


def _is_complete(one: Scored, column: Column) -> bool:
    return all(
        one.sheet.number(line, column) or not is_blank(one.sheet.cell(line, column).text)
        for line in one.lines
        if line.text
    ) and not any(line.mark for line in one.lines if not one.sheet.number(line, column))


def _sums(one: Scored, column: Column, due: Decimal) -> set[Decimal]:
    """Return what the rows may add up to: with the points over the table, without extras."""
    above = _above(one, column)
    found = {due, due + above}
    if one.weight is None:
        found.add(due / len(one.lines))
    extra = [line for line in one.lines if _is_extra(line.text)]
    for line in extra:
        if number := one.sheet.number(line, column):
            found |= {each - number.value for each in set(found)}
            found |= {each - 2 * number.value for each in set(found)}
    at = one.sheet.lines.index(one.total) if one.total else 0
    for reading in readings(one.sheet.lines, at):
        values = (one.sheet.number(line, column) for line in reading.parts)
        found.add(sum((each.value for each in values if each), Decimal(0)))
    return found


def _above(one: Scored, column: Column) -> Decimal:
    """Return the points of 执行率, which the form prints over the indicators."""
    found = Decimal(0)
    for sheet in one.before:
        same = [each for each in sheet.of_kind(POINTS) if each.role == column.role]
        values = {
            number.block.number: number.value
            for line in sheet.lines
            if not line.kind
            for each in same
            if (number := sheet.number(line, each))
        }
        found += max(values.values(), default=Decimal(0))
    return found


def _is_extra(text: str) -> bool:
    given = words("scoring")["rows"]
    return any(word in text for word in (*given["added"], *given["taken"]))


def _dimensions(one: Scored, weight: Column) -> Iterator[Fault]:
    """Hold 投入（10分） against the weights of its rows."""
    groups: dict[tuple[int, str], dict[int, Number]] = {}
    for line in one.lines:
        number = one.sheet.number(line, weight)
        for level, text in enumerate(line.groups):
            if number and _DIMENSION.match(text):
                groups.setdefault((level, text), {})[number.block.number] = number
    told: list[tuple[set[int], Decimal]] = []
    for (_level, text), numbers in sorted(groups.items(), key=lambda each: -each[0][0]):
        gap = _gap(text, numbers.values())
        inner = [off for cells, off in told if cells <= set(numbers)]
        if gap and gap != sum(inner):
            yield _dimension(_cell(one, text), text, list(numbers.values()))
        if gap:
            told.append((set(numbers), gap - sum(inner)))


def _cell(one: Scored, text: str) -> Block:
    """Return the first cell with these words."""
    cells = (cell for line in one.lines for cell in one.sheet.grid.rows[line.at])
    return next(cell for cell in cells if bare(cell.text) == text)


def _gap(text: str, numbers: Iterable[Number]) -> Decimal:
    found = _DIMENSION.match(text)
    due = sum((number.value for number in numbers), Decimal(0))
    return Decimal(found[2]) - due if found else Decimal(0)


def _dimension(cell: Block, text: str, numbers: Sequence[Number]) -> Fault:
    title = _DIMENSION.match(text)
    name, said = (quoted(title[1]), title[2]) if title else (quoted(text), "")
    due = sum((number.value for number in numbers), Decimal(0))
    message = f"{name}标明{said}分，其下各项分值相加为{due:f}分。"
    remedy = f"核对{name}标明的分数和其下各项分值，改正填错的一格。"
    return error(CODE, [whole(cell), *(number.span for number in numbers)], message, remedy)


def _claims(case: Case, tables: Sequence[Scored]) -> Iterator[Fault]:
    """Hold the total that the text claims against the tables'."""
    due: dict[Decimal, tuple[Number, ...]] = {}
    for one in tables:
        printed = one.total_of(one.points)
        total, numbers = one.sum_of(one.points)
        if printed is not None:
            due[printed.value] = (printed,)
        elif _is_complete(one, one.points):
            due[total + _above(one, one.points)] = numbers
    if not due:
        return
    sums = {one.sum_of(one.points)[0] for one in tables}
    wrong = [
        claim
        for claim in claims(case)
        if claim.value not in due and claim.value not in sums and claim.value <= FULL
    ]
    if not wrong:
        return
    said = "或".join(f"{each.normalize():f}" for each in due)
    message = f"文中说得分为{wrong[0].value:f}分，评分表的合计为{said}分。"
    remedy = "核对评分表各项得分和正文所说的得分，改正填错的一处。"
    make = error if len(due) == 1 else notice
    spans = [number.span for found in due.values() for number in found]
    yield make(CODE, [*(claim.span for claim in wrong), *spans], message, remedy)
