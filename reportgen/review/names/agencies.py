"""RV31 and RV32: a town's report names another town where its own should stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review import signers
from reportgen.review.holding import holding, joined
from reportgen.review.kept import kept
from reportgen.review.model import error, notice
from reportgen.review.names import gazetteer, partners, proof

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Paper
    from reportgen.review.model import Case, Fault
    from reportgen.review.signers import Claim

OF_COUNTY, OF_ELSEWHERE = "RV31", "RV32"
_SHORTEST_STEM = 3
_QUOTED = 30
_SLIP = 6
_KEPT = 64
_FIGURE = re.compile(r"[\d.]")
_KINDS = {"镇": "乡", "乡": "镇"}


class Names(NamedTuple):
    """What a report may call its own town, and the other towns of its county."""

    short: str
    own: frozenset[str]
    siblings: frozenset[str]
    stems: tuple[str, ...]


class Place(NamedTuple):
    """A foreign town in a text; ``sure`` when nothing speaks for a partner."""

    span: Span
    name: str
    sure: bool


def check(case: Case) -> Iterator[Fault]:
    """Yield the towns named by mistake, one fault for each and each different sentence."""
    names = names_of(case)
    if names is None:
        return
    claims = signers.claims(case.paper)
    siblings = [claim for claim in claims if signers.short(claim.name) in names.siblings]
    yield from (_signed(claim, case, names) for claim in siblings)
    taken = [claim.span for claim in claims]
    found: dict[tuple[str, str], list[Place]] = {}
    for place in _places(case.paper, names):
        if not any(_overlap(place.span, each) for each in taken):
            found.setdefault((place.name, _sentence(place.span)), []).append(place)
    yield from (_fault(places, names) for places in found.values())


@kept
def names_of(case: Case) -> Names | None:
    """Return a town's own names and those of its siblings; None for a bureau or an unknown."""
    if not gazetteer.is_town(case.short):
        return None
    rows = case.pack.roster if case.pack else ()
    ours = next((row for row in rows if case.short in (row.name, *row.others)), None)
    own = frozenset({case.short, *((ours.name, *ours.others) if ours else ())})
    others = [row for row in rows if ours and row is not ours]
    siblings = frozenset(name for row in others for name in (row.name, *row.others)) - own
    siblings |= frozenset(_of_other_kind(siblings)) - own - gazetteer.townships()
    return Names(case.short, own, siblings, _stems(siblings, own))


def _of_other_kind(names: frozenset[str]) -> Iterator[str]:
    """Yield a town's name with 乡 for 镇 and 镇 for 乡, where it is long enough to be known."""
    for name in names:
        stem = gazetteer.stem(name)
        if len(stem) >= _SHORTEST_STEM and name[-1] in _KINDS:
            yield stem + _KINDS[name[-1]]


def _stems(siblings: frozenset[str], own: frozenset[str]) -> tuple[str, ...]:
    """Return the siblings' names without 镇 or 乡, where they are long enough to be known."""
    stems = {gazetteer.stem(name) for name in siblings} - {gazetteer.stem(name) for name in own}
    return tuple(sorted(name for name in stems if len(name) >= _SHORTEST_STEM))


