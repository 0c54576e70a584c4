"""Blocks that open at the head of one paragraph or row and close at the end of another.

An editor who writes ``{% for 项 in 清单 %}`` in a row's first cell and ``{% endfor %}`` in its
last means the row. So both tags are moved to a row, or a paragraph, of their own: from there on
they are what they would be had the editor put them there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reportgen.template.places import places
from reportgen.template.tags import Tag, only_blocks, scan
from reportgen.template.wordml import (
    TBL,
    TC,
    TR,
    P,
    R,
    T,
    own_paragraphs,
    q,
    text_of,
    texts,
    tidy,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office, Part

_SHOWN = tuple(
    q(name) for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")
)
Moved: TypeAlias = dict["Element", "Element"]
"""A paragraph that was made for a tag, and the paragraph the tag was typed in."""


@dataclass(slots=True)
class _Mark:
    """One block tag: the paragraph it is typed in, and the row or paragraph it may stand for.

    ``tag`` tells where it stands now: it moves up when a tag before it is taken out.
    """

    tag: Tag
    paragraph: Element
    unit: Element


@dataclass(slots=True)
class _Pair:
    """A tag that opens, the one that closes it, and the branches between them."""

    opens: _Mark
    closes: _Mark
    branches: list[_Mark] = field(default_factory=list)


def settled(part: Part, office: Office) -> dict[Element, str]:
    """Tidy a part and set its tags apart; return each paragraph's place as it was typed."""
    spots = places(part, office)
    tidy(part.root)
    return placed(part.root, spots)


def placed(root: Element, spots: Mapping[Element, str]) -> dict[Element, str]:
    """Set a tidied part's tags apart; return the places with those of the paragraphs made."""
    return {**spots, **{made: spots[typed] for made, typed in set_apart(root).items()}}


def set_apart(root: Element) -> Moved:
    """Move tags that mean whole rows or paragraphs to where they stand alone, in a tidied part."""
    moved: Moved = {}
    for container in _containers(root):
        _settle(_of_paragraphs(container), moved)
    for table in root.iter(TBL):
        _settle(_of_rows(table), moved)
    return moved


def _containers(root: Element) -> list[Element]:
    found: dict[Element, None] = {}
    for paragraph in root.iter(P):
        parent = paragraph.getparent()
        if parent is not None and "{%" in text_of(paragraph):
            found[parent] = None
    return list(found)


def _settle(pairs: list[_Pair], moved: Moved) -> None:
    """Move one pair after the other, the outermost first: it may hide that another is at an edge.

    Nothing within a pair can hide that from the pair itself, so each is looked at once.
    """
    beside: dict[Element, list[_Mark]] = {}
    for pair in pairs:
        for mark in (pair.opens, pair.closes, *pair.branches):
            beside.setdefault(mark.paragraph, []).append(mark)
    for pair in pairs:
        if _can_move(pair):
            _move(pair.closes, moved, beside, before=False)
            _move(pair.opens, moved, beside, before=True)


def _of_paragraphs(container: Element) -> list[_Pair]:
    marks = [
        _Mark(tag, block, block) for block in container.iterchildren(P) for tag in _blocks(block)
    ]
    return [pair for pair in _pairs(marks)[0] if pair.opens.unit is not pair.closes.unit]


def _of_rows(table: Element) -> list[_Pair]:
    marks: list[_Mark] = []
    for row in table.iter(TR):
        if next(row.iterancestors(TBL)) is not table:
            continue
        for cell in row.iter(TC):
            if next(cell.iterancestors(TR)) is row:
                own = [_Mark(tag, p, row) for p in own_paragraphs(cell) for tag in _blocks(p)]
                marks += _pairs(own)[1]
    return _pairs(marks)[0]


def _blocks(paragraph: Element) -> list[Tag]:
    return [tag for tag in scan(text_of(paragraph))[0] if tag.is_block]


