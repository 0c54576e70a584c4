"""A cell to the calendar date it holds, typed as text or stored as Excel's day number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportgen.records.words import key
from reportgen.workbook.cells import CellKind
from reportgen.workbook.formats import is_day

if TYPE_CHECKING:
    from reportgen.workbook.cells import Cell

_TYPED = re.compile(
    r"(?P<year>\d{4})(?:年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?"
    r"|(?P<mark>[-/.])(?P<m2>\d{1,2})(?P=mark)(?P<d2>\d{1,2})"
    r"|(?P<m3>\d{2})(?P<d3>\d{2}))",
    re.ASCII,
)
_TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*$", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LEAP_THAT_NEVER_WAS = 60
"""Excel counts a 29 February 1900; no day has this number, and later ones are one too high."""
_LIKELY = range(32_874, 73_051)
"""1990 to 2099: a bare number outside is rather a year, 2021, or a date cut short, 2021.4."""


def as_day(cell: Cell, *, date1904: bool = False) -> date | None:
    """Return a cell's date, or None when it holds none that can be told without guessing.

    Dates are known by what the field asks for, not by the cell's style, since a style is
    easily lost. Without one the number must lie between 1990 and 2099.
    """
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return None
    return _from_text(cell.text) or _from_number(cell.text, cell.number_format, date1904)


def _from_text(text: str) -> date | None:
    """Read the ways a date is typed.

    >>> {_from_text(text) for text in ("2021年4月20日", "2021.4.20", "２０２１/４/２０")}
    {datetime.date(2021, 4, 20)}
    >>> _from_text("20210420"), _from_text("2021-04-20T00:00:00")
    (datetime.date(2021, 4, 20), datetime.date(2021, 4, 20))
    >>> _from_text("2021年4月"), _from_text("2021-2-30"), _from_text("21.4.20")
    (None, None, None)
    """
    found = _TYPED.fullmatch(key(_TIME.sub("", text)))
    if not found:
        return None
    month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "md")
    try:
        result = date(int(found["year"]), int(month), int(day))
    except ValueError:
        return None
    return result if _FIRST_YEAR <= result.year <= _LAST_YEAR else None


def _from_number(text: str, number_format: str, date1904: bool) -> date | None:
    """Read a day number; the time of day behind the point is left out.

    >>> _from_number("44306", "General", False), _from_number("42844.5", "General", True)
    (datetime.date(2021, 4, 20), datetime.date(2021, 4, 20))
    >>> _from_number("2021.4", "General", False), _from_number("60", "yyyy/m/d", False)
    (None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    if date1904:
        number += 1462
    if not (1 <= number < _LIKELY.stop and (is_day(number_format) or int(number) in _LIKELY)):
        return None
    serial = int(number)
    if serial == _LEAP_THAT_NEVER_WAS and not date1904:
        return None
    start = date(1899, 12, 31) if serial < _LEAP_THAT_NEVER_WAS else date(1899, 12, 30)
    return start + timedelta(serial)
