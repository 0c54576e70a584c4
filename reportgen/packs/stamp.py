"""The pack's year and fingerprint, written inside every form that is issued."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.findings import Where, error, notice
from reportgen.packs.facts import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.findings import Finding
    from reportgen.packs.model import Pack
    from reportgen.workbook.cells import Book

SHEET = "格式信息"
AGREEMENTS = "填报核对"
RESERVED = MappingProxyType({SHEET: "记下格式包", AGREEMENTS: "当场核对勾稽关系"})
"""Sheets that the program adds to a form it issues, and what for; never read back as one."""
_ROWS = ("年度", "格式包", "指纹")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which pack a form was issued from."""

    year: str
    name: str
    fingerprint: str


def rows(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the stamp's lines: a title and its value, one a row of the hidden sheet."""
    yield from zip(_ROWS, (str(pack.year), pack.name, pack.form_fingerprint), strict=True)


def read(book: Book) -> Stamp | None:
    """Return a form's stamp; None when it has none, or one whose year is no year."""
    sheet = book.by_title.get(SHEET)
    if sheet is None:
        return None
    found = [sheet.cells.get((row, 2)) for row in range(1, len(_ROWS) + 1)]
    if not all(found):
        return None
    year, name, fingerprint = (cell.text for cell in found if cell)
    return Stamp(year, name, fingerprint) if is_year(year) else None


def compare(stamp: Stamp | None, pack: Pack, file: str) -> Iterator[Finding]:
    """Yield a finding when a form was not issued from this very pack."""
    where = Where(file)
    if stamp is None:
        message = f"填报表里没有格式标记，按 {pack.year} 年度“{pack.name}”读取。"
        remedy = "核对是不是这一年度的填报表；最好用 reportgen form 发出的表填报。"
        yield notice("RC17", where, message, remedy)
    elif stamp.year != str(pack.year):
        message = f"这是 {stamp.year} 年度的填报表，格式包是 {pack.year} 年度的。"
        remedy = "换用同一年度的填报表，或用 -t 指明另一个格式包。"
        yield error("RC16", where, message, remedy)
    elif stamp.fingerprint != pack.form_fingerprint:
        message = "填报表发出以后，格式包改过；已按文字标签对位读取。"
        remedy = "核对新增、改动的项目；必要时重新发表填报。"
        yield notice("RC18", where, message, remedy)
