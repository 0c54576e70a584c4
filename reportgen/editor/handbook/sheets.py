"""The handbook as a workbook that is looked things up in, filtered, copied from and printed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportgen.editor.handbook.model import Entry, Handbook, Idle, Way

_MOST = 6
"""Places told of one name; a year may stand in a hundred sentences."""
_POINTS_A_LINE, _LEAST = 14, 18.0
_HEAD, _LONGEST = 2, 16_000
_SECOND_PAGE, _SCALE = "填在哪里", 78
"""Per cent. Letters of ten points are eight then; smaller ones nobody reads."""
_ENTRY: Mapping[str, tuple[float, Callable[[Entry], object]]] = {
    "名称": (20, lambda each: each.name),
    "类别": (6, lambda each: each.sort),
    "标签（可复制）": (24, lambda each: each.tag),
    "印作（例）": (14, lambda each: each.shown),
    "句子里写": (28, lambda each: each.in_sentence),
    "句子里印作": (16, lambda each: each.said),
    "类型": (6, lambda each: each.kind),
    "单位": (5, lambda each: each.unit),
    "小数位": (5, lambda each: each.places),
    "必填": (5, lambda each: each.required),
    "填在哪里": (34, lambda each: _told(each.asked)),
    "印在哪里": (24, lambda each: _told(each.printed)),
    "用在哪里": (26, lambda each: _told(each.used)),
    "说明": (34, lambda each: each.hint),
}
_WAY: Mapping[str, tuple[float, Callable[[Way], object]]] = {
    "写法": (12, lambda each: each.name),
    "标签（可复制）": (48, lambda each: each.tag),
    "印作（例）": (60, lambda each: each.shown),
    "说明": (48, lambda each: each.about),
}
_IDLE: Mapping[str, tuple[float, Callable[[Idle], object]]] = {
    "名称": (30, lambda each: each.name),
    "类别": (10, lambda each: each.sort),
    "怎么没有用到": (46, lambda each: each.what),
    "位置": (70, lambda each: _told(each.places)),
}
_COPIED = ("标签（可复制）", "句子里写")
_CENTRED = ("类别", "类型", "单位", "小数位", "必填")
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "note": {"font_size": 9, "font_color": "#595959", "valign": "vcenter"},
    "head": {"bold": True, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter"},
    "text": {"valign": "top"},
    "centre": {"valign": "top", "align": "center"},
    "tag": {"valign": "top", "font_name": "Consolas", "bg_color": "#F7F9FC"},
    "name": {"valign": "top", "bold": True},
}
_GRID = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}


def _sheets(book: Handbook) -> dict[str, tuple[str, Mapping[str, Any], Sequence[Any]]]:
    """Return each sheet's note, columns and rows by its title."""
    how = "复制标签，贴进 report.docx；例子里的数和文字是编的。"
    lists = "标签写在表格的一行或一段里，按清单的行数重复；“句子里写”合成一句。"
    scored = "由填报的数算出、计出，或由格式包给出，不用填；自评得分、扣分原因由单位填写。"
    unused = "要填、要算却不印的，看看是不是漏写了；印了却没有定义的，改正名称。"
    return {
        "字段": (how, _ENTRY, book.singles),
        "清单": (lists, _ENTRY, book.columns),
        "计算与得分": (scored, _ENTRY, book.results),
        "写法": ("竖线后面的写法决定怎么印；可以接着写几个。", _WAY, book.ways),
        "没有用到": (unused, _IDLE, book.idle),
    }


def as_data(book: Handbook) -> dict[str, object]:
    """Return every sheet as rows of plain data, all places told."""
    found: dict[str, object] = {"名称": book.title}
    for title, (_, columns, rows) in _sheets(book).items():
        found[title] = [_row(each, columns) for each in rows]
    return found


def _row(each: Any, columns: Mapping[str, Any]) -> dict[str, object]:
    return {name: _data(each, name, get) for name, (_, get) in columns.items()}


