"""A Word file that this program printed itself a moment ago, read back at once.

Its container is trusted: a stranger's file belongs to ``word.read_word``, which reads the same.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reportgen.papers import (
    word_frames,
    word_numbering,
    word_package,
    word_plain,
    word_styles,
)
from reportgen.papers.assembling import assemble
from reportgen.papers.contents import without_contents
from reportgen.papers.items import Line, indent_of
from reportgen.papers.word_paragraphs import (
    NOTHING,
    Reading,
    aside,
    containers,
    count,
    joined,
    line,
    line_of,
    outline_of,
    properties_of,
)
from reportgen.papers.word_tables import look_of, merged, skipped_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from reportgen.papers.assembling import Read
    from reportgen.papers.items import Item, Margin
    from reportgen.papers.word_paragraphs import Properties
    from reportgen.papers.word_tables import Look, Row

_NEEDED = re.compile(
    r"_rels/\.rels|(?:.*/)?(?:document|styles|numbering|(?:header|footer|footnotes|endnotes).*)\.xml"
)
_MAIN = "word/document.xml"
_HEADER, _LARGE = 30, 10_000
"""Bytes: what stands before an entry's name, and the packed size of what differs each time."""
_UNPACKED: dict[tuple[int, int, bytes], bytes] = {}
_TEMPLATES, _LOOKS = 16, 4096
"""How many parts of templates, and how many properties in them, are remembered."""


def read_printed(data: bytes, file: str) -> Read | None:
    """Return the report in a file that this program made, None where it has to be read in full."""
    parts = _parts(data)
    main = word_package.main_of(parts) if _MAIN in parts else ""
    if main != _MAIN:
        return None
    folder = main.rpartition("/")[0]
    template = _Template(parts.get(f"{folder}/styles.xml"), parts.get(f"{folder}/numbering.xml"))
    reading = _reading(template)
    try:
        items = without_contents(list(_items(parts[main].decode(), reading, template)))
    except (word_plain.Unusual, UnicodeDecodeError):
        return None
    stories = word_package.stories(parts, folder)
    beside = tuple((label, name, parts[name]) for label, name in stories)
    known = None if reading.carried else _alone(beside, template)
    if known is None:
        _asides(beside, reading)
    return assemble(file, items, [*reading.margins, *(known or ())])


_Stories: TypeAlias = "tuple[tuple[str, str, bytes], ...]"
"""Headers, footers and notes: their label, their name, and what they hold."""


class _Template(NamedTuple):
    """The parts of a report that say how its paragraphs look: its template's own."""

    styles: bytes | None
    lists: bytes | None


def _reading(template: _Template) -> Reading:
    return Reading(_styles(template.styles), word_numbering.Counter(_lists(template.lists)))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        needed = [each for each in archive.infolist() if _NEEDED.fullmatch(each.filename.lower())]
        return {each.filename.lower(): _part(archive, each, data) for each in needed}


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes) -> bytes:
    """Return what an entry holds; what is packed as in an earlier report is not unpacked again."""
    if entry.compress_size > _LARGE:
        return archive.read(entry)
    start = entry.header_offset
    packed = data[start : start + _HEADER + len(entry.filename.encode()) + entry.compress_size]
    key = (entry.CRC, entry.file_size, packed)
    if key not in _UNPACKED:
        if len(_UNPACKED) >= 4 * _TEMPLATES:
            _UNPACKED.clear()
        _UNPACKED[key] = archive.read(entry)
    return _UNPACKED[key]


@lru_cache(_TEMPLATES)
def _styles(part: bytes | None) -> word_styles.Styles:
    return word_styles.read(_optional(part))


@lru_cache(_TEMPLATES)
def _lists(part: bytes | None) -> Mapping[str, word_numbering.List]:
    return word_numbering.read(_optional(part)).lists


def _optional(part: bytes | None) -> Element | None:
    return None if part is None else word_package.optional({"": part}, "")


@lru_cache(_TEMPLATES)
def _alone(stories: _Stories, template: _Template) -> tuple[Margin, ...] | None:
    """Return what headers, footers and notes say, None where the text before them matters."""
    reading = _reading(template)
    _asides(stories, reading)
    is_numbered = reading.counter.at or reading.counter.begun
    return None if is_numbered or reading.carried else tuple(reading.margins)


def _asides(stories: _Stories, reading: Reading) -> None:
    """Put what headers, footers and notes say into the margins."""
    for label, name, part in stories:
        for container in containers(word_package.parsed(part, name)):
            aside(container, label, reading)


def _items(story: str, reading: Reading, template: _Template) -> Iterator[Item]:
    """Yield the lines and tables of a report in reading order."""
    root, start = word_plain.root_of(story)
    try:
        plain = word_frames.read(story, start, _frames(root, template))
    except word_plain.Unusual:
        yield from _pieces(story, reading)
        return

    def cell(told: list[word_frames.Told]) -> Line:
        if len(told) == 1 and told[0][0].is_simple and not reading.carried:
            found = _simple(*told[0], 0, reading)
            return found if found.text else Line("")
        lines = [_told(*each, reading) for each in told]
        return joined([line for line in lines if line])

    for item in plain:
        if isinstance(item, list):
            rows = ((skipped, cells) for skipped, cells in item if skipped is not None)
            if table := merged(rows, cell):
                yield table
        elif (found := _told(*item, reading)) and found.text:
            yield found


def _told(kind: word_frames.Kind, text: str, reading: Reading) -> Line | None:
    if not kind.is_simple or reading.carried:
        return line(text, kind.properties, reading)
    return _simple(kind, text, kind.outline, reading)


def _simple(kind: word_frames.Kind, text: str, outline: int, reading: Reading) -> Line:
    """Return what ``line`` would: a paragraph of which only outline and indent are to be told."""
    count(reading)
    told = text.strip()
    indent = indent_of(text) if told != text else 0
    return Line(told, None, outline, "", (), indent or kind.properties.indent)


@lru_cache(_TEMPLATES)
def _frames(root: str, template: _Template) -> word_frames.Frames:
    styles, lists = _styles(template.styles), _lists(template.lists)

    def kind(inner: str | None) -> word_frames.Kind:
        properties = _properties(root, inner)
        style = styles.of(properties.style)
        number = style.numbering if properties.list is None else properties.list
        is_odd = style.is_contents or style.is_hidden or properties.goes_on or number in lists
        return word_frames.Kind(properties, not is_odd, outline_of(properties, style))

    return word_frames.Frames(
        word_frames.Meaning(
            kind, lambda inner: _look(root, inner), lambda inner: _skipped(root, inner)
        )
    )


def _pieces(story: str, reading: Reading) -> Iterator[Item]:
    """Yield the same where some paragraphs hold more than text."""
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
