"""The head of a table: which rows it takes, and what each column is."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.tables.cells import (
    KEPT,
    bare,
    is_blank,
    is_number,
    is_year,
    sum_word,
    unit_of,
)
from reportgen.review.tables.model import (
    AMOUNT,
    CHANGE_RATE,
    DIFFERENCE,
    ORDER,
    POINTS,
    RATE,
    SHARE,
    TEXT,
    Column,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid

    Row = tuple[Block, ...]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|$)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})\s*年")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_MARK = re.compile(r"([①-⑳])|[（(]?(?<![A-Za-z])([A-Ha-h])(?![A-Za-z])[）)]?$")
_LONGEST_HEAD = 24
_OF_A_RATE = ("%", "百分点", "个百分点")
_ROLE_OF_KIND = {DIFFERENCE: "差额", SHARE: "占比", RATE: "完成率", ORDER: "序号"}


def sections(grid: Grid) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the parts of a grid: the rows of a head, and those of the lines under it."""
    heads: list[int] = []
    lines: list[int] = []
    for at, row in enumerate(grid.rows):
        if _is_band(row):
            if lines:
                lines.append(at)
            continue
        if not lines and heads and _goes_on(grid.rows[at - 1], row):
            heads.append(at)
        elif _is_head(row, is_first=not heads):
            if heads:
                yield heads, lines
            heads, lines = [at], []
        else:
            lines.append(at)
    if heads or lines:
        yield heads, lines


def _is_band(row: Row) -> bool:
    """Tell whether a row is one cell over the whole width: a title or a note."""
    return len(row) > 1 and len({cell.number for cell in row}) == 1


def _is_head(row: Row, *, is_first: bool) -> bool:
    if is_first:
        return not any(is_number(cell.text) and not is_year(cell.text) for cell in row[1:])
    told = [bare(cell.text) for cell in row[1:] if bare(cell.text)]
    if len(set(told)) < 2 or sum_word(row[0].text):
        return False
    return all(looks_like_head(text) for text in told)


@lru_cache(KEPT)
def looks_like_head(text: str) -> bool:
    """Tell whether words without blanks may be the head of a column."""
    ends = tuple(words("tables")["head"]["ends"])
    return len(text) <= _LONGEST_HEAD and _BRACKETED.sub("", text).endswith(ends)


def _goes_on(above: Row, row: Row) -> bool:
    """Tell whether a row still belongs to the head over it."""
    first = bare(row[0].text)
    if first in words("tables")["label"]["columns_row"]:
        return True
    if any(is_number(cell.text) and not is_year(cell.text) for cell in row):
        return False
    if _is_told(above, row):
        return False
    if any(one.number == two.number for one, two in zip(above, row, strict=False)):
        return True
    texts = [bare(cell.text) for cell in above]
    if (len(texts) > 1 and texts[0] == texts[1]) or len(above) < len(row):
        return True
    spreads = "" in texts[1:] or any(one == two for one, two in itertools.pairwise(texts))
    return spreads and first in ("", texts[0]) and any(bare(cell.text) for cell in row)


def _is_told(above: Row, row: Row) -> bool:
    """Tell whether a row tells in sentences what the head over it asks for."""
    first = bare(row[0].text)
    if first == bare(above[0].text) and first.endswith(_over_words()):
        return True
    shared = {cell.number for cell in above}
    return any(cell.number not in shared and _is_too_long(cell.text) for cell in row)


def _is_too_long(text: str) -> bool:
    return len(text) > _LONGEST_HEAD and len(_BRACKETED.sub("", bare(text))) > _LONGEST_HEAD


@cache
def _over_words() -> tuple[str, ...]:
    return tuple(words("tables")["head"]["over_words"])


def column(
    grid: Grid, at: int, heads: Sequence[int], lines: Sequence[int], year: int | None
) -> Column:
    """Return what a column is, by its heads and by what stands in it."""
    cells = _head_cells(grid, at, heads)
    marks = [cell for cell in cells if is_number(cell.text) and not is_year(cell.text)]
    title = bare("".join(cell.text for cell in cells if cell not in marks))
    values = _values(grid, at, lines)
    count = sum(is_number(value) for value in values)
    few = count * 2 < len(values)
    kind = TEXT
    if at or values:
        kind = _kind(title, few=few, filled=bool(values), counted=bool(count))
    unit = unit_of(title) or ("%" if title.endswith(("%", "％")) else "")
    if (
        not unit
        and count
        and sum("%" in each or "％" in each for each in values if is_number(each)) == count
    ):
        unit = "%"
    return Column(
        at=at,
        title=title,
        heads=tuple(cells),
        year=year_of(title, year),
        role=CHANGE_RATE if kind == DIFFERENCE and unit == "%" else _role(title, kind),
        unit=unit,
        kind=RATE if kind in (AMOUNT, DIFFERENCE) and unit in _OF_A_RATE else kind,
        mark=marks[0].text.strip() if marks else _mark(title),
    )


