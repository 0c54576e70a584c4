"""The bytes of a text file → its lines, in whichever encoding it was saved."""

from __future__ import annotations

import re

from reportgen.papers import refusals

_BREAK = re.compile("\r\n|[\r\n\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOK = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16 or GB18030; raise RD03 where it is none of them."""
    for code in _codes(data):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:_LOOK])) * 50 <= len(text[:_LOOK]):
            return text
    raise refusals.unknown()


def _codes(data: bytes) -> list[str]:
    for mark, code in _MARKS:
        if data.startswith(mark):
            return [code]
    zeros = [data[start:_LOOK:2].count(0) * 20 > len(data[start:_LOOK:2]) for start in (0, 1)]
    if any(zeros):
        return ["utf-16-be" if zeros[0] else "utf-16-le"]
    return ["utf-8", "gb18030"]


def lines(text: str) -> list[str]:
    r"""Return the lines of a text; half a character that was torn apart is replaced.

    >>> lines("甲\r\n乙\x0c丙\ud800")
    ['甲', '乙', '丙�']
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _BREAK.split(whole.removeprefix("\ufeff"))
