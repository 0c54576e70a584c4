"""RV14: a survey of so few people that its result says little."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.counts.enumerations import value
from reportgen.review.holding import holding
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Sentence
    from reportgen.review.model import Case, Fault

CODE = "RV14"


def check(case: Case) -> Iterator[Fault]:
    """Yield one notice for a report whose survey asked fewer people than the lexicon's limit."""
    fewest = int(words("samples")["survey"]["fewest"])
    blocks = {block.number for block in holding(case.paper, _about())}
    asked = [
        each
        for sentence in (case.sentences if blocks else ())
        if sentence.block.number in blocks
        for each in _asked(sentence)
    ]
    if not asked or max(number for number, _ in asked) >= fewest:
        return
    _, span = max(asked, key=lambda each: each[0])
    spans = (span, *(other for _, other in asked if other != span))
    yield notice(
        CODE,
        spans,
        f"满意度调查只{_did(span.text)}“{span.text}”，少于{fewest}{span.text[-1]}，"
        "样本过小，结果的代表性不足。",
        f"扩大调查面（一般不少于{fewest}人），或者在报告中说明样本小的原因，不以此推断全体。",
    )


def _did(count: str) -> str:
    return "有问卷" if count.endswith("份") else "调查了"


@cache
def _pattern() -> re.Pattern[str]:
    given = words("samples")["survey"]
    asked, people = "|".join(given["asked"]), "|".join(given["people"])
    return re.compile(
        rf"(?:{asked})(?:[^，。；：\d]{{0,14}}?)"
        rf"(?P<count>(?P<number>\d+|[二两三四五六七八九十]{{1,3}})[余多]?(?:{people}))(?!次)"
    )


@cache
def _about() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("samples")["survey"]["about"])))


def _asked(sentence: Sentence) -> Iterator[tuple[int, Span]]:
    text, given = sentence.text, words("samples")["survey"]
    if not _about().search(text):
        return
    for found in _pattern().finditer(text):
        number, after = value(found["number"]), text[found.end() : found.end() + 8]
        around = text[max(0, found.start() - 4) : found.end()]
        if not number or any(word in around for word in given["each"]):
            continue
        if any(word in after for word in given["asking"]):
            continue
        start = sentence.start + found.start("count")
        yield number, Span(sentence.block, start, start + len(found["count"]))
