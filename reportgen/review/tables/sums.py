"""RV05: the rows under 合计, 小计 and 总计 add up to them, and so do the parts of any row.

A table is read in every way its structure allows; where one fits, nothing is said. A gap is a
fault where the table can be read in one way only, or where that way fits another column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.model import error, notice
from reportgen.review.tables import across as table_across
from reportgen.review.tables.cells import quoted
from reportgen.review.tables.folds import crossed, unexplained
from reportgen.review.tables.gaps import (
    named,
    off_by_slip,
    places_of,
    printed,
    twin,
)
from reportgen.review.tables.held import FEWEST_PARTS, Held, held, tells
from reportgen.review.tables.model import AMOUNT, DIFFERENCE, OF_WHICH
from reportgen.review.tables.named import faults as named_cells
from reportgen.review.tables.numbered import counts_on, skipped
from reportgen.review.tables.parts import children, continued, readings
from reportgen.review.tables.reading import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.model import Column, Line, Sheet
    from reportgen.review.tables.numbered import Skipped
    from reportgen.review.tables.parts import Reading

CODE = "RV05"


def check(case: Case) -> Iterator[Fault]:
    """Yield each sum of a table that its parts do not come to.

    A sum that is off only because of one row's wrong difference is RV06's to tell.
    """
    yield from named_cells(case)
    found = list(raw(case))
    if not found:
        return
    from reportgen.review.tables import rates as table_rates

    yield from crossed(unexplained(found, list(table_rates.raw(case))))


def raw(case: Case) -> Iterator[Fault]:
    """Yield each wrong sum, whatever else shows the same fault."""
    for sheet in sheets(case):
        if len(sheet.lines) >= FEWEST_PARTS or sheet.of_kind(AMOUNT):
            yield from _rows(case, sheet)
            yield from table_across.faults(case, sheet)


def _rows(case: Case, sheet: Sheet) -> Iterator[Fault]:
    columns = sheet.once("added up", lambda: _added_up(sheet))
    if not columns:
        return
    places = places_of(sheet)
    for at, line in enumerate(sheet.lines):
        if line.kind not in ("", OF_WHICH):
            yield from _total(case, sheet, columns, at, places)
        elif parts := _children(sheet, columns, at, places):
            yield from _parent(case, sheet, columns, (line, parts), places)


def _added_up(sheet: Sheet) -> list[Column]:
    return [each for each in sheet.of_kind(AMOUNT, DIFFERENCE) if _adds_up(each)]


def _children(sheet: Sheet, columns: Sequence[Column], at: int, places: int) -> tuple[Line, ...]:
    """Return the parts of a row; where nothing is indented, those that fit most columns."""
    line, lines = sheet.lines[at], sheet.lines
    best, found = 1, sheet.once(("children", at), lambda: children(lines, at))
    for parts in sheet.once(("continued", at), lambda: tuple(continued(lines, at))):
        sums = [each for column in columns if (each := held(sheet, line, parts, column, places))]
        right = [each for each in sums if each.fits and each.total.base]
        fitting = len(right) + any(tells(each) for each in right)
        if fitting > best:
            best, found = fitting, parts
    return found


def _adds_up(column: Column) -> bool:
    return not any(word in column.title for word in words("tables")["sum"]["never"])


def _total(
    case: Case, sheet: Sheet, columns: Sequence[Column], at: int, places: int
) -> Iterator[Fault]:
    line = sheet.lines[at]
    known = sheet.once(("readings", at), lambda: readings(sheet.lines, at))
    if all(_has_way(sheet, line, known, column, places) for column in columns):
        return
    tried = [
        (
            column,
            [found for each in known if (found := held(sheet, line, each.parts, column, places))],
        )
        for column in columns
    ]
    wrong = [(column, sums) for column, sums in tried if sums and not any(s.fits for s in sums)]
    right = len([sums for _, sums in tried if any(s.fits and s.total.base for s in sums)])
    plain = bool(known) and known[0].is_plain
    for column, tried_sums in wrong:
        proven = _proven(sheet, line, known, columns, places)
        likely = proven if proven is not None else known[0].parts
        found = held(sheet, line, likely, column, places)
        if proven is None and not plain:
            found = min(tried_sums, key=lambda each: abs(each.gap))
        if found is None or found.fits:
            continue
        if found.is_rounding and len(wrong) > 1:
            continue
        known_parts = plain or proven is not None
        simple = plain and _is_simple(sheet, found)
        sure = known_parts and (right > 0 or len(wrong) < 2 or found.is_near or simple)
        sure = sure and not found.is_rounding
        if sure or found.is_near:
            yield _fault(case, column, line, found, places, sure=sure)


def _has_way(
    sheet: Sheet, line: Line, known: Sequence[Reading], column: Column, places: int
) -> bool:
    """Tell whether a sum fits in one of the ways to read it, or in none because none is a sum."""
    sums = [held(sheet, line, each.parts, column, places) for each in known[:1]]
    if sums and sums[0] and sums[0].fits:
        return True
    sums += [held(sheet, line, each.parts, column, places) for each in known[1:]]
    return not any(sums) or any(found.fits for found in sums if found)


def _is_simple(sheet: Sheet, found: Held) -> bool:
    """Tell whether a table is a plain list with one sum, which no unmarked part can explain."""
    some = words("tables")["sum"]["some"]
    if len([1 for line in sheet.lines if line.kind]) > 1 or any(
        word in f"{sheet.name}{sheet.grid.title}" for word in some
    ):
        return False
    return found.gap > 0 or counts_on(sheet)


def _proven(
    sheet: Sheet,
    line: Line,
    known: Sequence[Reading],
    columns: Sequence[Column],
    places: int,
) -> tuple[Line, ...] | None:
    """Return the reading that most other columns prove, None where none does."""
    best, proven = 0, None
    for parts, _is_plain in known:
        sums = (held(sheet, line, parts, column, places) for column in columns)
        fitting = len([1 for found in sums if found and found.fits and tells(found)])
        if fitting > best:
            best, proven = fitting, parts
    return proven


def _parent(
    case: Case,
    sheet: Sheet,
    columns: Sequence[Column],
    family: tuple[Line, tuple[Line, ...]],
    places: int,
) -> Iterator[Fault]:
    """Yield the columns in which the parts of a row do not come to it.

    They are a complete set where they add up in another column; where there is no other,
    a gap that is small may be a slip, and parts that exceed the whole are wrong.
    """
    line, parts = family
    sums = [(column, held(sheet, line, parts, column, places)) for column in columns]
    read = [(column, found) for column, found in sums if found and found.total.base]
    fitting = [found for _, found in read if found.fits]
    complete = any(tells(found) for found in fitting) or len(fitting) >= FEWEST_PARTS
    for column, found in read:
        if found.fits:
            continue
        exceeds = found.gap < 0 <= found.total.base and parts[0].kind == OF_WHICH
        if complete or exceeds:
            yield _fault(case, column, line, found, places, sure=not found.is_rounding)
        elif found.is_near and len(found.parts) >= FEWEST_PARTS and parts[0].kind != OF_WHICH:
            yield _fault(case, column, line, found, places, sure=False)


def _fault(
    case: Case, column: Column, line: Line, found: Held, places: int, *, sure: bool
) -> Fault:
    total, gap = found.total, found.gap
    due = printed(total.base - gap, total, places)
    off = printed(abs(gap), total, places)
    name = quoted(line.text)
    title = f"{quoted(column.title)}一列，" if column.title else ""
    whole = found.parts[0][0] if line.kind == "" and len(found.parts) == 1 else ""
    message = (
        f"{title}{name}为{total.text}，其中{quoted(whole)}为{found.parts[0][1].text}，"
        f"部分大于整体{off}。"
        if whole and gap < 0
        else f"{title}{named(found.parts)}相加为{due}，{name}为{total.text}，"
        f"{'多' if gap > 0 else '少'}{off}。"
    )
    hints = [] if whole else [f"{name}可能应为{due}"]
    hints += [f"{gone.told}，可能少了一行"] if (gone := _missing(case, found)) else []
    hints += [*off_by_slip(found.parts, gap, places)]
    if not whole and (said := twin(case, total)):
        hints.append(said)
    act = "补上漏掉的一行，或改正填错的一格" if gone else "改正填错的一格"
    remedy = f"核对{name}和各分项，{act}{'：' if hints else ''}{'；'.join(hints)}。"
    spans = [total.span, *(number.span for _, number in found.parts)]
    return (error if sure else notice)(CODE, spans, message, remedy)


def _missing(case: Case, found: Held) -> Skipped | None:
    """Return where the serial numbers of the rows skip, if parts are wanting."""
    number = found.total.block.number
    for sheet in sheets(case) if found.gap > 0 else ():
        if any(each.block.number == number for each in sheet.numbers.values()):
            return skipped(sheet)
    return None
