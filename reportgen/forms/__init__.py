"""Pack → the form a clerk fills in: blank, or with values typed in already."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.forms.data import NOTHING, Data, within_weight
from reportgen.forms.literals import far

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.forms.data import Typed
    from reportgen.forms.places import Places
    from reportgen.forms.rows import Room
    from reportgen.packs.model import Pack, SheetLayout, TableSlot


def issue(pack: Pack, data: Data = NOTHING) -> bytes:
    """Return the form as an .xlsx file, the same bytes for the same pack and data.

    Raises ReportgenError (FM06) when a formula of the editor's own cannot be moved to where
    its cells go.
    """
    return _filled(_blank(pack, data), data.singles)


def issue_each(pack: Pack, each: Iterable[Mapping[str, Typed]]) -> Iterator[bytes]:
    """Yield a form for each set of single values, as ``issue`` would give it.

    The blank form is made ready once: that takes four times as long as filling and saving it.
    Raises ReportgenError (FM06) as ``issue`` does.
    """
    blank = _blank(pack, NOTHING)
    for singles in each:
        yield _filled(blank, singles)
        if any(sheet._images for sheet in blank.book.worksheets):  # type: ignore[attr-defined]
            blank = _blank(pack, NOTHING)  # openpyxl writes a picture only once


@dataclass(frozen=True, slots=True)
class _Blank:
    """A form ready to be filled in, and the cell where each name is typed."""

    book: Workbook
    cells: Mapping[str, Cell]


def _blank(pack: Pack, data: Data) -> _Blank:
    """Return a form with its lists filled in and its single values still to be typed."""
    from openpyxl import load_workbook

    from reportgen.forms import agreement_sheet, hidden, rows
    from reportgen.forms.places import stands

    book = load_workbook(pack.folder / "form.xlsx")
    wanted = {name: len(found) for name, found in data.lists.items()}
    rooms = {each.title: rows.make_room(book, each, wanted) for each in pack.layout}
    places = stands(pack, rooms)
    hidden.write_stamp(book, pack)
    cells: dict[str, Cell] = {}
    for layout in pack.layout:
        cells |= _one_sheet(book[layout.title], layout, rooms[layout.title], places, data)
    agreement_sheet.add(book, places)
    book.calculation.fullCalcOnLoad = True
    return _Blank(book, cells)


def _filled(blank: _Blank, singles: Mapping[str, Typed]) -> bytes:
    """Return a form with single values typed in; the blank one is blank again afterwards."""
    from reportgen.outputs.steady import steady

    typed = [name for name in singles if name in blank.cells]
    for name in typed:
        _type(blank.cells[name], singles[name])
    written = io.BytesIO()
    blank.book.save(written)
    for name in typed:
        blank.cells[name].value = None
    for sheet in blank.book.worksheets:
        sheet.column_dimensions.max_outline = None  # saving leaves it for the next file
    return steady(written.getvalue())


def _one_sheet(
    sheet: Worksheet, layout: SheetLayout, room: Room, places: Places, data: Data
) -> dict[str, Cell]:
    """Fill a sheet with everything but single values; return the cells where these are typed."""
    from reportgen.forms.carrying_marks import mark
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
    for table in layout.tables:
        _list(sheet, table, room, places, data)
    typed: dict[str, Cell] = {}
    for slot in layout.slots:
        cell = cell_at(sheet, room.moved(slot.address[0]), slot.address[1])
        if _slot(sheet, cell, slot.name, places):
            typed[slot.name] = cell
            if slot.name in data.notes:
                mark(sheet, [cell], data.notes[slot.name])
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


def _list(sheet: Worksheet, table: TableSlot, room: Room, places: Places, data: Data) -> None:
    from reportgen.forms.carrying_marks import mark
    from reportgen.forms.cells import open_for_typing
    from reportgen.forms.rows import cell as cell_at

    rows = data.lists.get(table.name, ())
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
        for cell, row in zip(cells[: len(rows)], rows, strict=True):
            if name in row:
                _type(cell, row[name])
        if f"{table.name}.{name}" in data.notes:
            mark(sheet, cells[: len(rows)], data.notes[f"{table.name}.{name}"])


def _computed(cells: Iterable[Cell], name: str, places: Places) -> None:
    """Show a calculation of a list in each of its rows."""
    from reportgen.forms.cells import show_only
    from reportgen.forms.formulas import row_formula
    from reportgen.forms.shapes import shape

    for cell in cells:
        cell.value = row_formula(name, places, cell.row) or None
        show_only(cell, *shape(name, places.pack))


def _type(cell: Cell, value: Typed) -> None:
    from reportgen.forms.texts import put

    if isinstance(value, str):
        put(cell, value)
    else:
        cell.value = value
