"""Pack → the form a clerk fills in: blank, or with values typed in already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.forms.data import NOTHING, Data
from reportgen.workbook.cells import Address, ref

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.forms.data import Typed
    from reportgen.forms.formulas import Places
    from reportgen.packs.model import Field, Pack, SheetLayout, TableSlot

_ROOM = 200


def issue(pack: Pack, data: Data = NOTHING) -> bytes:
    """Return the form as an .xlsx file, the same bytes for the same pack and data."""
    from openpyxl import load_workbook

    from reportgen.forms import save

    book = load_workbook(pack.folder / "form.xlsx")
    moves = {each.title: _make_room(book[each.title], each, data) for each in pack.layout}
    places = _places(pack, moves, data)
    for layout in pack.layout:
        _one_sheet(book[layout.title], layout, moves[layout.title], places, data)
    _stamp(book, pack)
    book.calculation.fullCalcOnLoad = True
    return save.as_bytes(book)


def _stamp(book: Workbook, pack: Pack) -> None:
    """Write which pack this is on a sheet that Excel does not offer to show."""
    from reportgen.packs import stamp

    sheet = book.create_sheet(stamp.SHEET)
    for row, (title, value) in enumerate(stamp.rows(pack), 1):
        sheet.cell(row, 1, title)
        sheet.cell(row, 2, value)
    sheet.sheet_state = "veryHidden"


def _make_room(sheet: Worksheet, layout: SheetLayout, data: Data) -> Callable[[int], int]:
    """Unfold the indicators, lengthen lists that need it; tell where each row went."""
    from reportgen.forms import rows

    rows.insert(sheet, layout.sample_row, layout.added_rows)
    added: list[tuple[int, int]] = []
    for table in sorted(layout.tables, key=lambda each: -each.row):
        column = min(table.columns.values())
        room = rows.set_aside(sheet, table.row, column, table.end)
        more = len(data.lists.get(table.name, ())) - room
        if more > 0:
            rows.insert(sheet, table.row + room - 1, more)
            added.append((table.row + room - 1, more))
    for area in layout.merges:
        _merge(sheet, area, added)

    def moved(row: int) -> int:
        return row + sum(more for after, more in added if row > after)

    return moved


def _merge(sheet: Worksheet, area: tuple[int, int, int, int], added: list[tuple[int, int]]) -> None:
    first, left, last, right = area
    shift = sum(more for after, more in added if first > after)
    coordinates = f"{ref((first + shift, left))}:{ref((last + shift, right))}"
    if all(merged.coord != coordinates for merged in sheet.merged_cells.ranges):
        sheet.merge_cells(coordinates)


def _places(pack: Pack, moves: Mapping[str, Callable[[int], int]], data: Data) -> Places:
    """Return where each name stands first, as Excel refers to it from any sheet."""
    from reportgen.forms.formulas import Places

    cells: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for layout in pack.layout:
        moved = moves[layout.title]
        for slot in layout.slots:
            row, column = slot.address
            cells.setdefault(slot.name, _far(layout.title, (moved(row), column)))
        for table in layout.tables:
            row = moved(table.row)
            longest = row + max(_ROOM, len(data.lists.get(table.name, ())))
            last = moved(table.end) - 1 if table.end else longest
            for name, column in table.columns.items():
                first = _far(layout.title, (row, column))
                ranges[f"{table.name}.{name}"] = f"{first}:{_fixed((last, column))}"
    return Places(pack, cells, ranges)


def _far(sheet: str, at: Address) -> str:
    return f"'{sheet}'!{_fixed(at)}"


def _fixed(at: Address) -> str:
    letters = ref(at).rstrip("0123456789")
    return f"${letters}${at[0]}"


def _one_sheet(
    sheet: Worksheet,
    layout: SheetLayout,
    moved: Callable[[int], int],
    places: Places,
    data: Data,
) -> None:
    from reportgen.forms.rows import cell as cell_at

    for (row, column), text in layout.labels.items():
        cell = cell_at(sheet, moved(row), column)
        if (isinstance(cell.value, str) and "{{" in cell.value) or cell.value is None:
            _write(cell, text)
    for (row, column), text in layout.live.items():
        if "{{" in text:
            cell_at(sheet, moved(row), column).value = _words(text, places)
    for table in layout.tables:
        _list(sheet, table, moved, places.pack, data)
    for slot in layout.slots:
        cell = cell_at(sheet, moved(slot.address[0]), slot.address[1])
        _slot(sheet, cell, slot.name, places, data)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.insertRows = False
    sheet.protection.deleteRows = False


def _slot(sheet: Worksheet, cell: Cell, name: str, places: Places, data: Data) -> None:
    from reportgen.forms.cells import open_for_typing, show_only
    from reportgen.forms.formulas import formula

    field = places.pack.fields.get(name)
    here = _far(sheet.title, (cell.row, cell.column))
    if field and places.cells[name] == here:
        cell.value = None
        open_for_typing(sheet, [cell], _within_weight(field, places.pack))
        if name in data.singles:
            _type(cell, data.singles[name])
    elif field or places.cells[name] != here:
        cell.value = f'=IF({places.cells[name]}="","",{places.cells[name]})'
        show_only(cell, *_style(name, places.pack))
    elif name in places.pack.facts:
        _write(cell, places.pack.facts[name])
    else:
        cell.value = formula(name, places) or None
        show_only(cell, *_style(name, places.pack))


def _within_weight(field: Field, pack: Pack) -> Field:
    """Let Excel refuse more points than an indicator has; read back, SC01 says it better."""
    for each in pack.indicators:
        if field.name == f"{each.name}自评得分":
            return replace(field, high=each.weight)
    return field


def _style(name: str, pack: Pack) -> tuple[int, str]:
    if name in pack.fields:
        return pack.fields[name].places, pack.fields[name].unit
    found = {row.name: (row.places, row.unit) for row in pack.calculations}
    found |= {row.name: (2, row.unit) for row in pack.indicators}
    return found.get(name, (2, ""))


def _list(
    sheet: Worksheet, table: TableSlot, moved: Callable[[int], int], pack: Pack, data: Data
) -> None:
    from reportgen.forms.cells import open_for_typing
    from reportgen.forms.rows import cell as cell_at
    from reportgen.forms.rows import set_aside

    rows = data.lists.get(table.name, ())
    first, end = moved(table.row), moved(table.end) if table.end else 0
    for name, column in table.columns.items():
        room = set_aside(sheet, first, column, end)
        cells = [cell_at(sheet, first + number, column) for number in range(room)]
        cells[0].value = None
        open_for_typing(sheet, cells, pack.fields[f"{table.name}.{name}"])
        for cell, row in zip(cells, rows, strict=False):
            if name in row:
                _type(cell, row[name])


def _words(text: str, places: Places) -> str:
    """Return words with tags in them as a formula that joins words and cells."""
    from reportgen.packs.layout import TAG

    parts = TAG.split(text)
    joined = [
        f'"{part}"' if number % 2 == 0 else places.cells.get(part, '""')
        for number, part in enumerate(parts)
    ]
    return "=" + "&".join(part for part in joined if part != '""')


def _type(cell: Cell, value: Typed) -> None:
    if isinstance(value, str):
        _write(cell, value)
    else:
        cell.value = value


def _write(cell: Cell, text: str) -> None:
    """Put words into a cell as words, whatever they begin with."""
    cell.value = text
    cell.data_type = "s"
