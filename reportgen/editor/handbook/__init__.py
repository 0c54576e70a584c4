"""The field handbook (字段手册): every name a report may print, with what its writer asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError, Where, error

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.editor.handbook.model import Handbook
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

__all__ = ["STEM", "as_data", "make", "workbook"]

STEM = "字段手册"


def make(folder: Path) -> tuple[Pack, Handbook, list[Finding]]:
    """Return a pack's handbook, and what is wrong with the pack; a faulty pack has one too.

    Raises ReportgenError (PK01) where the pack's files are not there.
    """
    from reportgen import packs
    from reportgen.editor import opening
    from reportgen.editor.handbook import columns as lists
    from reportgen.editor.handbook import entries, idle, printed, ways
    from reportgen.editor.handbook.model import Handbook
    from reportgen.template.office import FILE

    with opening.named():
        pack, findings = packs.load(folder)
    try:
        places = printed.places((folder / FILE).read_bytes())
    except ReportgenError as fault:
        places = {}
        findings.append(error(fault.code, Where(FILE), fault.message, fault.remedy))
    told = entries.book(pack, places)
    singles, columns = tuple(entries.singles(told)), tuple(lists.columns(told))
    results = tuple(entries.results(told))
    left = tuple(idle.idle(told, (*singles, *columns, *results)))
    book = Handbook(pack.name, singles, columns, results, tuple(ways.ways(pack)), left)
    return pack, book, findings


def workbook(book: Handbook) -> bytes:
    """Return the bytes of 字段手册.xlsx: the same pack gives the same bytes."""
    from reportgen.editor.handbook import sheets

    return sheets.workbook(book)


def as_data(book: Handbook) -> dict[str, object]:
    """Return the handbook as plain data for another program, sheet by sheet."""
    from reportgen.editor.handbook import sheets

    return sheets.as_data(book)
