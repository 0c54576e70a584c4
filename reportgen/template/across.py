"""Blocks that open at the head of one paragraph or row and close at the end of another.

An editor who writes ``{% for 项 in 清单 %}`` in a row's first cell and ``{% endfor %}`` in its
last means the row. So both tags are moved to a row, or a paragraph, of their own: from there on
they are what they would be had the editor put them there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from reportgen.template.tags import Tag, only_blocks, scan
from reportgen.template.wordml import TBL, TC, TR, P, R, T, own_paragraphs, text_of, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

_OPENS = re.compile(r"(if|for)\b")
_CLOSES = re.compile(r"end(if|for)")
_BRANCH = re.compile(r"(else|elif)\b")
Moved: TypeAlias = dict["Element", "Element"]
"""A paragraph that was made for a tag, and the paragraph the tag was typed in."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One block tag: the paragraph it is typed in, and the row or paragraph it may stand for."""

    tag: Tag
    paragraph: Element
    unit: Element


@dataclass(slots=True)
class _Pair:
    """A tag that opens, the one that closes it, and the branches between them."""

    opens: _Mark
    closes: _Mark
    branches: list[_Mark] = field(default_factory=list)


def set_apart(root: Element) -> Moved:
    """Move tags that mean whole rows or paragraphs to where they stand alone, in a tidied part."""
    moved: Moved = {}
    for container in _containers(root):
        _settle(partial(_of_paragraphs, container), moved)
    for table in root.iter(TBL):
        _settle(partial(_of_rows, table), moved)
    return moved


def _containers(root: Element) -> list[Element]:
    found: dict[Element, None] = {}
    for paragraph in root.iter(P):
        parent = paragraph.getparent()
        if parent is not None and "{%" in text_of(paragraph):
            found[parent] = None
    return list(found)


def _settle(look: Callable[[], list[_Pair]], moved: Moved) -> None:
    """Move one pair after the other, the outermost first, until none is left to move."""
    while True:
        pair = next((each for each in look() if _can_move(each)), None)
        if pair is None:
            return
        _move(pair.closes, moved, before=False)
        _move(pair.opens, moved, before=True)


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
        closing = _CLOSES.fullmatch(mark.tag.inner)
        if _OPENS.match(mark.tag.inner):
            opened.append(mark)
        elif _BRANCH.match(mark.tag.inner) and opened:
            branches.setdefault(id(opened[-1]), []).append(mark)
        elif closing and opened and opened[-1].tag.inner.startswith(closing[1]):
            start = opened.pop()
            found.insert(0, _Pair(start, mark, branches.pop(id(start), [])))
        else:
            left.append(mark)
    left += [*opened, *(each for start in opened for each in branches.get(id(start), []))]
    order = {id(mark): at for at, mark in enumerate(marks)}
    return found, sorted(left, key=lambda mark: order[id(mark)])


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


def _move(mark: _Mark, moved: Moved, *, before: bool) -> None:
    if _is_alone(mark):
        return
    made = _made(mark.tag.text, is_row=mark.unit.tag == TR)
    (mark.unit.addprevious if before else mark.unit.addnext)(made)
    moved[made if made.tag == P else next(made.iter(P))] = mark.paragraph
    _take_out(mark.paragraph, mark.tag)
    cell = mark.paragraph.getparent()
    if mark.unit.tag == TR and cell is not None and _may_go(mark.paragraph, cell):
        cell.remove(mark.paragraph)


def _may_go(paragraph: Element, cell: Element) -> bool:
    others = [each for each in cell.iterchildren(P) if each is not paragraph]
    return not text_of(paragraph).strip() and bool(others) and cell[-1].tag == P


def _made(tag: str, *, is_row: bool) -> Element:
    from lxml import etree

    chain = (TR, TC, P, R, T) if is_row else (P, R, T)
    top = etree.Element(chain[0], nsmap={"w": P[1 : P.index("}")]})
    last = top
    for each in chain[1:]:
        last = etree.SubElement(last, each)
    last.text = tag
    return top


def _take_out(paragraph: Element, tag: Tag) -> None:
    """Take a tag out of the one text that holds it, as a tidied part has it."""
    at = 0
    for node in texts(paragraph):
        text = node.text or ""
        if at <= tag.start < at + len(text):
            node.text = text[: tag.start - at] + text[tag.end - at :]
            return
        at += len(text)
