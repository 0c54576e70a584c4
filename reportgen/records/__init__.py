"""Cells → values: what the clerk typed, under the pack's names, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record, Table, Text, Value
from reportgen.findings import Finding, Where, error
from reportgen.packs.model import Field, Kind
from reportgen.records import habits, links, lists, moves, sheets, single, strays
from reportgen.records.align import Alignment, align
from reportgen.workbook.cells import CellKind, address_of, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import Pack, Slot
    from reportgen.workbook.cells import Book, Sheet


@dataclass(frozen=True, slots=True)
class Repeat:
    """A figure or word that stands again where the form shows another cell's or a computed one.

    ``live`` tells that the cell still holds a formula. ``row`` is the row of a list whose
    computed column is shown (from 1), 0 for a name of its own.
    """

    name: str
    value: Figure | Text
    live: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read: the values, what was repeated, and where each name's cell is."""

    record: Record
    repeats: tuple[Repeat, ...]
    places: Mapping[str, Where]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a pack says of the names in its cells.

    ``homes`` is the cell where a name is typed: its first; in the others it is shown again.
    ``words`` are those of the scales, ``units`` those of computed figures with their decimals.
    """

    fields: Mapping[str, Field]
    homes: Mapping[str, Slot]
    units: Mapping[str, tuple[str, int]]
    words: frozenset[str]


def extract(book: Book, pack: Pack) -> tuple[Extract, list[Finding]]:
    """Read every field of a form; the findings are everything that could not be read."""
    values: dict[str, Value] = {}
    repeats: list[Repeat] = []
    places: dict[str, Where] = {}
    found = sheets.found(pack.layout, book)
    if not sheets.is_form(pack.layout, found):
        return Extract(values, (), places), [sheets.no_form(book)]
    findings = list(sheets.findings(pack.layout, found, book))
    known = _known(pack)
    for layout in pack.layout:
        sheet = found.get(layout.title)
        if sheet is None:
            continue
        place = single.Place(book.file, sheet.title, book.date1904)
        alignment = align(layout, sheet)
        if not layout.slots and not layout.tables:
            findings += strays.on_sheet(layout, sheet, alignment, place)
            continue
        for slot in layout.slots:
            _one(slot, sheet, alignment, known, place, (values, repeats, places))
        for table in layout.tables:
            rows = lists.read(table, pack.fields, sheet, alignment, place)
            if rows is not None:
                values[table.name] = rows
                repeats += _computed_columns(table.name, rows, sheet, known, place)
        findings += moves.findings(layout, alignment, place)
        findings += habits.gathered(place.findings)
        findings += strays.on_sheet(layout, sheet, alignment, place)
    findings += links.settle(values, pack.fields)
    return Extract(values, tuple(repeats), places), findings


_Found = tuple[dict[str, Value], list[Repeat], dict[str, Where]]


def _one(
    slot: Slot,
    sheet: Sheet,
    alignment: Alignment,
    known: _Known,
    place: single.Place,
    found: _Found,
) -> None:
    values, repeats, places = found
    asked = known.fields.get(slot.name)
    at = alignment.place(slot.address)
    if at is None:
        if asked:
            where = Where(place.file, place.sheet)
            message = f"找不到填写“{slot.name}”的行或列。"
            stood = spot(slot.sheet, slot.address)
            remedy = f"把表头和项目名称改回原样（原在 {stood}），或换用新发的填报表。"
            place.findings.append(error("RC02", where, message, remedy))
        return
    if asked and known.homes[slot.name] == slot:
        places[slot.name] = place.where(at)
        value = single.read(sheet.cells.get(at), asked, at, place)
        if value is not None:
            values[slot.name] = value
        return
    places.setdefault(slot.name, place.where(at))
    cell = sheet.cells.get(at)
    if cell is None or cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
        return
    if cell.kind is CellKind.NUMBER and slot.name in known.words:
        return  # what some programs leave in an .xls file for words they have not worked out
    again = single.read(cell, asked or _computed(slot.name, known), at, _quiet(place))
    if isinstance(again, Figure | Text):
        repeats.append(Repeat(slot.name, again, cell.formula))


def _computed_columns(
    name: str, table: Table, sheet: Sheet, known: _Known, place: single.Place
) -> Iterator[Repeat]:
    """Yield what stands in a list's computed columns, row by row."""
    for number, cells in enumerate(table.cells, 1):
        for column, where in cells.items():
            full = f"{name}.{column}"
            at = address_of(where.spot.rpartition("!")[2])
            cell = sheet.cells.get(at) if at and full in known.units else None
            if at is None or cell is None:
                continue
            if cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
                continue
            again = single.read(cell, _computed(full, known), at, _quiet(place))
            if isinstance(again, Figure):
                yield Repeat(full, again, cell.formula, number)


def _quiet(place: single.Place) -> single.Place:
    """Read a repeated cell without asking for it a second time."""
    return single.Place(place.file, place.sheet, place.date1904)


def _known(pack: Pack) -> _Known:
    """Gather once what is asked of every cell of a form."""
    slots = [slot for layout in pack.layout for slot in layout.slots]
    units = {row.name: (row.unit, row.places) for row in pack.calculations}
    units |= {each.name: (each.unit, 2) for each in pack.indicators}
    return _Known(
        pack.fields,
        {slot.name: slot for slot in reversed(slots)},
        units,
        frozenset(grade.name for grade in pack.grades),
    )


def _computed(name: str, known: _Known) -> Field:
    """Describe a computed cell as if it were asked for, to read what stands in it."""
    unit, places = known.units.get(name, ("", 2))
    return Field(
        name=name,
        kind=Kind.TEXT if name in known.words else Kind.NUMBER,
        unit=unit,
        places=max(places, 2),
        required=False,
        low=None,
        high=None,
        choices=(),
        prior_name="",
        hint="",
        where=Where(""),
    )
