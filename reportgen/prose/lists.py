"""Lists in one breath: joined, counted, merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from reportgen.prose.kinds import ProseError, blank
from reportgen.prose.printable import Number

_COMMA = "、"


def joined(values: object, column: str = "") -> str:
    """顿号: a list's column in one sentence, ``党政办、纪检室、财政所``; blank cells left out.

    Takes the column's values, or the whole list and the column's name.

    >>> joined(("党政办", None, "纪检室"))
    '党政办、纪检室'
    """
    if blank(values) or isinstance(values, str):
        return values if isinstance(values, str) else ""
    cells = _column(_sequence(values, "顿号"), column)
    return _COMMA.join(_said(cell) for cell in cells if not blank(cell))


def counted(values: object) -> Number | str:
    """个数: how many rows a list has, lines a paragraph field, or parts a 、-text.

    >>> str(counted("社会治安、医疗保障、政策公平"))
    '3'
    """
    if blank(values):
        return ""
    if isinstance(values, str):
        values = [part for part in values.split(_COMMA) if part.strip()]
    cells = _sequence(values, "个数")
    return Number(Decimal(sum(not blank(cell) for cell in cells)), "", 0)


def merged(value: object) -> object:
    """合并: the value itself; the document room merges equal neighbours of the column."""
    return "" if value is None else value


def _said(cell: object) -> str:
    if isinstance(cell, tuple | list):
        raise ProseError("“顿号”不能用在“段落”一类的列上，一格里有几段文字。")
    return f"{cell.year}年{cell.month}月{cell.day}日" if isinstance(cell, date) else str(cell)


def _sequence(values: object, filter_name: str) -> Sequence[object]:
    if isinstance(values, tuple | list):
        return values
    raise ProseError(f"“{filter_name}”要用在一张表、表的一列或用顿号隔开的文字上。")


def _column(cells: Sequence[object], column: str) -> list[object]:
    """Return the column's values; a list of one column needs no name for it."""
    found: list[object] = []
    for cell in cells:
        if not isinstance(cell, Mapping):
            found.append(cell)
            continue
        names = [column] if column else [name for name in cell if name != "序号"]
        if len(names) != 1 or names[0] not in cell:
            raise ProseError("“顿号”要写明表的哪一列，如“内设机构.名称”。")
        found.append(cell[names[0]])
    return found
