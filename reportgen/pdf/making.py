"""One report or many, as PDF, each with the fonts it used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.pdf import soffice
from reportgen.pdf.fonts import fonts_used, replaced_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.findings import Finding


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
    made = convert_all({stem: docx}, timeout)[stem]
    if isinstance(made, ReportgenError):
        raise made
    return made


def convert_all(
    documents: Mapping[str, bytes], timeout: float = soffice.TIMEOUT
) -> dict[str, Pdf | ReportgenError]:
    """Return each Word file, by its stem, as PDF, or why there is none.

    One start of LibreOffice serves all: 20 to 40 in one call cost a quarter of one each.
    One bad file spoils no other. Where fonts are missing, the bytes may differ from those of
    ``convert``: LibreOffice remembers its replacements. Raises ReportgenError PD01.
    """
    made = soffice.convert_all(list(documents.values()), timeout)
    return {
        stem: data if isinstance(data, ReportgenError) else _with_fonts(stem, docx, data)
        for (stem, docx), data in zip(documents.items(), made, strict=True)
    }


def _with_fonts(stem: str, docx: bytes, data: bytes) -> Pdf:
    return Pdf(data, fonts_used(data), tuple(replaced_fonts(docx, data, f"{stem}.pdf")))
