"""A finished report as PDF: LibreOffice makes it, and what it did to the fonts is said.

Bytes in, bytes out; ``outputs`` writes them. LibreOffice is not asked for until a PDF is.
"""

from reportgen.pdf.fonts import fonts_used, replaced_fonts
from reportgen.pdf.making import Pdf, convert, convert_all, convert_each
from reportgen.pdf.old_word import to_docx

__all__ = [
    "Pdf",
    "convert",
    "convert_all",
    "convert_each",
    "fonts_used",
    "replaced_fonts",
    "to_docx",
]
