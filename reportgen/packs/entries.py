"""Read a sheet of rules.xlsx as rows of named columns, each remembering its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near
from reportgen.workbook.cells import Cell, CellKind, Sheet, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RULES = "rules.xlsx"
LARGEST = Decimal(10) ** 15
"""No amount of any township comes near; beyond it Excel itself drops digits."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_PERCENT = ("%", "％")
_QUOTED = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One row below the titles. What is wrong with it is gathered in ``findings``."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    cells: Mapping[str, Cell]
    findings: list[Finding] = field(repr=False, compare=False)
    file: str = RULES

    def where(self, column: str) -> Where:
        """Return the place of one of the row's cells, blank or not."""
        return Where(self.file, spot(self.sheet, (self.row, self.columns.get(column, 1))))

    def places(self) -> dict[str, Where]:
        """Return the places of all of the row's cells by their titles."""
        return {column: self.where(column) for column in self.columns}

    def text(self, column: str) -> str:
        """Return a cell's words without blanks around them; empty when blank or no words."""
        cell = self.cells.get(column)
        return _plain(cell) if cell and not _worthless(cell) else ""

    def needed(self, column: str, why: str) -> str:
        """Return a cell's words, or note that it must not be blank.

        A title that is missing, or a formula without a result, has been told already.
        """
        found = self.text(column)
        if not found and column in self.columns and column not in self.cells:
            message = f"“{column}”一栏空着：{why}。"
            self.note("PK17", column, message, f"填写“{column}”。")
        return found

    def one_of(self, column: str, allowed: Sequence[str], why: str) -> str:
        """Return a word of a fixed list, or note which words are allowed."""
        found = self.needed(column, why)
        if found and found not in allowed:
            message = f"“{column}”写的是“{found}”，不是规定的词。{near(found, allowed)}"
            self.note("PK06", column, message, f"改为以下之一：{'、'.join(allowed)}。")
            return ""
        return found

    def number(self, column: str) -> Decimal | None:
        """Return a number, a rate such as ``5%`` as a fraction; None when blank or noted."""
        found = self.text(column)
        if not found:
            return None
        words = found if len(found) <= _QUOTED else f"{found[:_QUOTED]}…"
        try:
            return as_decimal(found)
        except InvalidOperation:
            message = f"“{column}”写的是“{words}”，不是数。"
            self.note("PK07", column, message, "只写数字或百分数，如 5 或 5%。")
        except OverflowError:
            message = f"“{column}”写的是“{words}”，超出了 {LARGEST:f}。"
            self.note("PK07", column, message, "核对是不是多写了几位。")
        return None

    def is_percent(self, column: str) -> bool:
        """Tell whether a number is written as a percentage: ``5%``, or in a cell so formatted."""
        cell = self.cells.get(column)
        if cell is None:
            return False
        if cell.kind is CellKind.NUMBER:
            return "%" in cell.number_format
        return self.text(column).endswith(_PERCENT)

    def note(self, code: str, column: str, message: str, remedy: str) -> None:
        """Add an error at one of the row's cells, once however often the cell is looked at."""
        found = error(code, self.where(column), message, remedy)
        if found not in self.findings:
            self.findings.append(found)


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet's rows, what is wrong with its titles and cells, and whether it can be relied on.

    ``findings`` grows while the rows are read.
    """

    entries: tuple[Entry, ...]
    findings: list[Finding]
    readable: bool


def as_decimal(text: str) -> Decimal:
    """Return the number a cell of a pack holds; ``5%`` is 0.05.

    Raises InvalidOperation for what is no number, OverflowError beyond ``LARGEST``.

    >>> as_decimal("5%"), as_decimal("0.5")
    (Decimal('0.05'), Decimal('0.5'))
    """
    digits = text.removesuffix("%").removesuffix("％").strip()
    if not _NUMBER.fullmatch(digits):
        raise InvalidOperation(text)
    value = Decimal(digits)
    if abs(value) > LARGEST:
        raise OverflowError(text)
    return value / 100 if text.endswith(_PERCENT) else value


def _plain(cell: Cell) -> str:
    """Return a cell's words; what calls itself a number and is none stays as it is."""
    if cell.kind is not CellKind.NUMBER:
        return cell.text.strip()
    try:
        value = Decimal(repr(float(cell.text)))
    except ValueError:
        return cell.text.strip()
    return format(value.normalize(), "f") if value.is_finite() else cell.text.strip()


def _worthless(cell: Cell) -> bool:
    return cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR)


def entries(sheet: Sheet, columns: Sequence[str]) -> Rows:
    """Return the rows of a sheet, and findings for titles that are missing or unknown."""
    places = {_plain(cell): at[1] for at, cell in sheet.cells.items() if at[0] == 1}
    if not places.keys() & {*columns}:
        return Rows((), [_no_titles(sheet, columns)], readable=False)
    findings = list(_titles_amiss(sheet, columns))
    titles = {column: title for title, column in places.items()}
    cells: dict[int, dict[str, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > 1 and column in titles and _plain(cell):
            cells.setdefault(row, {})[titles[column]] = cell
            where = Where(RULES, spot(sheet.title, (row, column)))
            findings += without_result(where, titles[column], cell)
    found = tuple(Entry(sheet.title, row, places, cells[row], findings) for row in cells)
    return Rows(found, findings, readable={*columns} <= places.keys())


def _no_titles(sheet: Sheet, columns: Sequence[str]) -> Finding:
    """Say once that the titles are not in row 1, rather than once for every column and row."""
    found: dict[int, int] = {}
    for (row, _), cell in sheet.cells.items():
        found[row] = found.get(row, 0) + (_plain(cell) in columns)
    best = max(found, key=lambda row: found[row], default=0)
    there = f"，栏目名称在第{best}行" if best > 1 and found[best] * 2 >= len(columns) else ""
    message = f"第1行没有一个栏目名称{there}。"
    remedy = f"删去第{best}行上面的各行。" if there else f"在第1行写上：{'、'.join(columns)}。"
    return error("PK03", Where(RULES, spot(sheet.title, (1, 1))), message, remedy)


def without_result(where: Where, title: str, cell: Cell) -> Iterator[Finding]:
    """Yield a finding for a formula that holds an error or was never calculated."""
    if cell.kind is CellKind.UNCALCULATED:
        message = f"“{title}”是一个还没有算出结果的公式（={cell.text[:_QUOTED]}）。"
    elif cell.kind is CellKind.ERROR:
        message = f"“{title}”是公式的错误值 {cell.text}。"
    else:
        return
    remedy = "直接写上结果，不用公式；要用公式的，在 Excel 中打开、保存一次。"
    yield error("PK23", where, message, remedy)


def _titles_amiss(sheet: Sheet, columns: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for (row, column), cell in sheet.cells.items():
        title = _plain(cell)
        if row != 1 or not title:
            continue
        where = Where(RULES, spot(sheet.title, (1, column)))
        if title in seen:
            message = f"第1行有两栏都叫“{title}”。"
            yield error("PK03", where, message, "删去多余的一栏。")
        elif title not in columns:
            message = f"不认识“{title}”这一栏。{near(title, columns)}"
            yield error("PK03", where, message, f"本表只用这些栏：{'、'.join(columns)}。")
        seen.add(title)
    missing = [title for title in columns if title not in seen]
    if missing:
        message = f"第1行缺少栏目：{'、'.join(missing)}。"
        yield error("PK03", Where(RULES, spot(sheet.title, (1, 1))), message, "补上缺少的栏目。")
