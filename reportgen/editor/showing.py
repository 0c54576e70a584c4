"""A whole pack as text: rules.xlsx, then form.xlsx and report.docx as the editor wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import packs
from reportgen.editor import cells, opening, sentences
from reportgen.findings import Finding, ReportgenError, Where, error
from reportgen.packs import shown
from reportgen.template.office import FILE
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportgen.packs.model import Pack


@dataclass(frozen=True, slots=True)
class Shown:
    """The three files as read; ``findings`` are what could not be, and all packs.load says."""

    pack: Pack
    pages: tuple[cells.Page, ...]
    lines: tuple[sentences.Line, ...]
    findings: tuple[Finding, ...]


def read(folder: Path) -> Shown:
    """Read a pack's files as far as they can be.

    Raises ReportgenError where the folder is no pack, or one of its workbooks is none.
    """
    with opening.named():
        pack, findings = packs.load(folder)
    lines: list[sentences.Line] = []
    try:
        lines = sentences.lines(folder)
    except ReportgenError as broken:
        findings.append(error(broken.code, Where(FILE), broken.message, broken.remedy))
    return Shown(pack, tuple(cells.pages(folder)), tuple(lines), tuple(findings))


def as_text(found: Shown) -> str:
    """Return every row, cell and sentence of a pack, one a line or one row a line."""
    return shown.as_text(found.pack) + "\n".join([*_form(found), *_report(found)]) + "\n"


def _form(found: Shown) -> Iterator[str]:
    for page in found.pages:
        yield f"\n## 填报表 {page.title}"
        yield from (row.line() for row in page.rows)


def _report(found: Shown) -> Iterator[str]:
    yield f"\n## 报告 {FILE}（{len(found.lines)}）"
    yield from (f"{line.place}：{line.text}" for line in found.lines)


def as_data(found: Shown) -> dict[str, object]:
    """Return a pack as plain data for another program."""
    return {
        **shown.as_data(found.pack),
        "填报表": [
            {
                "工作表": page.title,
                "格": {
                    ref((row.number, column)): text
                    for row in page.rows
                    for column, text in row.cells.items()
                },
            }
            for page in found.pages
        ],
        "报告": [{"位置": line.place, "文字": line.text} for line in found.lines],
    }
