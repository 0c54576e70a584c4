"""Two packs side by side: what was added, dropped, renamed, changed and moved between them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.editor import differing_form as forms
from reportgen.editor import differing_rows as rows
from reportgen.editor import showing
from reportgen.editor.differing_model import Aspect, Change, Difference, Kind
from reportgen.editor.differing_names import judges, learned
from reportgen.editor.differing_words import aligned, plain, with_new_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reportgen.editor.sentences import Line

REPORT = "报告"
_ORDERED = ("字段", "计算", "指标")
"""Names learned here are needed by the sheets that come after."""


def compare(old: Path, new: Path) -> Difference:
    """Return everything that differs between two packs, as far as both can be read.

    Raises ReportgenError where a folder is no pack, or one of its workbooks is none.
    """
    then, now = showing.read(old), showing.read(new)
    sheets = forms.paired(then.pages, now.pages)
    names: dict[str, str] = {}
    found = list(_rules(rows.read(old), rows.read(new), _judges(then, now, sheets, names), names))
    found += forms.changes(sheets, names)
    if then.lines and now.lines:
        found += _report(then.lines, now.lines, names)
    same = then.pack.fingerprint == now.pack.fingerprint
    return Difference(tuple(found), then.findings, now.findings, same)


def _judges(
    then: showing.Shown,
    now: showing.Shown,
    sheets: Sequence[forms.Sheets],
    names: Mapping[str, str],
) -> Mapping[str, rows.Judge]:
    homes = forms.homes(then.pages), forms.homes(now.pages)
    return judges(forms.same_cells(sheets), homes, names)


def _rules(
    old: Mapping[str, Sequence[rows.Row]],
    new: Mapping[str, Sequence[rows.Row]],
    judge: Mapping[str, rows.Judge],
    names: dict[str, str],
) -> Iterator[Change]:
    """Yield what differs between the sheets; ``names`` gathers the new names on the way."""
    matched = {}
    for sheet in sorted(rows.KEYS, key=lambda each: each not in _ORDERED):
        found = rows.matched(sheet, old[sheet], new[sheet], names)
        matched[sheet] = rows.with_partners(found, judge[sheet])
        names.update(learned(sheet, matched[sheet][1]))
    for sheet in rows.KEYS:
        found, made = matched[sheet]
        yield from rows.changes(found, made, names)
        yield from rows.order(sheet, old[sheet], found.both)
        if sheet == "指标":
            yield from rows.points(old[sheet], new[sheet])


def _report(old: Sequence[Line], new: Sequence[Line], names: Mapping[str, str]) -> Iterator[Change]:
    """Yield what differs between the stories of two reports, each compared with its like."""
    then, now = _stories(old), _stories(new)
    for story in dict.fromkeys([*now, *then]):
        yield from _story(then.get(story, []), now.get(story, []), names)


def _stories(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.story, []).append(line)
    return found


def _story(old: Sequence[Line], new: Sequence[Line], names: Mapping[str, str]) -> Iterator[Change]:
    before = [with_new_names(line.text, names) for line in old]
    pairs = aligned([*map(plain, before)], [plain(line.text) for line in new])
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            line = new[pair.new]
            yield Change(REPORT, Kind.ADDED, "", line.place, text=line.text)
        elif pair.new is None and pair.old is not None:
            line = old[pair.old]
            yield Change(REPORT, Kind.GONE, "", "", line.place, text=line.text)
        elif pair.old is not None and pair.new is not None:
            was, line = old[pair.old], new[pair.new]
            differs = plain(before[pair.old]) != plain(line.text)
            aspects = (Aspect("", before[pair.old], line.text),) if differs else ()
            if pair.moved:
                yield Change(REPORT, Kind.MOVED, "", line.place, was.place, aspects, line.text)
            elif differs:
                yield Change(REPORT, Kind.CHANGED, "", line.place, was.place, aspects)


def by_section(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """Return the changes of each section together, in the order of the pack's files."""
    return [(name, list(group)) for name, group in groupby(changes, key=lambda each: each.section)]
