"""form.xlsx as lines a person reads: every cell as the editor wrote it, one row a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import workbook
from reportgen.packs.layout import FORM
from reportgen.workbook.cells import CellKind, ref

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportgen.workbook.cells import Address, Cell, Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet that is not blank: its cells by column, as written."""

    number: int
    cells: dict[int, str]

    @property
    def text(self) -> str:
        """Return the row's words without places, to compare it with others."""
        return "｜".join(self.cells.values())

    def line(self) -> str:
        """Return ``A5 单位全称｜B5 {{ 单位全称 }}``."""
        return "｜".join(f"{ref((self.number, c))} {text}" for c, text in self.cells.items())


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of the form."""

    title: str
    rows: tuple[Row, ...]


def pages(folder: Path) -> list[Page]:
    """Return every sheet of a pack's form.xlsx, cells as the editor wrote them."""
    book = workbook.read(folder / FORM)
    return [Page(sheet.title, tuple(_rows(sheet))) for sheet in book.sheets]


def _rows(sheet: Sheet) -> Iterator[Row]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        text = _written(cell)
        if text:
            rows.setdefault(row, {})[column] = text
    yield from (Row(number, cells) for number, cells in rows.items())


def _written(cell: Cell) -> str:
    """Return a cell on one line; a formula is told by its last result, as the reader gives it."""
    text = "↵".join(line.strip() for line in cell.text.strip().splitlines())
    if cell.kind is CellKind.UNCALCULATED:
        return f"={text}"
    return f"［公式］{text}" if cell.formula else text


def place(title: str, address: Address) -> str:
    """Return a place in the form as findings name it."""
    return f"{FORM} {title}!{ref(address)}"
