"""One thing written two ways in a report, and 的 where 地 belongs."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

TWO_WAYS, PARTICLE = "RV53", "RV54"

_SCORE = re.compile(
    r"(?:综合|自评|评价|总)(?:综合)?(?:得分|评分|分)[^。；，\d]{0,8}?(?<![\d.])(\d{2,3}(?:\.\d+)?)(?![\d.%])"
)
_TITLE = re.compile(r"《[^》]*》")


def check(case: Case) -> Iterator[Fault]:
    """Yield each thing with several writings once, then each wrong 的."""
    texts = {block.number: block for block in (*case.paper.blocks, *case.paper.cells)}
    blocks = [texts[number] for number in sorted(texts)]
    prose = case.paper.blocks if case.paper.is_report else blocks
    for name, forms, shown in _groups():
        spans = _found(prose, forms)
        if len(spans) > 1:
            yield _two_ways(name, spans, shown)
    yield from _scores(blocks)
    for block in blocks:
        if "的" in block.text:
            yield from _particles(block)


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Return each group as its name, one expression with a group for each form, their writing."""
    return tuple(
        (
            each["name"],
            re.compile("|".join(f"({form})" for form in each["forms"])),
            tuple(each["shown"]),
        )
        for each in words("styles")["groups"]
    )


def _found(blocks: Sequence[Block], forms: re.Pattern[str]) -> dict[int, list[Span]]:
    """Return the places of each form, by its number; titles in 《》 are quoted as they are."""
    spans: dict[int, list[Span]] = {}
    for block in blocks:
        text = _TITLE.sub(lambda found: " " * len(found[0]), block.text)
        for found in forms.finditer(text):
            form = (found.lastindex or 1) - 1
            spans.setdefault(form, []).append(Span(block, found.start(), found.end()))
    return spans


def _two_ways(name: str, spans: dict[int, list[Span]], shown: Sequence[str]) -> Fault:
    order = sorted(spans, key=lambda form: (len(spans[form]), -form))
    counted = "，".join(f"{shown[form]}{len(spans[form])}处" for form in sorted(spans))
    return notice(
        TWO_WAYS,
        [span for form in order[:-1] for span in spans[form]],
        f"同一说法写法不一：{counted}。",
        f"统一写法，宜用{name}。",
    )


def _scores(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield a notice for a total score printed with different decimals: 96.2 and 96.20."""
    printed: dict[Decimal, list[Span]] = {}
    for block in blocks:
        for found in _SCORE.finditer(block.text):
            span = Span(block, found.start(1), found.end(1))
            printed.setdefault(Decimal(found[1]), []).append(span)
    for spans in printed.values():
        ways = Counter(span.text for span in spans)
        if len(ways) < 2:
            continue
        usual = max(ways, key=lambda way: (ways[way], len(way)))
        rare = [span for span in spans if span.text != usual]
        kept = [span for span in spans if span.text == usual]
        said = "，".join(f"“{way}”{count}处" for way, count in ways.items())
        message = f"同一得分写法不一：{said}。"
        yield notice(TWO_WAYS, [*rare, *kept], message, "统一小数位数。")


@cache
def _wrong_particle() -> re.Pattern[str]:
    known = words("styles")["的地"]
    adverbs, endings = _either(known["状语"]), _either(known["名词尾"])
    either, objects = _either(known["两可的动词"]), _either(known["动词的宾语"])
    certain, strict = _either(known["带了的动词"]), _either(known["带宾语的动词"])
    return re.compile(
        rf"(?:{adverbs})(的)(?:(?:{certain})(?:了|着)(?!解)"
        rf"|(?:{strict})(?!{endings})(?=[\u4e00-\u9fff]{{2}})"
        rf"|(?:{either})(?!{endings})(?={objects}[^的，。；]*(?:[，。；]|$))"
        rf"|为(?={_either(known['为谁'])}))"
    )


@cache
def _wrong_complement() -> re.Pattern[str]:
    known = words("styles")["的地"]
    verbs, ends = _either(known["得的动词"]), _either(known["得的补语"])
    return re.compile(
        rf"{verbs}(的)(?:较|很|非常|更|比较|更加|不够|不|十分|越来越|都很|还不够)?{ends}(?=[，。；、！]|$)"
    )


def _is_received(before: str) -> bool:
    """Say whether a deed is an object here: 得到有效的贯彻."""
    return before.rstrip("了到过").endswith(tuple(words("styles")["的地"]["得到"])) or (
        before.endswith(tuple(words("styles")["的地"]["得到"]))
    )


def _either(choices: Sequence[str]) -> str:
    ordered = sorted(choices, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def _particles(block: Block) -> Iterator[Fault]:
    for found in _wrong_particle().finditer(block.text):
        if _is_received(block.text[: found.start()]):
            continue
        span = Span(block, found.start(), found.end())
        right = found[0].replace("的", "地", 1)
        message = f"“{span.text}”中的“的”应为“地”：动词前面用“地”。"
        yield notice(PARTICLE, [span], message, f"改为“{right}”。")
    for found in _wrong_complement().finditer(block.text):
        span = Span(block, found.start(), found.end())
        message = f"“{span.text}”中的“的”应为“得”：动词后面用“得”。"
        right = found[0].replace("的", "得", 1)
        yield notice(PARTICLE, [span], message, f"改为“{right}”。")
