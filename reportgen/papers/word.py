"""A Word file → lines, tables and margins in reading order, read off its XML.

All tracked changes count as accepted; hidden text, comments and tables of contents are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.papers import refusals, word_numbering, word_styles
from reportgen.papers.assembling import Read, assemble
from reportgen.papers.contents import without_contents
from reportgen.papers.items import Line, Margin, indent_of
from reportgen.papers.word_package import Package, q, unpack
from reportgen.papers.word_styles import set_in, whole
from reportgen.papers.word_tables import cells_of
from reportgen.papers.word_text import Fields, boxes_in, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.papers.items import Item
    from reportgen.papers.model import Mark
    from reportgen.papers.word_styles import Style

P, TBL = q("p"), q("tbl")
WRAPPERS = {q("sdt"), q("sdtContent"), q("customXml"), q("ins"), q("moveTo")}
_NOTE = (q("footnote"), q("endnote"))


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file: what was read of it, and the package that it was read from."""

    read: Read
    package: Package


@dataclass(slots=True)
class _Reading:
    """What is known on the way through a document."""

    styles: word_styles.Styles
    counter: word_numbering.Counter
    fields: Fields = field(default_factory=Fields)
    margins: list[Margin] = field(default_factory=list)
    carried: list[Line] = field(default_factory=list)
    paragraphs: int = 0


def read_word(data: bytes, file: str) -> Document:
    """Return the report in a Word file; raise RD03 to RD06 where there is none to read."""
    package = unpack(data)
    reading = _Reading(word_styles.read(package.styles), word_numbering.read(package.numbering))
    items = without_contents(list(_story(package.body, reading)))
    for label, root in package.asides:
        for container in _containers(root):
            _aside(container, label, reading)
    return Document(assemble(file, items, reading.margins), package)


def _containers(root: Element) -> Iterator[Element]:
    notes = [each for each in root if each.tag in _NOTE]
    yield from (each for each in notes if not each.get(q("type"))) if notes else [root]


def _aside(container: Element, label: str, reading: _Reading) -> None:
    """Put what a header, a note or a text box says into the margins, tables line by line."""
    reading.fields = Fields()
    for paragraph in container.iter(P):
        if any(above.tag == q("txbxContent") for above in paragraph.iterancestors()) and (
            container.tag != q("txbxContent")
        ):
            continue
        _keep(label, _line(paragraph, reading), reading)
    if container.tag != q("txbxContent"):
        for box in boxes_in(container):
            _aside(box, label, reading)


def _keep(label: str, line: Line | None, reading: _Reading) -> None:
    """Keep a line of a margin that says something: no dashes around the number of a page."""
    if line and any(each.isalnum() for each in line.text):
        reading.margins.append(Margin(label, line))


def _story(container: Element, reading: _Reading) -> Iterator[Item]:
    for child in container:
        if child.tag == P:
            line = _line(child, reading)
            if line and line.text:
                yield line
        elif child.tag == TBL:
            yield from _tables(child, reading)
        elif child.tag in WRAPPERS and not _is_contents(child):
            yield from _story(child, reading)


def _tables(table: Element, reading: _Reading) -> Iterator[Item]:
    """Yield a table, then those nested in its cells."""
    inner: list[Element] = []

    def cell(element: Element) -> Line:
        lines = []
        for paragraph in _own_paragraphs(element, inner):
            line = _line(paragraph, reading)
            if line:
                lines.append(line)
        return _joined(lines)

    found = cells_of(table, cell)
    if found:
        yield found
    for each in inner:
        yield from _tables(each, reading)


def _own_paragraphs(element: Element, inner: list[Element]) -> Iterator[Element]:
    for child in element:
        if child.tag == P:
            yield child
        elif child.tag == TBL:
            inner.append(child)
        elif child.tag in WRAPPERS:
            yield from _own_paragraphs(child, inner)


def _joined(lines: list[Line]) -> Line:
    """Return the paragraphs of a cell as one text, a line each."""
    said = [line for line in lines if line.text or line.mark]
    text = "\n".join(line.text for line in said)
    mark = said[0].mark if said else None
    indent = said[0].indent if said else 0
    return Line(
        text, mark, source=tuple(each for line in said for each in line.source), indent=indent
    )


def _line(paragraph: Element, reading: _Reading) -> Line | None:
    """Return a paragraph, None where it belongs to a table of contents or to the next one.

    Where the mark at a paragraph's end is deleted, Word will join it with what follows.
    """
    reading.paragraphs += 1
    if reading.paragraphs > 2 * refusals.MOST_PARAGRAPHS + refusals.MOST_CELLS:
        raise refusals.too_much("段落数", refusals.MOST_PARAGRAPHS)
    properties = paragraph.find(q("pPr"))
    style = reading.styles.of(properties)
    said = spoken(paragraph, reading.fields)
    for box in said.boxes:
        _box(box, reading)
    text = "" if style.is_hidden else said.text
    if style.is_contents or reading.fields.is_contents:
        return None
    mark = _mark(properties, style, reading) if text.strip() else None
    line = Line(text, mark, _outline(properties, style), source=(paragraph,))
    return _carried(line, properties, reading)


def _carried(line: Line, properties: Element | None, reading: _Reading) -> Line | None:
    before, reading.carried = reading.carried, []
    if before:
        first = before[0]
        words = first.text + line.text
        line = Line(words, first.mark, first.outline, source=(*first.source, *line.source))
    ending = None if properties is None else properties.find(q("rPr"))
    if ending is not None and ending.find(q("del")) is not None:
        reading.carried = [line]
        return None
    indent = indent_of(line.text) or set_in(properties)
    return Line(line.text.strip(), line.mark, line.outline, source=line.source, indent=indent)


def _box(box: Element, reading: _Reading) -> None:
    outside, reading.fields = reading.fields, Fields()
    for paragraph in box.iter(P):
        _keep("文本框", _line(paragraph, reading), reading)
    reading.fields = outside


def _mark(properties: Element | None, style: Style, reading: _Reading) -> Mark | None:
    """Return the number Word gives a paragraph: its own list, else that of its style."""
    own = None if properties is None else properties.find(q("numPr"))
    named = None if properties is None else properties.find(q("pStyle"))
    style_name = "" if named is None else str(named.get(word_styles.VAL))
    depth = None if own is None else whole(own.find(q("ilvl")))
    chosen = None if own is None else own.find(q("numId"))
    if chosen is not None:
        return reading.counter.next(str(chosen.get(word_styles.VAL)), depth or 0)
    return reading.counter.next(
        style.numbering, style.depth if depth is None else depth, style_name
    )


def _outline(properties: Element | None, style: Style) -> int:
    own = None if properties is None else whole(properties.find(q("outlineLvl")))
    if own is None:
        return style.outline
    return own + 1 if own < 9 else 0


def _is_contents(wrapper: Element) -> bool:
    """Tell whether a content control holds Word's own table of contents."""
    gallery = wrapper.find(f"{q('sdtPr')}/{q('docPartObj')}/{q('docPartGallery')}")
    return gallery is not None and gallery.get(word_styles.VAL) == "Table of Contents"
