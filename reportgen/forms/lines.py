"""Every list once more on the hidden sheet, row by row as the program reads it.

Formulas over a list work on these rows. There a line of totals is no item, the words that link
two lists are compared without blanks and by their case, and rows a clerk inserts anywhere
between the titles and the next words are taken in: what is issued has room for some more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.forms.literals import far, fixed
from reportgen.packs import columns, stamp
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import Field, Pack, TableSlot

FLAG, NUMBER, WORD, OWN, OWNER = "#", "#序", "#词", "#己", "#属"
"""What stands beside a list's columns: 1 for an item, the row's number; of a linking column its
words as they are compared, the number that they stand for, and the number that they point to."""
_FIRST = 200
"""Columns of the hidden sheet before this one are the stamp's and the drop-downs'."""
_SPARE = 30
"""Rows that a clerk may insert before the form leaves the list to the program."""


@dataclass(frozen=True, slots=True)
class Span:
    """A list's rows on the form: ``length`` of them to be typed in, then room to the last."""

    slot: TableSlot
    first: int
    last: int
    length: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A list's rows on the hidden sheet: ``count`` of them, each of ``columns`` by its name.

    ``raw`` are the columns' cells on the form, with ``before`` rows of titles above and
    ``after`` rows of words below, so that Excel takes in what is inserted between them.
    ``block`` is all of them together, ``title`` the first of its cells.
    """

    table: str
    raw: Mapping[str, str]
    block: str
    title: str
    before: int
    after: int
    count: int
    columns: Mapping[str, int]

    def cell(self, name: str, row: int) -> str:
        """Return a row's cell as another cell of the row refers to it."""
        return f"${ref((row, self.columns[name]))}"

    def every(self, name: str) -> str:
        """Return a column as any formula refers to it."""
        column = self.columns[name]
        return f"{far(stamp.SHEET, (1, column))}:{fixed((self.count, column))}"

    def outgrown(self) -> str:
        """Return the condition that more rows were inserted, or typed in, than there is room."""
        room = self.count + self.before + self.after
        if self.after:
            return f"ROWS({self.block})>{room}"
        last = f"INDEX({self.block},ROWS({self.block}),COLUMNS({self.block}))"
        return f"COUNTA(INDEX({self.block},{room + 1},1):{last})>0"

    def own(self, name: str, cell: str) -> str:
        """Return what a linking word of the form's own row stands for."""
        return f"INDEX({self.every(name)},ROW({cell})-ROW({self.title})+{1 - self.before})"


def lines(pack: Pack, spans: Mapping[str, Span]) -> dict[str, Lines]:
    """Return where lists stand on the hidden sheet, each in columns of its own."""
    found: dict[str, Lines] = {}
    at = _FIRST
    for name, span in spans.items():
        names = _names(name, span.slot, pack)
        found[name] = _lines(span, {each: at + number for number, each in enumerate(names)})
        at += len(names)
    return found


def _lines(span: Span, places: Mapping[str, int]) -> Lines:
    slot = span.slot
    before, after = int(span.first > 1), int(bool(slot.end))
    top, end = span.first - before, span.last + after
    left, *_, right = (*sorted(slot.columns.values()), max(slot.columns.values()))

    def area(first: int, last: int) -> str:
        return f"{far(slot.sheet, (top, first))}:{fixed((end, last))}"

    raw = {f"{slot.name}.{column}": area(at, at) for column, at in slot.columns.items()}
    room = (span.last - span.first + 1 if after else span.length) + _SPARE
    title = far(slot.sheet, (top, left))
    return Lines(slot.name, raw, area(left, right), title, before, after, room, places)


def _names(table: str, slot: TableSlot, pack: Pack) -> list[str]:
    return [
        f"{table}.{NUMBER}",
        f"{table}.{FLAG}",
        *(f"{table}.{column}" for column in slot.columns),
        *_linking(table, slot, pack.fields),
    ]


def _linking(table: str, slot: TableSlot, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield what stands beside the columns that link this list to others, each once."""
    wanted: dict[str, None] = {}
    for name, link in columns.links(fields).items():
        if name == table and link.column in slot.columns:
            wanted |= dict.fromkeys(f"{table}.{link.column}{each}" for each in (WORD, OWNER))
        if link.table == table and link.key in slot.columns:
            wanted |= dict.fromkeys(f"{table}.{link.key}{each}" for each in (WORD, OWN))
    yield from wanted
