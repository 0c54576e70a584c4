"""The printed report read over: what only shows when all the texts and figures stand together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen import papers, review
from reportgen.papers.model import Span
from reportgen.review import case as cases
from reportgen.review.model import Fault, as_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.findings import Finding
    from reportgen.packs.model import Pack
    from reportgen.papers.model import Block, Paper

_SHORTEST = 6
"""Characters. A shorter line may stand in a report without being the one that was typed."""


def read_over(
    docx: bytes, file: str, pack: Pack, agency: str, typed: tuple[Paper, Sequence[Fault]]
) -> list[Finding]:
    """Return what is wrong with a printed report and was not said of the typed texts.

    ``typed`` are the texts of the form and their faults. What is wrong in words that a clerk
    typed is placed at their cell.
    """
    paper, told = typed
    lines = sorted(paper.blocks, key=lambda line: -len(line.text))
    case = cases.read(papers.from_docx(docx, file), pack, agency, pack.year)
    known = {(fault.code, *_key(fault.spans[0])) for fault in told}
    return [
        as_finding(fault)
        for fault in (_led_back(each, lines) for each in review.run(case))
        if (fault.code, *_key(fault.spans[0])) not in known
    ]


def _key(span: Span) -> tuple[str, int, int]:
    return (span.block.text, span.start, span.end)


def _led_back(fault: Fault, lines: Sequence[Block]) -> Fault:
    return replace(fault, spans=tuple(_at_its_cell(span, lines) for span in fault.spans))


def _at_its_cell(span: Span, lines: Sequence[Block]) -> Span:
    """Return the same words where a clerk typed them, if it was a clerk."""
    for line, start in _found(span, lines):
        if start <= span.start and span.end <= start + len(line.text):
            return Span(line, span.start - start, span.end - start)
    return span


def _found(span: Span, lines: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    for line in lines:
        start = span.block.text.find(line.text) if len(line.text) >= _SHORTEST else -1
        if start >= 0:
            yield line, start
