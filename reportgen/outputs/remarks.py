"""Comments in a Word file: put on some words of a paragraph, and taken off again."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from reportgen.papers.word_package import q
from reportgen.papers.word_text import Fields, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from lxml.etree import _Element as Element

AUTHOR, _INITIALS = "审读程序", "审"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def put(document: Document, ends: tuple[Element, Element], text: str) -> None:
    """Put a comment on the words from one run to another; it keeps no time of writing."""
    from docx.text.run import Run

    body = document._body  # a run asks its parent for the part it is in
    runs = [Run(run, body) for run in ends]  # type: ignore[arg-type]
    made = document.add_comment(runs, text=_printable(text), author=AUTHOR, initials=_INITIALS)
    made._comment_elm.attrib.pop(q("date"), "")


def _printable(text: str) -> str:
    return "".join(each for each in text if each >= " " or each == "\n")


def clear(document: Document) -> None:
    """Take the comments of an earlier review off."""
    known = document.comments
    old = {str(each.comment_id): each for each in known if each.author == AUTHOR}
    for name in _MARKS:
        for mark in list(document.element.body.iter(q(name))):
            if mark.get(q("id")) in old:
                run = mark.getparent()
                _remove(mark)
                if run is not None and run.tag == q("r") and all(e.tag == q("rPr") for e in run):
                    _remove(run)
    for each in old.values():
        _remove(each._comment_elm)  # the library has no way to remove one


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def cut(paragraph: Element, start: int, end: int) -> Iterator[Element]:
    """Yield the runs that hold a paragraph's characters from ``start`` to ``end``."""
    _part(paragraph, start)
    _part(paragraph, end)
    at = 0
    for element, words in spoken(paragraph, Fields()).pieces:
        run = _run_of(element)
        if start <= at < end and run is not None:
            yield run
        at += len(words)


def _run_of(element: Element) -> Element | None:
    above = element.getparent()
    return above if above is not None and above.tag == q("r") else None


def _part(paragraph: Element, place: int) -> None:
    """Part the run that holds a place inside its text into two that look alike."""
    at = 0
    for element, words in spoken(paragraph, Fields()).pieces:
        inside = place - at
        run = _run_of(element)
        if 0 <= inside < len(words) and run is not None:
            _split(run, element, inside)
            return
        at += len(words)


def _split(run: Element, element: Element, inside: int) -> None:
    """Move what follows a place of a run into a run of its own, with the same looks."""
    if inside == 0 and all(each.tag == q("rPr") for each in element.itersiblings(preceding=True)):
        return
    rest = copy.deepcopy(run)
    twin = rest[run.index(element)]
    for each in list(twin.itersiblings(preceding=True)):
        if each.tag != q("rPr"):
            rest.remove(each)
    for each in list(element.itersiblings()):
        run.remove(each)
    if inside == 0:
        run.remove(element)
    else:
        text = element.text or ""
        element.text, twin.text = text[:inside], text[inside:]
        for each in (element, twin):
            each.set(_SPACE, "preserve")
    run.addnext(rest)


def first_words(paragraphs: Sequence[Element]) -> tuple[Element, Element]:
    """Return the first run that says something: where what has no place of its own is told."""
    for paragraph in paragraphs:
        for element, words in spoken(paragraph, Fields()).pieces:
            run = _run_of(element)
            if words.strip() and run is not None:
                return run, run
    raise ValueError("no words")  # such a report was refused when it was read
