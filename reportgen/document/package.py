"""Write the Word file's zip by hand: what no report changes is copied as it lies, compressed.

Every date in the zip is the first day it knows, so that the same input gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipFile, ZipInfo

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DATE = 0x0021  # 1980-01-01
_UTF8_NAMES = 0x0800
_LEVEL = 6
_LOCAL_SIZE = 30


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside the zip, as it is stored."""

    name: str
    method: int
    checksum: int
    size: int
    stored: bytes


def members(data: bytes) -> tuple[Member, ...]:
    """Return the template's files with their compressed bytes, in the order they lie in."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(_member(data, archive, i) for i in archive.infolist() if not i.is_dir())


def _member(data: bytes, archive: ZipFile, info: ZipInfo) -> Member:
    start = info.header_offset
    name_size, extra_size = struct.unpack_from("<HH", data, start + 26)
    start += _LOCAL_SIZE + name_size + extra_size
    stored = data[start : start + info.compress_size]
    if info.compress_type in (0, 8):
        return Member(info.filename, info.compress_type, info.CRC, info.file_size, stored)
    return deflated(info.filename, archive.read(info))


def deflated(name: str, content: bytes) -> Member:
    """Return new content as a member."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    stored = squeeze.compress(content) + squeeze.flush()
    return Member(name, 8, zlib.crc32(content), len(content), stored)


def pack(template: tuple[Member, ...], changed: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a zip: the template's members, some with new content."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for old in template:
        member = deflated(old.name, changed[old.name]) if old.name in changed else old
        name = member.name.encode()
        fields = _fields(member, len(name))
        pieces += (_LOCAL, fields, name, member.stored)
        directory += (_CENTRAL, struct.pack("<H", 20), fields, _rest(offset), name)
        offset += _LOCAL_SIZE + len(name) + len(member.stored)
    listing = b"".join(directory)
    count = len(template)
    end = struct.pack("<4sHHHHIIH", _END, 0, 0, count, count, len(listing), offset, 0)
    return b"".join([*pieces, listing, end])


def _fields(member: Member, name_size: int) -> bytes:
    """Return the eleven values that the local header and the directory share."""
    flags = 0 if member.name.isascii() else _UTF8_NAMES
    return struct.pack(
        "<HHHHHIIIHH",
        20,
        flags,
        member.method,
        0,
        _DATE,
        member.checksum,
        len(member.stored),
        member.size,
        name_size,
        0,
    )


def _rest(offset: int) -> bytes:
    return struct.pack("<HHHII", 0, 0, 0, 0, offset)
