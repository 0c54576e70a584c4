"""One paragraph of a Word file → a line: its words, its number, its level, how far it is set in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.papers import refusals, word_numbering, word_styles
from reportgen.papers.items import Line, Margin, indent_of
from reportgen.papers.word_package import q
from reportgen.papers.word_styles import VAL, set_in, whole
from reportgen.papers.word_text import Fields, boxes_in, spoken

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from reportgen.papers.model import Mark
    from reportgen.papers.word_styles import Style

P, TBL = q("p"), q("tbl")
_PROPERTIES, _OF_RUNS, _DELETED, _STYLE = q("pPr"), q("rPr"), q("del"), q("pStyle")
_NUMBERED, _DEPTH, _LIST, _OUTLINE = q("numPr"), q("ilvl"), q("numId"), q("outlineLvl")
_NOTE = (q("footnote"), q("endnote"))
_BOX, _TYPE = q("txbxContent"), q("type")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph says of itself, beside its style; None and empty where it says nothing.

    ``goes_on`` is True where the mark at its end is deleted.
    """

    style: str | None = None
    list: str | None = None
    depth: int | None = None
    outline: int | None = None
    goes_on: bool = False
    indent: int = 0


NOTHING = Properties()


@dataclass(slots=True)
class Reading:
    """What is known on the way through a document."""

    styles: word_styles.Styles
    counter: word_numbering.Counter
    fields: Fields = field(default_factory=Fields)
    margins: list[Margin] = field(default_factory=list)
    carried: list[Line] = field(default_factory=list)
    paragraphs: int = 0


def properties_of(element: Element | None) -> Properties:
    """Return what the element with a paragraph's properties says."""
    if element is None:
        return NOTHING
    named, own, ending = element.find(_STYLE), element.find(_NUMBERED), element.find(_OF_RUNS)
    chosen = None if own is None else own.find(_LIST)
    return Properties(
        None if named is None else str(named.get(VAL)),
        None if chosen is None else str(chosen.get(VAL)),
        None if own is None else whole(own.find(_DEPTH)),
        whole(element.find(_OUTLINE)),
        ending is not None and ending.find(_DELETED) is not None,
        set_in(element),
    )


def line_of(paragraph: Element, reading: Reading) -> Line | None:
    """Return a paragraph, None where it belongs to a table of contents or to the next one."""
    properties = properties_of(paragraph.find(_PROPERTIES))
    said = spoken(paragraph, reading.fields)
    for box in said.boxes:
        _box(box, reading)
    return line(said.text, properties, reading, (paragraph,))


def line(
    text: str, properties: Properties, reading: Reading, source: tuple[object, ...] = ()
) -> Line | None:
    """Return a paragraph that says these words.

    Where the mark at a paragraph's end is deleted, Word will join it with what follows.
    """
    count(reading)
    style = reading.styles.of(properties.style)
    if style.is_contents or (reading.fields.open and reading.fields.is_contents):
        return None
    if style.is_hidden:
        text = ""
    told = text.strip()
    mark = _mark(properties, style, reading) if told else None
    outline = outline_of(properties, style)
    if reading.carried:
        first = reading.carried.pop()
        text, mark, outline = first.text + text, first.mark, first.outline
        source, told = (*first.source, *source), text.strip()
    if properties.goes_on:
        reading.carried = [Line(text, mark, outline, source=source)]
        return None
    indent = indent_of(text) if told != text else 0
    return Line(told, mark, outline, "", source, indent or properties.indent)


def count(reading: Reading) -> None:
    """Count a paragraph that is read; raise RD06 where they are endless."""
    reading.paragraphs += 1
    if reading.paragraphs > 2 * refusals.MOST_PARAGRAPHS + refusals.MOST_CELLS:
        raise refusals.too_much("段落数", refusals.MOST_PARAGRAPHS)


def aside(container: Element, label: str, reading: Reading) -> None:
    """Put what a header, a note or a text box says into the margins, tables line by line."""
    reading.fields = Fields()
    for paragraph in container.iter(P):
        if any(above.tag == _BOX for above in paragraph.iterancestors()) and (
            container.tag != _BOX
        ):
            continue
        _keep(label, line_of(paragraph, reading), reading)
    if container.tag != _BOX:
        for box in boxes_in(container):
            aside(box, label, reading)


def containers(root: Element) -> list[Element]:
    """Return the notes of a part, or the part itself where it is one text."""
    notes = [each for each in root if each.tag in _NOTE]
    return [each for each in notes if not each.get(_TYPE)] if notes else [root]


def joined(lines: list[Line]) -> Line:
    """Return the paragraphs of a cell as one text, a line each."""
    if len(lines) == 1:
        [only] = lines
        if only.text or only.mark:
            return Line(only.text, only.mark, source=only.source, indent=only.indent)
    said = [line for line in lines if line.text or line.mark]
    text = "\n".join(line.text for line in said)
    mark = said[0].mark if said else None
    indent = said[0].indent if said else 0
    return Line(
        text, mark, source=tuple(each for line in said for each in line.source), indent=indent
    )


def _keep(label: str, line: Line | None, reading: Reading) -> None:
    """Keep a line of a margin that says something: no dashes around the number of a page."""
    if line and any(each.isalnum() for each in line.text):
        reading.margins.append(Margin(label, line))


def _box(box: Element, reading: Reading) -> None:
    outside, reading.fields = reading.fields, Fields()
    for paragraph in box.iter(P):
        _keep("文本框", line_of(paragraph, reading), reading)
    reading.fields = outside


def _mark(properties: Properties, style: Style, reading: Reading) -> Mark | None:
    """Return the number Word gives a paragraph: its own list, else that of its style."""
    depth = properties.depth
    if properties.list is not None:
        return reading.counter.next(properties.list, depth or 0)
    return reading.counter.next(
        style.numbering, style.depth if depth is None else depth, properties.style or ""
    )


def outline_of(properties: Properties, style: Style) -> int:
    """Return the level a paragraph stands at, its own before that of its style, 0 for none."""
    own = properties.outline
    if own is None:
        return style.outline
    return own + 1 if own < 9 else 0
