"""The 问题清单 as the first sheet of a workbook: a row a finding, a link a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.findings import LIST_SHEET
from reportgen.outputs.marked import COLOURS, PLACES, WERE, clean, place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.findings import Finding
    from reportgen.outputs.marked import Place

_TITLES = (
    ("序号", 6),
    ("级别", 7),
    ("位置", 22),
    ("问题", 56),
    ("办法", 56),
    ("另见", 22),
    ("编号", 8),
)
_POINTS_A_LINE, _LETTERS_A_ROW = 16, 25
_NOTHING = "没有发现问题。"


def put(
    book: Workbook, findings: Sequence[Finding], file: str, colours: Mapping[Place, str]
) -> None:
    """Put the list before the form's own sheets; ``colours`` are what coloured cells had before."""
    from openpyxl.utils import get_column_letter

    if LIST_SHEET in book:
        del book[LIST_SHEET]
    sheet = book.create_sheet(LIST_SHEET, 0)
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    book.active = 0
    _head(sheet)
    for number, finding in enumerate(findings, 1):
        _row(sheet, number, finding, place(finding.where, file, book))
    if not findings:
        sheet.cell(2, 4, _NOTHING)
    _keep(sheet, colours)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_TITLES))}{max(len(findings), 1) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _head(sheet: Worksheet) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (title, width) in enumerate(_TITLES, 1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFD9E1F2")
        sheet.column_dimensions[get_column_letter(column)].width = width


def _row(sheet: Worksheet, number: int, finding: Finding, at: Place | None) -> None:
    from openpyxl.styles import Alignment, PatternFill

    row, where = number + 1, finding.where
    others = (
        each.spot if each.file == where.file and each.spot else each for each in finding.related
    )
    texts = (
        finding.severity.value,
        where.spot or where.file,
        finding.message,
        finding.remedy,
        "、".join(map(str, others)),
        finding.code,
    )
    sheet.cell(row, 1, number)
    for column, text in enumerate(texts, 2):
        _say(sheet.cell(row, column), text)
    for cell in sheet[row]:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    longest = max(len(finding.message), len(finding.remedy))
    sheet.row_dimensions[row].height = _POINTS_A_LINE * (longest // _LETTERS_A_ROW + 1)
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    if at:
        _link(sheet.cell(row, 3), at)


def _say(cell: Any, text: str) -> None:
    """A text that begins with an equals sign stays a text."""
    cell.value = clean(text)
    cell.data_type = "s"


def _link(cell: Any, at: Place) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    title = at[0].replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{at[1]}")
    cell.font = Font(color="FF0563C1", underline="single")


def _keep(sheet: Worksheet, colours: Mapping[Place, str]) -> None:
    """Note in hidden columns which cells were coloured, so that the next copy can undo it."""
    from openpyxl.utils import get_column_letter

    for row, ((title, address), colour) in enumerate(colours.items(), 2):
        _say(sheet.cell(row, PLACES), f"{title}!{address}")
        _say(sheet.cell(row, WERE), colour)
    for column in (PLACES, WERE):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
