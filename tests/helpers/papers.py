"""Lines of text → a Paper and its Case, so that a test reads like the page."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from reportgen.findings import Where
from reportgen.papers.items import indent_of
from reportgen.papers.model import Block, Grid, Mark, Paper
from reportgen.review import case as cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.packs.model import Pack
    from reportgen.review.model import Case, Fault

FILE = "报告.txt"
_MARKS = (
    (1, re.compile(r"([一二三四五六七八九十]+)、")),
    (2, re.compile(r"（([一二三四五六七八九十]+)）")),
    (3, re.compile(r"(\d+)[.、](?!\d)")),
    (4, re.compile(r"（(\d+)）")),
    (5, re.compile(r"([①-⑳])")),
)
_LONGEST_HEADING = 40


def paper(text: str, *, is_report: bool = True) -> Paper:
    """Lines are paragraphs; lines between bars are a table, the line above it is its title."""
    numbers, blocks, grids = count(1), [], []
    rows: list[tuple[Block, ...]] = []
    lines = [line.strip() for line in [*text.strip().split("\n"), ""]]
    for line_number, line in enumerate(lines, 1):
        if line.startswith("|"):
            cells = line.strip("|").split("|")
            where = [Where(FILE, f"第{line_number}行第{c}列") for c in range(1, len(cells) + 1)]
            rows.append(
                tuple(
                    Block(next(numbers), c.strip(), w, is_cell=True, indent=indent_of(c))
                    for c, w in zip(cells, where, strict=True)
                )
            )
            continue
        if rows:
            grids.append(_grid(len(grids) + 1, rows, blocks))
            rows = []
        if line:
            blocks.append(_block(next(numbers), line, Where(FILE, f"第{line_number}行")))
    return Paper(FILE, tuple(blocks), tuple(grids), is_report=is_report)


def _grid(number: int, rows: list[tuple[Block, ...]], blocks: list[Block]) -> Grid:
    title = blocks[-1].text if blocks else ""
    unit = re.search(r"单位：([^）)\s]+)", title)
    section = tuple(block for block in blocks if block.level)[-1:]
    return Grid(number, title, unit[1] if unit else "", tuple(rows), section)


def _block(number: int, text: str, where: Where) -> Block:
    from reportgen.passages.numerals import chinese

    for level, pattern in _MARKS:
        if found := pattern.match(text):
            digits = found[1]
            value = (
                ord(digits) - ord("①") + 1
                if level == 5
                else int(digits)
                if digits.isdigit()
                else chinese(digits) or 0
            )
            alone = level < 5 and len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；"))
            return Block(
                number,
                text,
                where,
                level if alone else 0,
                Mark(found[0], level, value, found.end()),
            )
    return Block(number, text, where)


def case(
    text: str,
    *,
    year: int | None = 2020,
    agency: str = "桃江县灰山港镇人民政府",
    pack: Pack | None = None,
    is_report: bool = True,
) -> Case:
    return cases.read(paper(text, is_report=is_report), pack, agency, year)


def found(faults: Iterable[Fault]) -> list[tuple[str, str, str]]:
    """Return code, severity and the words at the place of each fault."""
    return [(fault.code, fault.severity.value, fault.spans[0].text) for fault in faults]
