"""One thing written two ways in a report, and 的 where 地 belongs."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice
from reportgen.review.remembered import each_telling, telling, texts_of, where
from reportgen.review.writing.needles import Joined, needles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

T = TypeVar("T")

TWO_WAYS, PARTICLE = "RV53", "RV54"

_SCORE = re.compile(
    r"(?:综合|自评|评价|总)(?:综合)?(?:得分|评分|分)[^。；，\d]{0,8}?(?<![\d.])(\d{2,3}(?:\.\d+)?)(?![\d.%])"
)
_TITLE = re.compile(r"《[^》]*》")


_OF = re.compile("的")


class _Form(NamedTuple):
    """One writing of a thing: the number of its group, its own in it, where it stands."""

    group: int
    form: int
    start: int
    end: int


class _Particle(NamedTuple):
    """A 的 with the words beside it, and what is right in its place."""

    right: str
    start: int
    end: int


def check(case: Case) -> Iterator[Fault]:
    """Yield each thing with several writings once, then each wrong 的."""
    texts = texts_of(case.paper)
    forms = _in_order(where(texts, _forms(texts)))
    if case.paper.is_report:
        forms = [each for each in forms if not each[0].is_cell]
    for number, spans in sorted(_found(forms).items()):
        if len(spans) > 1:
            name, _, shown = _groups()[number]
            yield _two_ways(name, spans, shown)
    yield from _scores(_in_order(where(texts, _printed(texts))))
    for block, slips in _in_order(where(texts, _particles(texts))):
        yield from (_slip(block, each) for each in slips)


def _in_order(found: Sequence[tuple[Block, T]]) -> list[tuple[Block, T]]:
    return sorted(found, key=lambda each: each[0].number)


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


@cache
def _needs() -> tuple[frozenset[str], ...]:
    return tuple(needles(forms.pattern) or frozenset({""}) for _, forms, _ in _groups())


def _found(found: Iterable[tuple[Block, Sequence[_Form]]]) -> dict[int, dict[int, list[Span]]]:
    """Return the places of each form, by the numbers of its group and its own."""
    spans: dict[int, dict[int, list[Span]]] = {}
    for block, forms in found:
        for each in forms:
            places = spans.setdefault(each.group, {}).setdefault(each.form, [])
            places.append(Span(block, each.start, each.end))
    return spans


@telling
def _forms(texts: Sequence[str]) -> list[tuple[_Form, ...]]:
    """Return the forms in each text; titles in 《》 are quoted as they are."""
    found: list[list[_Form]] = [[] for _ in texts]
    joined = Joined.of(texts)
    for group, (_, forms, _) in enumerate(_groups()):
        for number in joined.holding(_needs()[group]):
            text = _TITLE.sub(lambda title: " " * len(title[0]), texts[number])
            found[number].extend(
                _Form(group, (each.lastindex or 1) - 1, each.start(), each.end())
                for each in forms.finditer(text)
            )
    return [tuple(forms) for forms in found]


def _two_ways(name: str, spans: dict[int, list[Span]], shown: Sequence[str]) -> Fault:
    order = sorted(spans, key=lambda form: (len(spans[form]), -form))
    counted = "，".join(f"{shown[form]}{len(spans[form])}处" for form in sorted(spans))
    return notice(
        TWO_WAYS,
        [span for form in order[:-1] for span in spans[form]],
        f"同一说法写法不一：{counted}。",
        f"统一写法，宜用{name}。",
    )


def _scores(found: Iterable[tuple[Block, Sequence[tuple[int, int]]]]) -> Iterator[Fault]:
    """Yield a notice for a total score printed with different decimals: 96.2 and 96.20."""
    printed: dict[Decimal, list[Span]] = {}
    for block, places in found:
        for start, end in places:
            span = Span(block, start, end)
            printed.setdefault(Decimal(span.text), []).append(span)
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


@each_telling
def _printed(text: str) -> tuple[tuple[int, int], ...]:
    """Return where total scores stand in a text."""
    return tuple(found.span(1) for found in _SCORE.finditer(text)) if "分" in text else ()


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


@each_telling
def _particles(text: str) -> tuple[_Particle, ...]:
    """Return each wrong 的 of a text with the words beside it."""
    last = {text[max(0, found.start() - 2) : found.start()] for found in _OF.finditer(text)}
    slips: list[_Particle] = []
    if not last.isdisjoint(_last_of("状语")):
        slips += [
            _Particle("地", found.start(), found.end())
            for found in _wrong_particle().finditer(text)
            if not _is_received(text[: found.start()])
        ]
    if any(each.endswith(_verbs()) for each in last):
        found_ = _wrong_complement().finditer(text)
        slips += [_Particle("得", found.start(), found.end()) for found in found_]
    return tuple(slips)


@cache
def _last_of(name: str) -> frozenset[str]:
    return frozenset(word[-2:] for word in words("styles")["的地"][name])


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(words("styles")["的地"]["得的动词"])


def _slip(block: Block, slip: _Particle) -> Fault:
    span = Span(block, slip.start, slip.end)
    before = "动词前面" if slip.right == "地" else "动词后面"
    message = f"“{span.text}”中的“的”应为“{slip.right}”：{before}用“{slip.right}”。"
    right = span.text.replace("的", slip.right, 1)
    return notice(PARTICLE, [span], message, f"改为“{right}”。")
