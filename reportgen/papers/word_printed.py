"""A Word file that this program printed itself a moment ago, read back at once.

Its container is trusted: a stranger's file belongs to ``word.read_word``, which reads the same.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.papers import word_numbering, word_package, word_plain, word_styles
from reportgen.papers.assembling import assemble
from reportgen.papers.contents import without_contents
from reportgen.papers.word_paragraphs import (
    NOTHING,
    Reading,
    aside,
    containers,
    joined,
    line,
    line_of,
    properties_of,
)
from reportgen.papers.word_tables import look_of, merged, skipped_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from reportgen.papers.assembling import Read
    from reportgen.papers.items import Item, Line
    from reportgen.papers.word_paragraphs import Properties
    from reportgen.papers.word_tables import Look, Row

_NEEDED = re.compile(
    r"_rels/\.rels|(?:.*/)?(?:document|styles|numbering|(?:header|footer|footnotes|endnotes).*)\.xml"
)
_MAIN = "word/document.xml"
_TEMPLATES, _LOOKS = 16, 4096
"""How many parts of templates, and how many properties in them, are remembered."""


def read_printed(data: bytes, file: str) -> Read | None:
    """Return the report in a file that this program made, None where it has to be read in full."""
    parts = _parts(data)
    main = word_package.main_of(parts) if _MAIN in parts else ""
    if main != _MAIN:
        return None
    folder = main.rpartition("/")[0]
    reading = Reading(
        _styles(parts.get(f"{folder}/styles.xml")),
        word_numbering.Counter(_lists(parts.get(f"{folder}/numbering.xml"))),
    )
    try:
        items = without_contents(list(_items(parts[main].decode(), reading)))
    except (word_plain.Unusual, UnicodeDecodeError):
        return None
    for label, name in word_package.stories(parts, folder):
        for container in containers(_root(parts[name], name)):
            aside(container, label, reading)
    return assemble(file, items, reading.margins)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _NEEDED.fullmatch(name.lower())]
        return {name.lower(): archive.read(name) for name in names}


@lru_cache(_TEMPLATES)
def _styles(part: bytes | None) -> word_styles.Styles:
    return word_styles.read(_optional(part))


@lru_cache(_TEMPLATES)
def _lists(part: bytes | None) -> Mapping[str, word_numbering.List]:
    return word_numbering.read(_optional(part)).lists


def _optional(part: bytes | None) -> Element | None:
    return None if part is None else word_package.optional({"": part}, "")


@lru_cache(4 * _TEMPLATES)
def _root(part: bytes, name: str) -> Element:
    return word_package.parsed(part, name)


def _items(story: str, reading: Reading) -> Iterator[Item]:
    """Yield the lines and tables of a report in reading order."""
    root, start = word_plain.root_of(story)

    def cell(found: word_plain.Cell) -> Line:
        lines = [_line(each, root, reading) for each in found.paragraphs]
        return joined([line for line in lines if line])

    for piece in word_plain.pieces(story, start):
        if isinstance(piece, word_plain.Paragraph):
            found = _line(piece, root, reading)
            if found and found.text:
                yield found
        elif table := merged(_rows(piece, root), cell):
            yield table


def _rows(table: list[word_plain.Row], root: str) -> Iterator[Row[word_plain.Cell]]:
    for row in table:
        skipped = _skipped(root, row.properties)
        if skipped is not None:
            yield skipped, [(_look(root, each.properties), each) for each in row.cells]


def _line(paragraph: word_plain.Paragraph, root: str, reading: Reading) -> Line | None:
    """Return a paragraph; one inside a field, or with more than text in it, is read in full."""
    if paragraph.runs is None or reading.fields.open:
        return line_of(_element(root, paragraph.markup), reading)
    properties = _properties(root, paragraph.properties)
    return line(word_plain.words(paragraph.runs), properties, reading)


def _element(root: str, markup: str) -> Element:
    return word_package.parsed(f"{root}{markup}</w:document>".encode(), "document")[0]


def _of(root: str, name: str, inner: str | None) -> Element | None:
    return None if inner is None else _element(root, f"<w:{name}>{inner}</w:{name}>")


@lru_cache(_LOOKS)
def _properties(root: str, inner: str | None) -> Properties:
    return properties_of(_of(root, "pPr", inner)) if inner else NOTHING


@lru_cache(_LOOKS)
def _look(root: str, inner: str | None) -> Look:
    return look_of(_of(root, "tcPr", inner))


@lru_cache(_LOOKS)
def _skipped(root: str, inner: str | None) -> int | None:
    return skipped_of(_of(root, "trPr", inner))
