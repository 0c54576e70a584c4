"""The directory of an OLE file (.xls, .et, .doc, anything under a password): its names only.

Every count in the header is bounded by the file's own size before it is believed.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_HEADER = 512
_TABLE_IN_HEADER = 109
_SECTOR_POWERS = (9, 12)


def names(data: bytes) -> frozenset[str]:
    """Return the names of all streams and storages; empty when the file is damaged.

    >>> names(SIGNATURE)
    frozenset()
    """
    if len(data) < _HEADER:
        return frozenset()
    (power,) = struct.unpack_from("<H", data, 30)
    if power not in _SECTOR_POWERS:
        return frozenset()
    size = 1 << power
    table = _allocation(data, size)
    (first,) = struct.unpack_from("<I", data, 48)
    directory = (_sector(data, sector, size) for sector in _chain(first, table))
    found = (_name(block[at : at + _ENTRY]) for block in directory for at in range(0, size, _ENTRY))
    return frozenset(name for name in found if name)


def _allocation(data: bytes, size: int) -> list[int]:
    """Return which sector follows which."""
    table: list[int] = []
    for sector in _table_sectors(data, size):
        block = _sector(data, sector, size)
        if len(block) < size:
            break
        table.extend(struct.unpack(f"<{size // 4}I", block))
    return table


def _table_sectors(data: bytes, size: int) -> Iterator[int]:
    """Name the sectors of the table: 109 stand in the header, the others in a chain."""
    yield from struct.unpack_from(f"<{_TABLE_IN_HEADER}I", data, 76)
    (following,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        block = _sector(data, following, size)
        if len(block) < size:
            return
        *sectors, following = struct.unpack(f"<{size // 4}I", block)
        yield from sectors


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _chain(first: int, table: list[int]) -> Iterator[int]:
    """Follow a chain of sectors once around at most."""
    seen: set[int] = set()
    sector = first
    while sector < len(table) and sector not in seen:
        seen.add(sector)
        yield sector
        sector = table[sector]


def _name(entry: bytes) -> str:
    if len(entry) < _ENTRY:
        return ""
    (length,) = struct.unpack_from("<H", entry, 64)
    if not 2 <= length <= 64:
        return ""
    return entry[: length - 2].decode("utf-16-le", "replace")
