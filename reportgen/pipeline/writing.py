"""A report and what belongs beside it onto the disk, and what is to be told of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen import outputs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportgen.findings import Finding
    from reportgen.outputs import WrittenSet
    from reportgen.pdf import Pdf
    from reportgen.pipeline.building import Built


def write(
    built: Built, folder: Path, pdf: Pdf | None = None, gone: Callable[[str], bool] | None = None
) -> tuple[WrittenSet, list[Finding]]:
    """Write a report, its PDF, and a 问题清单 where there is something to list.

    Where errors left no report, the 问题清单 is written alone. ``gone`` tells of the file name of
    another form whether it is no longer there: its report then gives way.
    """
    checked = built.checked
    findings, book = checked.findings, checked.book
    contents = {} if built.docx is None else {".docx": built.docx}
    receipt = built.receipt
    if pdf:
        contents[".pdf"] = pdf.data
        receipt = replace(receipt, fonts=pdf.fonts)
    if findings:
        contents[outputs.FINDINGS] = outputs.findings_list(book.file, findings)
    written = outputs.write_set(folder, built.name, contents, receipt, gone=gone)
    told = outputs.notices(written) if built.docx else []
    return written, [*told, *left_over(built, folder, built.name if built.docx else "")]


def left_over(built: Built, folder: Path, written: str = "") -> list[Finding]:
    """Say which older reports of the same form still stand there; ``written`` is the new one's."""
    book = built.checked.book
    return outputs.left_over(folder, built.stem, (book.file, book.sha256), written)
