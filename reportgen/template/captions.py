"""TP31: tables whose captions have one number, or numbers that go back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.template.choosing import every_case, lines
from reportgen.template.office import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from reportgen.template.office import Part

_MAY_BE = re.compile(r"\s*(?:\{%[^%]*%\}\s*)*[表附]")
_CAPTION = re.compile(r"\s*表\s*(\d{1,2})(?:[\s：:、.．]|$)(?!.*[。；])")
_ANNEX = re.compile(r"\s*附(?:件|表|录)\s*[\d一二三四五六七八九十{]*\s*$")


def captions(part: Part, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each caption whose number does not go on, in any case of the ifs.

    An annex counts anew, and where an if leaves out a table a number may be wanting.
    """
    every = every_case(lines(part.root), lambda text: _MAY_BE.match(text) is not None)
    told: dict[tuple[Element, str, Element], int] = {}
    for case in every:
        for slip in _slips(case):
            told[slip] = told.get(slip, 0) + 1
    seen: set[Element] = set()
    for (here, message, there), count in told.items():
        if here not in seen:
            seen.add(here)
            when = "" if count == len(every) else "有的内容不印时，"
            where, others = Where(FILE, spots[here]), [Where(FILE, spots[there])]
            others = [each for each in others if each != where]
            remedy = "照先后次序改正各表的编号，文中说到这张表的也一起改。"
            yield notice("TP31", where, f"{when}{message}", remedy, others)


def _slips(case: Sequence[tuple[Element, str]]) -> Iterator[tuple[Element, str, Element]]:
    earlier: dict[int, Element] = {}
    last = 0
    for each, text in case:
        if _ANNEX.match(text):
            earlier, last = {}, 0
        found = _CAPTION.match(text)
        if not found:
            continue
        number = int(found[1])
        if number in earlier:
            yield each, f"前面已经有“表{number}”，这里又是“表{number}”。", earlier[number]
        elif number < last:
            yield each, f"“表{number}”排在“表{last}”后面。", earlier[last]
        earlier.setdefault(number, each)
        last = max(last, number)