def _pairs(marks: list[_Mark]) -> tuple[list[_Pair], list[_Mark]]:
    """Return what closes what, outer pairs first, and the tags that are no part of a pair."""
    found: list[_Pair] = []
    opened: list[_Mark] = []
    branches: dict[int, list[_Mark]] = {}
    left: list[_Mark] = []
    for mark in marks:
        word = mark.tag.word
        if mark.tag.step > 0:
            opened.append(mark)
        elif word in ("else", "elif") and opened:
            branches.setdefault(id(opened[-1]), []).append(mark)
        elif mark.tag.step < 0 and opened and word == f"end{opened[-1].tag.word}":
            start = opened.pop()
            found.append(_Pair(start, mark, branches.pop(id(start), [])))
        else:
            left.append(mark)
    left += [*opened, *(each for start in opened for each in branches.get(id(start), []))]
    order = {id(mark): at for at, mark in enumerate(marks)}
    return found[::-1], sorted(left, key=lambda mark: order[id(mark)])


def _can_move(pair: _Pair) -> bool:
    """Tell whether a pair holds whole rows or paragraphs, and does not stand alone already."""
    alone = [_is_alone(each) for each in (pair.opens, pair.closes)]
    return (
        not all(alone)
        and all(_is_alone(each) for each in pair.branches)
        and (alone[0] or _is_at_edge(pair.opens, first=True))
        and (alone[1] or _is_at_edge(pair.closes, first=False))
    )


def _is_alone(mark: _Mark) -> bool:
    return only_blocks("\n".join(text_of(each) for each in _lines(mark.unit)))


def _lines(unit: Element) -> Iterator[Element]:
    return iter([unit]) if unit.tag == P else own_paragraphs(unit)


def _is_at_edge(mark: _Mark, *, first: bool) -> bool:
    """Tell whether nothing of its row or paragraph stands before (or behind) a tag."""
    lines = list(_lines(mark.unit))
    at = next(at for at, each in enumerate(lines) if each is mark.paragraph)
    text = text_of(mark.paragraph)
    beyond = lines[:at] if first else lines[at + 1 :]
    rest = text[: mark.tag.start] if first else text[mark.tag.end :]
    has_table = mark.unit.tag == TR and mark.unit.find(f".//{TBL}") is not None
    return not rest.strip() and not any(text_of(p).strip() for p in beyond) and not has_table


def _move(
    mark: _Mark, moved: Moved, beside: Mapping[Element, list[_Mark]], *, before: bool
) -> None:
    if _is_alone(mark):
        return
    made = _made(mark.tag.text, is_row=mark.unit.tag == TR)
    (mark.unit.addprevious if before else mark.unit.addnext)(made)
    moved[made if made.tag == P else next(made.iter(P))] = mark.paragraph
    _take_out(mark.paragraph, mark.tag)
    _close_up(mark.tag, beside[mark.paragraph])
    cell = mark.paragraph.getparent()
    if mark.unit.tag == TR and cell is not None and _may_go(mark.paragraph, cell):
        cell.remove(mark.paragraph)


def _may_go(paragraph: Element, cell: Element) -> bool:
    others = [each for each in cell.iterchildren(P) if each is not paragraph]
    is_empty = not text_of(paragraph).strip() and next(paragraph.iter(*_SHOWN), None) is None
    return is_empty and bool(others) and cell[-1].tag == P


def _made(tag: str, *, is_row: bool) -> Element:
    from lxml import etree

    chain = (TR, TC, P, R, T) if is_row else (P, R, T)
    top = etree.Element(chain[0], nsmap={"w": P[1 : P.index("}")]})
    last = top
    for each in chain[1:]:
        last = etree.SubElement(last, each)
    last.text = tag
    return top


def _close_up(gone: Tag, marks: list[_Mark]) -> None:
    """Tell the tags behind one that was taken out where they stand now."""
    for mark in marks:
        if mark.tag.start >= gone.end:
            tag, length = mark.tag, gone.end - gone.start
            mark.tag = Tag(tag.text, tag.start - length, tag.end - length)


def _take_out(paragraph: Element, tag: Tag) -> None:
    """Take a tag out of the one text that holds it, as a tidied part has it."""
    at = 0
    for node in texts(paragraph):
        text = node.text or ""
        if at <= tag.start < at + len(text):
            node.text = text[: tag.start - at] + text[tag.end - at :]
            return
        at += len(text)
