"""Where a cell stands: its table, its row's name, its column's head and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.roundtrip.tokens import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block, Grid, Paper
    from reportgen.review.roundtrip.tokens import Token

_TABLE = re.compile(r"表\s*\d+")
_NUMBER = re.compile(r"[\d.,%-]*")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    grid: Grid
    cells: tuple[Block, ...]

    @property
    def label(self) -> Block:
        """Return the cell that names the row: the first with more than a number."""
        found = (cell for cell in self.cells if not _NUMBER.fullmatch(cell.text.strip()))
        return next(found, self.cells[0])

    @property
    def name(self) -> str:
        """Return the words that name it."""
        return "".join(self.label.text.split())

    @property
    def table(self) -> str:
        """Return what the table is called: 表5, else its title in quotes."""
        number = _TABLE.search(self.grid.title)
        return "".join(number[0].split()) if number else f"“{self.grid.title.strip()}”"

    def head(self, cell: Block) -> str:
        """Return the words over a cell."""
        at = next((at for at, each in enumerate(self.cells) if each is cell), 0)
        over = (row[at].text.strip() for row in self.grid.rows[:2] if row[at] is not cell)
        heads = dict.fromkeys(each for each in over if not _NUMBER.fullmatch(each))
        return "".join("".join(heads).split())

    def is_serial(self, cell: Block) -> bool:
        """Tell whether a cell only counts the rows."""
        return self.head(cell) in words("tables")["label"]["order"]

    def context(self, cell: Block) -> str:
        """Return all that says what a cell is about."""
        return f"{self.grid.title}，{self.name}，{self.head(cell)}"

    def with_unit(self, token: Token) -> Token:
        """Return a bare number with the unit that its column or its table gives."""
        if token.measure:
            return token
        told = [*_BRACKETED.findall(self.head(token.span.block)), self.grid.unit]
        measure, factor = next((unit for each in told if (unit := unit_of(each))), ("", 1))
        return replace(token, base=token.base * factor, measure=measure)


def rows_of(paper: Paper) -> dict[int, Row]:
    """Return the row of each cell, by the cell's identity; a merged cell has its first row."""
    found: dict[int, Row] = {}
    for grid in paper.grids:
        for row in grid.rows:
            for cell in row:
                found.setdefault(id(cell), Row(grid, row))
    return found


def own_cells(row: Row, rows: dict[int, Row]) -> Sequence[Block]:
    """Return the cells of a row that no earlier row shares, empty ones left out."""
    return [cell for cell in row.cells if cell.text.strip() and rows[id(cell)].cells is row.cells]
