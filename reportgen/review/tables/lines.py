"""The lines of a table: which column names them, and what kind of line each is."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.tables.cells import (
    KEPT,
    bare,
    is_blank,
    is_number,
    kind_of,
    label,
    order,
    place_in_list,
    unit_of,
)
from reportgen.review.tables.model import LABEL, ORDER, TEXT, Column, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid

_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def parts(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Yield the columns of each list that stands in the table, side by side with others.

    A second list begins where a column of names follows columns of numbers.
    """
    part: list[Column] = []
    for place, column in enumerate(columns):
        has_numbers = any(each.kind not in (TEXT, ORDER) for each in part)
        if part and has_numbers and _names_rows(column) and _numbers_follow(columns[place + 1 :]):
            yield part
            part = []
        part.append(column)
    if part:
        yield part


def _names_rows(column: Column) -> bool:
    title = _BRACKETED.sub("", column.title)
    return column.kind in (TEXT, ORDER) and title in {
        *words("tables")["label"]["titles"],
        *words("tables")["label"]["order"],
    }


def _numbers_follow(columns: Sequence[Column]) -> bool:
    return any(column.kind not in (TEXT, ORDER) for column in columns)


def label_column(grid: Grid, part: Sequence[Column], lines: Sequence[int]) -> int:
    """Return which column of a part names its lines: its place in the part."""
    leading = [at for at, column in enumerate(part) if _may_name(column, grid, at, lines)]
    run = [at for at in leading if all(_leads(part[before]) for before in range(at))]
    named = [at for at in run if "三级" in part[at].title or "指标名称" in part[at].title]
    if named:
        return named[0]
    for at in run:
        if at == run[-1] or not _is_group(grid, part[at].at, part[at + 1].at, lines):
            return at
    return 0


def _leads(column: Column) -> bool:
    return column.kind in (TEXT, ORDER)


def _may_name(column: Column, grid: Grid, at: int, lines: Sequence[int]) -> bool:
    if column.kind == TEXT:
        beside = any(word in column.title for word in words("tables")["label"]["beside"])
        return at == 0 or not beside
    return at == 0 and column.kind != ORDER and _counts_on(grid, column.at, lines)


def _counts_on(grid: Grid, at: int, lines: Sequence[int]) -> bool:
    """Tell whether the numbers of a first column name its rows: years one after the other."""
    texts = [bare(grid.rows[row][at].text).removesuffix("年") for row in lines]
    years = [text for text in texts if re.fullmatch(r"(?:19|20)\d\d", text)]
    return bool(years) and len(years) == len(texts)


def _is_group(grid: Grid, at: int, following: int, lines: Sequence[int]) -> bool:
    """Tell whether a column holds names that several rows share."""
    for above, row in itertools.pairwise(lines):
        one, two = grid.rows[above], grid.rows[row]
        if max(at, following) >= min(len(one), len(two)):
            continue
        shares = one[at].number == two[at].number or not bare(two[at].text)
        if shares and bare(two[following].text) and not is_number(two[following].text):
            return True
    return False


def lines_of(
    grid: Grid, part: Sequence[Column], at: int, rows: Sequence[int], heads: Sequence[Block]
) -> Iterator[Line]:
    """Yield the lines of a part; a line with no word and no number is none."""
    groups = [""] * at
    for row in rows:
        cells = [grid.rows[row][column.at] for column in part if column.at < len(grid.rows[row])]
        if not any(bare(cell.text) for cell in cells) or at >= len(cells):
            continue
        groups = [bare(cell.text) or before for cell, before in zip(cells, groups, strict=False)]
        first = cells[: at + 1]
        told = [cell.text for cell, each in zip(cells, part, strict=False) if each.kind == ORDER]
        if not any(bare(cell.text) for cell in first):
            first = [grid.rows[row][0]]
        text = told[0] if told and part[0].kind == ORDER else None
        yield _line(row, cells[at], (first, tuple(groups[:at]), heads), text)


def _line(
    row: int,
    cell: Block,
    around: tuple[Sequence[Block], tuple[str, ...], Sequence[Block]],
    text: str | None,
) -> Line:
    """Return a line; before its numbers stand the first cells, in which 合计 may stand.

    ``text`` is that of the column of numbers, None where there is none.
    """
    first, groups, heads = around
    is_head = any(cell.number == head.number for head in heads)
    read = label("" if is_head else cell.text, cell.indent)
    kind = kind_of([each.text for each in first], read.is_part)
    if is_blank(read.text) and not is_head:
        cell = next((each for each in reversed(first) if not is_blank(each.text)), cell)
        read = label(cell.text, cell.indent) if kind else read
    unit = unit_of(cell.text)
    said = _BRACKETED.sub("", read.text) if unit else read.text
    deeper, mark, place = _numbered(read.mark, cell.text, cell.text if text is None else text)
    return Line(row, cell, said, groups, read.indent + deeper, mark, kind, unit, place)


@lru_cache(KEPT)
def _numbered(mark: int, label: str, text: str) -> tuple[int, int, int]:
    """Return how much deeper a line stands, and the number at its head or in the column of numbers.

    A code of the budget's subjects (201, 20103, 2010301) tells by its length what is in what.
    """
    if _CODE.fullmatch(bare(text)):
        return len(bare(text)), mark, 0
    level, place = order(text)
    if mark or not level:
        return 0, mark, place_in_list(label)
    return 0, level, place


@lru_cache(KEPT)
def plain(title: str) -> str:
    """Return a title without what stands in brackets."""
    return _BRACKETED.sub("", title)


def as_label(column: Column) -> Column:
    """Return a column as the one that names the lines."""
    return column._replace(kind=LABEL, role="")
