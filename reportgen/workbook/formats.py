"""Number formats: what a style number means, and whether a format shows per cent or a day."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.workbook.markup import is_index, starts

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERAL = "General"

BUILT_IN: Mapping[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;\\-#,##0",
    38: "#,##0;[Red]\\-#,##0",
    39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Source: ECMA-376 part 1, 18.8.30, with the Chinese column for 27-36 and 50-58."""

_SMALL = 256 * 1024
"""Larger parts are not kept: they are no form's as issued."""
_SECTIONS = frozenset(
    ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
)
_WANTED = _SECTIONS | {"numFmt", "xf"}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_PARTS = re.compile(r"[ymd]", re.IGNORECASE)


def by_style(data: bytes, part: str) -> Mapping[str, str]:
    """Return the format code of each cell style, by the number cells refer to it with.

    The forms of one pack share their styles to the byte: the last few are kept.
    """
    return _by_style(data, part) if len(data) <= _SMALL else _by_style.__wrapped__(data, part)


@lru_cache(maxsize=8)
def _by_style(data: bytes, part: str) -> Mapping[str, str]:
    custom: dict[int, str] = {}
    numbers: list[int] = []
    section = ""
    for name, attributes in starts(data, part, _WANTED):
        if name in _SECTIONS:
            section = name
        elif name == "numFmt" and section == "numFmts":
            custom[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", GENERAL)
        elif name == "xf" and section == "cellXfs":
            numbers.append(_whole(attributes.get("numFmtId", "")))
    return {
        str(style): custom.get(number) or BUILT_IN.get(number, GENERAL)
        for style, number in enumerate(numbers)
    }


@lru_cache(maxsize=256)
def is_percent(code: str) -> bool:
    """Tell whether a format shows a fraction as per cent.

    >>> is_percent("0.00%"), is_percent('0.00"%"'), is_percent("General")
    (True, False, False)
    """
    return "%" in code and "%" in _NOT_SHOWN.sub("", code)


@lru_cache(maxsize=256)
def is_day(code: str) -> bool:
    """Tell whether a format shows a calendar date.

    >>> is_day("yyyy/m/d"), is_day('yyyy"年"m"月"'), is_day("[Red]0.00"), is_day("h:mm")
    (True, True, False, False)
    """
    shown = _NOT_SHOWN.sub("", code.split(";", 1)[0])
    letters = set(_DAY_PARTS.findall(shown.lower()))
    return bool(letters & {"y", "d"}) and shown.lower() != GENERAL.lower()


def _whole(text: str) -> int:
    return int(text) if is_index(text) else 0
