"""The numbers Word itself puts before paragraphs, counted as Word counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.papers.counting import written
from reportgen.papers.marks import mark_of
from reportgen.papers.model import Mark
from reportgen.papers.word_package import q
from reportgen.papers.word_styles import VAL, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written: where it starts, in which numbers, with which words."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    all_digits: bool = False
    restarts: bool = True


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs belong to; lists with one ``family`` are counted together."""

    family: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    of_style: Mapping[str, int]


@dataclass(slots=True)
class Counter:
    """The lists of a document, and how far each has come."""

    lists: Mapping[str, List]
    at: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, name: str, depth: int | None, style: str = "") -> Mark | None:
        """Return the mark of the next paragraph of a list, None for bullets and no list."""
        found = self.lists.get(name)
        if found is None:
            return None
        at = found.of_style.get(style, 0) if depth is None else min(depth, _DEEPEST)
        level = found.levels.get(at)
        if level is None:
            return None
        counts = self._count(name, found, at, level)
        if level.style == "bullet":
            return None
        return _mark(_written(found, level, counts), counts[at])

    def _count(self, name: str, found: List, at: int, level: Level) -> dict[int, int]:
        counts = self.at[found.family]
        for above in range(at):
            counts.setdefault(above, found.levels.get(above, Level()).start)
        if at in found.starts and (name, at) not in self.begun:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self.begun.add((name, at))
        for below in [each for each in counts if each > at]:
            if found.levels.get(below, Level()).restarts:
                del counts[below]
        return counts


def read(root: Element | None) -> Counter:
    """Return the lists of a document, none counted yet."""
    if root is None:
        return Counter({})
    families = {str(each.get(q("abstractNumId"))): each for each in root.iter(q("abstractNum"))}
    by_style = {
        str(link.get(VAL)): name
        for name, each in families.items()
        if (link := each.find(q("styleLink"))) is not None
    }
    lists = {}
    for each in root.iter(q("num")):
        chosen = each.find(q("abstractNumId"))
        family = "" if chosen is None else str(chosen.get(VAL))
        if family in families:
            link = families[family].find(q("numStyleLink"))
            linked = family if link is None else by_style.get(str(link.get(VAL)), family)
            lists[str(each.get(q("numId")))] = _list(linked, families[linked], each)
    return Counter(lists)


def _list(family: str, abstract: Element, instance: Element) -> List:
    levels: dict[int, Level] = {}
    styles: dict[str, int] = {}
    starts: dict[int, int] = {}
    for element in abstract.iterchildren(q("lvl")):
        _level(element, levels, styles)
    for override in instance.iterchildren(q("lvlOverride")):
        at = _depth(override)
        for element in override.iterchildren(q("lvl")):
            _level(element, levels, styles)
        start = whole(override.find(q("startOverride")))
        if start is not None:
            starts[at] = start
    return List(family, levels, starts, styles)


def _level(element: Element, levels: dict[int, Level], styles: dict[str, int]) -> None:
    at = _depth(element)
    start = whole(element.find(q("start")))
    style, text, named = (element.find(q(name)) for name in ("numFmt", "lvlText", "pStyle"))
    restart = whole(element.find(q("lvlRestart")))
    levels[at] = Level(
        start=0 if start is None else start,
        style="decimal" if style is None else str(style.get(VAL, "decimal")),
        text="" if text is None else str(text.get(VAL, "")),
        all_digits=element.find(q("isLgl")) is not None,
        restarts=restart != 0,
    )
    if named is not None:
        styles[str(named.get(VAL))] = at


def _depth(element: Element) -> int:
    text = str(element.get(q("ilvl"), "0"))
    return min(int(text), _DEEPEST) if text.isdigit() and len(text) < 3 else 0


def _written(found: List, level: Level, counts: Mapping[int, int]) -> str:
    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        style = "decimal" if level.all_digits else found.levels.get(at, level).style
        return written(counts.get(at, 1), style)

    return _PLACE.sub(number, level.text).strip()


def _mark(text: str, number: int) -> Mark | None:
    """Return a mark as it reads; its level is what the same words would have if typed."""
    if not text:
        return None
    typed = mark_of(f"{text}　字")
    return Mark(text, typed.level if typed else 0, number, 0)
