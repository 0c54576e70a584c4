"""The seed report, as its text and as the Word file its office might have sent."""

from __future__ import annotations

import io
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import docx as word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document

PATH = Path(__file__).parents[1] / "data" / "灰山港镇2020年度报告.txt"


def seed_text() -> str:
    return PATH.read_text("utf-8")


@cache
def seed_docx() -> bytes:
    """Return the seed as a .docx: numbers typed, both tables real, its title in the middle."""
    made = word.Document()
    font = made.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(16)
    made.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    lines = seed_text().splitlines()
    for number, (is_table, group) in enumerate(groupby(_kinds(lines), key=lambda each: each[0])):
        if is_table:
            _table(made, [line for _, line in group])
        else:
            _paragraphs(made, [line for _, line in group], is_first=number == 0)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _kinds(lines: list[str]) -> list[tuple[bool, str]]:
    """Tell of each line whether it belongs to a table; a blank between two cells does."""
    inside = [line.startswith("\t") for line in lines]
    return [
        (
            inside[at] or (not line.strip() and at > 0 and inside[at - 1] and any(inside[at:][:2])),
            line,
        )
        for at, line in enumerate(lines)
    ]


def _paragraphs(made: Document, lines: list[str], *, is_first: bool) -> None:
    for at, line in enumerate(line.strip() for line in lines if line.strip()):
        paragraph = made.add_paragraph(line)
        if is_first and at == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)


def _table(made: Document, lines: list[str]) -> None:
    rows = [
        [line.strip() for line in group]
        for is_row, group in groupby(lines, key=lambda line: bool(line.strip()))
        if is_row
    ]
    table = made.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
