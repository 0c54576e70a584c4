"""Changes an editor makes to a pack, written as lines a person can read.

Parts of a line stand between ｜: the sheet of rules.xlsx with the row (by a word in a column), the
column and what is written there; or 填报表 (form.xlsx), or 报告 (report.docx), and what is done.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell

from tests.helpers import word
from tests.helpers.packs import PACK, find, find_title

BAR = " ｜ "
_NOTHING = "（空）"
_SPOT = re.compile(r"([^!]+)!([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")
_NUMBER = re.compile(r"-?[0-9.]+")


def broken(lines: list[str], folder: Path) -> Path:
    """Return a copy of the shipped pack, changed as the lines say."""
    copied = folder / "pack"
    shutil.copytree(PACK, copied)
    changes: dict[str, list[list[str]]] = {}
    for line in lines:
        first, *rest = (part.strip() for part in line.split(BAR))
        name = {"填报表": "form.xlsx", "报告": "report.docx"}.get(first, "rules.xlsx")
        changes.setdefault(name, []).append(rest if name != "rules.xlsx" else [first, *rest])
    for name, todo in changes.items():
        if name == "report.docx":
            _report(copied / name, todo)
        else:
            book = load_workbook(copied / name)
            for parts in todo:
                _form(book, parts) if name == "form.xlsx" else _rules(book, parts)
            book.save(copied / name)
    return copied


def _typed(text: str) -> tuple[float | str | None, str]:
    """Return what Excel keeps of what was typed, and its format.

    ' begins words, 5%格 is a cell formatted as a percentage, （空） is nothing.
    """
    if text == _NOTHING:
        return None, "General"
    if text.endswith("%格"):
        return float(text.removesuffix("%格")) / 100, "0%"
    if _NUMBER.fullmatch(text):
        return float(text), "General"
    return text.removeprefix("'"), "General"


def _rules(book: Workbook, parts: list[str]) -> None:
    sheet, *rest = parts
    if sheet == "工作表":
        _sheets(book, rest)
    elif rest[0] == "加一行":
        row = book[sheet].max_row + 1
        for told in rest[1:]:
            column, _, text = told.partition("=")
            book[sheet].cell(row, find_title(book, sheet, column)[1]).value = _typed(text)[0]
    elif rest[0] == "栏目":
        _, old, new = rest
        at = find_title(book, sheet, old)
        book[sheet].cell(*at).value = _typed(new)[0]
    else:
        column, _, key = rest[0].partition("=")
        row, _ = find(book, sheet, column, key)
        if rest[1:] == ["删去这一行"]:
            book[sheet].delete_rows(row)
            return
        _, column, text = rest
        cell = book[sheet].cell(row, find_title(book, sheet, column)[1])
        cell.value, cell.number_format = _typed(text)


def _sheets(book: Workbook, parts: list[str]) -> None:
    title, what, *more = parts
    if what == "删去":
        book.remove(book[title])
    elif what == "改名":
        book[title].title = more[0]
    elif what == "新加":
        book.create_sheet(title)["A1"] = "说明"
    else:  # 上面加一行
        book[title].insert_rows(1)
        book[title]["A1"] = what


def _cell(book: Workbook, text: str) -> Any:
    """Return the cell at a place (单位概况!B20), or the first with these words."""
    spot = _SPOT.fullmatch(text)
    if spot:
        return book[spot[1]][spot[2]]
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return next(cell for cell in cells if cell.value == text)


def _form(book: Workbook, parts: list[str]) -> None:
    what, *rest = parts
    if what == "改表名":
        book[rest[0]].title = rest[1]
    elif what == "加表":
        book.create_sheet(rest[0])["A1"] = "说明"
    elif what == "合并":
        title, area = rest[0].split("!")
        book[title].merge_cells(area)
    elif what == "盖住":
        _cover(book, rest[0])
    elif what.startswith("隐藏"):
        _hide(_cell(book, rest[0]), what)
    else:
        cell = _cell(book, what)
        cell.value, cell.number_format = _typed(rest[0])


def _hide(cell: Any, what: str) -> None:
    sheet = cell.parent
    if what == "隐藏行":
        sheet.row_dimensions[cell.row].hidden = True
    elif what == "隐藏列":
        sheet.column_dimensions[cell.column_letter].hidden = True
    else:
        sheet.sheet_state = "hidden"


def _cover(book: Workbook, text: str) -> None:
    """Merge a cell with the one before it, and leave its words below, as some programs do."""
    cell = _cell(book, text)
    sheet, row, column = cell.parent, cell.row, cell.column
    sheet.merge_cells(start_row=row, end_row=row, start_column=column - 1, end_column=column)
    assert isinstance(sheet.cell(row, column), MergedCell)
    sheet._cells[row, column] = cell


def _report(path: Path, todo: list[list[str]]) -> None:
    made = docx.Document(str(path))
    notes = []
    for what, *rest in todo:
        if what == "脚注":
            notes += rest
        elif what in _INTO:
            _INTO[what](made, *rest)
        else:
            _replace(made, what, *rest)
    data = word.saved(made)
    for text in notes:
        data = word.with_note(data, text)
    path.write_bytes(data)


def _paragraph(made: Any, text: str) -> Any:
    """Return the first paragraph of the body or of a foot that has these words."""
    feet = [section.footer._element for section in made.sections]
    for root in (made.element.body, *feet):
        for each in root.iter(qn("w:p")):
            if text in docx.text.paragraph.Paragraph(each, None).text:
                return docx.text.paragraph.Paragraph(each, None)
    raise AssertionError(f"“{text}” is not in the report")


def _replace(made: Any, old: str, new: str = "") -> None:
    """Type over words: the paragraph keeps the format of its first run."""
    paragraph = _paragraph(made, old)
    _say(paragraph, paragraph.text.replace(old, new, 1))


def _say(paragraph: Any, text: str) -> None:
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run._element.getparent().remove(run._element)


def _header(made: Any, text: str) -> None:
    made.sections[0].header.is_linked_to_previous = False
    made.sections[0].header.paragraphs[0].add_run(text)


def _after(made: Any, where: str, text: str) -> None:
    """Write a paragraph of its own below the one with these words."""
    above = _paragraph(made, where)
    below = copy.deepcopy(above._element)
    above._element.addnext(below)
    _say(docx.text.paragraph.Paragraph(below, None), text)


def _gone(made: Any, where: str) -> None:
    paragraphs = (each for each in made.paragraphs if each.text == where)
    element = next(paragraphs)._element
    element.getparent().remove(element)


def _box(made: Any, where: str, text: str) -> None:
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inside}</v:textbox></v:shape>'
    _inside(made, where, f"<w:r {nsdecls('w')}><w:pict>{shape}</w:pict></w:r>")


def _deleted(made: Any, where: str, text: str) -> None:
    run = f"<w:r><w:delText>{text}</w:delText></w:r>"
    _inside(made, where, f'<w:del {nsdecls("w")} w:id="7" w:author="编制人">{run}</w:del>')


def _inserted(made: Any, where: str, text: str) -> None:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    _inside(made, where, f'<w:ins {nsdecls("w")} w:id="8" w:author="编制人">{run}</w:ins>')


def _field_code(made: Any, where: str, text: str) -> None:
    _inside(made, where, f"<w:r {nsdecls('w')}><w:instrText>{text}</w:instrText></w:r>")


def _inside(made: Any, where: str, xml: str) -> None:
    _paragraph(made, where)._element.append(parse_xml(xml))


def _merge(made: Any, where: str) -> None:
    """Merge the cell with these words with the one below it."""
    cell = _paragraph(made, where)._element.getparent()
    row = cell.getparent()
    column = row.findall(qn("w:tc")).index(cell)
    below = row.getnext().findall(qn("w:tc"))[column]
    for each, how in ((cell, "restart"), (below, "continue")):
        merged = parse_xml(f'<w:vMerge {nsdecls("w")} w:val="{how}"/>')
        each.get_or_add_tcPr().append(merged)


def _title(made: Any, text: str) -> None:
    made.core_properties.title = text


_INTO: dict[str, Callable[..., None]] = {
    "页眉": _header,
    "另起一段": _after,
    "删去这一段": _gone,
    "文本框": _box,
    "删除线": _deleted,
    "插入线": _inserted,
    "域代码": _field_code,
    "上下合并": _merge,
    "文档标题": _title,
}
