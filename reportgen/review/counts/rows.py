"""RV13: a stated count, and the rows of the table that the sentence names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.papers.model import Span, whole
from reportgen.passages.sentences import sentences
from reportgen.review.counts.enumerations import NUMBER, known, value
from reportgen.review.counts.verdicts import CODE
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid, Paper
    from reportgen.passages.model import Sentence
    from reportgen.review.model import Fault

_NAMED = re.compile(r"[见如]\s*(?:附?表\s*(\d+)|下表)")
_TITLE = re.compile(r"^\s*附?表\s*(\d+)")


def faults(paper: Paper) -> Iterator[Fault]:
    """Yield a fault where a table has more or fewer rows than the sentence that names it says."""
    for block in paper.blocks:
        if "表" not in block.text or not paper.grids or not _NAMED.search(block.text):
            continue
        for sentence in sentences(block):
            named = _NAMED.search(sentence.text)
            grid = _grid(paper, block, named[1]) if named else None
            if grid and (fault := _compare(sentence, grid)):
                yield fault


def _grid(paper: Paper, block: Block, number: str | None) -> Grid | None:
    if number is None:
        after = (grid for grid in paper.grids if grid.rows[0][0].number > block.number)
        return next(after, None)
    titles = ((grid, _TITLE.match(grid.title)) for grid in paper.grids)
    return next((grid for grid, title in titles if title and title[1] == number), None)


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(known("rows", "nouns"))
    few = "个|项|家|所|类"
    return re.compile(
        rf"(?<![\d.第])(?P<before>(?P<first>{NUMBER})(?:{few}))[\u4e00-\u9fff]{{0,8}}?(?P<of>{nouns})"
        rf"|(?P<named>{nouns})(?P<after>(?P<second>{NUMBER})(?:{few}))"
    )


def _compare(sentence: Sentence, grid: Grid) -> Fault | None:
    head = grid.title + "".join(cell.text for cell in grid.rows[0])
    stated = [
        (found, (found["before"] and "before") or "after")
        for found in _pattern().finditer(sentence.text)
        if (found["of"] or found["named"]) in head
    ]
    rows = data_rows(grid) if stated else []
    fair = {len(rows), len(rows) - 1 if _second_head(rows) else len(rows)}
    values = [value(found["first"] or found["second"]) for found, _ in stated]
    if not stated or not rows or fair & set(values) or values[0] < 2:
        return None
    found, group = stated[0]
    start = sentence.start + found.start(group)
    span = Span(sentence.block, start, start + len(found[group]))
    name = grid.title or "下表"
    message = f"“{span.text}”说的是{values[0]}项，“{name}”中列出的是{len(rows)}项。"
    remedy = "核对句中的数目与表中的行：数目写错的改正，表中漏列的补上，多列的删去。"
    return error(CODE, (span, *(whole(row[0]) for row in rows)), message, remedy)


def data_rows(grid: Grid) -> list[Sequence[Block]]:
    """Return the rows that are things: not the head, totals, parts of rows, or banners."""
    rows = [row for row in grid.rows[1:] if _is_thing(row)]
    numbered = [row for row in rows if row[0].text.strip().isdigit()]
    return list(numbered) if len(numbered) * 2 > len(rows) else list(rows)


def _is_thing(row: Sequence[Block]) -> bool:
    texts = ["".join(cell.text.split()) for cell in row[:2]]
    if len(set(texts)) < 2 and len({"".join(cell.text.split()) for cell in row}) < 2:
        return False
    return not any(text.startswith(_no_things()) for text in texts)


@cache
def _no_things() -> tuple[str, ...]:
    return ("其中", "注", *known("rows", "totals"))


def _second_head(rows: Sequence[Sequence[Block]]) -> bool:
    return bool(rows) and not any(each.isdigit() for cell in rows[0] for each in cell.text)
