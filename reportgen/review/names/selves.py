"""RV35: a report calls its own agency now 我镇, now 我单位."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault

MIXED = "RV35"
_QUOTES = re.compile("“[^”]*”|《[^》]*》")


def check(case: Case) -> Iterator[Fault]:
    """Yield one fault, at the places of the rarer word, where two ways are mixed."""
    found: dict[str, list[Span]] = {}
    for block in case.paper.blocks:
        if "我" not in block.text and "本单位" not in block.text:
            continue
        quoted = [each.span() for each in _QUOTES.finditer(block.text)]
        for match in _pattern().finditer(block.text):
            if not any(start <= match.start() < end for start, end in quoted):
                found.setdefault(match[0], []).append(Span(block, *match.span()))
    ways = _ways(found, case.short)
    if len(ways) > 1:
        yield _fault(found, ways)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the self-names; 本单位 counts where it opens a clause, else it may be anybody's."""
    told = words("names")["selves"]
    plain = "|".join((*told["town"], *told["bureau"]))
    unit, opening, opens, verbs = (
        "|".join(told[key]) for key in ("unit", "opening", "opens", "verbs")
    )
    opened = rf"(?<![^，。；：\n年])(?:{opening})(?={opens})"
    return re.compile(rf"(?:{plain})(?!{verbs})|{unit}|{opened}")


def _ways(found: dict[str, list[Span]], short: str) -> dict[str, list[str]]:
    """Return the words by the way they stand for; one that belongs to another kind is RV33's."""
    told = words("names")["selves"]
    ways: dict[str, list[str]] = {}
    for word in found:
        if word in told["unit"] or word in told["opening"]:
            ways.setdefault("unit", []).append(word)
        elif short.endswith(word[1:]) or not short:
            ways.setdefault("own", []).append(word)
    return ways


def _fault(found: dict[str, list[Span]], ways: dict[str, list[str]]) -> Fault:
    def size(names: list[str]) -> int:
        return sum(len(found[name]) for name in names)

    fewer, more = sorted(ways.values(), key=size)
    spans = sorted((span for word in fewer for span in found[word]), key=lambda span: span.order)
    first = min((span for word in more for span in found[word]), key=lambda span: span.order)
    counted = "，".join(f"“{word}”{len(found[word])} 处" for word in (*more, *fewer))
    message = f"对本单位的称呼不一致：{counted}。"
    remedy = f"统一为一种，如都写“{more[0]}”。"
    return notice(MIXED, [*spans, first], message, remedy)
