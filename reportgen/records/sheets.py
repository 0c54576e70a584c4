"""Find the sheets of the form again, and say which are missing, renamed or not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import LIST_SHEET, Finding, Where, error, notice
from reportgen.packs import stamp
from reportgen.records.words import key
from reportgen.workbook.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.packs.model import SheetLayout
    from reportgen.workbook.cells import Book, Sheet


def found(layouts: Sequence[SheetLayout], book: Book) -> dict[str, Sheet]:
    """Return the sheet of each layout by its title: of the same name, or full of its words."""
    titles = {key(layout.title): layout.title for layout in layouts}
    added = {key(title) for title in stamp.RESERVED}
    sheets: dict[str, Sheet] = {}
    strangers: list[Sheet] = []
    for sheet in book.sheets:
        title = titles.get(key(sheet.title))
        if title and title not in sheets:
            sheets[title] = sheet
        elif key(sheet.title) not in added:
            strangers.append(sheet)
    for layout in layouts:
        if layout.title not in sheets:
            renamed = next((each for each in strangers if _is_full_of(layout, each)), None)
            if renamed is not None:
                sheets[layout.title] = renamed
                strangers.remove(renamed)
    return sheets


def _is_full_of(layout: SheetLayout, sheet: Sheet) -> bool:
    """Tell whether most of a layout's words stand on a sheet, wherever they are."""
    wanted = {key(text) for text in layout.labels.values()}
    there = {key(cell.text) for cell in sheet.cells.values() if cell.kind is CellKind.TEXT}
    return bool(wanted) and len(wanted & there) * 3 >= len(wanted) * 2


def is_form(layouts: Sequence[SheetLayout], sheets: Mapping[str, Sheet]) -> bool:
    """Tell whether any sheet that asks for something was found at all."""
    return any(layout.title in sheets for layout in layouts if _asks(layout))


def no_form(book: Book) -> Finding:
    """Say that a workbook is no form of this pack."""
    titles = "、".join(f"“{sheet.title}”" for sheet in book.sheets[:5])
    message = f"这不是本格式的填报表：格式包要求的工作表一张也没有，只有 {titles}。"
    remedy = "选对文件；需要空白填报表时，用 reportgen form 发出。"
    return error("RC19", Where(book.file), message, remedy)


def findings(
    layouts: Sequence[SheetLayout], sheets: Mapping[str, Sheet], book: Book
) -> Iterator[Finding]:
    """Yield what is missing, renamed, or not of this form."""
    for layout in layouts:
        sheet = sheets.get(layout.title)
        twins = [each.title for each in book.sheets if key(each.title) == key(layout.title)]
        if len(twins) > 1 and _asks(layout):
            names = "、".join(f"“{title}”" for title in twins)
            message = f"有 {len(twins)} 张表都叫“{layout.title}”（{names}），不知道以哪一张为准。"
            yield error("RC22", Where(book.file, twins[1]), message, "只留正确的一张，删去其余的。")
        if sheet is None and _asks(layout):
            message = f"缺少工作表“{layout.title}”。"
            remedy = "从发出的填报表重新填写这张表，或把它复制回来。"
            yield error("RC01", Where(book.file), message, remedy)
        elif sheet is not None and key(sheet.title) != key(layout.title):
            message = f"工作表“{layout.title}”改名为“{sheet.title}”，已按表中文字认出并读取。"
            remedy = f"把工作表名改回“{layout.title}”。"
            yield notice("RC03", Where(book.file, sheet.title), message, remedy)
    added = {key(title) for title in stamp.RESERVED}
    ours = {key(sheet.title) for sheet in sheets.values()} | added | {LIST_SHEET}
    for sheet in book.sheets:
        if key(sheet.title) not in ours and sheet.cells:
            message = f"工作表“{sheet.title}”不在本格式之内，没有读取。"
            remedy = "核对其中有没有应填在别处的数。"
            yield notice("RC14", Where(book.file, sheet.title), message, remedy)


def _asks(layout: SheetLayout) -> bool:
    return bool(layout.slots or layout.tables)
