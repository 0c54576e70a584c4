"""The paragraphs that print together, in every case that the ifs of a template allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.template.branches import (
    Choice,
    Line,
    Loop,
    Unbalanced,
    cases,
    conditions,
    printed,
    tree,
)
from reportgen.template.tags import only_blocks
from reportgen.template.wordml import P, q, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from reportgen.template.branches import Node, Said


def lines(root: Element) -> list[tuple[Element, str]]:
    """Return the paragraphs of the body that stand in no table, with their texts."""
    body = root.find(q("body"))
    return [] if body is None else [(each, text_of(each)) for each in _paragraphs(body)]


def _paragraphs(container: Element) -> Iterator[Element]:
    for block in container:
        if block.tag == P:
            yield block
        elif block.tag in (q("sdt"), q("sdtContent"), q("customXml")):
            yield from _paragraphs(block)


def every_case(
    found: Sequence[tuple[Element, str]], wanted: Callable[[str], bool]
) -> list[list[tuple[Element, str]]]:
    """Return the paragraphs with a wanted text as each case prints them, a loop's once."""
    kept = [(each, text) for each, text in found if only_blocks(text) or wanted(text)]
    try:
        nodes = _opened(tree([(number, text) for number, (_, text) in enumerate(kept)]))
    except Unbalanced:
        return []
    every = cases([condition for condition, _ in conditions(nodes)])
    return [[*_chosen(nodes, said, [each for each, _ in kept])] for said in every]


def _chosen(
    nodes: Sequence[Node], said: Said, paragraphs: Sequence[Element]
) -> Iterator[tuple[Element, str]]:
    for each in printed(nodes, said):
        match each:
            case (int() as number, text):
                yield paragraphs[number], text


def _opened(nodes: Sequence[Node]) -> list[Node]:
    """Return a tree without loops, and without the ifs that have nothing in them."""
    found: list[Node] = []
    for node in nodes:
        match node:
            case Line():
                found.append(node)
            case Loop(body=body):
                found += _opened(body)
            case Choice(branches=branches, otherwise=otherwise):
                opened = [(condition, tag, _opened(body)) for condition, tag, body in branches]
                rest = _opened(otherwise)
                if rest or any(body for _, _, body in opened):
                    found.append(Choice(opened, rest))
    return found
