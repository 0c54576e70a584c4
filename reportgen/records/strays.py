"""What stands on a form and belongs to no field is reported, not dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.records.words import key
from reportgen.workbook.cells import Address, CellKind, Sheet, ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.packs.model import SheetLayout, TableSlot
    from reportgen.records.align import Alignment
    from reportgen.records.single import Place

_SHOWN = 6
_TEXT = CellKind.TEXT  # looked up once: an Enum is slow to ask


def on_sheet(
    layout: SheetLayout, sheet: Sheet, alignment: Alignment, place: Place
) -> Iterator[Finding]:
    """Yield one finding for all that stands beside the fields, and one for what is hidden."""
    fields = {alignment.place(slot.address) for slot in layout.slots}
    ours = {alignment.place(at) for at in (*layout.labels, *layout.live)} | fields
    listed = set()
    for table in layout.tables:
        rows, columns = _lines(table, sheet, alignment)
        listed |= {
            at
            for at, cell in sheet.cells.items()
            if at[0] in rows and _of_list(at, cell.kind, columns)
        }
    left = [
        at
        for at, cell in sheet.cells.items()
        if not (at in ours or at in listed or (cell.kind is _TEXT and not cell.text.strip()))
    ]
    words = {key(text) for text in layout.labels.values()} if left and alignment.lost else set()
    left = [at for at in left if key(sheet.cells[at].text) not in words]
    if left:
        message = f"这些格里有内容，但不是填报项，没有读取：{_places(left)}。"
        remedy = "核对是否填错了格；备注请写在报告里，不写在表外。"
        yield notice("RC14", place.where(min(left)), message, remedy)
    yield from _hidden(sheet, fields | listed, place)


def _lines(table: TableSlot, sheet: Sheet, alignment: Alignment) -> tuple[range, list[int]]:
    first = alignment.rows.get(table.row, 0)
    last = 1 + max((row for row, _ in sheet.cells), default=0)
    end = alignment.rows.get(table.end, 0) if table.end else last
    columns = [alignment.columns.get(column, 0) for column in table.columns.values()]
    return range(first, end), columns


def _of_list(at: Address, kind: CellKind, columns: Sequence[int]) -> bool:
    """Tell whether a cell is one of a list's, or a line number typed before it."""
    return at[1] in columns or (kind is CellKind.NUMBER and at[1] < min(columns))


def _hidden(sheet: Sheet, fields: Iterable[Address | None], place: Place) -> Iterator[Finding]:
    if sheet.hidden:
        message = f"工作表“{sheet.title}”是隐藏的，其中的数已照常读取。"
        yield notice("RC20", Where(place.file, sheet.title), message, "取消隐藏，核对其中的数。")
    unseen = sorted(
        at for at in fields if at and (at[0] in sheet.hidden_rows or at[1] in sheet.hidden_columns)
    )
    if unseen:
        message = f"填报项所在的行或列是隐藏的，其中的数已照常读取：{_places(unseen)}。"
        yield notice("RC20", place.where(unseen[0]), message, "取消隐藏，核对其中的数。")


def _places(cells: Sequence[Address]) -> str:
    shown = "、".join(ref(at) for at in sorted(cells)[:_SHOWN])
    return f"{shown} 等 {len(cells)} 格" if len(cells) > _SHOWN else shown
