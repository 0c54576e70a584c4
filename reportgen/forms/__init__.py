"""Pack → the form a clerk fills in: blank, or with values typed in already."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.forms.data import NOTHING, Data, within_weight
from reportgen.forms.literals import far

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.forms.places import Places
    from reportgen.forms.rows import Room
    from reportgen.packs.model import Pack, SheetLayout, TableSlot


_PLAIN = frozenset[tuple[str, int]]()
_KEPT = 8
"""Blank forms kept ready at once: each is a workbook of its own."""


def issue(pack: Pack, data: Data = NOTHING) -> bytes:
    """Return the form as an .xlsx file, the same bytes for the same pack and data.

    Raises ReportgenError (FM06) when a formula of the editor's own cannot be moved to where
    its cells go.
    """
    return _filled(_blank(pack, _lengths(data)), data)


def issue_each(pack: Pack, each: Iterable[Data]) -> Iterator[bytes]:
    """Yield a form for each set of values, as ``issue`` would give it.

    Raises ReportgenError (FM06) as ``issue`` does.
    """
    return map(issuer(pack), each)


def issuer(pack: Pack) -> Callable[[Data], bytes]:
    """Return what issues forms as ``issue`` does, one after the other.

    A blank form is made ready once for all whose lists need as many rows: that takes four times
    as long as filling and saving it.
    """
    made: dict[frozenset[tuple[str, int]], _Blank] = {}

    def issue_one(data: Data) -> bytes:
        plain = made.setdefault(_PLAIN, made.get(_PLAIN) or _blank(pack, {}))
        longer = {n: count for n, count in _lengths(data).items() if count > plain.lengths[n]}
        rows = frozenset(longer.items())
        if rows not in made and len(made) > _KEPT:
            made.clear()
        blank = made.setdefault(rows, made.get(rows) or _blank(pack, longer))
        form = _filled(blank, data)
        if any(sheet._images for sheet in blank.book.worksheets):  # type: ignore[attr-defined]
            made.clear()  # openpyxl writes a picture only once
        return form

    return issue_one


def _lengths(data: Data) -> dict[str, int]:
    return {name: len(rows) for name, rows in data.lists.items()}


@dataclass(frozen=True, slots=True)
class _Blank:
    """A form ready to be filled in.

    ``cells`` are those where each name is typed, a list's column from its first row on;
    ``lengths`` are the rows of each list.
    """

    book: Workbook
    cells: Mapping[str, Sequence[Cell]]
    lengths: Mapping[str, int]


def _blank(pack: Pack, wanted: Mapping[str, int]) -> _Blank:
    """Return a form with nothing typed in; its lists have at least the rows that are wanted."""
    from openpyxl import load_workbook

    from reportgen.forms import agreement_sheet, hidden, rows
    from reportgen.forms.places import stands

    book = load_workbook(pack.folder / "form.xlsx")
    rooms = {each.title: rows.make_room(book, each, wanted) for each in pack.layout}
    hidden.write_stamp(book, pack)
    places = stands(pack, rooms, hidden.write_nothing(book))
    cells: dict[str, Sequence[Cell]] = {}
    for layout in pack.layout:
        cells |= _one_sheet(book[layout.title], layout, rooms[layout.title], places)
    agreement_sheet.add(book, places)
    book.calculation.fullCalcOnLoad = True
    lengths = {name: count for room in rooms.values() for name, count in room.lengths.items()}
    return _Blank(book, cells, lengths)


def _filled(blank: _Blank, data: Data) -> bytes:
    """Return a form with values typed in; the blank one is blank again afterwards."""
    from reportgen.forms.filling import fill, kept
    from reportgen.outputs.steady import steady

    with kept(blank.book, blank.cells, data):
        fill(blank.cells, data)
        written = io.BytesIO()
        blank.book.save(written)
    return steady(written.getvalue())


def _one_sheet(
    sheet: Worksheet, layout: SheetLayout, room: Room, places: Places
) -> dict[str, Sequence[Cell]]:
    """Make a sheet ready to be filled in; return the cells where each name is typed."""
    from reportgen.forms.rows import cell as cell_at
    from reportgen.forms.sentences import sentence
    from reportgen.forms.texts import put

    for (row, column), text in layout.labels.items():
        cell = cell_at(sheet, room.moved(row), column)
        if (isinstance(cell.value, str) and "{{" in cell.value) or cell.value is None:
            put(cell, text)
    for (row, column), text in layout.live.items():
        if "{{" in text:
            cell_at(sheet, room.moved(row), column).value = sentence(text, places)
    typed: dict[str, Sequence[Cell]] = {}
    for table in layout.tables:
        typed |= dict(_list(sheet, table, room, places))
    for slot in layout.slots:
        cell = cell_at(sheet, room.moved(slot.address[0]), slot.address[1])
        if _slot(sheet, cell, slot.name, places):
            typed[slot.name] = [cell]
    _protect(sheet)
    return typed


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.insertRows = False
    sheet.protection.deleteRows = False


def _slot(sheet: Worksheet, cell: Cell, name: str, places: Places) -> bool:
    """Make a slot ready; tell whether a value is typed into it."""
    from reportgen.forms.cells import open_for_typing, show_only
    from reportgen.forms.formulas import formula
    from reportgen.forms.shapes import shape

    field = places.pack.fields.get(name)
    first = places.cells[name]
    if first != far(sheet.title, (cell.row, cell.column)):
        cell.value = f'=IF({first}="","",{first})'
        show_only(cell, *shape(name, places.pack))
    elif field:
        cell.value = None
        open_for_typing(sheet, [cell], within_weight(field, places.pack), places)
        return True
    else:
        cell.value = formula(name, places) or None
        show_only(cell, *shape(name, places.pack))
    return False


def _list(
    sheet: Worksheet, table: TableSlot, room: Room, places: Places
) -> Iterator[tuple[str, Sequence[Cell]]]:
    """Make a list ready; yield the columns that are typed with their cells."""
    from reportgen.forms.cells import open_for_typing
    from reportgen.forms.rows import cell as cell_at

    first = room.moved(table.row)
    for name, column in table.columns.items():
        numbers = range(first, first + room.lengths[table.name])
        cells = [cell_at(sheet, row, column) for row in numbers]
        cells[0].value = None
        field = places.pack.fields.get(f"{table.name}.{name}")
        if field is None:
            _computed(cells, f"{table.name}.{name}", places)
            continue
        open_for_typing(sheet, cells, field, places)
        yield f"{table.name}.{name}", cells


def _computed(cells: Iterable[Cell], name: str, places: Places) -> None:
    """Show a calculation of a list in each of its rows."""
    from reportgen.forms.cells import show_only
    from reportgen.forms.formulas import row_formula
    from reportgen.forms.shapes import shape

    for cell in cells:
        cell.value = row_formula(name, places, cell.row) or None
        show_only(cell, *shape(name, places.pack))
