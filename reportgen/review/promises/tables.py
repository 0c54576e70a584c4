"""RV19: tables that the text points to, and the items that a table of “三公” must have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span, whole
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid, Paper
    from reportgen.review.model import Fault

CODE = "RV19"
_NUMBERED = re.compile(
    r"(?:[见如从由据（]|详见|根据)\s*(?P<table>表\s*(?P<number>\d{1,2}))(?![\d.])"
)
_TITLE = re.compile(r"\s*附?表\s*(\d{1,2})")
_BELOW = re.compile("[见如](?:以?下表)|下表所示")
_ABOVE = re.compile("(?:从|由|如|见|据)?上表(?:可以?|看|所示|中|显示)")
_LOST_CELL = re.compile(r"\s*-?[\d.,]+%?\s*$|[^\n]*\t")
_SAYS = re.compile("[，。；]")
_NEAR, _FAR = 12, 40


def faults(paper: Paper) -> Iterator[Fault]:
    """Yield a notice for tables named that are not there, and for items a table lacks."""
    yield from _numbered(paper)
    pointing = [block for block in paper.blocks if "下表" in block.text or "上表" in block.text]
    if pointing and sum(1 for block in paper.blocks if _LOST_CELL.match(block.text)) <= 2:
        yield from _around(paper, pointing)
    for grid in paper.grids:
        yield from _sangong(grid, paper)


def _numbered(paper: Paper) -> Iterator[Fault]:
    spans: dict[int, list[Span]] = {}
    for block in paper.blocks:
        if "表" not in block.text:
            continue
        for found in _NUMBERED.finditer(block.text):
            if found[0][0] == "（" and (block.level > 0 or not _SAYS.search(block.text)):
                continue
            spans.setdefault(int(found["number"]), []).append(Span(block, *found.span("table")))
    for number in sorted(set(spans) - _there(paper)) if spans else ():
        message = f"正文说见“表{number}”，报告中没有表{number}。"
        yield notice(CODE, spans[number], message, "补上这张表，或者改正所引的表号。")


def _there(paper: Paper) -> set[int]:
    """Return the numbers of the tables; tables without any are counted."""
    titles = [grid.title for grid in paper.grids] + [block.text for block in paper.blocks]
    there = {int(found[1]) for title in titles if (found := _TITLE.match(title))}
    return there or set(range(1, len(paper.grids) + 1))


def _around(paper: Paper, pointing: Sequence[Block]) -> Iterator[Fault]:
    places = [(grid.rows[0][0].number, grid.rows[-1][-1].number) for grid in paper.grids]
    for block in pointing:
        below, above = _BELOW.search(block.text), _ABOVE.search(block.text)
        if below and not any(0 < first - block.number <= _NEAR for first, _ in places):
            message = f"“{below[0]}”之后没有表。"
            span = Span(block, *below.span())
            yield notice(CODE, [span], message, "补上这张表，或者删去这一提法。")
        if above and not any(0 < block.number - last <= _FAR for _, last in places):
            message = f"“{above[0]}”之前没有表。"
            span = Span(block, *above.span())
            yield notice(CODE, [span], message, "补上这张表，或者删去这一提法。")


def _sangong(grid: Grid, paper: Paper) -> Iterator[Fault]:
    given = words("promised")["sangong"]
    labels = [row[0] for row in grid.rows]
    told = "".join(re.sub(r"\s", "", label.text) for label in labels)
    titled = given["title"] in grid.title + "".join(b.text for b in grid.section[-1:])
    if not titled or given["reception"] not in told:
        return
    gone = [
        item
        for item, keys in given["items"].items()
        if not any(key in told for key in keys) and not _said_to_be_none(keys, paper)
    ]
    if set(gone) - set(given["lesser"]):
        names = "、".join(gone)
        message = f"“三公”经费表没有{names}一行；没有发生的也要列出，填0。"
        yield notice(CODE, [_place(labels)], message, f"补列{names}，没有发生的填0。")


def _place(labels: list[Block]) -> Span:
    reception = words("promised")["sangong"]["reception"]
    return whole(next(label for label in labels if reception in label.text))


def _said_to_be_none(keys: list[str], paper: Paper) -> bool:
    none = "|".join(words("promised")["sangong"]["none"])
    pattern = re.compile(rf"(?:{none})[^，。；]{{0,6}}(?:{'|'.join(keys)})")
    return any(pattern.search(block.text) for block in paper.blocks)
