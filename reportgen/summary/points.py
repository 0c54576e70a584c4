"""失分: which unit lost how many points by which indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import rounded, shown
from reportgen.summary import pages, paper
from reportgen.summary.pages import put
from reportgen.summary.standing import mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.packs.model import Indicator
    from reportgen.summary.model import County
    from reportgen.summary.pages import Page
    from reportgen.summary.standing import Unit

SHEET = "失分"
_LEADING = (("名次", 7), ("单位", 22), ("失分合计", 9))
_FIXED = ("分值", "平均失分", "平均得分率", "失分单位数")
_HEAD, _FIRST = 2, 2 + 1 + len(_FIXED)
_WORST = 3
_POINTS, _RATE = ("", 2), ("%", 1)


def write(page: Page, county: County, units: Sequence[Unit]) -> None:
    """Write the table; units whose form has errors are left out."""
    indicators = county.pack.indicators
    scored = [unit for unit in units if unit.score]
    lost = [_lost(unit) for unit in scored]
    titles = [*_LEADING, *((each.title, 9.5) for each in indicators)]
    widths = [room for _, room in titles]
    breaks = paper.starts(widths, range(len(_LEADING), len(titles) + 1))
    paper.opening(page, ("各单位、各指标失分", _worst(indicators, lost)), widths, breaks)
    longest = max((pages.tall([(title, room)]) for title, room in titles), default=20)
    pages.heads(page, _HEAD, titles, longest + 4)
    _fixed(page, indicators, lost)
    for row, (unit, by_name) in enumerate(zip(scored, lost, strict=True), _FIRST):
        _row(page, row, unit, [by_name.get(each.name) for each in indicators])
    last = _FIRST + len(scored) - 1
    _colour(page, (_FIRST, last), indicators)
    pages.closing(page, (_HEAD, _HEAD), (last, len(titles) - 1), 2, _FIRST - 1)
    paper.closing(page, breaks)


def _lost(unit: Unit) -> dict[str, Decimal]:
    lines = unit.score.lines if unit.score else ()
    return {line.name: line.weight - line.points for line in lines if line.points is not None}


def _of(name: str, lost: Sequence[dict[str, Decimal]]) -> list[Decimal]:
    return [by_name[name] for by_name in lost if name in by_name]


def _rate(indicator: Indicator, lost: Sequence[dict[str, Decimal]]) -> Decimal | None:
    """Return how much of the points was gained, as a fraction."""
    gone = mean(_of(indicator.name, lost))
    return None if gone is None or not indicator.weight else 1 - gone / indicator.weight


def _worst(indicators: Sequence[Indicator], lost: Sequence[dict[str, Decimal]]) -> str:
    told = "按名次排列，只列没有错误的填报表；空格是没有计分的指标。"
    rates = [(rate, each.title) for each in indicators if (rate := _rate(each, lost)) is not None]
    worst = [(rate, title) for rate, title in sorted(rates)[:_WORST] if rate < 1]
    if not worst:
        return told
    names = "、".join(f"{title}（{shown(rate, '%', 1)}）" for rate, title in worst)
    return f"{told}得分率最低的指标：{names}。"


def _fixed(page: Page, indicators: Sequence[Indicator], lost: Sequence[dict[str, Decimal]]) -> None:
    for row, words in enumerate(_FIXED, _HEAD + 1):
        for column, text in enumerate(("", words, "")):
            put(page, row, column, text, "fixed")
    whole = [sum(by_name.values(), Decimal(0)) for by_name in lost]
    pages.amount(
        page, _HEAD + 1, 2, sum(each.weight for each in indicators) or None, _POINTS, "fixed"
    )
    pages.amount(page, _HEAD + 2, 2, mean(whole), _POINTS, "fixed")
    for column, each in enumerate(indicators, 3):
        gone = _of(each.name, lost)
        pages.amount(page, _HEAD + 1, column, each.weight, _POINTS, "fixed")
        pages.amount(page, _HEAD + 2, column, mean(gone), _POINTS, "fixed")
        pages.amount(page, _HEAD + 3, column, _rate(each, lost), _RATE, "fixed")
        put(page, _HEAD + 4, column, sum(value > 0 for value in gone), "fixed")


def _row(page: Page, row: int, unit: Unit, lost: Sequence[Decimal | None]) -> None:
    known = [value for value in lost if value is not None]
    put(page, row, 0, unit.rank, "centre")
    pages.name(page, row, 1, unit.label, _LEADING[1][1])
    pages.amount(page, row, 2, sum(known[1:], known[0]) if known else None, _POINTS, "total")
    for column, value in enumerate(lost, 3):
        pages.amount(page, row, column, value, _POINTS, "none" if value == 0 else "number")


def _colour(page: Page, rows: tuple[int, int], indicators: Sequence[Indicator]) -> None:
    """The deeper the orange, the more of an indicator's own points is lost."""
    for column, each in enumerate(indicators, 3):
        if rows[1] >= rows[0] and each.weight > 0:
            page.sheet.conditional_format(
                rows[0], column, rows[1], column,
                {
                    "type": "2_color_scale", "min_type": "num", "max_type": "num",
                    "min_value": 0, "max_value": rounded(each.weight, 2),
                    "min_color": "#FFFFFF", "max_color": "#F4B183",
                },
            )  # fmt: skip
