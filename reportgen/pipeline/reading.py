"""The printed report read over, and of the form the lines that no paragraph of it prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import papers, review
from reportgen.papers.model import Span
from reportgen.pipeline import typed
from reportgen.prose.phrases import phrase
from reportgen.review import case as cases
from reportgen.review.model import Fault, as_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.findings import Finding, Where
    from reportgen.packs.model import Pack
    from reportgen.papers.model import Block, Paper

    _Spot = tuple[Where, int, int, int]

_SHORTEST = 6
"""Characters. A shorter line may stand in a report without being the one that was typed."""
_ALIKE = 12
"""Characters that two lines share when one may be a copy of the other."""


def read_over(docx: bytes, file: str, pack: Pack, agency: str, texts: Paper) -> list[Finding]:
    """Return what is wrong with a printed report and with the typed texts it does not print.

    ``texts`` are those of the form. What is wrong in words that a clerk typed is placed at
    their cell; each fault is told once, whether the report shows it or the form.
    """
    printed = _Printed(papers.from_printed(docx, file), _homes(texts))
    found = review.run(cases.read(printed.paper, pack, agency, pack.year))
    led = [_led_back(fault, printed) for fault in found]
    unprinted = typed.faults(_unprinted(texts, printed), pack, agency)
    once = {(fault.code, _spots(fault), fault.message): fault for fault in _untold(led, unprinted)}
    return [as_finding(fault) for fault in once.values()]


def _untold(led: Sequence[Fault], unprinted: Sequence[Fault]) -> list[Fault]:
    """Leave out what the other reading tells too, with all its places.

    What both tell alike is said as of the form: it may be printed in more places than typed.
    """
    more = [fault for fault in led if not _told_by(unprinted, fault)]
    return [*(fault for fault in unprinted if not _told_by(more, fault)), *more]


def _told_by(others: Sequence[Fault], fault: Fault) -> bool:
    told = {spot for other in others if other.code == fault.code for spot in _spots(other)}
    return told.issuperset(_spots(fault))


def _spots(fault: Fault) -> tuple[_Spot, ...]:
    return tuple(
        (span.block.where, span.block.number, span.start, span.end) for span in fault.spans
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed report, and where each line in it may have been typed: the longest line first.

    The lines are without the marks at their end, which a template may leave out (``短语``).
    """

    paper: Paper
    homes: Mapping[str, tuple[Block, ...]]


def _homes(texts: Paper) -> dict[str, tuple[Block, ...]]:
    """Return each line with all its cells, in the order of the form."""
    found: dict[str, tuple[Block, ...]] = {}
    for line in texts.blocks:
        words = phrase(line.text)
        found[words] = (*found.get(words, ()), line)
    return {words: found[words] for words in sorted(found, key=len, reverse=True) if words}


def _unprinted(texts: Paper, printed: _Printed) -> Paper:
    """Leave out the lines that paragraphs of the report hold: they are read there.

    Of a line typed in three cells and printed twice, the third is left. Lines that say what
    such a one says stay with it: that they are alike shows only beside each other.
    """
    rest = {line.number for line in _left(texts.blocks, printed)}
    pieces = {piece for line in texts.blocks if line.number in rest for piece in _pieces(line.text)}
    blocks = (
        line
        for line in texts.blocks
        if line.number in rest or not pieces.isdisjoint(_pieces(line.text))
    )
    return replace(texts, blocks=tuple(blocks))


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _ALIKE] for at in range(len(text) - _ALIKE + 1))


def _left(lines: Sequence[Block], printed: _Printed) -> Iterator[Block]:
    whole = Counter(block.text for block in printed.paper.blocks)
    everything, typed_all = "\n".join(whole), "\n".join(line.text for line in lines)
    met: Counter[str] = Counter()
    for line in lines:
        met[line.text] += 1
        times = whole[line.text]
        if met[line.text] > times and len(line.text) >= _SHORTEST and line.text in everything:
            is_alone = typed_all.count(line.text) == 1
            times = 1 if is_alone else _times(line.text, printed)
        if met[line.text] > times:
            yield line


def _times(text: str, printed: _Printed) -> int:
    """Return how many times a line is printed; where another holds it, that takes counting."""
    places = _occurrences(phrase(text), printed.paper.blocks, printed)
    return sum(block.text.startswith(text, at) for block, at in places)


def _led_back(fault: Fault, printed: _Printed) -> Fault:
    return replace(fault, spans=tuple(_at_its_cell(span, printed) for span in fault.spans))


def _at_its_cell(span: Span, printed: _Printed) -> Span:
    """Return the same words where a clerk typed them, if it was a clerk.

    Equal lines are handed out in the order they are printed, those of tables last.
    """
    words, start = _line_of(span, printed)
    if not words:
        return span
    cells = printed.homes[words]
    at = _nth(words, span.block, start, printed) if len(cells) > 1 else 0
    cell = cells[min(at, len(cells) - 1)]
    before = cell.text.index(words) - start
    return Span(cell, span.start + before, min(span.end + before, len(cell.text)))


def _line_of(span: Span, printed: _Printed) -> tuple[str, int]:
    """Return the longest typed line that some words belong to, and where it begins there."""
    block = span.block
    for words, (first, *_) in printed.homes.items():
        if len(words) < _SHORTEST and (block.is_cell or block.text != first.text):
            continue
        for start in _starts(words, block.text):
            end = start + len(words) + _marks_after(block.text, start + len(words), words, printed)
            if start <= span.start and span.end <= end:
                return words, start
    return "", 0


def _marks_after(text: str, end: int, words: str, printed: _Printed) -> int:
    """Return how many of the marks at a line's end are printed with it."""
    tails = (cell.text.partition(words)[2] for cell in printed.homes[words])
    return max((len(tail) for tail in tails if text.startswith(tail, end)), default=0)


def _starts(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))


def _nth(words: str, block: Block, start: int, printed: _Printed) -> int:
    """Return how many times a line was printed before it stands there."""
    blocks = (*printed.paper.blocks, *printed.paper.cells)
    places = _occurrences(words, blocks, printed)
    return next((at for at, (found, to) in enumerate(places) if found is block and to == start), 0)


def _occurrences(
    words: str, blocks: tuple[Block, ...], printed: _Printed
) -> Iterator[tuple[Block, int]]:
    """Yield where a line is printed for itself, and not as part of a longer one."""
    for block in blocks:
        for start in _starts(words, block.text):
            if _line_of(Span(block, start, start + len(words)), printed) == (words, start):
                yield block, start