def _data(each: Any, name: str, get: Callable[[Any], object]) -> object:
    lists = {"填在哪里": "asked", "印在哪里": "printed", "用在哪里": "used", "位置": "places"}
    return list(getattr(each, lists[name])) if name in lists else get(each)


def workbook(book: Handbook) -> bytes:
    """Return the bytes of the workbook, which say nothing of hour or machine."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    result = io.BytesIO()
    font = {"font_name": "宋体", "font_size": 10}
    made = Workbook(result, {"in_memory": True, "default_format_properties": font})
    epoch = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    made.set_properties({"title": f"{book.title}字段手册", "created": epoch})
    made.set_size(28_000, 16_000)
    grid = ("title", "note")
    formats = {
        name: made.add_format({**look, **({} if name in grid else _GRID)})
        for name, look in _FORMATS.items()
    }
    for title, (note, columns, rows) in _sheets(book).items():
        sheet = made.add_worksheet(title)
        _opening(sheet, formats, f"{book.title}　{title}（{len(rows)}）", note)
        _table(sheet, formats, columns, rows)
        _printed(sheet, len(rows), list(columns))
    made.close()
    return result.getvalue()


def _opening(sheet: Any, formats: Mapping[str, Any], title: str, note: str) -> None:
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, note, formats["note"])


def _table(
    sheet: Any, formats: Mapping[str, Any], columns: Mapping[str, Any], rows: Sequence[Any]
) -> None:
    sheet.set_row(_HEAD, 32)
    for at, (title, (width, _)) in enumerate(columns.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD, at, title, formats["head"])
    for number, each in enumerate(rows, _HEAD + 1):
        tallest = _LEAST
        for at, (title, (width, get)) in enumerate(columns.items()):
            value = get(each)
            _put(sheet, (number, at), value, formats[_look(title, at)])
            tallest = max(tallest, 4.5 + _POINTS_A_LINE * _lines(str(value or ""), width))
        sheet.set_row(number, min(tallest, 400))


def _look(title: str, at: int) -> str:
    if title in _COPIED:
        return "tag"
    return "name" if at == 0 else "centre" if title in _CENTRED else "text"


def _put(sheet: Any, at: tuple[int, int], value: object, look: Any) -> None:
    """Write a cell; a text is never taken for a formula, a number or an address."""
    if isinstance(value, int):
        sheet.write_number(*at, value, look)
    elif value:
        sheet.write_string(*at, _clean(str(value)), look)
    else:
        sheet.write_blank(*at, None, look)


def _clean(text: str) -> str:
    """Return a text that a cell can hold; XlsxWriter copies what looks like its own XML."""
    kept = text.encode("utf-8", "ignore").decode()[:_LONGEST]
    return f"{kept} " if kept.startswith("<r>") and kept.endswith("</r>") else kept


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes; a hanzi is two letters wide."""
    across = max(int(width) - 1, 1)
    return sum(
        max(1, -(-len(part.encode("gbk", "replace")) // across)) for part in text.split("\n")
    )


def _printed(sheet: Any, rows: int, columns: Sequence[str]) -> None:
    """Freeze the head, set the filter, and set up A4 across with the head on every page.

    What is too wide to be read on one page goes on two, both with the names.
    """
    sheet.freeze_panes(_HEAD + 1, 1)
    if rows:
        sheet.autofilter(_HEAD, 0, _HEAD + rows, len(columns) - 1)
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.set_paper(9)
    if _SECOND_PAGE in columns:
        sheet.set_print_scale(_SCALE)
        sheet.set_v_pagebreaks([columns.index(_SECOND_PAGE)])
        sheet.repeat_columns(0)
        sheet.print_across()
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第&P页，共&N页&R&A")
    sheet.hide_gridlines(2)


def _told(places: Sequence[str]) -> str:
    left = len(places) - _MOST
    return "\n".join(places[:_MOST]) + (f"\n等 {len(places)} 处" if left > 0 else "")
