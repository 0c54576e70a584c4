"""What the runs of a paragraph say, as Word would print them with all changes accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.papers.word_package import q
from reportgen.papers.word_styles import switched_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = {q("del"), q("moveFrom"), q("pPr"), q("rPr"), q("rt"), q("sdtPr"), q("instrText")}
_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_SIGNS = {q("tab"): "\t", q("cr"): "\n", q("br"): "\n", q("noBreakHyphen"): "-"}
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_COMPATIBLE}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
_TEXT, _RUN, _FIELD, _BOX = (q(name) for name in ("t", "r", "fldChar", "txbxContent"))
_RUBY, _RUBY_BASE = q("ruby"), q("rubyBase")
_SIMPLE, _INSTRUCTION, _PARAGRAPH = q("fldSimple"), q("instrText"), q("p")


@dataclass(slots=True)
class Fields:
    """The fields that are open, innermost last: a field may run over many paragraphs."""

    open: list[str] = field(default_factory=list)
    asking: list[bool] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        """Tell whether what comes now is an instruction or the number of a page."""
        return any(self.asking) or any(_PAGES.match(each) for each in self.open)

    @property
    def is_contents(self) -> bool:
        """Tell whether what comes now belongs to a table of contents."""
        return any(_CONTENTS.match(each) for each in self.open)

    def turn(self, kind: str) -> None:
        """Open a field, go from its instruction to its result, or close it."""
        if kind == "begin":
            self.open.append("")
            self.asking.append(True)
        elif self.open and kind == "separate":
            self.asking[-1] = False
        elif self.open and kind == "end":
            self.open.pop()
            self.asking.pop()

    def instruct(self, words: str) -> None:
        """Take in some words of the instruction of the innermost field."""
        if self.open and self.asking[-1]:
            self.open[-1] += words


@dataclass(slots=True)
class Spoken:
    """What one paragraph says: each piece with its element; and the text boxes it holds."""

    pieces: list[tuple[Element, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the whole text, blanks at both ends included."""
        return "".join(piece for _, piece in self.pieces)


def spoken(paragraph: Element, fields: Fields) -> Spoken:
    """Return what a paragraph says; hidden text and deleted text are not said."""
    found = Spoken()
    _walk(paragraph, fields, found)
    return found


def boxes_in(element: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in an element, each once: not the twin for old programs."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from boxes_in(_alternative(child))
        else:
            yield from boxes_in(child)


def _alternative(element: Element) -> Element:
    choice = element.find(_CHOICE)
    if choice is None:
        choice = element.find(_FALLBACK)
    return element if choice is None else choice


def _walk(element: Element, fields: Fields, found: Spoken) -> None:
    for child in element:
        tag = child.tag
        if tag == _RUN:
            if not switched_on(child.find(q("rPr")), "vanish"):
                _run(child, fields, found)
            else:
                _fields_of(child, fields)
        elif tag == _SIMPLE:
            if not _PAGES.match(str(child.get(q("instr"), ""))):
                _walk(child, fields, found)
        elif tag == _MATH:
            _say(child, child.text or "", fields, found)
        elif tag == _ALTERNATIVES:
            _walk(_alternative(child), fields, found)
        elif tag not in _GONE and tag != _PARAGRAPH:
            _walk(child, fields, found)


def _run(run: Element, fields: Fields, found: Spoken) -> None:
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            _say(child, child.text or "", fields, found)
        elif tag == _FIELD:
            fields.turn(str(child.get(q("fldCharType"))))
        elif tag == _INSTRUCTION:
            fields.instruct(child.text or "")
        elif tag in _SIGNS:
            _say(child, _sign(child), fields, found)
        elif tag == _RUBY:
            for base in child.iterchildren(_RUBY_BASE):
                _walk(base, fields, found)
        elif tag not in _GONE and len(child):
            shown = _alternative(child) if tag == _ALTERNATIVES else child
            found.boxes.extend(boxes_in(shown))


def _sign(element: Element) -> str:
    """Return what a tab, a hyphen or a break stands for; the end of a page says nothing."""
    is_line = element.get(q("type"), "textWrapping") == "textWrapping"
    return _SIGNS[str(element.tag)] if is_line else ""


def _fields_of(run: Element, fields: Fields) -> None:
    """Follow the fields through a hidden run: they may begin in one and end outside."""
    for child in run:
        if child.tag == _FIELD:
            fields.turn(str(child.get(q("fldCharType"))))
        elif child.tag == _INSTRUCTION:
            fields.instruct(child.text or "")


def _say(element: Element, words: str, fields: Fields, found: Spoken) -> None:
    if words and not fields.is_silent:
        found.pieces.append((element, words))
