"""主要数据: the main figures side by side, with last year's and totals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import rounded
from reportgen.summary import charts, pages, paper
from reportgen.summary.pages import put
from reportgen.summary.standing import last_year, median

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportgen.packs.model import Headline
    from reportgen.summary.charts import Drawings, Plot
    from reportgen.summary.model import County
    from reportgen.summary.pages import Page
    from reportgen.summary.standing import Unit

SHEET = "主要数据"
_LEADING = (("名次", 7), ("单位", 22), ("状态", 9))
_HEAD, _FIRST = (2, 3), 6
_RATE = ("%", 2)
_UNKNOWN = "—"
NOTHING = "没有可列的数：没有读得出的填报表，或格式包没有“汇总”一表。"
_NONE = (4, 0, 4, 11)
_NOTE = (
    "合计和中位数只算没有错误的填报表（其余单位列在后面，灰色）。上年数取自填报表，填报表没有的取自上年报送的"
    "填报表；合计的增减率只比较本年、上年都有数的单位。单位为%的，增减是百分点。合计没有剔除异常数（黄色格），图中不含。"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit's value of this year and of last year, the change between them; which are odd."""

    value: Decimal | None
    prior: Decimal | None
    change: Decimal | None
    odd: bool = False
    odd_prior: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One headline: its unit and decimals, a pair for every unit, and its first column."""

    headline: Headline
    kind: tuple[str, int]
    pairs: tuple[Pair, ...]
    column: int
    compared: bool


def write(
    page: Page,
    county: County,
    units: Sequence[Unit],
    drawings: Drawings,
    odd: Collection[tuple[str, str]],
) -> None:
    """Write the table, the forms with errors below the others and grey, and the charts.

    ``odd`` are forms and names of figures that are told as odd.
    """
    shown = [u for u in units if u.outcome.figures]
    counted = sum(unit.counted for unit in shown)
    blocks = _blocks(county, shown, odd)
    widths = [*(room for _, room in _LEADING), *(room for each in blocks for room in _rooms(each))]
    breaks = paper.starts(widths, [*(each.column for each in blocks), len(widths)])
    wide = [*widths, *[8.5] * (12 - len(widths))]
    paper.opening(page, ("各单位主要数据", _NOTE), wide, breaks)
    if not blocks:
        page.sheet.merge_range(*_NONE, "", page.style("text", "", False))
        put(page, *_NONE[:2], NOTHING)
    _heads(page, blocks)
    for column, room in enumerate(widths):
        page.sheet.set_column(column, column, room)
    for block in blocks:
        _fixed(page, block, counted)
        _column(page, block, counted)
    for row, unit in enumerate(shown, _FIRST):
        put(page, row, 0, unit.rank, "centre")
        pages.name(page, row, 1, unit.label, _LEADING[1][1])
        put(page, row, 2, unit.outcome.state.value, "centre" if unit.counted else "bad")
    last = _FIRST + len(shown) - 1
    pages.closing(page, _HEAD, (last, len(widths) - 1), 2, _FIRST - 1)
    paper.closing(page, breaks)
    _draw(page, blocks, shown[:counted], drawings, last + 2)


def change(value: Decimal | None, prior: Decimal | None, unit: str) -> Decimal | None:
    """Return the growth as a fraction, for a rate the difference; None without a positive base."""
    if value is None or prior is None:
        return None
    if unit == "%":
        return value - prior
    return (value - prior) / prior if prior > 0 else None


def _blocks(county: County, units: Sequence[Unit], odd: Collection[tuple[str, str]]) -> list[Block]:
    """Return a block for every headline that any form has a value of."""
    blocks = []
    column = len(_LEADING)
    for headline in county.pack.headlines:
        found = [unit.outcome.figures.get(headline.name) for unit in units]
        first = next((each for each in found if each), None)
        if first is None:
            continue
        kind = (first.unit, max(each.places for each in found if each))
        priors = [last_year(unit, headline) for unit in units]
        pairs = []
        for unit, now, before in zip(units, found, priors, strict=True):
            value, prior = now.value if now else None, before.value if before else None
            form = unit.outcome.form
            strange = ((form, headline.name) in odd, (form, headline.prior) in odd)
            pairs.append(Pair(value, prior, change(value, prior, kind[0]), *strange))
        compared = any(pair.prior is not None for pair in pairs)
        blocks.append(Block(headline, kind, tuple(pairs), column, compared))
        column += 3 if compared else 1
    return blocks


def _heads(page: Page, blocks: Sequence[Block]) -> None:
    page.sheet.set_row(_HEAD[0], 32)
    page.sheet.set_row(_HEAD[1], 18)
    for column, (title, _) in enumerate(_LEADING):
        page.sheet.merge_range(*_down(column), "", page.style("head", "", False))
        put(page, _HEAD[0], column, title, "head")
    for block in blocks:
        unit = block.kind[0]
        title = f"{block.headline.name}（{unit}）" if unit else block.headline.name
        first = block.column
        if not block.compared:
            page.sheet.merge_range(*_down(first), "", page.style("head", "", False))
            put(page, _HEAD[0], first, title, "head")
            continue
        pages.merged(page, _HEAD[0], (first, first + 2), title, "head")
        for at, words in enumerate(("本年", "上年", "增减" if unit == "%" else "增减率")):
            put(page, _HEAD[1], first + at, words, "head")


def _rooms(block: Block) -> list[float]:
    """Return the widths of a block's columns."""
    now = _room(block, [pair.value for pair in block.pairs])
    return [now, _room(block, [p.prior for p in block.pairs]), 9.5] if block.compared else [now]


