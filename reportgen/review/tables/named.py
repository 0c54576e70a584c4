"""Cells that hold a name and its amount, ``按收入性质分：2030.12``: the ones below add up to it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.passages.numerals import decimal, narrow
from reportgen.review.model import error, notice
from reportgen.review.tables.cells import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Grid
    from reportgen.review.model import Case, Fault

CODE = "RV05"
_AMOUNT = re.compile(
    r"\s*(?:其中[:：]\s*)?(?P<name>[^\d:：=＝≥≤%]{2,20})[:：]\s*"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?:万?元)?\s*"
)
_WHOLE = re.compile(r"按.{1,8}分类?")
_NEAR = Decimal("0.1")
_FEWEST = 2


class _Named(NamedTuple):
    """An amount with its name."""

    name: str
    value: Decimal
    span: Span


def faults(case: Case) -> Iterator[Fault]:
    """Yield the amounts whose parts below do not come to them, and two wholes that differ."""
    for grid in case.paper.grids:
        wholes = list(_wholes(grid))
        for whole, parts in wholes:
            yield from _held(whole, parts)
        yield from _differing([whole for whole, _ in wholes])


def _wholes(grid: Grid) -> Iterator[tuple[_Named, list[_Named]]]:
    if not any("按" in cell.text for row in grid.rows for cell in row):
        return
    width = min(len(row) for row in grid.rows) if grid.rows else 0
    seen: set[int] = set()
    for at in range(width):
        column = [row[at] for row in grid.rows]
        for place, cell in enumerate(column):
            found = _named(cell) if "按" in cell.text else None
            if found and _WHOLE.fullmatch(found.name) and cell.number not in seen:
                seen.add(cell.number)
                yield found, list(_below(column[place + 1 :], cell))


def _below(column: Sequence[Block], whole: Block) -> Iterator[_Named]:
    before = whole.number
    for cell in column:
        found = _named(cell)
        if not found or _WHOLE.fullmatch(found.name):
            return
        if cell.number != before:
            yield found
        before = cell.number


def _named(cell: Block) -> _Named | None:
    found = _AMOUNT.fullmatch(narrow(cell.text))
    if not found:
        return None
    span = Span(cell, found.start("number"), found.end("number"))
    return _Named(found["name"], decimal(found["number"]), span)


def _held(whole: _Named, parts: Sequence[_Named]) -> Iterator[Fault]:
    """Parts that exceed the whole, or miss it by little, are wrong; others may be some of them."""
    due = sum((part.value for part in parts), Decimal(0))
    gap = whole.value - due
    if len(parts) < _FEWEST or not gap:
        return
    said = "＋".join(f"{part.name}{part.span.text}" for part in parts)
    name = quoted(whole.name)
    message = (
        f"{said}相加为{due:f}，{name}为{whole.span.text}，{'多' if gap > 0 else '少'}{abs(gap):f}。"
    )
    remedy = f"核对{name}和各分项，改正填错的一格；分项没有列全的，补列。"
    sure = gap < 0 or gap <= whole.value * _NEAR
    spans = [whole.span, *(part.span for part in parts)]
    yield (error if sure else notice)(CODE, spans, message, remedy)


def _differing(wholes: Sequence[_Named]) -> Iterator[Fault]:
    if len(wholes) == _FEWEST and wholes[0].value != wholes[1].value:
        one, two = wholes
        gap = abs(one.value - two.value)
        message = (
            f"{quoted(one.name)}为{one.span.text}，{quoted(two.name)}为{two.span.text}，"
            f"同一笔资金两种分法相差{gap:f}。"
        )
        remedy = "核对两种分法的合计，改正填错的一格；有结转结余的，在备注中说明。"
        yield notice(CODE, [two.span, one.span], message, remedy)
