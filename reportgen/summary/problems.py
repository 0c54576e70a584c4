"""问题 and 问题明细: how many of each kind in which form, and every one with place and remedy."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportgen import rulepages
from reportgen.findings import ReportgenError, Severity
from reportgen.summary import pages, paper, places
from reportgen.summary.pages import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.findings import Finding
    from reportgen.summary.model import County
    from reportgen.summary.pages import Page
    from reportgen.summary.standing import Unit

SHEET, LIST = "问题", "问题明细"
MOST = 20
"""Problems listed of one form; the rest stand in the form's own list."""
WIDEST = 40
"""Units that have a column of their own; of more, those with most problems."""
WHOLE = "（文件夹）"
_LEADING = (("编号", 8), ("问题", 44), ("级别", 7), ("单位数", 8), ("处数", 8))
_TITLES = (
    ("单位", 18), ("文件", 22), ("位置", 20), ("编号", 8), ("级别", 7), ("问题", 56), ("办法", 44),
    ("报告", 11), ("填报表", 11),
)  # fmt: skip
_HEAD, _FIRST = 2, 3
_NARROW, _LETTERS, _LETTER = 5, 14, 13.5
_LINKED = 5_000
"""With more rows than that only a form's first row has links, or Excel opens the file slowly."""
NOTHING = "没有发现问题。"


def write(page: Page, county: County, units: Sequence[Unit]) -> None:
    """Write the kinds, the commonest first, and how many each unit has."""
    counts = {unit.label: _kinds(unit.outcome.findings) for unit in units}
    if county.findings:
        counts[WHOLE] = _kinds(county.findings)
    columns = [label for label, kinds in counts.items() if kinds]
    others = max(len(columns) - WIDEST, 0)
    if others:
        most = set(sorted(columns, key=lambda label: -counts[label].total())[:WIDEST])
        columns = [label for label in columns if label in most]
    note = (
        f"每格是处数，空格是没有；级别为“错误”的要改正后重新报送。各处的位置和办法见“{LIST}”。"
        + (f"单位较多，只列问题最多的{WIDEST}个，另有{others}个见“{LIST}”。" if others else "")
    )
    heads = [*_LEADING, *((pages.brief(label, _LETTERS), _NARROW) for label in columns)]
    widths = [room for _, room in heads]
    breaks = paper.starts(widths, range(len(_LEADING), len(heads) + 1))
    paper.opening(page, ("问题分类统计", note), widths, breaks)
    high = _LETTER * (min(max(map(len, columns), default=1), _LETTERS) + 1)
    pages.heads(page, _HEAD, heads, high)
    for column, label in enumerate(columns, len(_LEADING)):
        put(page, _HEAD, column, pages.brief(label, _LETTERS), "upright")
    forms, times = _sums(list(counts.values()))
    kinds = sorted(times, key=lambda kind: (kind[1] is not Severity.ERROR, -times[kind], kind[0]))
    for row, kind in enumerate(kinds, _FIRST):
        _kind(page, row, kind, (forms[kind], times[kind]))
        for column, label in enumerate(columns, len(_LEADING)):
            put(page, row, column, counts[label][kind] or None, "centre")
    if not kinds:
        pages.merged(page, _FIRST, (0, len(_LEADING) - 1), NOTHING, "text")
    last = (_HEAD + len(kinds), len(_LEADING) + len(columns) - 1)
    pages.closing(page, (_HEAD, _HEAD), last, 2)
    paper.closing(page, breaks)


def _kind(page: Page, row: int, kind: tuple[str, Severity], sums: tuple[int, int]) -> None:
    code, severity = kind
    put(page, row, 0, code, "centre")
    put(page, row, 1, _title(code))
    put(page, row, 2, severity.value, "bad" if severity is Severity.ERROR else "warn")
    put(page, row, 3, sums[0], "centre")
    put(page, row, 4, sums[1], "fixed")


def write_list(page: Page, county: County, units: Sequence[Unit]) -> None:
    """Write every problem, a form's errors first, at most ``MOST`` of one form."""
    pages.opening(page, "问题明细", f"每份填报表最多列{MOST}处。", len(_TITLES))
    pages.heads(page, _HEAD, _TITLES)
    rows = sum(min(len(unit.outcome.findings), MOST) for unit in units)
    row = _FIRST
    about = places.finder(units)
    for found in county.findings:
        unit = about(found)
        _row(page, row, unit.label if unit else WHOLE, found)
        ways = places.report_of(found, unit), places.form_of(county, unit)
        for column, (path, words) in zip((7, 8), ways, strict=True):
            pages.link(page, row, column, path, words, "link_top")
        row += 1
    for unit in units:
        row = _form(page, row, county, unit, linked=rows <= _LINKED)
    if row == _FIRST:
        pages.merged(page, row, (0, len(_TITLES) - 1), NOTHING, "text")
    pages.closing(page, (_HEAD, _HEAD), (row - 1, len(_TITLES) - 1), 1)


def _form(page: Page, row: int, county: County, unit: Unit, *, linked: bool) -> int:
    """Write a form's problems; return the next free row."""
    findings = sorted(unit.outcome.findings, key=lambda f: f.severity is not Severity.ERROR)
    report, form = places.report(unit.outcome), places.form(county, unit.outcome)
    for at, found in enumerate(findings[:MOST]):
        _row(page, row, unit.label, found)
        for column, (path, words) in ((7, report), (8, form)):
            if linked or not at:
                pages.link(page, row, column, path, words, "link_top")
        row += 1
    if len(findings) > MOST:
        more = f"…另有{len(findings) - MOST}处，见该单位的问题清单。"
        for column in range(len(_TITLES)):
            put(page, row, column, None)
        pages.name(page, row, 0, unit.label, _TITLES[0][1])
        put(page, row, 5, more)
        row += 1
    return row


def _row(page: Page, row: int, label: str, found: Finding) -> None:
    error = found.severity is Severity.ERROR
    texts = (
        (pages.brief(label), "wrap"),
        (found.where.file, "wrap"),
        (found.where.spot, "wrap"),
        (found.code, "top"),
        (found.severity.value, "bad_top" if error else "warn_top"),
        (found.message, "wrap"),
        (found.remedy, "wrap"),
        ("", "top"),
        ("", "top"),
    )
    rooms = [(text, room) for (text, _), (_, room) in zip(texts, _TITLES, strict=True)]
    page.sheet.set_row(row, pages.tall(rooms))
    for column, (text, style) in enumerate(texts):
        put(page, row, column, text, style)


def _kinds(findings: Sequence[Finding]) -> Counter[tuple[str, Severity]]:
    return Counter((found.code, found.severity) for found in findings)


def _sums(
    counts: Sequence[Counter[tuple[str, Severity]]],
) -> tuple[Counter[tuple[str, Severity]], Counter[tuple[str, Severity]]]:
    """Return in how many forms each kind is found, and how often in all."""
    forms: Counter[tuple[str, Severity]] = Counter()
    times: Counter[tuple[str, Severity]] = Counter()
    for each in counts:
        forms.update(each.keys())
        times.update(each)
    return forms, times


@cache
def _title(code: str) -> str:
    try:
        return rulepages.title(code)
    except ReportgenError:
        return ""
