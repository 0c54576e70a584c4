"""The clerk's own workbook with each finding at its cell, and a 问题清单 that leads there.

Excel, WPS and LibreOffice show a coloured cell, a note that opens when the mouse rests on it,
and a first sheet whose rows are links. What the clerk typed stays as it is, so the copy can be
mended and handed in.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError, Severity
from reportgen.outputs import listed, marked
from reportgen.outputs.steady import steady
from reportgen.workbook.cells import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from reportgen.findings import Finding

_OLD = b"\xd0\xcf\x11\xe0"
_CHOKED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError)
_FARTHEST_ROW, _FARTHEST_COLUMN = 20_000, 1_000


def annotated(data: bytes, file: str, findings: Sequence[Finding]) -> bytes:
    """Return a copy of an .xlsx with its findings in it, errors before notices.

    ``data`` has passed the workbook room's reading; a note is only put where ``file`` is meant.
    Raises ReportgenError OU10 where the workbook can be read but not be written on.
    """
    book = _opened(data, file)
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    marked.clear(book)
    colours = marked.mark(book, ordered, file)
    listed.put(book, ordered, file, colours)
    written = io.BytesIO()
    book.save(written)
    return steady(written.getvalue())


def _opened(data: bytes, file: str) -> Workbook:
    """Open for writing; what openpyxl would choke on is refused before it tries."""
    import zipfile

    import openpyxl

    if data.startswith(_OLD):
        message = f"“{file}”是旧格式的工作簿，可以核对，但不能在上面批注。"
        remedy = "用 Excel 或 WPS 打开它，另存为 .xlsx 文件，再运行一次；或按列出的位置逐项改正。"
        raise ReportgenError("OU10", message, remedy)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            if any(_is_boundless(archive.read(name)) for name in sheets):
                raise _not_writable(file)
        return openpyxl.load_workbook(io.BytesIO(data))
    except (*_CHOKED, zipfile.BadZipFile) as problem:
        raise _not_writable(file) from problem


def _not_writable(file: str) -> ReportgenError:
    return ReportgenError(
        "OU10",
        f"“{file}”的内部格式比较特殊，可以核对，但不能在上面批注。",
        "用 Excel 或 WPS 打开它，另存为新的 .xlsx 文件，再运行一次；或按列出的位置逐项改正。",
    )


def _is_boundless(xml: bytes) -> bool:
    """Tell whether a sheet has cells or merges so far out that each would become an object."""
    for cell in re.findall(rb'\b(?:r|ref)="(?:[A-Z]+\d+:)?([A-Z]{1,3}\d+)"', xml):
        at = address_of(cell.decode())
        if at is None or at[0] > _FARTHEST_ROW or at[1] > _FARTHEST_COLUMN:
            return True
    return False
