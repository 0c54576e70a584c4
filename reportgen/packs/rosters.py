"""名册: a workbook with the units that are to hand in a form, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen import workbook
from reportgen.findings import Finding, ReportgenError, Where, error, near, notice
from reportgen.packs import facts, roster
from reportgen.packs.entries import Entry, without_result
from reportgen.packs.model import Kind
from reportgen.workbook.cells import Cell, CellKind, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reportgen.packs.model import Listed, Pack
    from reportgen.workbook.cells import Book, Sheet

NAME, OTHERS = roster.COLUMNS
ALSO_NAME = ("单位名称", "乡镇", "乡镇名称", "预算单位", "部门", "部门名称")
"""Titles that say as much as 单位 where no column is called so; the first that is there counts."""
ROW_NUMBERS = ("序号", "编号")
_SUMS = ("合计", "小计", "总计", "共计")
_HEADING_ROWS = 20
_BETWEEN_SYSTEMS = 1462
"""Days between Excel's two ways to count days."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One unit of a roster, and its cells that can be typed into a form, by field."""

    listed: Listed
    values: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _Titles:
    """The row that holds the titles, and which column of the sheet is which."""

    row: int
    columns: Mapping[str, int]


def read(path: Path, pack: Pack) -> tuple[tuple[RosterRow, ...], list[Finding]]:
    """Return the units of a roster in its order, and what is wrong with their rows.

    A column whose title is a field of the pack holds values for that field. Where there is a
    sheet 名单 it is the roster, otherwise the first sheet that is not hidden. A unit that stands
    twice is told, and counts once.
    Raises ReportgenError (BA16) for a workbook without a column 单位 or without a unit, and
    what reading a workbook raises.
    """
    book = workbook.read(path)
    sheet = _sheet(book)
    fields = _fields(pack)
    titles = _titles(book.file, sheet, _names_of_unit(pack), fields)
    findings = [*_columns_amiss(book.file, sheet, titles, fields, _naming(pack))]
    rows = [*_rows(book, sheet, titles, pack, findings)]
    findings += roster.twice([row.listed for row in rows], called="名册")
    once = {row.listed.name: row for row in reversed(rows)}
    rows = [row for row in rows if once[row.listed.name] is row]
    if not rows and not findings:
        message = f"“{book.file}”的“{NAME}”一栏里一个单位也没有（工作表“{sheet.title}”）。"
        raise ReportgenError("BA16", message, "在“单位”一栏每行写一个单位的简称。")
    return tuple(rows), findings


def _sheet(book: Book) -> Sheet:
    named = (each for each in book.sheets if each.title.strip() == roster.SHEET)
    shown = (each for each in book.sheets if not each.hidden)
    return next(named, None) or next(shown, book.sheets[0])


def _naming(pack: Pack) -> str:
    """Return the field of a unit's short name: as a title it says as much as 单位."""
    return pack.facts.get(facts.OF_UNIT, "") or NAME


def _names_of_unit(pack: Pack) -> tuple[str, ...]:
    """Return the titles of the column that names a unit, the best first."""
    fields = _fields(pack)
    return NAME, _naming(pack), *(title for title in ALSO_NAME if title not in fields)


def _fields(pack: Pack) -> set[str]:
    """Return the names of fields that hold one value."""
    single = (each for each in pack.fields.values() if each.kind is not Kind.TABLE)
    return {each.name for each in single if "." not in each.name}


def _words(cell: Cell) -> str:
    """Return a title or a name without blanks: 单　位 is 单位."""
    return "".join(cell.text.split())


