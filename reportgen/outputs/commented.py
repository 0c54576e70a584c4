"""A copy of a Word report with each fault as a comment at the words it is about."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.outputs import remarks
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

_CHOKED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError)


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
        remarks.clear(document)
        paragraphs = list(document.element.body.iter(q("p")))
        for fault in faults:
            read_from = sources.get(fault.spans[0].block.number, ())
            places = [paragraphs[order[each]] for each in read_from if each in order]
            _comment(
                document, _runs(fault.spans[0], places) or remarks.first_words(paragraphs), fault
            )
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


def _comment(document: Document, runs: tuple[Element, Element], fault: Fault) -> None:
    place, *others = dict.fromkeys(span.block.where.spot for span in fault.spans)
    lines = [
        f"【{fault.severity.value} {fault.code}】{place}",
        fault.message,
        f"办法：{fault.remedy}",
        *([f"另见：{'、'.join(others)}"] if others else []),
    ]
    remarks.put(document, runs, "\n".join(lines))


def _runs(span: Span, paragraphs: Sequence[Element]) -> tuple[Element, Element] | None:
    """Return the first and last run of a span's words, cut so that they hold nothing else."""
    found = [
        run
        for paragraph, start, end in _shares(span, paragraphs)
        for run in remarks.cut(paragraph, start, end)
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
