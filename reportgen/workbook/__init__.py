"""Is it what it says, whole and small enough? Then its cells, exactly as typed.

The only room that knows the .xlsx format, and xlrd for .xls and .et.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook import files, sniff
from reportgen.workbook.legible import decoded

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.workbook.cells import Book

__all__ = ["read", "read_bytes"]


def read(path: Path) -> Book:
    """Return the workbook at a path; the name's ending does not matter.

    Raises ReportgenError WB01 to WB13; its message begins with the file's name.
    """
    name = decoded(path.name)
    try:
        data = files.load(path)
    except ReportgenError as problem:
        raise _named(problem, name or str(path)) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, file: str) -> Book:
    """Return the workbook in these bytes; ``file`` is its name as the user sees it.

    Raises ReportgenError WB03 to WB13; its message begins with the file's name.
    """
    try:
        files.require_size(data)
        sha256 = hashlib.sha256(data).hexdigest()
        if sniff.container(data) is sniff.Container.ZIP:
            from reportgen.workbook import xlsx

            return xlsx.read(data, file, sha256)
        from reportgen.workbook import xls

        return xls.read(data, file, sha256)
    except ReportgenError as problem:
        raise _named(problem, file) from None


def _named(problem: ReportgenError, file: str) -> ReportgenError:
    """Put the file's name before a message: the readers themselves do not know it."""
    return ReportgenError(problem.code, f"“{file}”{problem.message}", problem.remedy)
