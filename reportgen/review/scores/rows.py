"""RV22: no indicator gets more points than its weight, in the table or in a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.passages.numerals import narrow
from reportgen.review.model import error
from reportgen.review.scores.sheets import Scored, scored
from reportgen.review.tables.cells import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault
    from reportgen.review.tables.model import Line

CODE = "RV22"
_SAID = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”（）]{2,24}?)(?:指标)?[，,（(：:]?(?:分值|满分|标准分|权重)[为是：:]*"
    r"(?P<weight>\d+(?:\.\d+)?)分?[）)]?[，,、；;：:]?(?:自评|实际|实)?得(?:分|到)?[为是：:]*"
    r"(?P<points>\d+(?:\.\d+)?)分"
)


def check(case: Case) -> Iterator[Fault]:
    """Yield each row and sentence with points outside 0 and the weight."""
    tables = scored(case)
    for one in tables:
        for line in one.sheet.lines:
            yield from _line(one, line)
    yield from _sentences(case, tables)


def _line(one: Scored, line: Line) -> Iterator[Fault]:
    weight = one.sheet.number(line, one.weight) if one.weight else None
    points = one.sheet.number(line, one.points)
    if weight is None or points is None or 0 <= points.value <= weight.value:
        return
    limit = f"超过分值{weight.text}" if points.value > 0 else "小于0"
    message = f"{quoted(line.text)}得分{points.text}，{limit}。"
    remedy = f"核对{quoted(line.text)}的得分和分值，得分应在0到{weight.text}之间。"
    yield error(CODE, [points.span, weight.span], message, remedy)


def _sentences(case: Case, tables: tuple[Scored, ...]) -> Iterator[Fault]:
    for sentence in case.sentences:
        text = "" if sentence.block.is_cell else sentence.text
        if "得" not in text or "分" not in text:
            continue
        for found in _SAID.finditer(narrow(text)):
            points = _span(sentence.block, sentence.start, found, "points")
            weight = _span(sentence.block, sentence.start, found, "weight")
            name = found["name"]
            if Decimal(found["points"]) > Decimal(found["weight"]):
                message = f"{quoted(name)}得{found['points']}分，超过分值{found['weight']}分。"
                remedy = f"核对{quoted(name)}的得分和分值，改正写错的一处。"
                yield error(CODE, [points, weight], message, remedy)
            else:
                yield from _differs(found, points, tables)


def _span(block: Block, start: int, found: re.Match[str], group: str) -> Span:
    return Span(block, start + found.start(group), start + found.end(group))


def _differs(found: re.Match[str], said: Span, tables: tuple[Scored, ...]) -> Iterator[Fault]:
    """Hold what a sentence says of an indicator against its row."""
    rows = [
        (line, number)
        for one in tables
        for line in one.lines
        if line.text and (found["name"].endswith(line.text) or line.text == found["name"])
        if (number := one.sheet.number(line, one.points))
    ]
    value = Decimal(found["points"])
    if rows and all(number.value != value for _, number in rows):
        line, number = rows[0]
        message = f"文中说{quoted(line.text)}得{said.text}分，评分表中为{number.text}。"
        remedy = f"核对{quoted(line.text)}的得分，改正写错的一处。"
        yield error("RV21", [said, number.span], message, remedy)
