"""What a workbook says, cell by cell, exactly as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Address: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""
Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range."""

_MANY = 8192
"""References kept as read: in form after form the same cells are spoken of."""
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class CellKind(Enum):
    """What a cell's value is, before anyone interprets it."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank.

    ``text`` is the stored characters: ``9224.969999999999`` for a number, ``#REF!`` for an
    error, ``TRUE`` or ``FALSE`` for a boolean, the formula (without ``=``) where a formula was
    never calculated. ``number_format`` is Excel's format code (``General``, ``0.00%``).
    """

    kind: CellKind
    text: str
    number_format: str = "General"
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its cells by address, blanks left out."""

    title: str
    cells: Mapping[Address, Cell]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook. ``file`` is its name as the user sees it; ``sha256`` is of its bytes."""

    file: str
    sheets: tuple[Sheet, ...]
    sha256: str = ""
    date1904: bool = False
    by_title: Mapping[str, Sheet] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the sheets by title once."""
        object.__setattr__(self, "by_title", {sheet.title: sheet for sheet in self.sheets})


@lru_cache(maxsize=_MANY)
def ref(address: Address) -> str:
    """Return an address as Excel writes it.

    >>> ref((9, 4)), ref((1, 28))
    ('D9', 'AB1')
    """
    row, column = address
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@lru_cache(maxsize=_MANY)
def spot(sheet: str, address: Address) -> str:
    """Return a place in a workbook as findings name it: ``基础数据表!D9``."""
    return f"{sheet}!{ref(address)}"


@lru_cache(maxsize=_MANY)
def address_of(reference: str) -> Address | None:
    """Return a reference's row and column, or None when it is none.

    >>> address_of("D9"), address_of("$AB$1"), address_of("#REF!")
    ((9, 4), (1, 28), None)
    """
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


@lru_cache(maxsize=_MANY)
def area_of(reference: str) -> Area | None:
    """Return a range's corners, or None when it is no range of several cells.

    >>> area_of("A1:D2"), area_of("#REF!"), area_of("B2")
    ((1, 1, 2, 4), None, None)
    """
    first, _, last = reference.partition(":")
    start, end = address_of(first), address_of(last)
    if not start or not end:
        return None
    return (*start, *end)
