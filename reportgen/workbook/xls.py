"""An .xls or .et file to a Book. The only module that knows xlrd, and imported only for one.

What these files do not tell: whether a value is a formula's. Error cells stay error cells.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlrd

from reportgen.findings import ReportgenError
from reportgen.workbook import sniff
from reportgen.workbook.cells import Book, Cell, CellKind, Sheet, spot
from reportgen.workbook.formats import GENERAL
from reportgen.workbook.limits import CELL_TEXT, CELLS, COLUMN, ROW, exceeded
from reportgen.workbook.preflight import broken
from reportgen.workbook.xlsx import require_limits, require_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.workbook.cells import Address

_ENCRYPTED = "Workbook is encrypted"


def read(data: bytes, file: str, sha256: str) -> Book:
    """Return the workbook inside an OLE file.

    Raises ReportgenError: WB05 another program's file, WB06 macros, WB07 a password, WB08
    damaged, WB10 beyond a limit, WB12 no sheets. Nothing of xlrd's own comes out.
    """
    sniff.require_readable_ole(data)
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
        require_limits(book.nsheets)
        found = tuple(_sheets(book))
    except ReportgenError:
        raise
    except Exception as problem:  # xlrd lets struct, index, assertion and other errors out
        raise _damaged(problem) from None
    require_sheets(found)
    return Book(file, found, sha256, book.datemode == 1)


def _damaged(problem: Exception) -> ReportgenError:
    if str(problem) == _ENCRYPTED:
        return sniff.locked()
    return broken("不是完好的 .xls 工作簿")


def _sheets(book: Any) -> Iterator[Sheet]:
    count = 0
    for page in book.sheets():
        cells = dict(_cells(book, page))
        count += len(cells)
        if count > CELLS.most:
            raise exceeded(CELLS, where=f"工作表“{page.name}”")
        yield Sheet(
            page.name,
            cells,
            tuple((top + 1, left + 1, down, right) for top, down, left, right in page.merged_cells),
            page.visibility != 0,
            frozenset(row + 1 for row, about in page.rowinfo_map.items() if about.hidden),
            frozenset(column + 1 for column, about in page.colinfo_map.items() if about.hidden),
        )


def _cells(book: Any, page: Any) -> Iterator[tuple[Address, Cell]]:
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            cell = _cell(book, page, row, column)
            if cell is not None:
                address = (row + 1, column + 1)
                _check_limits(page.name, address, cell)
                yield address, cell


def _cell(book: Any, page: Any, row: int, column: int) -> Cell | None:
    """Return one cell, or None when it is blank."""
    kind, value = page.cell_type(row, column), page.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    style = book.xf_list[page.cell_xf_index(row, column)]
    known = book.format_map.get(style.format_key)
    code = known.format_str if known else GENERAL
    if kind == xlrd.XL_CELL_TEXT:
        return Cell(CellKind.TEXT, value, code) if value.strip() else None
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return Cell(CellKind.NUMBER, repr(value), code)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(CellKind.BOOLEAN, "TRUE" if value else "FALSE", code)
    return Cell(CellKind.ERROR, xlrd.error_text_from_code.get(value, "#N/A"), code)


def _check_limits(title: str, address: Address, cell: Cell) -> None:
    row, column = address
    if row > ROW.most:
        raise exceeded(ROW, where=spot(title, address))
    if column > COLUMN.most:
        raise exceeded(COLUMN, where=spot(title, address))
    if len(cell.text) > CELL_TEXT.most:
        raise exceeded(CELL_TEXT, got=len(cell.text), where=spot(title, address))
