"""Read off a paper, once, what every check asks: whose report it is, of which year, its numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportgen.passages.quantities import quantities
from reportgen.passages.sentences import sentences
from reportgen.review import signers
from reportgen.review.model import Case

if TYPE_CHECKING:
    from reportgen.packs.model import Pack
    from reportgen.papers.model import Paper

_YEAR = re.compile(r"(20\d\d)(?=\s*年)|(?<=年度[:：])\s*(20\d\d)")
_YEAR_IN_WORDS = re.compile(r"二[〇○零一二三四五六七八九]{3}(?=年)")
_OF_A_YEAR = re.compile(r"(20\d\d)\s*年度")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SHORTEST_SENTENCE = 8
_LINES_OF_A_TITLE = 6


def read(paper: Paper, pack: Pack | None = None, agency: str = "", year: int | None = None) -> Case:
    """Return the case; ``agency`` and ``year``, where they are known, need not be guessed."""
    if not agency:
        agency = signers.chosen(paper, signers.claims(paper))
    if year is None:
        year = _year(paper) or (pack.year if pack else None)
    cells = (cell for cell in paper.cells if len(cell.text) >= _SHORTEST_SENTENCE)
    blocks = sorted((*paper.blocks, *cells), key=lambda block: block.number)
    split = tuple(sentence for block in blocks for sentence in sentences(block))
    numbers = tuple(quantities(sentence, year) for sentence in split)
    return Case(paper, split, numbers, agency, signers.short(agency), year, pack)


def _year(paper: Paper) -> int | None:
    """Return the year in the title, else the one whose figures the report speaks of most."""
    if not paper.is_report:
        return None
    titles = [block.text for block in paper.blocks if block.level == 9]
    head = [block.text for block in paper.blocks[:_LINES_OF_A_TITLE]]
    for line in (*titles, *(line for line in head if "绩效" in line or "报告" in line), *head):
        found = _YEAR.search(line)
        if found:
            return int(found[0])
        in_words = _YEAR_IN_WORDS.search(line)
        if in_words:
            return int(in_words[0].translate(_DIGITS))
    told = Counter(year for block in paper.blocks for year in _OF_A_YEAR.findall(block.text))
    return int(told.most_common(1)[0][0]) if told else None
