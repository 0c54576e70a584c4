"""Write sheets that print well, and cells that stay what they are: the summary's XlsxWriter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.figures import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

LONGEST = 32_767
CUT = "……（后略）"
LABEL, LISTED = 60, 18
"""Characters of a name in a cell of its own, and of one among others."""
ROW_POINTS = 16.5
ROW_PIXELS = 22
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LIVE = ("=", "+", "-", "@", "\t", "\n")
_LONGEST_LINK, _MOST_LINKS = 1_000, 60_000
_GRID = {"border": 1, "border_color": "#BFBFBF"}
_MIDDLE = {"valign": "vcenter"}
_TOP = {"align": "center", "valign": "top"}
_CENTRE = {"align": "center", **_MIDDLE}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 16, **_MIDDLE},
    "note": {"font_size": 9, "font_color": "#595959", "text_wrap": True, **_MIDDLE},
    "alarm": {"font_color": "#C00000", "text_wrap": True, **_MIDDLE},
    "head": {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, **_CENTRE, **_GRID},
    "label": {"font_size": 9, "font_color": "#595959", "bg_color": "#F2F2F2", **_CENTRE, **_GRID},
    "tile": {"bold": True, "font_size": 14, **_CENTRE, **_GRID},
    "tile_bad": {"bold": True, "font_size": 14, "font_color": "#C00000", **_CENTRE, **_GRID},
    "text": {**_MIDDLE, **_GRID},
    "name": {"text_wrap": True, **_MIDDLE, **_GRID},
    "wrap": {"text_wrap": True, "valign": "top", **_GRID},
    "top": {**_TOP, **_GRID},
    "upright": {
        "bold": True,
        "bg_color": "#DCE6F1",
        "rotation": 270,
        "align": "center",
        "valign": "top",
        **_GRID,
    },
    "top_shaded": {"align": "center", "valign": "top", "bg_color": "#F2F6FB", **_GRID},
    "wrap_shaded": {"text_wrap": True, "valign": "top", "bg_color": "#F2F6FB", **_GRID},
    "centre": {**_CENTRE, **_GRID},
    "number": {"align": "right", **_MIDDLE, **_GRID},
    "total": {"bold": True, "bg_color": "#F2F2F2", "align": "right", **_MIDDLE, **_GRID},
    "fixed": {"bold": True, "bg_color": "#F2F2F2", **_CENTRE, **_GRID},
    "faint": {"font_color": "#7F7F7F", "align": "right", **_MIDDLE, **_GRID},
    "none": {"font_color": "#A6A6A6", "align": "right", **_MIDDLE, **_GRID},
    "odd": {"align": "right", "bg_color": "#FFE699", **_MIDDLE, **_GRID},
    "link": {"font_color": "#0563C1", "underline": 1, **_CENTRE, **_GRID},
    "link_top": {
        "font_color": "#0563C1",
        "underline": 1,
        "align": "center",
        "valign": "top",
        **_GRID,
    },
    "good": {"font_color": "#375623", **_CENTRE, **_GRID},
    "warn": {"font_color": "#9C5700", "bg_color": "#FFF2CC", **_CENTRE, **_GRID},
    "warn_top": {"font_color": "#9C5700", "bg_color": "#FFF2CC", **_TOP, **_GRID},
    "bad_top": {"font_color": "#9C0006", "bg_color": "#FCE4E4", **_TOP, **_GRID},
    "bad": {"font_color": "#9C0006", "bg_color": "#FCE4E4", **_CENTRE, **_GRID},
}


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and the formats of its book; ``links`` counts, for Excel allows so many a sheet."""

    book: Any
    sheet: Any
    style: Callable[[str, str, bool], Any]
    links: list[int]


def open_book(stream: Any, title: str, sheets: Sequence[str]) -> dict[str, Page]:
    """Return empty pages by their titles, in order. The file says nothing of hour or machine."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    font = {"font_name": "宋体", "font_size": 10}
    book = Workbook(stream, {"in_memory": True, "default_format_properties": font})
    epoch = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": clean(title), "created": epoch})
    book.set_size(28_000, 16_000)
    style = _styles(book)
    return {name: Page(book, book.add_worksheet(name), style, []) for name in sheets}


def close_book(book: Mapping[str, Page]) -> None:
    """Finish the file and write it to its stream."""
    next(iter(book.values())).book.close()


def put(
    page: Page,
    row: int,
    column: int,
    value: str | Decimal | int | None,
    style: str = "text",
    form: str = "",
) -> None:
    """Write one cell; a text is never taken for a formula, a number or an address."""
    if value is None or value == "":
        page.sheet.write_blank(row, column, None, page.style(style, form, False))
    elif isinstance(value, str):
        text = clean(value)
        quoted = text.startswith(_LIVE)
        page.sheet.write_string(row, column, text, page.style(style, form, quoted))
    else:
        page.sheet.write_number(row, column, value, page.style(style, form, False))


def amount(
    page: Page,
    row: int,
    column: int,
    value: Decimal | None,
    kind: tuple[str, int],
    style: str = "number",
) -> None:
    """Write a number rounded once, half up, as its unit and decimals ask; a rate as %."""
    unit, places = kind
    if value is None:
        put(page, row, column, None, style)
        return
    zeros = "." + "0" * places if places else ""
    form, deeper = (f"0{zeros}%", 2) if unit == "%" else (f"#,##0{zeros}", 0)
    form += f";-{form};–" if style == "none" else ""
    put(page, row, column, rounded(value, places + deeper), style, form)


def name(page: Page, row: int, column: int, label: str, room: float) -> None:
    """Write a unit's name; a long one takes several lines, and the row grows with it."""
    text = brief(label)
    high = tall([(text, room)])
    if high > ROW_POINTS:
        page.sheet.set_row(row, high)
    put(page, row, column, text, "name")


