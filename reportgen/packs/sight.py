"""PK42: a cell to fill in that nobody can see is never filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Severity, Where
from reportgen.packs.layout import FORM
from reportgen.workbook.cells import ref, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Field, Pack, SheetLayout
    from reportgen.workbook.cells import Address, Book, Sheet

_NAMED = 3
"""Names told of the many that one hidden sheet may have."""


def vet(pack: Pack, form: Book) -> Iterator[Finding]:
    """Yield one finding for each hidden sheet, row or column that has fields to fill in."""
    for layout in pack.layout:
        sheet = form.by_title.get(layout.title)
        hidden: dict[str, list[tuple[Field, Address]]] = {}
        for field, at in _first_places(pack, layout):
            how = _hidden(sheet, at) if sheet else ""
            if how:
                hidden.setdefault(how, []).append((field, at))
        for how, found in hidden.items():
            yield _told(layout.title, how, found)


def _first_places(pack: Pack, layout: SheetLayout) -> Iterator[tuple[Field, Address]]:
    """Yield the fields that are filled in on a sheet; a later place only shows one again."""
    earlier = pack.layout[: pack.layout.index(layout)]
    seen = {slot.name for each in earlier for slot in each.slots}
    for name, at in _asked(layout):
        if name in pack.fields and name not in seen:
            seen.add(name)
            yield pack.fields[name], at


def _told(title: str, how: str, found: list[tuple[Field, Address]]) -> Finding:
    grave = any(field.required for field, _ in found)
    names = "".join(f"“{field.name}”" for field, _ in found[:_NAMED])
    more = f"等 {len(found)} 项" if len(found) > _NAMED else ""
    message = f"{how}是隐藏的，填报人看不见要在这里填写的{names}{more}。"
    where = Where(FORM, spot(title, found[0][1]))
    remedy = "取消隐藏，行高、列宽太小的调大；或把标签移到看得见的格里。"
    return Finding("PK42", Severity.ERROR if grave else Severity.NOTICE, where, message, remedy)


def _asked(layout: SheetLayout) -> Iterator[tuple[str, Address]]:
    """Yield every tag with its cell in form.xlsx itself; indicators all stand in one row there."""
    for slot in layout.slots:
        row, across = slot.address
        below = row - layout.sample_row
        if layout.sample_row and below > 0:
            row = layout.sample_row + max(0, below - layout.added_rows)
        yield slot.name, (row, across)
    for table in layout.tables:
        moved = layout.added_rows if layout.sample_row and table.row > layout.sample_row else 0
        for column, number in table.columns.items():
            yield f"{table.name}.{column}", (table.row - moved, number)


def _hidden(sheet: Sheet, at: Address) -> str:
    """Return what of a sheet hides a cell, as Excel calls it; empty when it can be seen."""
    if sheet.hidden:
        return f"工作表“{sheet.title}”"
    if at[0] in sheet.hidden_rows:
        return f"第{at[0]}行"
    return f" {ref((1, at[1])).rstrip('1')} 列".lstrip() if at[1] in sheet.hidden_columns else ""
