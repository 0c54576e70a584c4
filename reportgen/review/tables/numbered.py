"""The serial numbers of a table's rows: whether they count on, and where they skip."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from reportgen.review.tables.cells import bare
from reportgen.review.tables.model import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.tables.model import Sheet

_FEWEST = 4


class Skipped(NamedTuple):
    """Two serial numbers, one under the other, that do not follow each other."""

    before: Block
    after: Block

    @property
    def told(self) -> str:
        """Return it in words: 序号7之后是9."""
        return f"序号{bare(self.before.text)}之后是{bare(self.after.text)}"


def skipped(sheet: Sheet) -> Skipped | None:
    """Return where the serial numbers of a sheet skip; None where they count on or are unruly."""
    serials = _serials(sheet)
    if len(serials) < _FEWEST or _value(serials[0]) != 1:
        return None
    steps = [(_value(two) - _value(one), one, two) for one, two in _pairs(serials)]
    wrong = [(one, two) for step, one, two in steps if step != 1]
    if len(wrong) != 1 or any(step < 1 for step, _, _ in steps):
        return None
    return Skipped(*wrong[0])


def counts_on(sheet: Sheet) -> bool:
    """Tell whether every row but the sum has a number of its own, each greater than the last."""
    serials = _serials(sheet)
    rows = [line for line in sheet.lines if not line.kind]
    steps = (_value(two) > _value(one) for one, two in _pairs(serials))
    return len(serials) >= _FEWEST - 1 and len(serials) == len(rows) and all(steps)


def _serials(sheet: Sheet) -> list[Block]:
    column = next(iter(sheet.of_kind(ORDER)), None)
    if column is None:
        return []
    cells = dict.fromkeys(sheet.cell(line, column) for line in sheet.lines if not line.kind)
    return [cell for cell in cells if _value(cell)]


def _pairs(blocks: list[Block]) -> Iterator[tuple[Block, Block]]:
    yield from itertools.pairwise(blocks)


def _value(block: Block) -> int:
    text = bare(block.text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < _FEWEST else 0
