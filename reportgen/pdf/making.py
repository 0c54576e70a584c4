"""One report or many, as PDF, each with the fonts it used."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.pdf import many, soffice
from reportgen.pdf.fonts import fonts_used, replaced_fonts

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator, Mapping

    from reportgen.findings import Finding
    from reportgen.pdf.calls import Made, Source


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, the fonts it embeds (for the receipt), and what to say of them (PD04, PD05)."""

    data: bytes
    fonts: tuple[str, ...]
    findings: tuple[Finding, ...]


def convert(docx: bytes, stem: str, timeout: float = soffice.TIMEOUT) -> Pdf:
    """Return a Word file as PDF. The same file gives the same bytes on the same machine.

    ``stem`` is the report's name without its ending, ``timeout`` is in seconds.
    Raises ReportgenError PD01 (LibreOffice is missing), PD02 (too slow), PD03 (no PDF came).
    """
    [made] = many.convert({stem: docx}, 1, timeout, tries=1)
    result = _with_fonts(made)
    if isinstance(result, ReportgenError):
        raise result
    return result


def convert_each(
    documents: Mapping[str, Source],
    *,
    jobs: int = 2,
    timeout: float = soffice.TIMEOUT,
    cancel: threading.Event | None = None,
) -> Generator[tuple[str, Pdf | ReportgenError]]:
    """Return each Word file's name and its PDF, or why there is none, as they are done.

    ``documents`` holds bytes, or paths where there are many; a name is the report's without
    its ending. ``jobs`` LibreOffices run at a time, and one start of each serves up to 40
    reports; ``timeout`` is in seconds for one report. One bad report spoils no other: it is
    tried a second time on its own, when all others are done. Closing the iterator, Ctrl-C or
    ``cancel`` ends every LibreOffice and leaves nothing behind.

    LibreOffice counts fonts through a start: the PDF of a report that was not the first looks
    the same and may differ in some bytes from that of ``convert``. The same reports in the same
    order give the same bytes.

    Raises ReportgenError PD01 (LibreOffice is missing) at once; a result may be PD02 (too slow),
    PD03 (no PDF came), PD07 (the Word file is gone), PD08 (given up).
    """
    return _named(many.convert(documents, jobs, timeout, cancel))


def convert_all(
    documents: Mapping[str, bytes], timeout: float = soffice.TIMEOUT, jobs: int = 1
) -> dict[str, Pdf | ReportgenError]:
    """Return all PDFs of ``convert_each`` at once, in the order of the Word files."""
    made = dict(convert_each(documents, jobs=jobs, timeout=timeout))
    return {name: made[name] for name in documents}


def _named(results: Generator[Made, None, None]) -> Generator[tuple[str, Pdf | ReportgenError]]:
    """Close the inner iterator with the outer one: it has processes to end."""
    with closing(results):
        for made in results:
            yield made.name, _with_fonts(made)


def _with_fonts(made: Made) -> Pdf | ReportgenError:
    if isinstance(made.pdf, ReportgenError):
        return made.pdf
    findings = replaced_fonts(made.docx, made.pdf, f"{made.name}.pdf")
    return Pdf(made.pdf, fonts_used(made.pdf), tuple(findings))
