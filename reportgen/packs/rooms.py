"""PK56: a list that has no row to fill in but the one its tags stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.packs import layout as form_layout
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Pack, SheetLayout, TableSlot
    from reportgen.workbook.cells import Book, Sheet

_QUOTED = 12


def vet(pack: Pack, form: Book) -> Iterator[Finding]:
    """Yield a 提醒 for each list that ends right below its tags, at what ends it."""
    for layout in pack.layout:
        sheet = form.by_title.get(layout.title)
        for table in layout.tables:
            if sheet and table.end == table.row + 1:
                yield from _told(table, layout, sheet)


def _told(table: TableSlot, layout: SheetLayout, sheet: Sheet) -> Iterator[Finding]:
    """Of an example, a total or a note the first words are quoted, as they stand in form.xlsx."""
    below = layout.sample_row and table.row > layout.sample_row
    row = table.end - (layout.added_rows if below else 0)
    at = min((at for at in sheet.cells if at[0] == row), default=None)
    if at is None:
        return
    words = " ".join(sheet.cells[at].text.split())
    shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    message = f"清单“{table.name}”只有第{row - 1}行一行可填：下面一行写着“{shown}”，清单到此为止。"
    remedy = "在标签行下面留出几行空行，画好边框；例子写进“填报提示”，合计写在空行下面。"
    yield notice("PK56", Where(form_layout.FORM, spot(sheet.title, at)), message, remedy)