def link(page: Page, row: int, column: int, path: str, words: str, style: str = "link") -> None:
    """Write words that open a file, by its way from this one; plain words where no link can do.

    Excel takes # and % in an address for something else.
    """
    fit = (
        path and len(path) < _LONGEST_LINK and clean(path) == path and not set("#%\\\n\t") & {*path}
    )
    if not fit or len(page.links) >= _MOST_LINKS:
        put(page, row, column, words, style.replace("link", "centre").replace("centre_top", "top"))
        return
    page.links.append(row)
    page.sheet.write_url(
        row, column, f"external:{path}", page.style(style, "", False), clean(words)
    )


def merged(page: Page, row: int, columns: tuple[int, int], words: str, style: str) -> None:
    """Write words over several columns of a row."""
    first, last = columns
    if last > first:
        page.sheet.merge_range(row, first, row, last, "", page.style(style, "", False))
    put(page, row, first, words, style)


def heads(page: Page, row: int, titles: Sequence[tuple[str, float]], points: float = 20) -> None:
    """Write a table's head and set the widths of its columns."""
    page.sheet.set_row(row, points)
    for column, (title, width) in enumerate(titles):
        page.sheet.set_column(column, column, width)
        put(page, row, column, title, "head")


def opening(page: Page, title: str, note: str, columns: int) -> None:
    """Write a sheet's title and, below, what its numbers are."""
    page.sheet.set_default_row(ROW_POINTS)
    page.sheet.set_row(0, 28)
    put(page, 0, 0, title, "title")
    page.sheet.set_row(1, 28)
    merged(page, 1, (0, columns - 1), note, "note")


def closing(
    page: Page, head: tuple[int, int], last: tuple[int, int], held: int, filtered: int | None = None
) -> None:
    """Freeze the head and ``held`` columns, set the filter, and set up A4 with the head repeated.

    ``head`` are the first and last row of the head, ``last`` the table's last row and column;
    ``filtered`` is the row with the filter's buttons where that is not the head's last.
    """
    sheet = page.sheet
    button = head[1] if filtered is None else filtered
    sheet.freeze_panes(button + 1, held)
    if last[0] > button:
        sheet.autofilter(button, 0, *last)
    sheet.repeat_rows(*head)
    printed(page)


def printed(page: Page) -> None:
    """Set up A4 across, as wide as one page."""
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第&P页，共&N页&R&A")
    sheet.hide_gridlines(2)


def clean(text: str) -> str:
    """Return a text that a cell can hold, cut with a mark where it is too long.

    XlsxWriter copies a text that looks like its own rich text into the file as XML.
    """
    kept = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if kept.startswith("<r>") and kept.endswith("</r>"):
        kept += " "
    if len(kept) * 2 > LONGEST and _units(kept) > LONGEST:
        room = (LONGEST - len(CUT)) * 2
        kept = kept.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
    return kept


def brief(text: str, most: int = LABEL) -> str:
    """Return a text, a long one without its middle: its end tells it from others.

    >>> brief("甲乙丙丁戊己庚辛", 6)
    '甲乙丙…庚辛'
    """
    if len(text) <= most:
        return text
    end = most // 3
    return f"{text[: most - end - 1]}…{text[-end:]}"


def width(text: str) -> int:
    """Return how many letters wide a text is; a hanzi is two."""
    return len(text.encode("gbk", "replace"))


def tall(texts: Sequence[tuple[str, float]], most: int = 12) -> float:
    """Return the height in points of a row with these texts in columns of these widths."""
    lines = 1
    for text, room in texts:
        across = max(int(room) - 1, 1)
        if len(text) * 2 <= across and "\n" not in text:
            continue
        parts = text[:LONGEST].split("\n")[:most]
        lines = max(lines, sum(max(1, -(-width(part[:1_000]) // across)) for part in parts))
    return 3.5 + 13 * min(lines, most)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _styles(book: Any) -> Callable[[str, str, bool], Any]:
    made: dict[tuple[str, str, bool], Any] = {}

    def style(name: str, form: str, quoted: bool) -> Any:
        key = (name, form, quoted)
        if key not in made:
            more: dict[str, object] = {"num_format": form} if form else {}
            made[key] = book.add_format({**_STYLES[name], **more, "quote_prefix": quoted})
        return made[key]

    return style
