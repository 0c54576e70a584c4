"""Where a paragraph stands, in words a person can follow with the report open."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.papers.model import Mark

_NTH = ("", "第一处", "第二处", "第三处")
_LONGEST_NAME = 12
TITLE = 9
ANNEX = re.compile(r"附(?:件|表|录)[ 　]*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})?[:：]?")
"""A line that is only this begins an annex, unless it is the first of a report."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What the places need of one paragraph: its mark, its heading level, its words."""

    text: str
    mark: Mark | None
    level: int
    rank: int = 0
    label: str = ""


@dataclass(slots=True)
class _Walk:
    first: str = ""
    second: str = ""
    paragraphs: int = 0
    seen: Counter[str] = field(default_factory=Counter)


def ranked(stops: Iterable[Stop]) -> Iterator[Stop]:
    """Yield each stop with its rank, 1 or 2 where a place begins anew, and what it is called.

    A heading without a number directly below 附件1 is the annex's name, not another place.
    """
    begun = named = False
    for stop in stops:
        is_annex = begun and ANNEX.fullmatch(stop.text) is not None
        begun = begun or bool(stop.level)
        marked = stop.mark.level if stop.mark and stop.mark.level in (1, 2) else 0
        rank = 1 if is_annex else marked or (stop.level if stop.level in (1, 2) else 0)
        if named and not marked and not is_annex:
            rank = 0
        named = is_annex
        yield Stop(stop.text, stop.mark, stop.level, rank, _label(stop, marked, is_annex))


def places(stops: Sequence[Stop]) -> list[str]:
    """Return a spot for each ranked stop in order: ``开头第2段``, ``三、（二）第3段``, ``标题``.

    A number that two headings share is told apart: ``第二处“二、”第3段``.
    """
    keys = list(_keys(stops))
    totals = Counter(keys)
    walk = _Walk()
    spots = []
    for stop, key in zip(stops, keys, strict=True):
        if stop.rank:
            walk.seen[key] += 1
            walk.paragraphs = 0
            named = _told_apart(stop.label, walk.seen[key], totals[key])
            walk.first, walk.second = (named, "") if stop.rank == 1 else (walk.first, named)
        spots.append(_spot(stop, walk))
    return spots


def _label(stop: Stop, marked: int, is_annex: bool) -> str:
    if marked and stop.mark:
        return stop.mark.text
    return stop.text.rstrip(":：") if is_annex else f"“{stop.text[:_LONGEST_NAME]}”"


def _keys(stops: Sequence[Stop]) -> Iterator[str]:
    """Name each heading by the headings above it, so that only true doubles are doubles."""
    above, times = "", Counter[str]()
    for stop in stops:
        if stop.rank == 1:
            times[stop.label] += 1
            above = f"{stop.label}{times[stop.label]}"
            yield stop.label
        else:
            yield f"{above}/{stop.label}" if stop.rank else ""


def _told_apart(label: str, time: int, total: int) -> str:
    if total < 2:
        return label
    quoted = label if label.startswith("“") else f"“{label}”"
    return f"{_NTH[time] if time < len(_NTH) else f'第{time}处'}{quoted}"


def _spot(stop: Stop, walk: _Walk) -> str:
    above = walk.first + walk.second
    if stop.level == TITLE:
        return "标题"
    if stop.rank and (stop.level or not stop.mark):
        return f"{above}标题"
    walk.paragraphs += 1
    return f"{above or '开头'}第{walk.paragraphs}段"
