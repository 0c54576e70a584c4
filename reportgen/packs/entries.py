"""Read a sheet of rules.xlsx as rows of named columns, each remembering its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near
from reportgen.workbook.cells import Cell, CellKind, Sheet, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RULES = "rules.xlsx"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row below the titles. What is wrong with it is gathered in ``findings``."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    cells: Mapping[str, Cell]
    findings: list[Finding] = field(repr=False, compare=False)

    def where(self, column: str) -> Where:
        """Return the place of one of the row's cells, blank or not."""
        return Where(RULES, spot(self.sheet, (self.row, self.columns.get(column, 1))))

    def text(self, column: str) -> str:
        """Return a cell's words without blanks around them; empty when blank."""
        cell = self.cells.get(column)
        return _plain(cell) if cell else ""

    def needed(self, column: str, why: str) -> str:
        """Return a cell's words, or note that it must not be blank."""
        found = self.text(column)
        if not found:
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
        try:
            value = as_decimal(found)
        except InvalidOperation:
            message = f"“{column}”写的是“{found}”，不是数。"
            self.note("PK07", column, message, "只写数字或百分数，如 5 或 5%。")
            return None
        return value

    def note(self, code: str, column: str, message: str, remedy: str) -> None:
        """Add an error at one of the row's cells."""
        self.findings.append(error(code, self.where(column), message, remedy))


def as_decimal(text: str) -> Decimal:
    """Return the number a cell of a pack holds; ``5%`` is 0.05.

    >>> as_decimal("5%"), as_decimal("0.5")
    (Decimal('0.05'), Decimal('0.5'))
    """
    if text.endswith(("%", "％")):
        return Decimal(text[:-1].strip()) / 100
    value = Decimal(text)
    if not value.is_finite():
        raise InvalidOperation
    return value


def _plain(cell: Cell) -> str:
    if cell.kind is CellKind.NUMBER:
        value = Decimal(repr(float(cell.text)))
        return format(value.normalize(), "f")
    return cell.text.strip()


def entries(
    sheet: Sheet, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[Entry], list[Finding]]:
    """Return the rows of a sheet, and findings for titles that are missing or unknown."""
    findings = list(_titles_amiss(sheet, columns, optional))
    places = {_plain(cell): at[1] for at, cell in sheet.cells.items() if at[0] == 1}
    rows = sorted({at[0] for at in sheet.cells if at[0] > 1})
    found = []
    for row in rows:
        cells = {
            title: sheet.cells[row, column]
            for title, column in places.items()
            if (row, column) in sheet.cells and _plain(sheet.cells[row, column])
        }
        if cells:
            found.append(Entry(sheet.title, row, places, cells, findings))
    return found, findings


def _titles_amiss(
    sheet: Sheet, columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Finding]:
    known = (*columns, *optional)
    seen: set[str] = set()
    for (row, column), cell in sheet.cells.items():
        title = _plain(cell)
        if row != 1 or not title:
            continue
        where = Where(RULES, spot(sheet.title, (1, column)))
        if title in seen:
            message = f"第1行有两栏都叫“{title}”。"
            yield error("PK03", where, message, "删去多余的一栏。")
        elif title not in known:
            message = f"不认识“{title}”这一栏。{near(title, known)}"
            yield error("PK03", where, message, f"本表只用这些栏：{'、'.join(known)}。")
        seen.add(title)
    missing = [title for title in columns if title not in seen]
    if missing:
        message = f"第1行缺少栏目：{'、'.join(missing)}。"
        yield error("PK03", Where(RULES, spot(sheet.title, (1, 1))), message, "补上缺少的栏目。")
