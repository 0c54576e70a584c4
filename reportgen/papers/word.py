"""A Word file → lines, tables and margins in reading order, read off its XML.

All tracked changes count as accepted; hidden text, comments and tables of contents are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.papers import word_numbering, word_styles
from reportgen.papers.assembling import Read, assemble
from reportgen.papers.contents import without_contents
from reportgen.papers.word_package import Package, q, unpack
from reportgen.papers.word_paragraphs import TBL, P, Reading, aside, containers, joined, line_of
from reportgen.papers.word_tables import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.papers.items import Item, Line

WRAPPERS = {q("sdt"), q("sdtContent"), q("customXml"), q("ins"), q("moveTo")}


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file: what was read of it, and the package that it was read from."""

    read: Read
    package: Package


def read_word(data: bytes, file: str) -> Document:
    """Return the report in a Word file; raise RD03 to RD06 where there is none to read."""
    package = unpack(data)
    reading = Reading(word_styles.read(package.styles), word_numbering.read(package.numbering))
    items = without_contents(list(_story(package.body, reading)))
    for label, root in package.asides:
        for container in containers(root):
            aside(container, label, reading)
    return Document(assemble(file, items, reading.margins), package)


def _story(container: Element, reading: Reading) -> Iterator[Item]:
    for child in container:
        if child.tag == P:
            line = line_of(child, reading)
            if line and line.text:
                yield line
        elif child.tag == TBL:
            yield from _tables(child, reading)
        elif child.tag in WRAPPERS and not _is_contents(child):
            yield from _story(child, reading)


def _tables(table: Element, reading: Reading) -> Iterator[Item]:
    """Yield a table, then those nested in its cells."""
    inner: list[Element] = []

    def cell(element: Element) -> Line:
        lines = (line_of(each, reading) for each in _own_paragraphs(element, inner))
        return joined([line for line in lines if line])

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


def _is_contents(wrapper: Element) -> bool:
    """Tell whether a content control holds Word's own table of contents."""
    gallery = wrapper.find(f"{q('sdtPr')}/{q('docPartObj')}/{q('docPartGallery')}")
    return gallery is not None and gallery.get(word_styles.VAL) == "Table of Contents"
