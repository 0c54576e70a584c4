"""The report's template as lines a person reads: one paragraph or row of a table a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.papers.word_tables import near
from reportgen.template import office
from reportgen.template.places import places
from reportgen.template.wordml import TBL, TC, TR, P, T, q

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office, Part

BODY, CELLS, LINE_BREAK = "正文", "｜", "↵"
_INSIDE = {q("sdt"), q("sdtContent"), q("customXml"), q("footnote"), q("endnote")}
_UNSAID = {q("pPr"), q("rPr"), q("delText")}
_PICTURES = {q("drawing"), q("pict"), q("object")}
_BOX = q("txbxContent")
_RESULT, _RESULT_END = "\x01", "\x02"
_MARKS = {"separate": _RESULT, "end": _RESULT_END}
_RENEWED = re.compile(r"(［(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME)\b[^］]*］)\x01[^\x02]*\x02")
"""Fields whose result Word makes anew whenever it saves: no words of the editor's."""
_PROPERTIES = {
    "title": "标题", "subject": "主题", "description": "备注", "keywords": "关键词",
    "category": "类别",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one row of a table with its cells joined by ｜, as written.

    ``story`` is what its part is called: 正文, 页眉, 脚注….
    """

    story: str
    place: str
    text: str


def lines(folder: Path) -> list[Line]:
    """Return every line of a pack's report.docx, in the order a reader meets them.

    Raises ReportgenError (TP01) where the file is no whole Word document.
    """
    opened = office.read((folder / office.FILE).read_bytes())
    return [line for part in opened.parts for line in _part(part, opened)]


def _part(part: Part, opened: Office) -> Iterator[Line]:
    if part.kind == "core":
        yield from _properties(part)
        return
    spots = places(part, opened)
    body = part.root.find(q("body"))
    container = part.root if body is None else body
    yield from _story(container, part.label or BODY, spots)


def _properties(part: Part) -> Iterator[Line]:
    for element in part.root:
        name = _PROPERTIES.get(str(element.tag).rpartition("}")[2])
        if name and (element.text or "").strip():
            yield Line(part.label, f"文档属性“{name}”", str(element.text).strip())


def _story(container: Element, story: str, spots: Mapping[Element, str]) -> Iterator[Line]:
    for block in container:
        if block.tag == P:
            yield from _paragraph(block, story, spots)
        elif block.tag == TBL:
            yield from _table(block, story, spots)
        elif block.tag in _INSIDE:
            yield from _story(block, story, spots)


def _paragraph(block: Element, story: str, spots: Mapping[Element, str]) -> Iterator[Line]:
    text = words(block)
    if text:
        yield Line(story, spots[block], text)
    yield from _boxes(block, story, spots)


def _boxes(block: Element, story: str, spots: Mapping[Element, str]) -> Iterator[Line]:
    """Yield the words of text boxes; Word keeps each box twice, for itself and for old readers."""
    said: set[str] = set()
    for box in block.iter(_BOX):
        if next(box.iterancestors(P)) is not block:
            continue
        found = list(_story(box, story, spots))
        whole = "\n".join(line.text for line in found)
        if whole not in said:
            yield from found
        said.add(whole)


def _table(table: Element, story: str, spots: Mapping[Element, str]) -> Iterator[Line]:
    for row in near(table, TR):
        cells = list(near(row, TC))
        first = next((spots[p] for p in row.iter(P) if p in spots), "")
        name, _, number = first.partition(" ")
        place = f"{name} {number.partition('行')[0]}行" if number else name
        text = CELLS.join(_cell(cell) for cell in cells)
        if text.replace(CELLS, ""):
            yield Line(story, place, text)
        for cell in cells:
            for inner in near(cell, TBL):
                yield from _table(inner, story, spots)
            for paragraph in near(cell, P):
                yield from _boxes(paragraph, story, spots)


def _cell(cell: Element) -> str:
    return LINE_BREAK.join(filter(None, (words(paragraph) for paragraph in near(cell, P))))


def words(paragraph: Element) -> str:
    """Return a paragraph as a person sees it: tags as written, ↵ for a break, ［图］ for a picture.

    The words of text boxes are not its own.
    """
    said = _RENEWED.sub(r"\1", "".join(_said(paragraph)))
    return said.replace(_RESULT, "").replace(_RESULT_END, "").strip()


def _said(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == T:
            yield child.text or ""
        elif child.tag in _SHOWN:
            yield _SHOWN[child.tag](child)
        elif child.tag in _PICTURES:
            yield "" if next(child.iter(_BOX), None) is not None else "［图］"
        elif child.tag not in _UNSAID and child.tag != P:
            yield from _said(child)


def _break(element: Element) -> str:
    return "［分页］" if element.get(q("type")) == "page" else LINE_BREAK


def _mark(element: Element) -> str:
    return _MARKS.get(str(element.get(q("fldCharType"))), "")


def _field(text: str | None) -> str:
    return f"［{' '.join((text or '').split())}］"


_SHOWN: dict[str, Callable[[Element], str]] = {
    q("br"): _break,
    q("cr"): _break,
    q("tab"): lambda _: " ",
    q("noBreakHyphen"): lambda _: "-",
    q("fldChar"): _mark,
    q("instrText"): lambda code: _field(code.text),
    q("fldSimple"): lambda field: _field(field.get(q("instr"))),
    q("footnoteReference"): lambda note: f"［脚注{note.get(q('id'))}］",
    q("endnoteReference"): lambda note: f"［尾注{note.get(q('id'))}］",
}
