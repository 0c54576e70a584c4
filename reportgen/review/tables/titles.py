"""RV07: heads and titles of tables say what stands under them, the same way in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span, whole
from reportgen.passages.model import MONEY
from reportgen.review.model import notice
from reportgen.review.tables.cells import bare, label
from reportgen.review.tables.heads import is_only_year
from reportgen.review.tables.model import AMOUNT, DIFFERENCE
from reportgen.review.tables.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid
    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.model import Column, Number, Sheet

CODE = "RV07"
_SHORT_YEAR = re.compile(r"(?<![\d近前后])\d{2}年(?!来|以|内|期|限)")
_NUMBERED = re.compile(r"\s*(?:附?表|附件)\s*[\d一二三四五六七八九十]")
_IS_UNIT = re.compile(r"[（(]?(?:金额)?(?:填报)?单位")
_FEWEST = 2
_ABOVE = 3


def check(case: Case) -> Iterator[Fault]:
    """Yield what a person should look at in the heads and titles of tables."""
    for grid in case.paper.grids:
        parts = read(grid, case.year)
        yield from _short_years(parts)
        yield from _without_noun(parts)
        yield from _decimals(parts)
        yield from _without_unit(parts)
        yield from _title(grid, parts)
    yield from _unnumbered(case)


def _short_years(parts: Sequence[Sheet]) -> Iterator[Fault]:
    heads = _heads(parts)
    spans = [
        Span(head, found.start(), found.end())
        for head in heads
        if (found := _SHORT_YEAR.search(head.text))
    ]
    if spans:
        quoted = "、".join(f"“{bare(span.block.text)}”" for span in spans)
        message = f"表头{quoted}的年份只写了两位数字。"
        yield notice(CODE, spans, message, "将年份写成四位数字。")


def _heads(parts: Sequence[Sheet]) -> list[Block]:
    heads = {
        head.number: head for sheet in parts for column in sheet.columns for head in column.heads
    }
    return [heads[number] for number in sorted(heads)]


def _without_noun(parts: Sequence[Sheet]) -> Iterator[Fault]:
    for sheet in parts:
        amounts = [each for each in sheet.of_kind(AMOUNT) if each.heads and each.title]
        bare_ones = [each for each in amounts if is_only_year(each.title)]
        named = [each for each in amounts if each.year and not is_only_year(each.title)]
        if bare_ones and named:
            spans = [whole(each.heads[-1]) for each in bare_ones]
            quoted = "、".join(f"“{each.title}”" for each in bare_ones)
            message = (
                f"表头{quoted}只有年份，没有说明是预算数还是决算数，同表有“{named[0].title}”。"
            )
            yield notice(CODE, spans, message, "在表头补写“预算”“决算”等名称。")


def _decimals(parts: Sequence[Sheet]) -> Iterator[Fault]:
    numbers = [
        number
        for sheet in parts
        for line in sheet.lines
        for column in sheet.of_kind(AMOUNT, DIFFERENCE)
        if not any(word in column.title for word in words("tables")["kind"]["goals"])
        if (number := sheet.number(line, column)) and number.measure == MONEY and number.value
    ]
    places = {number.places for number in numbers}
    if len(places) < _FEWEST:
        return
    most = max(places)
    odd = next(number for number in numbers if number.places < most)
    full = next(number for number in numbers if number.places == most)
    message = f"表中金额的小数位数不一致：有的写“{odd.text}”，有的写“{full.text}”。"
    remedy = f"将表中金额统一为{max(most, 2)}位小数。"
    yield notice(CODE, [odd.span, full.span], message, remedy)


def _without_unit(parts: Sequence[Sheet]) -> Iterator[Fault]:
    for sheet in parts:
        columns = [each for each in sheet.of_kind(AMOUNT) if _is_money(each)]
        if sheet.grid.unit or "单位：" in sheet.grid.title or not columns:
            continue
        for line in sheet.lines:
            number = next((found for each in columns if (found := sheet.number(line, each))), None)
            if number is not None and not number.unit and _is_amount(number):
                message = f"表中有金额（如“{number.text}”），没有写明单位。"
                remedy = "在表的右上方或表头写明单位，如“单位：万元”。"
                yield notice(CODE, [whole(columns[0].heads[-1]), number.span], message, remedy)
                return


def _is_money(column: Column) -> bool:
    return bool(column.heads) and any(
        word in column.title for word in words("tables")["title"]["money"]
    )


def _is_amount(number: Number) -> bool:
    return number.places > 0


def _title(grid: Grid, parts: Sequence[Sheet]) -> Iterator[Fault]:
    """Yield a title that names one kind of spending over a table that holds another too."""
    given = words("tables")["title"]
    title = re.sub(r"[（(].*", "", label(grid.title).text)
    for named, other in given["pairs"]:
        if named not in title or other in title or any(word in title for word in given["wider"]):
            continue
        for sheet in parts:
            rows = [line for line in sheet.lines if line.text == other]
            if rows and any(line.text == named for line in sheet.lines):
                message = f"表题为“{bare(title)}”，表中还有“{other}”一行，表题与内容不符。"
                remedy = f"修改表题，或将“{other}”移出本表。"
                yield notice(CODE, [whole(rows[0].label)], message, remedy)
                return


def _unnumbered(case: Case) -> Iterator[Fault]:
    grids = [each for each in case.paper.grids if each.rows and not _is_annex(case, each)]
    plain = [each for each in grids if not _NUMBERED.match(each.title)]
    plain = [each for each in plain if not _IS_UNIT.match(each.title)]
    if len(grids) >= _FEWEST and plain:
        all_of = "都" if len(plain) == len(grids) else f"其中{len(plain)}个"
        message = f"正文有{len(grids)}个表，{all_of}没有表号。"
        remedy = "给各表编上号、写明表题，如“表1　…情况表”，并在正文中引用。"
        yield notice(CODE, [whole(each.rows[0][0]) for each in plain], message, remedy)


def _is_annex(case: Case, grid: Grid) -> bool:
    start = grid.rows[0][0].number
    above = [block for block in case.paper.blocks if start - _ABOVE <= block.number < start]
    return any("附件" in block.text or "附表" in block.text for block in (*grid.section, *above))