def _titles(file: str, sheet: Sheet, naming: Sequence[str], fields: set[str]) -> _Titles:
    """Find the row that names units and has the most titles we know; of equals the first 单位."""
    found: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        title = _words(cell)
        if row <= _HEADING_ROWS and title:
            found.setdefault(row, {}).setdefault(title, column)
    with_name = [row for row in found if not found[row].keys().isdisjoint(naming)]
    if not with_name:
        message = f"“{file}”的工作表“{sheet.title}”前 {_HEADING_ROWS} 行里没有“{NAME}”这一栏。"
        remedy = "写一行栏目名称，其中一栏是“单位”，下面每行写一个单位的简称。"
        raise ReportgenError("BA16", message, remedy)
    known = {OTHERS, *ROW_NUMBERS, *fields}.difference(naming)
    plain = {*naming[:2]}
    best = max(
        with_name,
        key=lambda row: (len(known & found[row].keys()), not plain.isdisjoint(found[row])),
    )
    column = next(found[best][title] for title in naming if title in found[best])
    return _Titles(best, {**found[best], NAME: column})


def _columns_amiss(
    file: str, sheet: Sheet, titles: _Titles, fields: set[str], naming: str
) -> Iterator[Finding]:
    """Yield columns that stand twice, and columns that nothing can be done with."""
    known = {NAME, OTHERS, *fields}
    for (row, column), cell in sorted(sheet.cells.items()):
        title = _words(cell)
        if row != titles.row or not title:
            continue
        where = Where(file, spot(sheet.title, (row, column)))
        meant = NAME if title == naming or column == titles.columns[NAME] else title
        if titles.columns[meant] != column:
            message = f"名册有两栏都是“{meant}”。"
            first = Where(file, spot(sheet.title, (row, titles.columns[meant])))
            yield error("PK03", where, message, "删去多余的一栏。", [first])
        elif meant not in known and meant not in ROW_NUMBERS:
            hint = "" if title in ALSO_NAME else near(title, known)
            message = f"“{title}”不是填一个值的字段，名册的这一栏没有用到。{hint}"
            yield notice("PK03", where, message, "要填入填报表的，栏目写字段的名称。")


def _rows(
    book: Book, sheet: Sheet, titles: _Titles, pack: Pack, findings: list[Finding]
) -> Iterator[RosterRow]:
    """Yield the rows below the titles; titles repeated on a new page and sums are none."""
    passed = _sums(sheet, titles)
    by_row: dict[int, dict[str, Cell]] = {}
    wanted = {titles.columns[name]: name for name in (NAME, OTHERS) if name in titles.columns}
    fields = _fields(pack) - {_naming(pack)}
    wanted |= {titles.columns[name]: name for name in fields if name in titles.columns}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > titles.row and row not in passed and column in wanted and _words(cell):
            by_row.setdefault(row, {})[wanted[column]] = cell
    for row, cells in by_row.items():
        entry = Entry(sheet.title, row, titles.columns, _named(cells), findings, book.file)
        if entry.text(NAME) in _names_of_unit(pack):
            continue
        for name in (NAME, OTHERS):
            if name in cells:
                findings += without_result(entry.where(name), name, cells[name])
        listed = roster.read(entry)
        values = {name: _this_system(cell, name, book, pack) for name, cell in cells.items()}
        if listed.name:
            yield RosterRow(listed, {name: values[name] for name in values.keys() & fields})


def _sums(sheet: Sheet, titles: _Titles) -> set[int]:
    """Return the rows that say 合计 where others have a unit, or left of it."""
    cells = sheet.cells.items()
    last = titles.columns[NAME]
    return {row for (row, column), cell in cells if column <= last and _words(cell) in _SUMS}


def _named(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Names of two characters are often spread over the column with blanks: 高　桥　镇."""
    spread = cells.get(NAME)
    closed = {NAME: replace(spread, text=_words(spread))} if spread else {}
    return {**cells, **closed}


def _this_system(cell: Cell, name: str, book: Book, pack: Pack) -> Cell:
    """Return a day counted from 1904 as every form counts days."""
    field = pack.fields.get(name)
    is_day = field is not None and field.kind is Kind.DATE and cell.kind is CellKind.NUMBER
    if not (is_day and book.date1904):
        return cell
    return replace(cell, text=str(Decimal(cell.text) + _BETWEEN_SYSTEMS))
