"""A copy of a Word report with each fault as a comment at the words it is about."""

from __future__ import annotations

import copy
import io
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.outputs.steady import steady
from reportgen.papers.word import read_word
from reportgen.papers.word_package import q
from reportgen.papers.word_text import Fields, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from lxml.etree import _Element as Element

    from reportgen.papers.model import Span
    from reportgen.review.model import Fault

AUTHOR, _INITIALS = "审读程序", "审"
_CHOKED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def commented(data: bytes, file: str, faults: Sequence[Fault]) -> bytes:
    """Return the report with its faults as comments; comments of an earlier review give way.

    ``faults`` are those of this very report. Raises ReportgenError OU10 where the report can be
    read but not be written on.
    """
    import docx

    ours = read_word(data, file)
    order = {each: at for at, each in enumerate(ours.package.body.iter(q("p")))}
    sources = ours.read.sources
    try:
        document = docx.Document(io.BytesIO(data))
        _clear(document)
        paragraphs = list(document.element.body.iter(q("p")))
        for fault in faults:
            read_from = sources.get(fault.spans[0].block.number, ())
            places = [paragraphs[order[each]] for each in read_from if each in order]
            _comment(document, _runs(fault.spans[0], places) or _first_words(paragraphs), fault)
        written = io.BytesIO()
        document.save(written)
    except _CHOKED as problem:
        raise _not_writable(file) from problem
    return steady(written.getvalue(), keep_clock=True)


def _not_writable(file: str) -> ReportgenError:
    return ReportgenError(
        "OU10",
        f"“{file}”的内部格式比较特殊，可以审读，但不能在上面批注。",
        "用 Word 或 WPS 打开它，另存为新的 .docx 文件，再运行一次；或按列出的位置逐项改正。",
    )


def _clear(document: Document) -> None:
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


def _comment(document: Document, runs: tuple[Element, Element], fault: Fault) -> None:
    """Put a comment on the words from one run to another; it keeps no time of writing."""
    from docx.text.run import Run

    place, *others = dict.fromkeys(span.block.where.spot for span in fault.spans)
    lines = [
        f"【{fault.severity.value} {fault.code}】{place}",
        fault.message,
        f"办法：{fault.remedy}",
        *([f"另见：{'、'.join(others)}"] if others else []),
    ]
    text = _printable("\n".join(lines))
    body = document._body  # a run asks its parent for the part it is in
    ends = [Run(run, body) for run in runs]  # type: ignore[arg-type]
    made = document.add_comment(ends, text=text, author=AUTHOR, initials=_INITIALS)
    made._comment_elm.attrib.pop(q("date"), "")


def _printable(text: str) -> str:
    return "".join(each for each in text if each >= " " or each == "\n")


def _runs(span: Span, paragraphs: Sequence[Element]) -> tuple[Element, Element] | None:
    """Return the first and last run of a span's words, cut so that they hold nothing else."""
    found = [
        run
        for paragraph, start, end in _shares(span, paragraphs)
        for run in _cut(paragraph, start, end)
    ]
    return (found[0], found[-1]) if found else None


def _shares(span: Span, paragraphs: Sequence[Element]) -> Iterator[tuple[Element, int, int]]:
    """Yield which part of each paragraph a span covers: a cell's text may have several."""
    at, end = 0, max(span.end, span.start + 1)
    for paragraph in paragraphs:
        text = spoken(paragraph, Fields()).text
        words = text.strip()
        at = max(at, span.block.text.find(words, at))
        indent = len(text) - len(text.lstrip())
        first, last = max(span.start - at, 0), min(end - at, len(words))
        if words and first < last:
            yield paragraph, first + indent, last + indent
        at += len(words)


def _cut(paragraph: Element, start: int, end: int) -> Iterator[Element]:
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


def _first_words(paragraphs: Sequence[Element]) -> tuple[Element, Element]:
    """Return the first run that says something: where what has no place of its own is told."""
    for paragraph in paragraphs:
        for element, words in spoken(paragraph, Fields()).pieces:
            run = _run_of(element)
            if words.strip() and run is not None:
                return run, run
    raise ValueError("no words")  # such a report was refused when it was read
