"""PK49: levels of the score table whose points are not what they say, or that stand apart."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.findings import Finding, notice
from reportgen.packs.model import place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.findings import Where
    from reportgen.packs.model import Indicator, Pack

_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]")
_BLANK = re.compile(r"\s+")


def vet(pack: Pack, told: Collection[Where]) -> Iterator[Finding]:
    """Yield every 一级 and 二级 that is out of step with the rows it stands for.

    Points in ``told`` cells are not added up: what follows from them is left unsaid.
    """
    runs = [(words, [*rows]) for words, rows in groupby(pack.indicators, lambda e: e.dimension)]
    yield from _apart("一级", runs)
    for words, rows in runs:
        yield from _unlike("一级", words, rows, told)
        inner = [(each, [*group]) for each, group in groupby(rows, lambda e: e.category)]
        yield from _apart("二级", inner)
        for each, group in inner:
            yield from _unlike("二级", each, group, told)


def _apart(column: str, runs: Sequence[tuple[str, Sequence[Indicator]]]) -> Iterator[Finding]:
    first: dict[str, Indicator] = {}
    for words, rows in runs:
        name = bare(words)
        other = first.setdefault(name, rows[0])
        if other is not rows[0] and name:
            where, there = place(rows[0], column), place(other, column)
            message = f"{column}指标“{name}”分成了两块，评分表上要印两次。"
            remedy = f"把这几行移到 {there.spot} 那一块下面，“{column}”照抄那一格。"
            yield notice("PK49", where, message, remedy, [there])


def _unlike(
    column: str, words: str, rows: Sequence[Indicator], told: Collection[Where]
) -> Iterator[Finding]:
    said = _POINTS.search(words)
    if any(place(each, "分值") in told for each in rows):
        return
    total = sum((each.weight for each in rows), Decimal(0))
    if said and Decimal(said[1]) != total:
        message = f"{column}写的是“{_BLANK.sub('', words)}”，下面各指标分值相加是 {total:f} 分。"
        remedy = f"各行的“{column}”都改为（{total:f}分），或改正分值。"
        where, others = place(rows[0], column), [place(each, "分值") for each in rows]
        yield notice("PK49", where, message, remedy, others)


def bare(words: str) -> str:
    """Return a level's name without its points.

    >>> bare("投入\\n（10分）")
    '投入'
    """
    return _BLANK.sub("", _POINTS.sub("", words))