@lru_cache(_KEPT)
def _governed(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a stem where only a unit can be meant."""
    governed = "|".join(words("names")["partner"]["governed"])
    houses = "|".join(words("names")["partner"]["houses"])
    return re.compile(rf"(?:{'|'.join(map(re.escape, stems))})(?={governed})(?!{houses})")


def _places(paper: Paper, names: Names) -> Iterator[Place]:
    """Yield the foreign towns; a pattern of stems is made only for a paper that has one."""
    text = joined(paper).text
    stems = _governed(names.stems) if any(stem in text for stem in names.stems) else None
    blocks = [*holding(paper, gazetteer.SUFFIX)]
    if stems:
        told = {id(block) for block in (*blocks, *holding(paper, stems))}
        blocks = [block for block in joined(paper).blocks if id(block) in told]
    rosters = _lists_of_towns(paper, names)
    for block in blocks:
        if block.number not in rosters:
            yield from _in_block(block, names, stems)


def _in_block(block: Block, names: Names, stems: re.Pattern[str] | None) -> Iterator[Place]:
    text = block.text
    towns = list(gazetteer.named(text, names.own | names.siblings))
    foreign = [town for town in towns if town[2] not in names.own]
    if stems:
        foreign += [(*found.span(), found[0]) for found in stems.finditer(text)]
    if not foreign:
        return
    met = {
        town
        for town in foreign
        if partners.is_partner(text, *town[:2], towns)
        or proof.is_beside_self(text, *town[:2], names.own)
    }
    for town in sorted({*foreign} - met):
        start, end, name = town
        village = name.endswith("乡") and text[end : end + 1] in words("names")["own"]["乡"]
        again = [each for each in met if each[2] == name]
        if village or any(_same_sentence(text, town, each) for each in again):
            continue
        if name not in names.siblings and _is_slip(name, names.short):
            continue
        sure = not (again or partners.may_be_partner(text, start, end))
        sure = sure and proof.is_proven(text, start, end, names.own)
        yield Place(Span(block, start, end), name, sure)


def _same_sentence(text: str, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Tell whether a name is met again where the sentence has called it a partner."""
    return partners.sentence(text, *one[:2]) == partners.sentence(text, *other[:2])


def _is_slip(name: str, own: str) -> bool:
    """Leave to RV34 what lies in the own name with a letter lost in front of it."""
    return name != own and own.endswith(name)


def _lists_of_towns(paper: Paper, names: Names) -> frozenset[int]:
    """Return the cells of tables that list towns: two or more different ones, one a cell."""
    found: set[int] = set()
    known = names.own | names.siblings
    holders = {block.number for block in holding(paper, gazetteer.SUFFIX)}
    for grid in paper.grids if holders else ():
        cells = {
            cell.number: cell.text.strip()
            for row in grid.rows
            for cell in row
            if cell.number in holders
        }
        towns = {
            number: text
            for number, text in cells.items()
            if len(text) <= _SLIP * 2 and gazetteer.ending_at(text, len(text), known) == text
        }
        if len({*towns.values()}) > 1:
            found |= towns.keys()
    return frozenset(found)


def _signed(claim: Claim, case: Case, names: Names) -> Fault:
    message = (
        f"{claim.place}的单位是“{claim.name}”，它是本县的另一个单位；"
        f"报告其他各处写的是“{names.short}”。"
    )
    remedy = f"把{claim.place}的单位改为“{case.agency}”；报告确是“{claim.name}”的，改正其他各处。"
    return error(OF_COUNTY, [claim.span], message, remedy)


def _fault(places: list[Place], names: Names) -> Fault:
    first = places[0]
    spans = [place.span for place in places]
    quoted = quote(first.span)
    if first.name in names.siblings or not gazetteer.SUFFIX.search(first.name[-2:]):
        message = f"{quoted}写的是“{first.name}”，它是本县的另一个单位，这是“{names.short}”的报告。"
        remedy = f"改为“{_own_form(first.name, names)}”；确是写对方的，写明与本单位的关系。"
        return (error if first.sure else notice)(OF_COUNTY, spans, message, remedy)
    message = f"{quoted}写到“{first.name}”，而这是“{names.short}”的报告。"
    remedy = "核对是不是从别处抄来没有改；确是写别处的，不必改。"
    return notice(OF_ELSEWHERE, spans, message, remedy)


def _own_form(name: str, names: Names) -> str:
    full = gazetteer.SUFFIX.search(name[-2:])
    return names.short if full else gazetteer.stem(names.short)


def quote(span: Span) -> str:
    """Return the clause around some words in quotation marks, no longer than a line."""
    text = span.block.text
    begins, stops = partners.clause(text, span.start, span.end)
    begins, stops = max(begins, span.start - _QUOTED // 2), min(stops, span.end + _QUOTED // 2)
    if _FIGURE.match(text, stops):
        while stops > span.end and _FIGURE.match(text, stops - 1):
            stops -= 1
    return f"“{text[begins:stops].strip()}”"


def _sentence(span: Span) -> str:
    text = span.block.text
    return text[slice(*partners.sentence(text, span.start, span.end))].strip()


def _overlap(one: Span, other: Span) -> bool:
    same = one.block.number == other.block.number
    return same and one.start < other.end and other.start < one.end