def _room(block: Block, values: Sequence[Decimal | None]) -> float:
    """Return a width that holds the longest number, the total in bold too."""
    known = [value for value in values if value is not None]
    longest = max([*known, sum(known, Decimal(0))], key=abs)
    return max(12 if block.compared else 16, len(f"{rounded(longest, block.kind[1]):,}") * 1.2 + 1)


def _down(column: int) -> tuple[int, int, int, int]:
    return _HEAD[0], column, _HEAD[1], column


def _fixed(page: Page, block: Block, counted: int) -> None:
    """Write 合计 and 中位数 right below the head, where they stay in sight."""
    for row, words in ((_FIRST - 2, "合计"), (_FIRST - 1, "中位数")):
        for column, text in enumerate(("", words, "")):
            put(page, row, column, text, "fixed")
    pairs = block.pairs[:counted]
    _triple(page, _FIRST - 2, block, _summed(block, pairs), "total")
    middle = Pair(
        _middle(pair.value for pair in pairs),
        _middle(pair.prior for pair in pairs),
        _middle(pair.change for pair in pairs),
    )
    _triple(page, _FIRST - 1, block, middle, "total")


def _summed(block: Block, pairs: Sequence[Pair]) -> Pair:
    """Add up what may be added up; the change compares only units that have both."""
    if not block.headline.summed:
        return Pair(None, None, None)
    both = [pair for pair in pairs if pair.value is not None and pair.prior is not None]
    unit = block.kind[0]
    grown = change(_sum(p.value for p in both), _sum(p.prior for p in both), unit)
    return Pair(_sum(p.value for p in pairs), _sum(p.prior for p in pairs), grown)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None


def _middle(values: Iterable[Decimal | None]) -> Decimal | None:
    return median(sorted(value for value in values if value is not None))


def _column(page: Page, block: Block, counted: int) -> None:
    for row, pair in enumerate(block.pairs, _FIRST):
        _triple(page, row, block, pair, "number" if row - _FIRST < counted else "faint")
        if block.compared and pair.prior is None:
            put(page, row, block.column + 1, _UNKNOWN, "none")
            put(page, row, block.column + 2, _UNKNOWN, "none")


def _triple(page: Page, row: int, block: Block, pair: Pair, style: str) -> None:
    own = "odd" if pair.odd else style
    pages.amount(page, row, block.column, pair.value, block.kind, own)
    if block.compared:
        own = "odd" if pair.odd_prior else style
        pages.amount(page, row, block.column + 1, pair.prior, block.kind, own)
        pages.amount(page, row, block.column + 2, pair.change, _RATE, style)


def _draw(
    page: Page, blocks: Sequence[Block], units: Sequence[Unit], drawings: Drawings, row: int
) -> None:
    """Below the table: the first summed figure by unit, and what changed most by unit."""
    block = next((each for each in blocks if each.headline.summed), None)
    if block is None or not units:
        return
    (unit, places), name = block.kind, block.headline.name
    labels = [pages.brief(unit.label, pages.LISTED) for unit in units]
    pairs = [(u, p) for u, p in zip(labels, block.pairs, strict=False) if not p.odd]
    values = [(label, rounded(p.value, places)) for label, p in pairs if p.value is not None]
    grown = [
        (label, rounded(p.change, 4))
        for label, p in pairs
        if p.change is not None and not p.odd_prior
    ]
    form = "#,##0" + ("." + "0" * places if places else "")
    told = f"{name}（{unit}）" if unit else name
    row = _ranked(drawings, page, charts.ends(told, _falling(values), name, form), row)
    told = f"{name}比上年增减率"
    _ranked(drawings, page, charts.ends(told, _falling(grown), "增减率", "0.0%"), row)


def _ranked(drawings: Drawings, page: Page, plots: Sequence[Plot], row: int) -> int:
    """Draw charts below one another, right of what every page repeats; return the next free row."""
    for plot in plots:
        row = charts.draw(drawings, page, plot, (row, paper.NAMES))
    return row


def _falling(rows: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    return sorted(rows, key=lambda each: -each[1])
