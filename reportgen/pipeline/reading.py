"""The printed report read over, and of the form the lines that no paragraph of it prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen import papers, review
from reportgen.papers.model import Span
from reportgen.pipeline import typed
from reportgen.review import case as cases
from reportgen.review.model import Fault, as_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.findings import Finding
    from reportgen.packs.model import Pack
    from reportgen.papers.model import Block, Paper

_SHORTEST = 6
"""Characters. A shorter line may stand in a report without being the one that was typed."""


def read_over(docx: bytes, file: str, pack: Pack, agency: str, texts: Paper) -> list[Finding]:
    """Return what is wrong with a printed report and with the typed texts it does not print.

    ``texts`` are those of the form. What is wrong in words that a clerk typed is placed at
    their cell; each fault is told once, whether the report shows it or the form.
    """
    paper = papers.from_printed(docx, file)
    lines = sorted(texts.blocks, key=lambda line: -len(line.text))
    printed = review.run(cases.read(paper, pack, agency, pack.year))
    unprinted = typed.faults(_unprinted(texts, paper), pack, agency)
    faults = [*unprinted, *(_led_back(each, lines) for each in printed)]
    told = {
        (fault.code, fault.spans[0].block.text, fault.spans[0].start): fault for fault in faults
    }
    return [as_finding(fault) for fault in told.values()]


def _unprinted(texts: Paper, paper: Paper) -> Paper:
    """Leave out the lines that paragraphs of the report hold: they are read there."""
    printed = {block.text for block in paper.blocks}
    everything = "\n".join(printed)
    rest = (
        line
        for line in texts.blocks
        if line.text not in printed and (len(line.text) < _SHORTEST or line.text not in everything)
    )
    return replace(texts, blocks=tuple(rest))


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
