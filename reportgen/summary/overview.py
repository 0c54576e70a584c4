"""总览: what a bureau needs on one screen, and the way to every report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.figures import rounded
from reportgen.findings import Severity
from reportgen.outcomes import State
from reportgen.summary import charts, pages, places
from reportgen.summary.pages import put
from reportgen.summary.standing import labels_of_grades, mean, median

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.summary.charts import Drawings
    from reportgen.summary.model import County
    from reportgen.summary.pages import Page
    from reportgen.summary.standing import Unit

SHEET = "总览"
MISSING = "未报"
_TITLES = (
    ("名次", 9), ("单位", 22), ("状态", 9), ("自动得分", 9), ("自评得分", 9), ("自评高出", 9),
    ("等级", 9), ("错误", 9), ("提醒", 9), ("报告", 10), ("填报表", 11),
)  # fmt: skip
_STRANGER = "BA13"
_HEAD, _CHARTS = 7, len(_TITLES)
_NAMED, _NAMED_TOO, _LINES = 20, 5, 16
_SHORT = 20
_POINTS = ("", 2)
_COLOURS = {State.DONE: "good", State.UNWRITTEN: "warn"}


def write(
    page: Page, county: County, units: Sequence[Unit], drawings: Drawings, told: Sequence[str]
) -> None:
    """Write the counts, the essence in words, the table, and the charts beside it.

    ``told`` are sentences on what other sheets hold.
    """
    sheet = page.sheet
    sheet.set_default_row(pages.ROW_POINTS)
    sheet.set_row(0, 30)
    put(page, 0, 0, county.title, "title")
    _tiles(page, 1, _forms(county, units))
    _tiles(page, 3, _points(county, units))
    _essence(page, county, units, told)
    pages.heads(page, _HEAD, _TITLES)
    for row, unit in enumerate(units, _HEAD + 1):
        _row(page, row, county, unit)
    first_missing = _HEAD + 1 + len(units)
    for row, name in enumerate(county.missing, first_missing):
        _absent(page, row, name)
    last = _HEAD + len(units) + len(county.missing)
    pages.closing(page, (_HEAD, _HEAD), (last, len(_TITLES) - 1), 2)
    _draw(page, county, units, drawings, last)


def _forms(county: County, units: Sequence[Unit]) -> list[tuple[str, str | int, bool]]:
    states = Counter(unit.outcome.state for unit in units)
    given = len(county.roster) - len(county.missing) if county.roster else len(units)
    strangers = sum(found.code == _STRANGER for found in county.findings)
    known = bool(county.roster)
    return [
        ("应报", len(county.roster) if known else "无名册", False),
        ("已报", given, False),
        (MISSING, len(county.missing) if known else "—", bool(county.missing)),
        *((state.value, states[state], state is not State.DONE) for state in State),
        ("名册外", strangers if known else "—", bool(strangers) and known),
    ]


def _points(county: County, units: Sequence[Unit]) -> list[tuple[str, str | Decimal | int, bool]]:
    totals = sorted(unit.total for unit in units if unit.total is not None)
    whole: list[tuple[str, Decimal | None]] = [
        ("平均分", mean(totals)),
        ("中位数", median(totals)),
        ("最高分", totals[-1] if totals else None),
        ("最低分", totals[0] if totals else None),
    ]
    grades = _grades(county, units)
    return [
        ("计分单位", len(totals), False),
        *((what, "—" if value is None else rounded(value, 2), False) for what, value in whole),
        *((word, count, False) for word, count in grades[: len(_TITLES) - 5]),
    ]


def _grades(county: County, units: Sequence[Unit]) -> list[tuple[str, int]]:
    """Count the words of the scale, the best first, and any other word that was given."""
    given = Counter(unit.score.grade for unit in units if unit.score and unit.score.grade)
    known = labels_of_grades(county)
    return [(word, given[word]) for word in [*known, *sorted(set(given) - set(known))]]


def _tiles(page: Page, row: int, tiles: Sequence[tuple[str, str | Decimal | int, bool]]) -> None:
    page.sheet.set_row(row + 1, 24)
    for column, (what, value, bad) in enumerate(tiles):
        form = "" if isinstance(value, str | int) else "0.00"
        put(page, row, column, what, "label")
        put(page, row + 1, column, value, "tile_bad" if bad and value != 0 else "tile", form)


def _essence(page: Page, county: County, units: Sequence[Unit], told: Sequence[str]) -> None:
    """Two lines: who is wanting, and what else there is to look at."""
    wanting = [_named(MISSING, county.missing, _NAMED)]
    for state in State:
        labels = [unit.label for unit in units if unit.outcome.state is state]
        if state is not State.DONE:
            wanting.append(_named(state.value, labels, _NAMED_TOO))
    lines = ("；".join(filter(None, wanting)), "；".join(told))
    across = sum(room for _, room in _TITLES)
    for row, (line, style) in enumerate(zip(lines, ("alarm", "note"), strict=True), 5):
        words = line + "。" if line else ""
        page.sheet.set_row(row, pages.tall([(words, across)], _LINES))
        pages.merged(page, row, (0, len(_TITLES) - 1), words, style)


def _named(what: str, names: Sequence[str], most: int) -> str:
    if not names:
        return ""
    more = f"等{len(names)}个" if len(names) > most else ""
    listed = "、".join(pages.brief(name, pages.LISTED) for name in names[:most])
    return f"{what}{len(names)}个：{listed}{more}"


def _row(page: Page, row: int, county: County, unit: Unit) -> None:
    outcome, score = unit.outcome, unit.score
    claimed = score.claimed if score else None
    above = claimed - unit.total if claimed is not None and unit.total is not None else None
    wrong = sum(found.severity is Severity.ERROR for found in outcome.findings)
    put(page, row, 0, unit.rank, "centre")
    pages.name(page, row, 1, unit.label, _TITLES[1][1])
    put(page, row, 2, outcome.state.value, _COLOURS.get(outcome.state, "bad"))
    for column, value in enumerate((unit.total, claimed, above), 3):
        pages.amount(page, row, column, value, _POINTS)
    put(page, row, 6, score.grade if score else None, "centre")
    put(page, row, 7, wrong, "bad" if wrong else "centre")
    put(page, row, 8, len(outcome.findings) - wrong, "centre")
    pages.link(page, row, 9, *places.report(outcome))
    pages.link(page, row, 10, *places.form(county, outcome))


def _absent(page: Page, row: int, name: str) -> None:
    for column in range(len(_TITLES)):
        put(page, row, column, None)
    pages.name(page, row, 1, name, _TITLES[1][1])
    put(page, row, 2, MISSING, "warn")


def _draw(page: Page, county: County, units: Sequence[Unit], drawings: Drawings, last: int) -> None:
    """Ranks and points lost beside the table; grades below it where it is short."""
    ranked = [
        (pages.brief(unit.label, pages.LISTED), rounded(unit.total, 2))
        for unit in units
        if unit.total is not None
    ]
    if not ranked:
        return
    right = _HEAD + 1
    grades = _grades(county, units)
    words, counts = [word for word, _ in grades], [count for _, count in grades]
    plots = [*charts.ends("得分排名", ranked, "得分", "0.00"), _lost(units)]
    for plot in plots:
        right = charts.draw(drawings, page, plot, (right, _CHARTS))
    scale = charts.Plot("等级分布", words, "单位数", counts, "0", upright=True)
    place = (last + 2, 0) if last - _HEAD <= _SHORT else (right, _CHARTS)
    charts.draw(drawings, page, scale, place)


def _lost(units: Sequence[Unit]) -> charts.Plot:
    """The mean of points lost by indicator, most first."""
    lost: dict[str, list[Decimal]] = {}
    for unit in units:
        for line in unit.score.lines if unit.score else ():
            if line.points is not None:
                lost.setdefault(line.title, []).append(line.weight - line.points)
    means = [(title, mean(values)) for title, values in lost.items()]
    rows = [(title, rounded(value, 2)) for title, value in means if value]
    rows.sort(key=lambda row: -row[1])
    shown = rows[: charts.ENDS]
    title = "各指标平均失分" + (f"（失分最多的{len(shown)}项）" if len(shown) < len(rows) else "")
    return charts.Plot(
        title, [name for name, _ in shown], "平均失分", [value for _, value in shown]
    )
