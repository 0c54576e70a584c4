"""How the sheet of agreements looks, on the screen and in print."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from reportgen.forms.agreements import AGREES, ELSEWHERE, FAILS, NO_NUMBER, WAITS
from reportgen.forms.marking import RED, rule
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (6, 12, 40, 28, 15, 12, 34, 15, 14, 10)
_CENTRED, _RIGHT = (1, 2, 6), (5, 8, 9, 10)
_SMALL, _BODY = Font(name="宋体", size=10), Font(name="宋体", size=10.5)
_LINK = Font(name="宋体", size=10.5, color="FF0563C1", underline="single")
_MARK = Font(name="宋体", size=10.5, bold=True)
_TITLE = Font(name="黑体", size=18, bold=True)
_HEADING = Font(name="黑体", size=10.5, bold=True)
_LINE = Side("thin", color="FF808080")
_FRAME = Border(_LINE, _LINE, _LINE, _LINE)
_HEADING_FILL = PatternFill("solid", fgColor="FFE4EAF3")
_YELLOW = PatternFill("solid", start_color="FFFFE699", end_color="FFFFE699")
_GREEN, _GREY = Font(color="FF00803C", bold=True), Font(color="FF808080")
_ORANGE = Font(color="FFC55A11", bold=True)
_LINE_HEIGHT, _MARGIN = 14.5, 6
_LEAST = 21


def dress(sheet: Worksheet, head: int, texts: Mapping[int, tuple[str, ...]]) -> None:
    """Give the sheet its look; ``head`` is the row of titles, ``texts`` what stands in each row.

    Row heights are written down: not every program finds out by itself how high wrapped text is.
    """
    last, width = max(texts), len(_WIDTHS)
    for column, size in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[ref((1, column))[:-1]].width = size
    for row in range(1, head):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.cell(row, 1).font = _TITLE if row == 1 else _SMALL if row == 2 else _MARK
        sheet.row_dimensions[row].height = 30 if row in (1, 2) else _LEAST
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    for row in range(head, last + 1):
        _row(sheet, row, is_head=row == head)
        sheet.row_dimensions[row].height = _height(texts[row]) if row in texts else _LEAST
    _marks(sheet, f"A{head + 1}:{ref((last, width))}", f"$B{head + 1}")
    _set_up(sheet, head)


def _row(sheet: Worksheet, row: int, *, is_head: bool) -> None:
    for column in range(1, len(_WIDTHS) + 1):
        cell = sheet.cell(row, column)
        centred = is_head or column in _CENTRED
        side = "center" if centred else "right" if column in _RIGHT else "left"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        cell.border = _FRAME
        cell.font = _HEADING if is_head else _LINK if cell.hyperlink else _BODY
        if is_head:
            cell.fill = _HEADING_FILL


def _height(texts: tuple[str, ...]) -> float:
    lines = (
        math.ceil(_width(text) / (size - 1.5)) for text, size in zip(texts, _WIDTHS, strict=True)
    )
    return max(_LEAST, max(lines) * _LINE_HEIGHT + _MARGIN)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def _marks(sheet: Worksheet, area: str, state: str) -> None:
    """Colour rows by their marks: red and yellow as a whole, the rest only the mark."""
    add = sheet.conditional_formatting.add
    add(area, rule(f'{state}="{FAILS["错误"]}"', fill=RED))
    add(area, rule(f'{state}="{FAILS["提醒"]}"', fill=_YELLOW))
    marks = f"{state.replace('$', '')}:B{area.rpartition(':')[2].lstrip('ABCDEFGHIJ')}"
    add(marks, rule(f'{state}="{AGREES}"', font=_GREEN))
    add(marks, rule(f'{state}="{NO_NUMBER}"', font=_ORANGE))
    add(marks, rule(f'OR({state}="{WAITS}",{state}="{ELSEWHERE}")', font=_GREY))


def _set_up(sheet: Worksheet, head: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "C00000"
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.horizontalCentered = True
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.75
