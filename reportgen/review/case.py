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

_YEAR = re.compile(r"(20\d\d)(?=\s*年(?!\s*\d{1,2}\s*月))|(?<=年度[:：])\s*(20\d\d)")
_YEARS = re.compile(r"20\d\d\s*年?度?\s*(?:[-—–－~～至到和]+|以?及)\s*20\d\d\s*年")
_YEAR_IN_WORDS = re.compile(r"二[〇○零一二三四五六七八九0０OＯo]{3}(?=\s*年(?!.{1,2}月))")
_OF_A_YEAR = re.compile(r"(20\d\d)\s*年度")
_SPENDING = re.compile(r"(20\d\d)\s*年度?(?:部门|单位|财政)?整体(?:支出|收入|绩效)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九０OＯo", "0001234567890000")
_SHORTEST_SENTENCE = 8
_LINES_OF_A_TITLE = 6
_LONGEST_TITLE = 60


def read(paper: Paper, pack: Pack | None = None, agency: str = "", year: int | None = None) -> Case:
    """Return the case; ``agency`` and ``year``, where they are known, need not be guessed."""
    agency = agency or agency_of(paper)
    if year is None and not _of_years(paper):
        year = _year(paper) or (pack.year if pack else None)
    cells = (cell for cell in paper.cells if len(cell.text) >= _SHORTEST_SENTENCE)
    blocks = sorted((*paper.blocks, *cells), key=lambda block: block.number)
    split = tuple(sentence for block in blocks for sentence in sentences(block))
    numbers = tuple(quantities(sentence, year) for sentence in split)
    return Case(paper, split, numbers, agency, signers.short(agency), year, pack)


def agency_of(paper: Paper) -> str:
    """Return the unit whose report it is, empty when the text does not tell."""
    return signers.chosen(paper, signers.claims(paper))


def year_of(paper: Paper) -> int | None:
    """Return the year a report is of, None when it tells none, or several."""
    return None if _of_years(paper) else _year(paper)


def _of_years(paper: Paper) -> bool:
    """Tell whether a report's title names several years: none of them is the year then."""
    head = paper.blocks[:_LINES_OF_A_TITLE] if paper.is_report else ()
    about = (block.text for block in head if len(block.text) <= _LONGEST_TITLE)
    return any(_YEARS.search(text) for text in about if "绩效" in text or "报告" in text)


def _reported(year: int, title: str, paper: Paper) -> int:
    """Return a title's year; the one before it where that is whose spending the text tells.

    A title without 年度 may name the year in which the evaluation was done.
    """
    if f"{year}年度" in re.sub(r"\s", "", title):
        return year
    text = "\n".join(block.text for block in paper.blocks if block.text not in title)
    told = Counter(int(each) for each in _SPENDING.findall(text))
    return year - 1 if told[year - 1] > 1 and not told[year] else year


def _year(paper: Paper) -> int | None:
    """Return the year in the title, else the one whose figures the report speaks of most."""
    if not paper.is_report:
        return None
    titles = [block.text for block in paper.blocks if block.level == 9]
    head = [block.text for block in paper.blocks[:_LINES_OF_A_TITLE]]
    for line in (*titles, *(line for line in head if "绩效" in line or "报告" in line), *head):
        found = _YEAR.search(line)
        if found:
            return _reported(int(found[0]), line, paper)
        in_words = _YEAR_IN_WORDS.search(line)
        if in_words:
            return int(in_words[0].translate(_DIGITS))
    told = Counter(year for block in paper.blocks for year in _OF_A_YEAR.findall(block.text))
    return int(told.most_common(1)[0][0]) if told else None
