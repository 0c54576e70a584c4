"""Where each name of a pack stands on the form as issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.forms.lines import OWN, Span, lines
from reportgen.forms.literals import far, fixed
from reportgen.packs import columns as of_lists
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.forms.lines import Lines
    from reportgen.forms.rows import Room
    from reportgen.packs.model import Pack, TableSlot
    from reportgen.workbook.cells import Address, Area


_ROOM = 200
"""Rows below a list's first that may hold some of it, where nothing below bounds it."""


@dataclass(frozen=True, slots=True)
class Home:
    """A sheet's cell, or the cells of a list's column, where a name is typed or shown."""

    sheet: str
    area: Area

    @property
    def first(self) -> Address:
        """Return the first cell."""
        return self.area[:2]

    def __str__(self) -> str:
        """Print as a formula on any sheet refers to it."""
        first, last = self.first, self.area[2:]
        return far(self.sheet, first) + (f":{fixed(last)}" if last != first else "")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each name stands first: ``homes``, and as Excel refers to it from any sheet.

    ``cells`` are those of single names, ``ranges`` those of lists' columns, in the ``lists``
    as they stand once more on the hidden sheet. ``nothing`` is the workbook's name for the
    cell that lists what says nothing (see ``hidden``).
    """

    pack: Pack
    cells: Mapping[str, str]
    ranges: Mapping[str, str]
    homes: Mapping[str, Home]
    nothing: str
    lists: Mapping[str, Lines]

    def in_row(self, table: str, row: int) -> dict[str, str]:
        """Return a list's columns as a formula in one row of its own sheet refers to them."""
        cells = {
            name: f"${ref(home.first).rstrip('0123456789')}{row}"
            for name, home in self.homes.items()
            if name.startswith(f"{table}.")
        }
        found = self.lists.get(table)
        own = {
            name: found.own(name, cells[name.removesuffix(OWN)])
            for name in (found.columns if found else ())
            if found and name.endswith(OWN)
        }
        return {**cells, **own}

    def in_every_row(self, table: str) -> dict[str, str]:
        """Return a list's columns as an array formula refers to them."""
        return {name: at for name, at in self.ranges.items() if name.startswith(f"{table}.")}


def stands(pack: Pack, rooms: Mapping[str, Room], nothing: str) -> Places:
    """Return where each name stands once lists have the rows set aside for them."""
    singles: dict[str, Home] = {}
    columns: dict[str, Home] = {}
    spans: dict[str, Span] = {}
    for layout in pack.layout:
        room = rooms[layout.title]
        for slot in layout.slots:
            row, column = slot.address
            at = (room.moved(row), column)
            singles.setdefault(slot.name, Home(layout.title, (*at, *at)))
        for table in layout.tables:
            first, last = _rows(table, room)
            spans[table.name] = Span(table, first, last, room.lengths[table.name])
            for name, column in table.columns.items():
                columns[f"{table.name}.{name}"] = Home(layout.title, (first, column, last, column))
    cells = {name: str(home) for name, home in singles.items()}
    lists = lines(pack, {name: spans[name] for name in spans if name in used(pack)})
    ranges = {name: each.every(name) for each in lists.values() for name in each.columns}
    return Places(pack, cells, ranges, {**columns, **singles}, nothing, lists)


def _rows(table: TableSlot, room: Room) -> tuple[int, int]:
    first = room.moved(table.row)
    beyond = first + max(_ROOM, 2 * room.lengths[table.name])
    return first, room.moved(table.end) - 1 if table.end else beyond


def used(pack: Pack) -> set[str]:
    """Return the lists that a rule works on, or that a drop-down offers words of."""
    sums = [each for row in pack.calculations for each in row.operands]
    sums += [each for row in pack.indicators for each in row.operands]
    sums += [each for row in pack.checks for each in (row.left, row.right) if each]
    named = {term.name for each in sums for term in each.terms}
    named |= {row.name for row in pack.calculations}
    named |= {field.choices_from for field in pack.fields.values()}
    lists = {of_lists.parts(name)[0] or name for name in named}
    return lists | {each.table for each in of_lists.links(pack.fields).values()}
