"""How a column can be computed from others: as its title or a note says, else what may be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.tables.cells import bare
from reportgen.review.tables.heads import role_word, year_of
from reportgen.review.tables.model import (
    AMOUNT,
    CHANGE_RATE,
    DIFFERENCE,
    OF_WHICH,
    POINTS,
    RATE,
    SHARE,
    Column,
    Line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.tables.model import Sheet

_SAME = str.maketrans("－—–−＋÷／（）＝", "----+//()=")
_HUNDRED = re.compile(r"[×xX*]100(?:[%％]|$)")
_BRACKETED = re.compile(r"\((.*)\)$")
_CHANGE = re.compile(r"\(([^()+/-]+)-([^()+/-]+)\)/([^()+/-]+)$")
_RATIO = re.compile(r"([^()+/-]+)/([^()+/-]+)$")
_TERMS = re.compile(r"([+-]?)([^()+/-]+)")
_NAMED = re.compile(r"[^=]+=(.+)$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A signed sum of columns, divided by ``below`` where it is there.

    ``whole`` is the line whose number in ``below`` is the divisor: that of a share. ``is_told``
    where the report itself gives the formula, ``is_bare`` where the sign is left off.
    """

    above: tuple[tuple[int, Column], ...]
    below: Column | None = None
    whole: Line | None = None
    is_told: bool = False
    is_bare: bool = False


def formulas(sheet: Sheet, column: Column, notes: Sequence[str], year: int | None) -> list[Formula]:
    """Return the formulas a column may follow; one that the report gives stands alone."""
    sources = [each for each in sheet.of_kind(AMOUNT, DIFFERENCE) if each.at != column.at]
    for text in (column.title, *_of_notes(column, notes)):
        if told := _told(text, sources, year):
            return [told]
    if any(word in column.title for word in words("tables")["kind"]["of_points"]):
        return list(_of_points(sheet))
    if stock := _stock(column, sources):
        return [stock]
    if column.kind == SHARE:
        return list(_shares(sheet, sources))
    ways = {DIFFERENCE: _differences, RATE: _rates}
    return ways.get(column.kind, _sums)(column, sources)


def is_last(column: Column) -> bool:
    """Tell whether a column says what stood at the end of a time."""
    return column.title.startswith(tuple(words("tables")["stock"]["last"]))


def _stock(column: Column, sources: Sequence[Column]) -> Formula | None:
    """Return what stood at the beginning, more what came, less what went."""
    if not is_last(column):
        return None
    given = words("tables")["stock"]
    found = [
        [each for each in sources if any(word in each.title for word in given[name])]
        for name in ("first", "came", "went")
    ]
    if any(len(each) != 1 for each in found) or len({each[0].at for each in found}) < len(found):
        return None
    first, came, went = (each[0] for each in found)
    return Formula(((1, first), (1, came), (-1, went)))


def _of_points(sheet: Sheet) -> Iterator[Formula]:
    points = sheet.of_kind(POINTS)
    gained = [each for each in points if each.role == "得分"]
    whole = [each for each in points if each.role == "分值"]
    if len(gained) == len(whole) == 1:
        yield Formula(((1, gained[0]),), whole[0])


def _of_notes(column: Column, notes: Sequence[str]) -> Iterator[str]:
    title = re.sub(r"[（(].*", "", column.title)
    for note in notes:
        for part in re.split(r"[。；;，,：:]", bare(note)):
            if part.startswith(title) and ("=" in part or "＝" in part):
                yield part


def _told(text: str, sources: Sequence[Column], year: int | None) -> Formula | None:
    plain = _HUNDRED.sub("", bare(text).translate(_SAME))
    body = found[1] if (found := _NAMED.match(plain)) else ""
    if not body and (found := _BRACKETED.search(plain)):
        body = found[1]
        body = named[1] if (named := _NAMED.match(body)) else body
    if body.endswith(")") and body.count("(") < body.count(")"):
        body = body[:-1]
    return _parsed(body, sources, year) if re.search(r"[-+/]", body) else None


