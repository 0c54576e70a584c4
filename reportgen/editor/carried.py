"""带入情况.xlsx: what became of every value that was looked for in an older form."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reportgen import records, workbook
from reportgen.figures import Table
from reportgen.findings import Where
from reportgen.forms.carrying import Fate, Item
from reportgen.outputs.names import CARRIED
from reportgen.outputs.steady import steady
from reportgen.records.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.packs.model import Pack

_TITLES = (
    ("单位", 16),
    ("填到", 26),
    ("名称", 26),
    ("取自", 34),
    ("旧名称", 26),
    ("值", 30),
    ("结果", 9),
    ("原因", 60),
)
_COLOURS = {Fate.REVIEW: "#E2EFDA", Fate.LEFT: "#FFE699"}
_SHOWN = 200
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that became of a unit's form: an item, or a reason that holds for all of it."""

    unit: str
    item: Item


def whole(unit: str, source: Where, reason: str) -> Line:
    """Return the line of a unit for which nothing was carried."""
    return Line(unit, Item("", "", Fate.LEFT, "", source, reason))


def located(items: Iterable[Item], form: bytes, pack: Pack, file: str) -> Iterator[Item]:
    """Yield items with the cells where their values stand, found by reading the issued form."""
    book = workbook.read_bytes(form, file)
    extract, _ = records.extract(book, pack)
    for item in items:
        yield replace(item, target=_target(item, extract, file))


def _target(item: Item, extract: records.Extract, file: str) -> Where:
    if not item.name:
        return Where("")
    table, dot, column = item.name.partition(".")
    listed = extract.record.get(table)
    if not isinstance(listed, Table):
        return extract.places.get(item.name, Where(file))
    if not dot or not 0 < item.row <= len(listed.rows):
        return listed.where
    return listed.cells[item.row - 1].get(column, listed.where)


def workbook_of(lines: Sequence[Line]) -> bytes:
    """Return the bytes of 带入情况.xlsx: the same lines give the same bytes."""
    from xlsxwriter import Workbook

    result = io.BytesIO()
    book = Workbook(result, {"in_memory": True})
    book.set_properties({"title": CARRIED, "created": _EPOCH})
    plain = {"text_wrap": True, "valign": "top"}
    look: dict[Fate | None, Any] = {None: book.add_format(plain)}
    look |= {fate: book.add_format({**plain, "bg_color": rgb}) for fate, rgb in _COLOURS.items()}
    head = book.add_format({"bold": True, "bg_color": "#D9E1F2"})
    sheet = book.add_worksheet(CARRIED)
    for column, (title, width) in enumerate(_TITLES):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, line in enumerate(lines, 1):
        _write(sheet, row, line, look)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(lines), 1), len(_TITLES) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return steady(result.getvalue())


def _write(sheet: Any, row: int, line: Line, look: dict[Fate | None, Any]) -> None:
    item = line.item
    numbered = f"{item.name}（第{item.row}行）" if item.row else item.name
    texts = (
        line.unit,
        str(item.target),
        numbered,
        str(item.source),
        item.source_name,
        _short(item.value),
        item.fate.value,
        item.reason,
    )
    for column, text in enumerate(texts):
        fate = item.fate if column == _FATE else None
        sheet.write_string(row, column, clean(text).text, look.get(fate, look[None]))


_FATE = [title for title, _ in _TITLES].index("结果")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
