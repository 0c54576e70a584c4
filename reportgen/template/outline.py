"""A part's tags as a tree: within each branch every if and every for must be closed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from reportgen.template.places import places
from reportgen.template.rows import is_block_row, row_text
from reportgen.template.tags import Tag, only_blocks, scan
from reportgen.template.wordml import TBL, TC, TR, P, q, text_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office, Part

STORY, TABLE, ROW, CELL, LINE, PROPERTY = "正文", "表", "行", "格", "段", "属性"
_WRAPPERS = {q("sdt"), q("sdtContent"), q("customXml"), q("footnote"), q("endnote")}
_PROPERTIES = {
    "title": "标题", "subject": "主题", "description": "备注", "keywords": "关键词",
    "creator": "作者", "category": "类别",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One tag, where it stands, and the element its run lies in (None where it stands alone)."""

    tag: Tag
    place: str
    within: Element | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A stretch that closes what it opens: a story, a table, a row, a cell or a paragraph."""

    kind: str
    place: str
    items: tuple[Item, ...]


Item: TypeAlias = Spot | Flow


def outline(part: Part, office: Office, spots: dict[Element, str] | None = None) -> Flow:
    """Return the tags of one part as a tree, each with its place; ``spots`` are known places."""
    if part.kind == "core":
        return Flow(STORY, part.label, tuple(_properties(part.root)))
    spots = places(part, office) if spots is None else spots
    body = part.root.find(q("body"))
    container = part.root if body is None else body
    return Flow(STORY, part.label or "正文", tuple(_story(container, spots)))


def spots_in(flow: Flow) -> Iterator[Spot]:
    """Yield every tag of a tree in order."""
    for item in flow.items:
        if isinstance(item, Spot):
            yield item
        else:
            yield from spots_in(item)


def row_tags(flow: Flow) -> str:
    """Return the text of a row's or paragraph's own tags, rows of nested tables left out."""
    pieces = (
        item.tag.text if isinstance(item, Spot) else row_tags(item)
        for item in flow.items
        if isinstance(item, Spot) or item.kind != TABLE
    )
    return " ".join(pieces)


def _story(container: Element, spots: dict[Element, str]) -> Iterator[Item]:
    for block in container:
        if block.tag == P:
            yield from _paragraph(block, spots)
        elif block.tag == TBL:
            yield Flow(TABLE, "", tuple(_table(block, spots)))
        elif block.tag in _WRAPPERS:
            yield from _story(block, spots)


def _paragraph(block: Element, spots: dict[Element, str]) -> Iterator[Item]:
    text = text_of(block)
    place = spots[block]
    if only_blocks(text):
        yield from (Spot(tag, place) for tag in scan(text)[0])
    else:
        yield Flow(LINE, place, tuple(_line(block, text, place)))
    for box in block.iter(q("txbxContent")):
        if next(box.iterancestors(P)) is block:
            yield Flow(STORY, f"{place}的文本框", tuple(_story(box, spots)))


def _line(block: Element, text: str, place: str) -> Iterator[Spot]:
    nodes = list(texts(block))
    ends = list(accumulate(len(node.text or "") for node in nodes))
    for tag in scan(text)[0]:
        run = nodes[bisect_right(ends, tag.start)].getparent()
        yield Spot(tag, place, None if run is None else run.getparent())


def _table(table: Element, spots: dict[Element, str]) -> Iterator[Item]:
    for row in table:
        if row.tag in _WRAPPERS:
            yield from _table(row, spots)
        elif row.tag == TR and is_block_row(row):
            place = spots[next(row.iter(P))]
            yield from (Spot(tag, place) for tag in scan(row_text(row))[0])
        elif row.tag == TR:
            first = next(row.iter(P), None)
            place = "" if first is None else spots[first]
            yield Flow(ROW, place, tuple(_cells(row, spots)))


def _cells(row: Element, spots: dict[Element, str]) -> Iterator[Flow]:
    for cell in row:
        if cell.tag in _WRAPPERS:
            yield from _cells(cell, spots)
        elif cell.tag == TC:
            yield Flow(CELL, "", tuple(_story(cell, spots)))


def _properties(root: Element) -> Iterator[Flow]:
    for element in root:
        name = str(element.tag).rpartition("}")[2]
        place = f"文档属性“{_PROPERTIES.get(name, name)}”"
        tags = scan(element.text or "")[0]
        yield Flow(PROPERTY, place, tuple(Spot(tag, place) for tag in tags))
