"""Cells → values: what the clerk typed, under the pack's names, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record, Text, Value
from reportgen.findings import Finding, Where, error, near, notice
from reportgen.packs.model import Field, Kind
from reportgen.records import lists, single, strays
from reportgen.records.align import Alignment, align
from reportgen.records.words import key
from reportgen.workbook.cells import CellKind, spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.packs.model import Pack, SheetLayout, Slot
    from reportgen.workbook.cells import Book, Sheet


@dataclass(frozen=True, slots=True)
class Repeat:
    """A figure or word that stands again where the form shows another cell's or a computed one."""

    name: str
    value: Figure | Text


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read: the values, what was repeated, and where each name's cell is."""

    record: Record
    repeats: tuple[Repeat, ...]
    places: Mapping[str, Where]


def extract(book: Book, pack: Pack) -> tuple[Extract, list[Finding]]:
    """Read every field of a form; the findings are everything that could not be read."""
    values: dict[str, Value] = {}
    repeats: list[Repeat] = []
    places: dict[str, Where] = {}
    findings: list[Finding] = []
    for layout in pack.layout:
        sheet = _sheet(layout, book, findings)
        if sheet is None:
            continue
        place = single.Place(book.file, sheet.title, book.date1904, findings)
        alignment = align(layout, sheet)
        findings += _moved(layout, alignment, place)
        for slot in layout.slots:
            _one(slot, sheet, alignment, pack, place, (values, repeats, places))
        for table in layout.tables:
            found = lists.read(table, pack.fields, sheet, alignment, place)
            if found is not None:
                values[table.name] = found
        findings += strays.on_sheet(layout, sheet, alignment, place)
    findings += strays.other_sheets(pack.layout, book)
    return Extract(values, tuple(repeats), places), findings


def _sheet(layout: SheetLayout, book: Book, findings: list[Finding]) -> Sheet | None:
    if not layout.slots and not layout.tables:
        return None
    found = [sheet for sheet in book.sheets if key(sheet.title) == key(layout.title)]
    if found:
        return found[0]
    titles = [sheet.title for sheet in book.sheets]
    message = f"缺少工作表“{layout.title}”。{near(layout.title, titles)}"
    remedy = f"把工作表名改回“{layout.title}”，或从空白填报表重新填写。"
    findings.append(error("RC01", Where(book.file), message, remedy))
    return None


def _moved(layout: SheetLayout, alignment: Alignment, place: single.Place) -> list[Finding]:
    lost = [layout.labels[at] for at in alignment.lost]
    if lost:
        names = "、".join(f"“{' '.join(text.split())[:15]}”" for text in lost[:5])
        more = f"等 {len(lost)} 处" if len(lost) > 5 else ""
        message = f"表中原有的文字找不到了：{names}{more}。"
        remedy = "把表头和项目名称改回原样；不需要的项目填 0，不要删行、改名。"
        return [notice("RC03", Where(place.file, place.sheet), message, remedy)]
    if alignment.moved:
        message = "表中的行或列与发出时位置不同，已按文字标签重新对位读取。"
        remedy = "核对本表读出的数；清单以外请不要插入、删除行列。"
        return [notice("RC03", Where(place.file, place.sheet), message, remedy)]
    return []


_Found = tuple[dict[str, Value], list[Repeat], dict[str, Where]]


def _one(
    slot: Slot,
    sheet: Sheet,
    alignment: Alignment,
    pack: Pack,
    place: single.Place,
    found: _Found,
) -> None:
    values, repeats, places = found
    asked = pack.fields.get(slot.name)
    at = alignment.place(slot.address)
    if at is None:
        if asked:
            where = Where(place.file, place.sheet)
            message = f"找不到填写“{slot.name}”的行或列。"
            stood = spot(slot.sheet, slot.address)
            remedy = f"把表头和项目名称改回原样（原在 {stood}），或换用新发的填报表。"
            place.findings.append(error("RC02", where, message, remedy))
        return
    if asked and slot.name not in places:
        places[slot.name] = place.where(at)
        value = single.read(sheet.cells.get(at), asked, at, place)
        if value is not None:
            values[slot.name] = value
        return
    places.setdefault(slot.name, place.where(at))
    cell = sheet.cells.get(at)
    if cell is None or cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
        return
    again = single.read(cell, asked or _computed(slot.name, pack), at, _quiet(place))
    if isinstance(again, Figure | Text):
        repeats.append(Repeat(slot.name, again))


def _quiet(place: single.Place) -> single.Place:
    """Read a repeated cell without asking for it a second time."""
    return single.Place(place.file, place.sheet, place.date1904)


def _computed(name: str, pack: Pack) -> Field:
    """Describe a computed cell as if it were asked for, to read what stands in it."""
    units = {row.name: (row.unit, row.places) for row in pack.calculations}
    units |= {each.name: (each.unit, 2) for each in pack.indicators}
    unit, places = units.get(name, ("", 2))
    words = any(grade.name == name for grade in pack.grades)
    return Field(
        name=name,
        kind=Kind.TEXT if words else Kind.NUMBER,
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
