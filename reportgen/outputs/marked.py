"""Cells of a clerk's workbook, coloured and with a note, and as they were before."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.findings import LIST_SHEET, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.findings import Finding, Where

AUTHOR = "审读程序"
COLOURS = {Severity.ERROR: "FFFF9999", Severity.NOTICE: "FFFFC000"}
"""Red and amber; a form's own cells are pale yellow."""
_PALER = {Severity.ERROR: "FFFFDDDD", Severity.NOTICE: "FFFFE699"}
"""For cells that a finding elsewhere speaks of."""
PLACES, WERE = 9, 10
"""Columns of the list, hidden: a coloured cell, and the colour it had."""
_SPOT = re.compile(r"(?P<sheet>.+)!(?P<cell>[A-Z]{1,3}[1-9]\d*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_NOTE_WIDTH, _LINE_HEIGHT, _LETTERS_A_LINE = 320, 20, 22
_TOLD_ELSEWHERE = 40

Place = tuple[str, str]


def place(where: Where, file: str, book: Workbook) -> Place | None:
    """Return the sheet and cell of a place in this file, None for any other place."""
    found = _SPOT.match(where.spot) if where.file == file else None
    return (found["sheet"], found["cell"]) if found and found["sheet"] in book else None


def clean(text: str) -> str:
    """Return a text that a cell or a note can hold."""
    return _CONTROL.sub("", text)[:_LONGEST_CELL]


def mark(book: Workbook, findings: Sequence[Finding], file: str) -> dict[Place, str]:
    """Colour and note the cells of findings, errors first; return the colours they had.

    A cell that a finding elsewhere also speaks of is coloured paler.
    """
    notes: dict[Place, list[str]] = defaultdict(list)
    colours: dict[Place, str] = {}
    for finding in findings:
        own = place(finding.where, file, book)
        if own:
            notes[_corner(book, own)].append(_note(finding))
            colours.setdefault(_corner(book, own), COLOURS[finding.severity])
    for finding in findings:
        for each in finding.related:
            other = place(each, file, book)
            if other and (other := _corner(book, other)) not in colours:
                colours[other] = _PALER[finding.severity]
                notes[other].append(_see(finding))
    return {at: _put(book[at[0]], at[1], notes[at], colour) for at, colour in colours.items()}


def clear(book: Workbook) -> None:
    """Take the notes and colours of an earlier copy off, for the clerk hands in what was mended."""
    from openpyxl.styles import PatternFill
    from openpyxl.utils.cell import coordinate_to_tuple

    if LIST_SHEET not in book:
        return
    for row in book[LIST_SHEET].iter_rows(min_row=2, min_col=PLACES, max_col=WERE):
        spot, colour = (str(cell.value or "") for cell in row)
        found = _SPOT.match(spot)
        if not found or found["sheet"] not in book:
            continue
        row_at, column = coordinate_to_tuple(found["cell"])
        cell = book[found["sheet"]].cell(row_at, column)
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()


def _corner(book: Workbook, at: Place) -> Place:
    """A merged cell is coloured and noted at its first one; the others cannot hold a note."""
    sheet, address = at
    for area in book[sheet].merged_cells.ranges:
        if address in area:
            return sheet, str(area.start_cell.coordinate)
    return at


def _put(sheet: Worksheet, address: str, notes: Sequence[str], colour: str) -> str:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[address]
    text = "\n\n".join([*notes, *([cell.comment.text] if cell.comment is not None else [])])
    lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in text.split("\n"))
    height = _LINE_HEIGHT * (lines + 1)
    cell.comment = Comment(clean(text), AUTHOR, width=_NOTE_WIDTH, height=height)
    was = _colour(cell.fill)
    cell.fill = PatternFill("solid", fgColor=colour)
    return was


def _colour(fill: PatternFill) -> str:
    """Return the colour of a plain fill, nothing for any other."""
    colour = fill.fgColor.rgb
    return colour if fill.fill_type == "solid" and isinstance(colour, str) else ""


def _note(finding: Finding) -> str:
    return f"【{finding.severity.value} {finding.code}】{finding.message}\n办法：{finding.remedy}"


def _see(finding: Finding) -> str:
    told = finding.message[:_TOLD_ELSEWHERE]
    more = "……" if len(finding.message) > _TOLD_ELSEWHERE else ""
    return f"与 {finding.where.spot} 的{finding.severity.value}有关（{finding.code}）：{told}{more}"
