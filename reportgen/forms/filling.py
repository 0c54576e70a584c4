"""Values → the cells of a form made ready, and out again: one blank form serves many units."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.utils.indexed_list import IndexedList

from reportgen.forms.carrying_marks import mark
from reportgen.forms.texts import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell

    from reportgen.forms.data import Data, Typed

_STYLES = ("_cell_styles", "_fonts", "_fills", "_borders", "_alignments", "_protections")


def fill(cells: Mapping[str, Sequence[Cell]], data: Data) -> None:
    """Type values into a form's cells, and mark those that there is something to say of."""
    for cell, value in _typed(cells, data):
        if isinstance(value, str):
            put(cell, value)
        else:
            cell.value = value
    for name, found in cells.items():
        if name in data.notes:
            mark(_used(name, found, data), data.notes[name])


def _typed(cells: Mapping[str, Sequence[Cell]], data: Data) -> Iterator[tuple[Cell, Typed]]:
    for name, found in cells.items():
        table, dot, column = name.partition(".")
        if not dot and name in data.singles:
            yield found[0], data.singles[name]
        elif dot:
            for cell, row in zip(found, data.lists.get(table, ()), strict=False):
                if column in row:
                    yield cell, row[column]


def _used(name: str, found: Sequence[Cell], data: Data) -> Sequence[Cell]:
    table, dot, _ = name.partition(".")
    return found[: len(data.lists.get(table, ()))] if dot else found


@contextmanager
def kept(book: Workbook, cells: Mapping[str, Sequence[Cell]], data: Data) -> Iterator[None]:
    """Let a form be blank again afterwards: its cells, its styles, and what its rules cover."""
    used = [cell for name, found in cells.items() for cell in _used(name, found, data)]
    looks = [copy(cell._style) for cell in used]  # type: ignore[attr-defined]
    styles = {name: IndexedList(getattr(book, name)) for name in _STYLES}
    rules = [[*sheet.data_validations.dataValidation] for sheet in book.worksheets]
    areas = [[rule.sqref for rule in those] for those in rules]
    yield
    for cell, look in zip(used, looks, strict=True):
        cell.value = None
        cell._style = look  # type: ignore[attr-defined]
    for name, before in styles.items():
        setattr(book, name, before)
    for sheet, those, covered in zip(book.worksheets, rules, areas, strict=True):
        for rule, area in zip(those, covered, strict=True):
            rule.sqref = area
        sheet.data_validations.dataValidation = those  # saving puts another list there
        sheet.column_dimensions.max_outline = None  # and leaves this for the next file
