"""异常数: the odd figures, each with what it is compared with and what was likely typed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.summary import pages, places
from reportgen.summary.pages import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.summary.model import County
    from reportgen.summary.outliers import Odd
    from reportgen.summary.pages import Page

SHEET = "异常数"
_TITLES = (
    ("单位", 20), ("状态", 9), ("名称", 34), ("单元格", 24), ("填报值", 14), ("计量单位", 9),
    ("同类中位数", 14), ("中位数的倍数", 11), ("上年数", 14), ("上年数的倍数", 11),
    ("可能的原因", 38), ("填报表", 11),
)  # fmt: skip
_HEAD, _FIRST = 2, 3
_NOTE = (
    "与其他单位的中位数相比、或与本单位上年相比，达到8倍或不到八分之一的数（各单位大小本来悬殊的，界限相应放宽；"
    "与上年相近的大单位不列）。一份填报表的数几乎都异常的，只列一行。填报表中“上年”的数与上年报送的填报表相比。"
)
NOTHING = "没有发现异常数。"
MOST = 20


def write(page: Page, county: County, odds: Sequence[Odd]) -> None:
    """Write one row a figure, at most ``MOST`` of one form."""
    pages.opening(page, "异常数（请核实计量单位和小数点）", _NOTE, len(_TITLES))
    pages.heads(page, _HEAD, _TITLES, 32)
    row = _FIRST
    told: Counter[str] = Counter()
    for odd in odds:
        form = odd.unit.outcome.form
        told[form] += 1
        if told[form] <= MOST:
            _row(page, row, county, odd)
            row += 1
    for odd in {odd.unit.outcome.form: odd for odd in odds}.values():
        more = told[odd.unit.outcome.form] - MOST
        if more > 0:
            pages.name(page, row, 0, odd.unit.label, _TITLES[0][1])
            pages.merged(page, row, (1, len(_TITLES) - 1), f"…另有{more}处", "text")
            row += 1
    if not odds:
        pages.merged(page, row, (0, len(_TITLES) - 1), NOTHING, "text")
    pages.closing(page, (_HEAD, _HEAD), (row - 1, len(_TITLES) - 1), 1)


def _row(page: Page, row: int, county: County, odd: Odd) -> None:
    state = odd.unit.outcome.state
    texts = {
        0: pages.brief(odd.unit.label),
        2: odd.name + (f"，共{odd.count}个" if odd.count > 1 else ""),
        3: odd.spot + (" 等" if odd.count > 1 else ""),
        10: odd.cause,
    }
    page.sheet.set_row(row, pages.tall([(text, _TITLES[at][1]) for at, text in texts.items()]))
    for column, text in texts.items():
        put(page, row, column, text, "name")
    put(page, row, 1, state.value, "centre" if odd.unit.counted else "bad")
    kind = (odd.amount.unit, odd.amount.places)
    pages.amount(page, row, 4, odd.amount.value, kind)
    put(page, row, 5, odd.amount.unit, "centre")
    pages.amount(page, row, 6, odd.typical, kind)
    pages.amount(page, row, 7, odd.times, _times(odd.times))
    pages.amount(page, row, 8, odd.before, kind)
    pages.amount(page, row, 9, odd.grown, _times(odd.grown))
    pages.link(page, row, 11, *places.form(county, odd.unit.outcome))


def _times(times: Decimal | None) -> tuple[str, int]:
    """A hundred times needs no decimals, a ten thousandth needs five."""
    if times is None or times >= 100:
        return "", 0
    return "", 1 if times >= 1 else 5 if times < Decimal("0.01") else 3