def _head_cells(grid: Grid, at: int, heads: Sequence[int]) -> list[Block]:
    """Return the heads over a column, each once; a blank one takes its left neighbour's place."""
    cells: list[Block] = []
    for place, row in enumerate(heads):
        if at >= len(grid.rows[row]):
            continue
        cell = grid.rows[row][at]
        if not bare(cell.text) and place < len(heads) - 1:
            cell = _spread(grid, row, at)
        if bare(cell.text) and all(cell.number != each.number for each in cells):
            cells.append(cell)
    return cells


def _spread(grid: Grid, row: int, at: int) -> Block:
    """Return the nearest head to the left, as the text of a merged head spreads over blanks."""
    cells = grid.rows[row]
    return next((cells[left] for left in range(at, 0, -1) if bare(cells[left].text)), cells[at])


def _values(grid: Grid, at: int, lines: Sequence[int]) -> list[str]:
    texts = (grid.rows[row][at].text for row in lines if at < len(grid.rows[row]))
    return [text for text in texts if not is_blank(text)]


@lru_cache(KEPT)
def year_of(title: str, year: int | None) -> int | None:
    """Return the year a title gives; two digits and 上年 are read by the report's year.

    >>> year_of("20年预算", 2020), year_of("上年决算数", 2020), year_of("2019年", None)
    (2020, 2019, 2019)
    """
    if found := _YEAR.search(title):
        return int(found[1])
    if year is None:
        return None
    if found := _SHORT_YEAR.search(title):
        return year // 100 * 100 + int(found[1])
    if any(word in title for word in ("上年", "去年")):
        return year - 1
    return year if any(word in title for word in ("本年", "当年")) else None


@lru_cache(KEPT)
def is_only_year(title: str) -> bool:
    """Tell whether a title is a year and no noun."""
    return not re.sub(r"\d+\s*年?度?", "", _BRACKETED.sub("", title))


@lru_cache(KEPT)
def _kind(title: str, *, few: bool, filled: bool, counted: bool) -> str:
    """Return a column's kind; ``few`` of its cells are numbers, or none is filled or a number."""
    if few and not (counted and title.endswith(("数", "额"))):
        return TEXT
    plain = _BRACKETED.sub("", title)
    if plain.endswith(tuple(words("tables")["kind"]["rank"])):
        return TEXT
    if plain.endswith("率") and not any(
        word in plain for word in words("tables")["kind"]["change_rate"]
    ):
        return RATE
    for kind in (ORDER, POINTS, SHARE, "change_rate", RATE, DIFFERENCE):
        if any(word in plain for word in words("tables")["kind"][kind]):
            found = RATE if kind == "change_rate" else kind
            return found if filled or found != ORDER else TEXT
    if filled or role_word(title):
        return AMOUNT
    return TEXT


@lru_cache(KEPT)
def _role(title: str, kind: str) -> str:
    if kind == RATE and any(word in title for word in words("tables")["kind"]["change_rate"]):
        return CHANGE_RATE
    if kind in _ROLE_OF_KIND and not (kind == DIFFERENCE and "结余" in title):
        return _ROLE_OF_KIND[kind]
    if sum_word(_YEAR.sub("", title)) and kind == AMOUNT and not role_word(title):
        return "合计"
    return role_word(_BRACKETED.sub("", title)) or role_word(title)


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    pairs = [(word, role) for role, known in words("tables")["role"].items() for word in known]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


@lru_cache(KEPT)
def role_word(title: str) -> str:
    """Return the role a title's longest known word gives, empty where it has none."""
    return next((role for word, role in _roles() if word in title), "")


@lru_cache(KEPT)
def _mark(title: str) -> str:
    found = _MARK.search(title)
    return (found[1] or found[2]) if found else ""
