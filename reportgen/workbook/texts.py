"""Shared strings: the words of all sheets, kept once in a part of their own."""

from __future__ import annotations

import re

from reportgen.workbook.limits import DEPTH, STRINGS, exceeded
from reportgen.workbook.markup import parse

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def unescaped(text: str) -> str:
    r"""Return text with Excel's escapes decoded, once.

    >>> unescaped("一_x000D_\n二"), unescaped("_x005F_x000D_")
    ('一\r\n二', '_x000D_')
    """
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return _PAIR.sub(_joined, decoded)


def _joined(pair: re.Match[str]) -> str:
    """Put the two halves of a rare character together again."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def shared(data: bytes, part: str) -> list[str]:
    """Return the shared strings in order.

    The runs of rich text are joined, phonetic guides are left out; the counts the part
    claims to hold are not looked at.
    """
    reader = _TextReader(part)
    parse(data, part, reader.start, reader.end, reader.text)
    return reader.texts


class _TextReader:
    """Collects the ``t`` of each ``si``, whatever prefix the part gives its names."""

    def __init__(self, part: str) -> None:
        self.texts: list[str] = []
        self.part = part
        self.run, self.item, self.guide = "t", "si", "rPh"
        self.depth = 0
        self.phonetic = 0
        self.collecting = False
        self.pieces: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if name == self.run:
            self.collecting = not self.phonetic
        elif name == self.item:
            self.pieces.clear()
        elif name == self.guide:
            self.phonetic += 1
        elif self.depth == 1:
            prefix = name.removesuffix("sst")
            self.run, self.item, self.guide = f"{prefix}t", f"{prefix}si", f"{prefix}rPh"
        elif self.depth > DEPTH.most:
            raise exceeded(DEPTH, where=self.part)

    def text(self, text: str) -> None:
        if self.collecting:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == self.run:
            self.collecting = False
        elif name == self.item:
            self.texts.append(unescaped("".join(self.pieces)))
            if len(self.texts) > STRINGS.most:
                raise exceeded(STRINGS)
        elif name == self.guide:
            self.phonetic -= 1
