"""Raw .xls files in memory: BIFF8 records inside an OLE container."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
EOF = struct.pack("<HH", 0x0A, 0)


def record(code: int, data: bytes = b"") -> bytes:
    """Return one BIFF record."""
    return struct.pack("<HH", code, len(data)) + data


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """Return a NUMBER record; rows and columns are counted from 0."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str, style: int = 0) -> bytes:
    """Return a LABEL record."""
    return record(0x204, struct.pack("<HHH", row, column, style) + _words(text, "<H"))


def error(row: int, column: int, code: int) -> bytes:
    """Return a BOOLERR record that holds an error."""
    return record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))


def boolean(row: int, column: int, value: bool) -> bytes:
    """Return a BOOLERR record that holds a boolean."""
    return record(0x205, struct.pack("<HHHBB", row, column, 0, value, 0))


def hidden_row(row: int) -> bytes:
    """Return a ROW record with the hidden flag."""
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 300, 0, 0, 0x20 | 0x100))


def hidden_column(column: int) -> bytes:
    """Return a COLINFO record with the hidden flag."""
    return record(0x7D, struct.pack("<HHHHHH", column, column, 2000, 0, 1, 0))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """Return a MERGEDCELLS record of one range."""
    return record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def stream(
    sheets: Mapping[str, bytes],
    formats: Sequence[str] = ("General",),
    *,
    extra: bytes = b"",
    date1904: bool = False,
    hidden: Sequence[str] = (),
) -> bytes:
    """Return a workbook stream; style n has the n-th format. ``extra`` follows the BOF."""
    head = _bof(0x05) + extra + record(0x42, struct.pack("<H", 1200))
    head += record(0x22, struct.pack("<H", date1904))
    head += record(
        0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\0Arial"
    )
    for at, code in enumerate(formats):
        head += record(0x41E, struct.pack("<H", 164 + at) + _words(code, "<H"))
    for at in range(len(formats)):
        head += record(0xE0, struct.pack("<HHHBBBBIIH", 0, 164 + at, 1, 32, 0, 0, 0, 0, 0, 0))
    size = len(head) + sum(len(_boundsheet(0, 0, title)) for title in sheets) + len(EOF)
    bodies = b""
    for title, cells in sheets.items():
        head += _boundsheet(size + len(bodies), title in hidden, title)
        bodies += _bof(0x10) + cells + EOF
    return head + EOF + bodies


def xls(sheets: Mapping[str, bytes], formats: Sequence[str] = ("General",)) -> bytes:
    """Return an .xls file of these sheets."""
    return ole({"Workbook": stream(sheets, formats)})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE file of these streams, each in full sectors behind one another."""
    entries = 1 + len(streams)
    directory_sectors = -(-entries * 128 // _SECTOR)
    table = [_TABLE, *_chain(1, directory_sectors)]
    entry_at = [_entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE)]
    body = b""
    for at, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(_SMALLEST, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        right = at + 1 if at < len(streams) else _FREE
        entry_at.append(_entry(name, 2, len(table), len(padded), right=right))
        table += _chain(len(table), len(padded) // _SECTOR)
        body += padded
    directory = b"".join(entry_at).ljust(directory_sectors * _SECTOR, b"\0")
    table += [_FREE] * (128 - len(table))
    return _header() + struct.pack("<128I", *table) + directory + body


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE
) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    entry = spelt.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(spelt), kind, 1, _FREE, right, child
    )
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def _bof(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _boundsheet(offset: int, hidden: int, title: str) -> bytes:
    return record(0x85, struct.pack("<iBB", offset, hidden, 0) + _words(title, "<B"))


def _words(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")
