"""What a review was worth: its findings weighed against the labels of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.findings import Severity
from reportgen.papers.model import Block, Paper, Span
from reportgen.review.model import Fault
from tests.helpers.labelled import MUST, NOT, Label, Passage, codes_of, faults_of, paper_of

_SPOT = re.compile(r"(?:（|^)第(\d+)行")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a review of a passage was worth."""

    passage: Passage
    found: tuple[tuple[Label, Fault], ...]
    missed: tuple[Label, ...]
    wrong: tuple[Fault, ...]

    @property
    def badly_told(self) -> tuple[tuple[Label, Fault], ...]:
        """Return what was found, but with another severity or without the words wanted."""
        return tuple((label, fault) for label, fault in self.found if not _well_told(label, fault))


def of(passage: Passage) -> Judgement:
    """Review a passage and weigh what is found."""
    paper = paper_of(passage)
    return judge(passage, faults_of(passage, paper), paper)


def judge(passage: Passage, faults: Iterable[Fault], paper: Paper | None = None) -> Judgement:
    """Weigh what was found against the labels. A second fault on one label is not wrong."""
    blocks = _blocks(paper or paper_of(passage))
    places = [(label, list(_places(label, passage, blocks))) for label in passage.labels]
    found: list[tuple[Label, Fault]] = []
    wrong: list[Fault] = []
    for fault in faults:
        hits = [label for label, spots in places if _hits(label, spots, fault)]
        asked = [label for label in hits if label.wanted in MUST]
        found += [(label, fault) for label in asked]
        forbidden = any(label.wanted in NOT for label in hits)
        if not hits or (forbidden and not asked):
            wrong.append(fault)
    met = {id(label) for label, _ in found}
    missed = tuple(label for label in passage.wants(*MUST) if id(label) not in met)
    return Judgement(passage, tuple(_best(found)), missed, tuple(wrong))


def _best(found: list[tuple[Label, Fault]]) -> Iterator[tuple[Label, Fault]]:
    """Give each label the fault that tells it best."""
    by_label: dict[int, tuple[Label, Fault]] = {}
    for label, fault in found:
        if id(label) not in by_label or _well_told(label, fault):
            by_label[id(label)] = (label, fault)
    yield from by_label.values()


def _well_told(label: Label, fault: Fault) -> bool:
    severe = label.wanted == "必报" or label.wanted == fault.severity.value
    said = fault.message + fault.remedy
    return severe and all(part in said for part in label.told)


def _blocks(paper: Paper) -> list[Block]:
    return sorted((*paper.blocks, *paper.cells), key=lambda block: block.number)


def _places(label: Label, passage: Passage, blocks: list[Block]) -> Iterator[Span]:
    """Find the words of a label; without words it is the whole line, without lines any place."""
    wanted = _lines_of(passage, label.lines)
    for block in blocks:
        if wanted and not _stands_on(block, wanted):
            continue
        if not label.words:
            yield Span(block, 0, max(len(block.text), 1))
        for hit in re.finditer(re.escape(label.words), block.text) if label.words else ():
            yield Span(block, hit.start(), hit.end())


def _lines_of(passage: Passage, numbers: tuple[int, ...]) -> dict[int, str]:
    lines = passage.text.split("\n")
    return {number: lines[number - 1].strip() for number in numbers}


def _stands_on(block: Block, wanted: dict[int, str]) -> bool:
    told = _SPOT.search(block.where.spot)
    texts = [wanted.get(int(told[1]), "")] if told else list(wanted.values())
    own = block.text.strip()
    if block.is_cell:
        return any(own in (text, *_cells(text)) for text in texts)
    return any(own == text or (own and own in text) for text in texts)


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.strip("|").split("|")]


def _hits(label: Label, spots: list[Span], fault: Fault) -> bool:
    codes = " ".join(map(codes_of, label.kinds))
    if fault.code not in codes:
        return False
    spans = fault.spans[:1] if label.wanted in NOT else fault.spans
    return any(_overlap(one, other) for one in spans for other in spots)


def _overlap(one: Span, other: Span) -> bool:
    same = one.block.number == other.block.number
    return same and one.start < max(other.end, 1) and other.start < max(one.end, one.start + 1)


def placed(label: Label, passage: Passage, paper: Paper) -> bool:
    """Tell whether the words of a label stand in its passage."""
    return any(True for _ in _places(label, passage, _blocks(paper)))


def is_error(fault: Fault) -> bool:
    """Tell whether a fault is a 错误."""
    return fault.severity is Severity.ERROR
