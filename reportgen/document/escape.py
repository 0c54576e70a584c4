"""A value → the characters that stand for it in XML, whatever it holds."""

from __future__ import annotations

import re
from datetime import date

from reportgen.prose.printable import Number

_SPECIAL = re.compile(
    "[&<>\"'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
LONGEST_PROPERTY = 255
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_BETWEEN_TEXTS = '</w:t>{}<w:t xml:space="preserve">'
_IN_RUN = {
    **_ENTITIES,
    "\n": _BETWEEN_TEXTS.format("<w:br/>"),
    "\t": _BETWEEN_TEXTS.format("<w:tab/>"),
}
_IN_PROPERTY = {**_ENTITIES, "\n": " ", "\t": " "}


def in_run(value: object) -> str:
    """Return a value as the content of a ``w:t``; its line breaks and tabs become Word's own.

    Control characters, lone surrogates and non-characters are left out: XML cannot hold them.

    >>> in_run("甲<乙>\\x07")
    '甲&lt;乙&gt;'
    """
    if type(value) is Number:
        return str(value)  # digits, a point, a sign: nothing to escape
    text = value if type(value) is str else as_text(value)
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda found: _IN_RUN.get(found[0], ""), text.replace("\r\n", "\n"))


def in_property(value: object) -> str:
    """Return a value as the text of a document property, where nothing can break a line."""
    text = as_text(value).replace("\r\n", "\n")[:LONGEST_PROPERTY]
    return _SPECIAL.sub(lambda found: _IN_PROPERTY.get(found[0], ""), text)


def as_text(value: object) -> str:
    """Return what a value prints without a filter; a blank prints nothing.

    >>> as_text(date(2021, 4, 20)), as_text(None), as_text(("甲", "乙"))
    ('2021年4月20日', '', '甲\\n乙')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, tuple):
        return "\n".join(as_text(line) for line in value)
    return str(value)
