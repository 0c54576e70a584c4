"""Open a finished report and hand over its paragraphs and tables, each with its place.

A report is a .docx, .doc, .pdf or .txt that anyone may have made; nothing is trusted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reportgen.findings import ReportgenError
from reportgen.papers import refusals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportgen.papers.assembling import Read
    from reportgen.papers.model import Paper

__all__ = [
    "from_bytes",
    "from_docx",
    "from_pdf",
    "from_printed",
    "from_text",
    "kind",
    "load",
    "read",
]

_LOCK_MARKS = ("~$", ".~")
Told = TypeVar("Told")


def read(path: Path) -> Paper:
    """Return the report at a path; what it is tells its content, not the name's ending.

    Raises ReportgenError RD01 to RD09; its message begins with the file's name. A .doc is RD09:
    who can convert it (``pdf.to_docx``) hands its bytes to ``from_docx``.
    """
    return from_bytes(load(path), path.name)


def load(path: Path) -> bytes:
    """Return the bytes of an ordinary file that is not too large, RD01, RD02, RD06 or RD08."""
    from reportgen.workbook import files

    name = path.name or str(path)
    if name.startswith(_LOCK_MARKS):
        message = f"“{name}”是打开文档时留下的临时文件，不是报告。"
        raise ReportgenError("RD01", message, "选取同名而不带“~$”的文件。")
    try:
        data = files.load(path)
        files.require_size(data)
    except ReportgenError as problem:
        raise refusals.named(refusals.as_report(problem), name) from None
    return data


def kind(data: bytes, file: str) -> str:
    """Tell how a report is written: ``docx``, ``doc`` (also .wps and RTF), ``pdf`` or ``txt``.

    Raises ReportgenError RD03, RD04, RD05 or RD08 for what is no report.
    """
    from reportgen.papers import sniff

    return _told(file, lambda: sniff.kind(data, file))


def from_bytes(data: bytes, file: str) -> Paper:
    """Return the report in these bytes; ``file`` is its name as the user sees it."""
    found = kind(data, file)
    if found == "doc":
        raise refusals.named(refusals.old_word(), file)
    if found == "docx":
        return from_docx(data, file)
    return from_pdf(data, file) if found == "pdf" else _from_txt(data, file)


def from_docx(data: bytes, file: str) -> Paper:
    """Return the report in a Word file."""
    from reportgen.papers.word import read_word

    return _whole(file, lambda: read_word(data, file).read)


def from_printed(data: bytes, file: str) -> Paper:
    """Return the report in a Word file that this program made; its container is trusted.

    What it gives is what ``from_docx`` gives.
    """
    from reportgen.papers.word import read_word
    from reportgen.papers.word_printed import read_printed

    def read() -> Read:
        found = read_printed(data, file)
        return read_word(data, file).read if found is None else found

    return _whole(file, read)


def from_pdf(data: bytes, file: str) -> Paper:
    """Return the report in a PDF that has a text layer."""
    from reportgen.papers.printed import read_pdf

    return _whole(file, lambda: read_pdf(data, file))


def from_text(text: str, file: str) -> Paper:
    """Return the report that a text is."""
    from reportgen.papers.assembling import assemble
    from reportgen.papers.text import items

    return _whole(file, lambda: assemble(file, items(text)))


def _from_txt(data: bytes, file: str) -> Paper:
    from reportgen.papers.decoding import decoded

    return from_text(_told(file, lambda: decoded(data)), file)


def _whole(file: str, reader: Callable[[], Read]) -> Paper:
    """Return a paper that says something and is not endless."""

    def checked() -> Paper:
        paper = reader().paper
        refusals.require_words(paper)
        return paper

    return _told(file, checked)


def _told(file: str, reader: Callable[[], Told]) -> Told:
    """Return what a reader gives; put the file's name before what it cannot read."""
    try:
        return reader()
    except ReportgenError as problem:
        raise refusals.named(problem, file) from None