def _parsed(body: str, sources: Sequence[Column], year: int | None) -> Formula | None:
    if found := _CHANGE.match(body):
        one, two, below = (_column(each, sources, year) for each in found.groups())
        return (
            Formula(((1, one), (-1, two)), below, is_told=True) if one and two and below else None
        )
    if found := _RATIO.match(body):
        one, two = (_column(each, sources, year) for each in found.groups())
        return Formula(((1, one),), two, is_told=True) if one and two else None
    if "/" in body or "(" in body:
        return None
    terms = [(sign, _column(name, sources, year)) for sign, name in _TERMS.findall(body)]
    known = tuple((-1 if sign == "-" else 1, each) for sign, each in terms if each)
    return Formula(known, is_told=True) if len(known) == len(terms) > 1 else None


def _column(name: str, sources: Sequence[Column], year: int | None) -> Column | None:
    """Return the one column an operand means, None where it could be two."""
    for fits in (
        lambda each: name in (each.mark, each.mark.strip("()（）")),
        lambda each: each.title == name,
        lambda each: name in each.title,
        lambda each: _means(name, each, year),
    ):
        found = [each for each in sources if fits(each)]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _means(name: str, column: Column, year: int | None) -> bool:
    told = year_of(name, year)
    role = role_word(name)
    if told is None and not role:
        return False
    return (told is None or column.year == told) and (not role or column.role == role)


def _differences(column: Column, sources: Sequence[Column]) -> list[Formula]:
    pairs = list(permutations(sources, 2))
    signed = [Formula(((1, one), (-1, two))) for one, two in pairs]
    free = any(word in column.title for word in words("tables")["sum"]["unsigned"])
    unsigned = [Formula(each.above, is_bare=True) for each in signed] if free else []
    return [*sorted(signed, key=_rank), *unsigned]


def _rates(column: Column, sources: Sequence[Column]) -> list[Formula]:
    pairs = list(permutations([each for each in sources if each.kind == AMOUNT], 2))
    ratios = [Formula(((1, one),), two) for one, two in pairs]
    changes = [Formula(((1, one), (-1, two)), two) for one, two in pairs]
    given = [
        Formula(((1, one),), two)
        for one in sources
        if one.kind == DIFFERENCE
        for two in sources
        if two.kind == AMOUNT
    ]
    if column.role == CHANGE_RATE:
        return [*sorted(changes, key=_rank), *given, *ratios]
    return [*sorted(ratios, key=_rank), *given]


def _rank(formula: Formula) -> int:
    """Put 决算 over 预算 and a year over the one before first."""
    first = formula.above[0][1]
    second = formula.below or formula.above[-1][1]
    if len(formula.above) > 1:
        second = formula.above[1][1]
    natural = first.role in ("决算", "追加", "结余") and second.role != first.role
    later = first.year is not None and second.year is not None and first.year > second.year
    return 0 if natural or later else 1


def _shares(sheet: Sheet, sources: Sequence[Column]) -> Iterator[Formula]:
    wholes = [line for line in sheet.lines if line.kind not in ("", OF_WHICH)]
    for source in sources:
        for whole in wholes:
            yield Formula(((1, source),), source, whole)
    for one, two in permutations(sources, 2):
        yield Formula(((1, one),), two)


def _sums(column: Column, sources: Sequence[Column]) -> list[Formula]:
    """Return the sums that a role stands for, with and without what was carried in."""
    asked = words("tables")["role_sum"].get(column.role)
    if not asked:
        return []
    firsts, added, carried = ([each for each in sources if each.role in one] for one in asked)
    pairs = [((1, one), (1, two)) for one, two in product(firsts, added)]
    more = [(*pair, (1, three)) for pair in pairs for three in carried]
    return [Formula(each) for each in (*pairs, *more)]
