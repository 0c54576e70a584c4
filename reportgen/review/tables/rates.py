"""RV06: a column of differences, rates or shares is what its source columns give, row by row.

The formula is the one the report gives, else the one that most rows follow.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from reportgen.checks.slips import slip
from reportgen.lexicon import words
from reportgen.review.model import error, notice
from reportgen.review.tables.cells import quoted
from reportgen.review.tables.folds import corrections, unexplained
from reportgen.review.tables.formulas import formulas, is_last
from reportgen.review.tables.gaps import places_of, printed
from reportgen.review.tables.model import AMOUNT, DIFFERENCE, POINTS, RATE, SHARE
from reportgen.review.tables.reading import sheets
from reportgen.review.tables.rows import Row, as_printed, comes_right, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.formulas import Formula
    from reportgen.review.tables.model import Column, Sheet

CODE = "RV06"
_ENOUGH = 2


def check(case: Case) -> Iterator[Fault]:
    """Yield each row of a computed column that its sources do not give.

    A row that comes right with the correction a wrong sum of its source asks for is RV05's.
    """
    found = list(raw(case))
    if not found:
        return
    from reportgen.review.tables import sums as table_sums

    sums = unexplained(list(table_sums.raw(case)), found)
    yield from raw(case, list(corrections(sums)))


def raw(case: Case, known: Sequence[tuple[int, Decimal]] = ()) -> Iterator[Fault]:
    """Yield each wrong row; ``known`` are corrections of cells that explain some of them."""
    for sheet in sheets(case):
        derived = sheet.once("derived", partial(_derived, sheet))
        notes = _notes(case, sheet) if derived else []
        for column in derived:
            yield from _column(case, sheet, column, notes, known)


def _derived(sheet: Sheet) -> list[Column]:
    derived = [each for each in sheet.columns if _is_derived(each)]
    if sheet.of_kind(POINTS):
        return [each for each in derived if each.kind != RATE or _is_of_points(each)]
    return derived


def _is_derived(column: Column) -> bool:
    if any(word in column.title for word in words("tables")["kind"]["physical"]):
        return False
    is_sum = column.role in words("tables")["role_sum"] or is_last(column)
    return column.kind in (DIFFERENCE, RATE, SHARE) or (column.kind == AMOUNT and is_sum)


def _is_of_points(column: Column) -> bool:
    return any(word in column.title for word in words("tables")["kind"]["of_points"])


def _notes(case: Case, sheet: Sheet) -> list[str]:
    last = sheet.grid.rows[-1][-1].number
    after = [each.text for each in case.paper.blocks if last < each.number <= last + 3]
    told = [text for text in after if "=" in text or "＝" in text]
    return [*told, *(row[0].text for row in sheet.grid.rows if "=" in row[0].text)]


def _column(
    case: Case,
    sheet: Sheet,
    column: Column,
    notes: Sequence[str],
    known: Sequence[tuple[int, Decimal]],
) -> Iterator[Fault]:
    key = ("formulas", column.at, tuple(notes), case.year)
    meant = sheet.once(key, lambda: formulas(sheet, column, notes, case.year))
    tried = [(formula, list(rows_of(sheet, column, formula))) for formula in meant]
    tried = [(formula, rows) for formula, rows in tried if rows]
    if not tried:
        return
    formula, rows = max(tried, key=lambda each: _score(each[1]))
    wrong = [row for row in rows if not row.fits]
    fitting = len([row for row in rows if row.fits and not row.is_empty])
    sure = fitting >= _ENOUGH and fitting > len(wrong)
    if not sure:
        alone = formula.is_told or len({_sources(each) for each, _ in tried}) == 1
        close = all(row.is_near for row in wrong) or (formula.is_told and fitting > 0)
        if not alone or not (fitting or len(wrong) == 1) or not close:
            return
        sure = formula.is_told or fitting > 0 or column.kind == RATE
    places = places_of(sheet)
    for row in wrong:
        if any(comes_right(row, formula, each) for each in known):
            continue
        yield _fault(column, formula, row, places, sure=sure and not row.is_rounding)


def _score(rows: Sequence[Row]) -> int:
    return len([row for row in rows if row.fits and not row.is_empty])


def _sources(formula: Formula) -> frozenset[int]:
    used = {column.at for _, column in formula.above}
    return frozenset(used | ({formula.below.at} if formula.below else set()))


def _fault(column: Column, formula: Formula, row: Row, places: int, *, sure: bool) -> Fault:
    due = f"{as_printed(row):f}" if row.below else printed(row.due, row.number, places)
    sign = "%" if "%" in row.number.text else ""
    name = f"{quoted(row.line.text)}一行的" if row.line.text else ""
    message = (
        f"{name}{quoted(column.title)}按{_said(formula, row)}计算应为{due}{sign}，"
        f"表中为{row.number.text}。"
    )
    sources = [*row.above, *([row.below] if row.below else [])]
    hint = slip(row.number.value, as_printed(row)) if row.below else ""
    if not row.below:
        hint = slip(row.number.value, Decimal(due), places)
    remedy = f"核对这一行的各数，改正填错的一格：如来源数据无误，改为{due}{sign}"
    remedy += f"（与现数{hint}）。" if hint else "。"
    spans = [row.number.span, *dict.fromkeys(each.span for each in sources)]
    return (error if sure else notice)(CODE, spans, message, remedy)


def _said(formula: Formula, row: Row) -> str:
    parts = zip(formula.above, row.above, strict=True)
    above = "".join(
        f"{'＋' if sign > 0 else '－'}{each.title}{number.text}" for (sign, each), number in parts
    ).removeprefix("＋")
    if formula.below is None or row.below is None:
        return above
    if len(row.above) > 1:
        above = f"（{above}）"
    whole = f"{formula.whole.text}" if formula.whole else formula.below.title
    return f"{above}÷{whole}{row.below.text}"
