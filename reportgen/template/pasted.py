"""TP32: a paragraph that a report would print twice, word for word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.template.choosing import every_case, lines
from reportgen.template.office import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Part

_LEAST = 30
"""Short lines, such as the unit's name above each table, are meant to come again."""
_QUOTED = 14
_TAG = re.compile(r"\{[{%].*?[%}]\}")


def pasted(part: Part, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each sentence with tags that stands twice and prints twice in some case."""
    found = lines(part.root)
    counts = Counter(text.strip() for _, text in found if _counts(text))
    twice = {text for text, count in counts.items() if count > 1}
    if not twice:
        return
    told: set[Element] = set()
    for case in every_case(found, lambda text: text.strip() in twice):
        first: dict[str, Element] = {}
        texts = dict(found)
        for each, _ in case:
            text = texts[each].strip()
            other = first.setdefault(text, each)
            if other is not each and each not in told:
                told.add(each)
                yield _finding(text, spots[each], spots[other])


def _counts(text: str) -> bool:
    return len(text.strip()) > _LEAST and "{{" in text and "。" in text


def _finding(text: str, here: str, there: str) -> Finding:
    words = _TAG.sub("…", text)[:_QUOTED]
    message = f"“{words.rstrip('…')}…”这一段与 {there} 一字不差，会印两遍。"
    remedy = "删去多余的一段；复制来改的，把标签和文字改成应写的。"
    return notice("TP32", Where(FILE, here), message, remedy, [Where(FILE, there)])
