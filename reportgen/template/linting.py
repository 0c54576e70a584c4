"""Judge a whole template: every mistake at once, each at a place a person can open."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.findings import Finding, ReportgenError, Where, error
from reportgen.template import foreign
from reportgen.template.across import placed
from reportgen.template.amended import amend
from reportgen.template.appearance import odd_looks
from reportgen.template.breaks import torn_out
from reportgen.template.captions import captions
from reportgen.template.looks import looks
from reportgen.template.merges import merged_by_hand
from reportgen.template.numbering import numbers
from reportgen.template.office import FILE, read
from reportgen.template.outline import outline, spots_in
from reportgen.template.pasted import pasted
from reportgen.template.places import places
from reportgen.template.scope import Scope
from reportgen.template.structure import check
from reportgen.template.tags import Loose, scan
from reportgen.template.units import said_twice
from reportgen.template.unseen import unseen
from reportgen.template.wordml import paragraphs, text_of, tidy
from reportgen.template.years import typed_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.known import Names
    from reportgen.template.office import Office, Part

MOST_TAGS = 5000


def lint(template: bytes, known: Names, year: int = 0) -> list[Finding]:
    """Return the findings of a template: errors where a tag fails, 提醒 where a page looks odd.

    ``year`` is the pack's, 0 where it is not known.
    """
    try:
        office = read(template)
    except ReportgenError as fault:
        return [error(fault.code, Where(FILE), fault.message, fault.remedy)]
    amount = sum(text.count("{{") + text.count("{%") for text in _all_texts(office))
    if amount > MOST_TAGS:
        message = f"模板有 {amount} 个标签，最多 {MOST_TAGS} 个。"
        return [error("TP16", Where(FILE), message, "用重复的行代替逐格的标签。")]
    found = [finding for part in office.parts for finding in _part(part, office, known, year)]
    found += foreign.outside(office)
    if not found and not amount:
        found = [
            error(
                "TP19", Where(FILE), "模板里没有一个标签，每份报告都会一样。", "写上 {{ 名称 }}。"
            )
        ]
    return list(dict.fromkeys(found))


def _all_texts(office: Office) -> Iterator[str]:
    for part in office.parts:
        yield "".join(str(piece) for piece in part.root.itertext())


def _part(part: Part, office: Office, known: Names, year: int) -> Iterator[Finding]:
    spots = places(part, office)
    given = looks(office)
    about_looks = (
        [] if part.kind == "core" else [*odd_looks(part, given, spots), *unseen(part, given, spots)]
    )
    tidy(part.root)
    loose = list(_loose(part.root, spots))
    yield from loose
    if part.kind == "core":
        loose = list(_loose_properties(part.root))
        yield from loose
    else:
        yield from foreign.inside(part, spots)
    about_layout = [
        *merged_by_hand(part.root, spots, known),
        *said_twice(part.root, spots),
        *typed_years(part, spots, year),
        *about_looks,
    ]
    yield from _blocks(part, office, known, spots)
    yield from about_layout


def _blocks(
    part: Part, office: Office, known: Names, spots: dict[Element, str]
) -> Iterator[Finding]:
    """Yield what is wrong with the tags and with what they hold, those behind a slip too.

    A slip hides what stands behind it: an unknown name behind a full-width bar, the end of a
    block behind a brace missing. So all else is judged as if the slips were mended.
    """
    mended = replace(part, root=deepcopy(part.root))
    slips = [edit.before for _, edit in amend(mended.root, known)]
    if slips:
        told = _tags(part, office, known, placed(part.root, spots))
        yield from (each for each in told if any(slip in each.message for slip in slips))
        part, spots = mended, places(mended, office)
    spots = placed(part.root, spots)
    yield from _tags(part, office, known, spots)
    yield from torn_out(part.root, spots, known)
    yield from numbers(part, spots, known, looks(office))
    yield from captions(part, spots)
    yield from pasted(part, spots)


def _tags(part: Part, office: Office, known: Names, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield what is wrong with the tags of a part that are set apart."""
    loose = [brace for p in paragraphs(part.root) for brace in scan(text_of(p))[1]]
    tree = outline(part, office, spots)
    if any(spots_in(tree)):
        # A brace missing here makes what follows look crossed: tell the cause, not its effects.
        yield from (each for each in check(tree, Scope(known)) if not _is_effect(each, loose))


def _is_effect(finding: Finding, loose: list[Loose]) -> bool:
    """Tell whether a block may only look unclosed because a brace of its partner is missing."""
    if finding.code != "TP09":
        return False
    for brace in loose:
        words = [word for word in ("if", "for") if word in brace.excerpt]
        if "%" in brace.excerpt and any(word in finding.message for word in words or ("",)):
            return True
    return False


def _loose(root: Element, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield the braces that make no tag; one opened here and closed in the next is torn."""
    found = [(spots[p], scan(text_of(p))[1]) for p in paragraphs(root)]
    skip = False
    for (place, braces), (next_place, later) in pairwise([*found, ("", [])]):
        torn = bool(braces and later and braces[-1].kind == "开" and later[0].kind == "关")
        for index, brace in enumerate(braces[1:] if skip else braces):
            last = index == len(braces) - 1 - skip
            yield _torn(brace, place, next_place) if torn and last else _odd(brace, place)
        skip = torn


def _loose_properties(root: Element) -> Iterator[Finding]:
    for element in root:
        for brace in scan(element.text or "")[1]:
            yield _odd(brace, "文档属性")


def _torn(brace: Loose, place: str, next_place: str) -> Finding:
    what = "两格" if place.startswith("表") else "两段"
    message = f"标签“{brace.excerpt}”分在了{what}里，到 {next_place} 才结束。"
    return error("TP05", Where(FILE, place), message, "把标签写在同一段、同一格里。")


def _odd(brace: Loose, place: str) -> Finding:
    if brace.kind == "全角":
        return error(
            "TP04",
            Where(FILE, place),
            f"“{brace.excerpt}”用了全角的花括号，不会被填写。",
            "改成半角的 {{ 和 }}。",
        )
    what = "标签没有写完" if brace.kind == "开" else "多出了花括号"
    return error(
        "TP03",
        Where(FILE, place),
        f"“{brace.excerpt}”处{what}。",
        "标签写成 {{ 名称 }}，判断和重复写成 {% … %}；不是标签的花括号请删去。",
    )
