"""RV19: a comparison with another year whose figure is nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.holding import holding
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Grid
    from reportgen.passages.model import Sentence
    from reportgen.review.model import Case, Fault

CODE = "RV19"
_COMPARED = re.compile(r"(?:比较|对比)(?:分析)?|相比较")
_WITH = re.compile(
    r"(?P<what>(?P<year>\d{4})年度?[部门单位我镇乡局]{0,4}(?:整体支出|支出|决算)(?:情况)?|"
    r"(?P<prior>上一?年度?|去年)(?:[部门单位]{0,2})?(?:整体支出|支出|决算)(?:情况)?)"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年")


def faults(case: Case) -> Iterator[Fault]:
    """Yield a notice when spending is said to be compared with a year that has no figure."""
    blocks = {block.number for block in holding(case.paper, _COMPARED)} if case.year else set()
    for sentence in case.sentences if blocks else ():
        if sentence.block.number not in blocks:
            continue
        if not _COMPARED.search(sentence.text) or _aside(sentence.text):
            continue
        for found in _WITH.finditer(sentence.text):
            other = int(found["year"]) if found["year"] else case.year - 1 if case.year else 0
            if other == case.year or _has_figure(case, other, sentence):
                continue
            start = sentence.start + found.start("what")
            span = Span(sentence.block, start, start + len(found["what"]))
            message = f"说是与“{span.text}”作了比较分析，报告里没有{other}年整体支出的数。"
            remedy = f"补上{other}年的支出数和比较结果，或者删去这一提法。"
            yield notice(CODE, [span], message, remedy)


def _has_figure(case: Case, other: int, promise: Sentence) -> bool:
    if any(_tabled(grid, other) for grid in case.paper.grids):
        return True
    spending = words("promised")["comparison"]["spending"]
    for sentence, quantities in zip(case.sentences, case.quantities, strict=True):
        if sentence == promise or not quantities:
            continue
        text = sentence.text
        if not any(word in text for word in spending):
            continue
        if any(q.measure == "元" and q.year == other and not _aside(q.name) for q in quantities):
            return True
        compared = any(q.measure in ("元", "%") and _prior(q.against) for q in quantities)
        if compared and not _aside(text):
            return True
    return False


def _aside(text: str) -> bool:
    return any(word in text for word in words("promised")["comparison"]["not_spending"])


def _prior(against: str) -> bool:
    return any(word in against for word in words("promised")["comparison"]["prior"])


def _tabled(grid: Grid, other: int) -> bool:
    """Tell whether a table has a column of that year and a row of spending."""
    if _aside(grid.title) or _aside("".join(block.text for block in grid.section[-1:])):
        return False
    head = [cell.text for row in grid.rows[:2] for cell in row]
    column = any(
        str(other) in text
        or _prior(text)
        or any(int(each) == other % 100 for each in _SHORT_YEAR.findall(text))
        for text in head
    )
    labels = [row[0].text for row in grid.rows]
    return column and any("支出" in label and not _aside(label) for label in labels)
