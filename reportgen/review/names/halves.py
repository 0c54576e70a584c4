"""RV34: the own name half edited or misspelt, or not the same in title and signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review import signers
from reportgen.review.holding import joined
from reportgen.review.model import error, notice
from reportgen.review.names import gazetteer, near, spellings
from reportgen.review.names.agencies import names_of, quote
from reportgen.review.names.partners import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault
    from reportgen.review.signers import Claim

MISSPELT = "RV34"
_HISTORY = re.compile(
    r"撤|合并|并入|原|前身|更名|改名|改称|改为|改设|建镇|设镇|旧称|公社|19\d\d|时称"
)
_NO_COUNTY = "全我本该各在于是和与市省某到至往为对及同属县市区"


def check(case: Case) -> Iterator[Fault]:
    """Yield each way the own name is miswritten once, and titles that do not agree."""
    yield from _unlike(signers.claims(case.paper), case)
    found: dict[str, list[Span]] = {}
    for span in _misspelt(case):
        found.setdefault(span.text, []).append(span)
    yield from (_fault(word, spans, case) for word, spans in found.items())


def _misspelt(case: Case) -> Iterator[Span]:
    """Yield what may be the own name miswritten; patterns are made where anything is like it."""
    names, county, text = names_of(case), signers.county(case.agency)[-3:], joined(case.paper).text
    if names is None:
        if near.bureau(text, case.short, county):
            for block in joined(case.paper).blocks:
                yield from _of_bureau(block, case.short, county)
    elif near.town(text, case.short, county):
        letters = frozenset(gazetteer.stem(case.short))
        for block in joined(case.paper).blocks:
            if not letters.isdisjoint(block.text):
                yield from _of_town(block, case.short, names.own | names.siblings, county)


def _of_bureau(block: Block, own: str, county: str) -> Iterator[Span]:
    pattern = spellings.of_bureau(own, county) if own and own[-1] in block.text else None
    if pattern:
        yield from (Span(block, *found.span()) for found in pattern.finditer(block.text))


def _of_town(block: Block, own: str, known: frozenset[str], county: str) -> Iterator[Span]:
    """Yield what is nearly the own name, wherever that name itself does not stand."""
    text = block.text
    inner = {at for found in re.finditer(re.escape(own), text) for at in range(*found.span())}
    short = spellings.of_short_town(own, county)
    for pattern in (*spellings.of_town(own), *([short] if short else [])):
        for found in pattern.finditer(text):
            inside = not inner.isdisjoint(range(*found.span()))
            real = gazetteer.ending_at(text, found.end(), known)
            former = found[0][-1] != own[-1] and _HISTORY.search(
                text[slice(*sentence(text, *found.span()))]
            )
            if not (inside or real or former or _is_word(text, found)):
                yield Span(block, *found.span())
    for pattern in spellings.repeated(own, county):
        yield from (Span(block, *found.span()) for found in pattern.finditer(text))
    if county:
        yield from _of_other_county(block, own, county)


def _is_word(text: str, found: re.Match[str]) -> bool:
    """Tell 灰山港乡村 from 灰山港乡."""
    follow = words("names")["own"].get(gazetteer.SUFFIX.findall(found[0])[-1], ())
    return text.startswith(tuple(follow), found.end()) if follow else False


def _of_other_county(block: Block, own: str, county: str) -> Iterator[Span]:
    there = re.escape(f"{county[-1]}{own}")
    for found in re.finditer(rf"{spellings.ANY}{{2}}{there}", block.text):
        before = found[0][:2]
        if found[0][:3] != county and not any(letter in _NO_COUNTY for letter in before):
            yield Span(block, *found.span())


def _fault(word: str, spans: Sequence[Span], case: Case) -> Fault:
    times = f"{quote(spans[0])}等 {len(spans)} 处" if len(spans) > 1 else quote(spans[0])
    message = f"{times}写作“{word}”，本单位是“{case.agency}”。"
    county = signers.county(case.agency)
    repeats = "人民政府人民政府" in word or (county != "" and word.startswith(county))
    remedy = f"删去重复的字，改为“{case.agency}”。" if repeats else ""
    sure = not spellings.is_unsure(word, case.short)
    made = error if sure else notice
    return made(MISSPELT, spans, message, remedy or f"核对单位名称，改为“{case.short}”。")


def _unlike(claims: Sequence[Claim], case: Case) -> Iterator[Fault]:
    """Yield a fault where title, cover and signature name different agencies."""
    names = names_of(case)
    siblings = names.siblings if names else frozenset()
    ours = next((each for each in claims if signers.short(each.name) == case.short), None)
    for claim in claims:
        other = signers.short(claim.name)
        if other in siblings or _are_alike(case.short, other):
            continue
        if other.endswith(tuple(words("names")["agency"]["evaluators"])):
            continue
        against = f"{ours.place}的单位却是“{ours.name}”" if ours else f"本单位是“{case.agency}”"
        message = f"{claim.place}的单位是“{claim.name}”，{against}。"
        remedy = "核对是哪一个单位的报告，改正写错的一处。"
        made = error if _is_sure(claim, claims, case.short) else notice
        yield made(MISSPELT, [claim.span, *([ours.span] if ours else [])], message, remedy)


def _is_sure(claim: Claim, claims: Sequence[Claim], own: str) -> bool:
    """Tell whether a name cannot be that of another unit that fills in or signs a part of it."""
    town = gazetteer.is_town(own)
    if town != gazetteer.is_town(signers.short(claim.name)):
        return False
    same_place = [each for each in claims if each.place == claim.place and each is not claim]
    again = any(signers.short(each.name) == own for each in same_place)
    return not again and (town or claim.place != signers.COVER)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether one name is the other shortened or misspelt: nearly all letters are shared.

    >>> _are_alike("住房和城乡建设局", "住建局"), _are_alike("教育局", "财政局")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(letter in rest for letter in shorter) or sorted(one) == sorted(other)
