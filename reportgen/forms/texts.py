"""Words → a cell, so that they read back as they were typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.records.words import clean
from reportgen.workbook.limits import CELL_TEXT

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MOST = CELL_TEXT.most
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Cell, text: str) -> None:
    """Put words into a cell as words, whatever they begin with."""
    cell.value = escaped(text)
    cell.data_type = "s"


def escaped(text: str) -> str:
    """Return text as a workbook stores it: what looks like one of Excel's escapes is none.

    >>> escaped("型号_x0041_"), escaped("a_x1")
    ('型号_x005F_x0041_', 'a_x1')
    """
    return _LIKE_AN_ESCAPE.sub("_x005F_", clean(text).text)


def length(text: str) -> int:
    """Return how many characters a cell needs for a text: as Excel counts, or as it is stored.

    Excel counts a rare character twice; the library cuts what is stored beyond the limit.

    >>> length("一二"), length("𠮷"), length("_x0041_")
    (2, 2, 13)
    """
    stored = escaped(text)
    return max(len(stored), len(stored.encode("utf-16-le", "surrogatepass")) // 2)
