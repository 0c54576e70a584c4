"""The clerk's own workbook with each finding at its cell, and a 问题清单 that leads there.

Excel, WPS and LibreOffice show a coloured cell, a note that opens when the mouse rests on it,
and a first sheet whose rows are links. What the clerk typed stays as it is, so the copy can be
mended and handed in.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.findings import LIST_SHEET, ReportgenError, Severity
from reportgen.outputs.steady import steady

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.findings import Finding, Where

_AUTHOR = "reportgen"
_SPOT = re.compile(r"(?P<sheet>.+)!(?P<cell>[A-Z]{1,3}[1-9]\d*)")
_COLOURS = {Severity.ERROR: "FFFF9999", Severity.NOTICE: "FFFFC000"}
"""Red and amber; a form's own cells are pale yellow."""
_TITLES = (("序号", 6), ("级别", 7), ("位置", 22), ("问题", 60), ("办法", 60), ("编号", 8))
_LONGEST_CELL = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTE_WIDTH, _LINE_HEIGHT, _LETTERS_A_LINE = 320, 20, 22
_POINTS_A_LINE, _LETTERS_A_ROW = 16, 26
_CHOKED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError)
_FARTHEST_ROW, _FARTHEST_COLUMN = 20_000, 1_000


def annotated(data: bytes, file: str, findings: Sequence[Finding]) -> bytes:
    """Return a copy of an .xlsx with its findings in it, errors before notices.

    ``data`` has passed the workbook room's reading; a note is only put where ``file`` is meant.
    Raises ReportgenError OU10 where the workbook can be read but not be written on.
    """
    book = _opened(data, file)
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    at: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in ordered:
        if place := _place(finding.where, file, book):
            at[place].append(finding)
    _unmark(book)
    for (sheet, cell), found in at.items():
        _mark(book[sheet], cell, found)
    _list(book, ordered, file)
    written = io.BytesIO()
    book.save(written)
    return steady(written.getvalue())


def _opened(data: bytes, file: str) -> Workbook:
    """Open for writing; what openpyxl would choke on is refused before it tries."""
    import zipfile

    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            if any(_is_boundless(archive.read(name)) for name in sheets):
                raise _not_writable(file)
        return openpyxl.load_workbook(io.BytesIO(data))
    except (*_CHOKED, zipfile.BadZipFile) as problem:
        raise _not_writable(file) from problem


def _not_writable(file: str) -> ReportgenError:
    return ReportgenError(
        "OU10",
        f"“{file}”的内部格式比较特殊，可以核对，但不能在上面批注。",
        "用 Excel 或 WPS 打开它，另存为新的 .xlsx 文件，再运行一次；或按屏幕上列出的位置逐项改正。",
    )


def _is_boundless(xml: bytes) -> bool:
    """Tell whether a sheet has cells or merges so far out that each would become an object."""
    for letters, row in re.findall(rb'\b(?:r|ref)="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d+)"', xml):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if int(row) > _FARTHEST_ROW or column > _FARTHEST_COLUMN:
            return True
    return False


def _place(where: Where, file: str, book: Workbook) -> tuple[str, str] | None:
    found = _SPOT.match(where.spot) if where.file == file else None
    return (found["sheet"], found["cell"]) if found and found["sheet"] in book else None


def _unmark(book: Workbook) -> None:
    """Take the notes and colours of an earlier copy off, for the clerk hands in what was mended."""
    from openpyxl.styles import PatternFill

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author.startswith(_AUTHOR):
                    colour = cell.comment.author.removeprefix(_AUTHOR)
                    cell.fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()
                    cell.comment = None


def _mark(sheet: Worksheet, address: str, found: Sequence[Finding]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[_corner(sheet, address)]
    text = "\n\n".join(_note(finding) for finding in found)
    if cell.comment is not None:
        text = f"{text}\n\n{cell.comment.text}"
    lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in text.split("\n"))
    height = _LINE_HEIGHT * (lines + 1)
    author = f"{_AUTHOR}{_colour(cell.fill)}"
    cell.comment = Comment(_clean(text), author, width=_NOTE_WIDTH, height=height)
    cell.fill = PatternFill("solid", fgColor=_COLOURS[found[0].severity])


def _colour(fill: PatternFill) -> str:
    """Return a plain fill's colour, kept in the note's author so that it can be put back."""
    colour = fill.fgColor.rgb
    return colour if fill.fill_type == "solid" and isinstance(colour, str) else ""


def _corner(sheet: Worksheet, address: str) -> str:
    """A merged cell is coloured and noted at its first one; the others cannot hold a note."""
    for area in sheet.merged_cells.ranges:
        if address in area:
            return str(area.start_cell.coordinate)
    return address


def _note(finding: Finding) -> str:
    return f"【{finding.severity.value} {finding.code}】{finding.message}\n办法：{finding.remedy}"


def _list(book: Workbook, ordered: Iterable[Finding], file: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    if LIST_SHEET in book:
        del book[LIST_SHEET]
    sheet = book.create_sheet(LIST_SHEET, 0)
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    book.active = 0
    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    for column, (title, width) in enumerate(_TITLES, 1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.fill = bold, PatternFill("solid", fgColor="FFD9E1F2")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, finding in enumerate(ordered, 1):
        _row(sheet, number, finding, _place(finding.where, file, book))
        for cell in sheet[number + 1]:
            cell.alignment = top
        longest = max(len(finding.message), len(finding.remedy))
        sheet.row_dimensions[number + 1].height = _POINTS_A_LINE * (longest // _LETTERS_A_ROW + 1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_TITLES))}{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _row(sheet: Worksheet, number: int, finding: Finding, place: tuple[str, str] | None) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    row = number + 1
    sheet.cell(row, 1, number)
    where = finding.where.spot or finding.where.file
    texts = (finding.severity.value, where, finding.message, finding.remedy, finding.code)
    for column, text in enumerate(texts, 2):
        cell = sheet.cell(row, column, _clean(text))
        cell.data_type = "s"  # a text that begins with = stays a text
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_COLOURS[finding.severity])
    if place:
        title, address = place[0].replace("'", "''"), place[1]
        link = sheet.cell(row, 3)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{address}")
        link.font = Font(color="FF0563C1", underline="single")


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST_CELL]
