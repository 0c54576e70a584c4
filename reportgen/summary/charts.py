"""Excel's own charts; what they draw stands on one sheet at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.summary import pages
from reportgen.summary.pages import ROW_PIXELS, put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.summary.pages import Page

SHEET = "图表数据"
MOST = 40
"""Bars that can still be read in one chart; of more, the first and the last are drawn."""
ENDS = 20
_COLOUR, _HEAD = "#2F5597", 2
_WIDE, _HIGH = 520, 240
_BAR, _AROUND = 17, 70
_FONT = {"name": "宋体", "size": 9, "bold": False}


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart: ``what`` its values are, one for each label; ``form`` is their number format."""

    title: str
    labels: Sequence[str]
    what: str
    values: Sequence[Decimal | int]
    form: str = "0.00"
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Drawings:
    """Where charts' values are kept; three columns a chart, ``titles`` in order."""

    page: Page
    titles: list[str]


def begin(page: Page) -> Drawings:
    """Return the sheet for values, with a word on what it is for."""
    pages.opening(page, SHEET, "图表所用的数，由程序写入。改动这里，图表随之改变。", 6)
    pages.printed(page)
    return Drawings(page, [])


def height(plot: Plot) -> int:
    """Return how many pixels a chart needs for all of its words to be read."""
    return _HIGH if plot.upright else _AROUND + _BAR * max(len(plot.labels), 3)


def draw(drawings: Drawings, page: Page, plot: Plot, place: tuple[int, int]) -> int:
    """Put a chart on a page; return the first free row below it."""
    high = height(plot)
    first = _keep(drawings, plot)
    last = _HEAD + len(plot.labels)
    chart = page.book.add_chart({"type": "column" if plot.upright else "bar"})
    chart.add_series(
        {
            "name": plot.what,
            "categories": [SHEET, _HEAD + 1, first, last, first],
            "values": [SHEET, _HEAD + 1, first + 1, last, first + 1],
            "fill": {"color": _COLOUR},
            "gap": 45,
            "data_labels": {"value": True, "num_format": plot.form, "font": _FONT},
        }
    )
    _axes(chart, plot)
    chart.set_size({"width": _WIDE, "height": high})
    page.sheet.insert_chart(*place, chart, {"x_offset": 8, "y_offset": 4, "object_position": 2})
    return place[0] + -(-(high + 12) // ROW_PIXELS)


def ends(title: str, rows: Sequence[tuple[str, Decimal]], what: str, form: str) -> list[Plot]:
    """Return one chart of all rows, of too many the first and the last of them, of none none."""
    parts = [(title, rows)] if rows else []
    if len(rows) > MOST:
        many = f"共{len(rows)}个单位"
        parts = [
            (f"{title}：前{ENDS}名（{many}）", rows[:ENDS]),
            (f"{title}：后{ENDS}名（{many}）", rows[-ENDS:]),
        ]
    return [
        Plot(told, [label for label, _ in some], what, [value for _, value in some], form)
        for told, some in parts
    ]


def _axes(chart: Any, plot: Plot) -> None:
    chart.set_title(
        {
            "name": pages.clean(plot.title),
            "name_font": {**_FONT, "size": 11, "bold": True},
            "overlay": False,
        }
    )
    words = {
        "num_font": _FONT,
        "interval_unit": 1,
        "major_tick_mark": "none",
        "line": {"color": "#BFBFBF"},
    }
    values = {
        "visible": False,
        "major_gridlines": {"visible": False},
        "min": 0 if all(value >= 0 for value in plot.values) else None,
    }
    if plot.upright:
        chart.set_x_axis(words)
        chart.set_y_axis(values)
    else:
        chart.set_y_axis({**words, "reverse": True})
        chart.set_x_axis(values)
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": "#D9D9D9"}})


def _keep(drawings: Drawings, plot: Plot) -> int:
    """Write a chart's values below one another; return its first column."""
    page, first = drawings.page, 3 * len(drawings.titles)
    drawings.titles.append(plot.title)
    page.sheet.set_column(first, first, 22)
    page.sheet.set_column(first + 1, first + 1, 12)
    put(page, _HEAD, first, plot.title, "head")
    put(page, _HEAD, first + 1, plot.what, "head")
    for row, (label, value) in enumerate(zip(plot.labels, plot.values, strict=True), _HEAD + 1):
        put(page, row, first, label, "text")
        put(page, row, first + 1, value, "number", plot.form)
    return first
