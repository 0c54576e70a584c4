"""Is the archive whole, small enough and what it claims to be? Only then is a part read.

Nothing a header says is believed: every member is inflated to its end, counted and summed
here. What is wrong with each of these files was seen in the wild or in a published attack.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook.limits import (
    MB,
    MEMBER_MB,
    MEMBERS,
    RATIO,
    RATIO_FROM,
    STEP,
    TOTAL_MB,
    exceeded,
)
from reportgen.workbook.sniff import locked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RESEND = "请报送人用 Excel 打开原文件，另存为新的 .xlsx 后重新发送。"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_TEXT_ENDINGS = (".xml", ".rels", ".vml")
_MARKUP_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)""")
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"}


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip that was read to its end: all its names, and the bytes of its XML parts.

    Names are lower-cased and use ``/``, since Office does not tell them apart otherwise.
    """

    names: frozenset[str]
    parts: Mapping[str, bytes]


def unpack(data: bytes) -> Archive:
    """Return an archive whose every member is whole and within the limits.

    Raises ReportgenError: WB07 members under a password, WB08 damaged, WB09 made in a way no
    office program does, WB10 beyond a limit, WB11 XML with a DOCTYPE or in another encoding.
    """
    members, directory_start = _members(data)
    _check_names(members)
    _check_spans(members, data, directory_start)
    parts: dict[str, bytes] = {}
    total = 0
    for member in members:
        content = _inflated(member, data, TOTAL_MB.most * MB - total)
        total += len(content)
        if _is_markup(member.filename, content):
            _check_markup(member.filename, content)
            parts[plain_name(member.filename)] = content
    return Archive(frozenset(plain_name(member.filename) for member in members), parts)


def plain_name(name: str) -> str:
    r"""Return a member's name as all names are compared.

    >>> plain_name("xl\\Workbook.xml")
    'xl/workbook.xml'
    """
    return name.replace("\\", "/").lower()


def broken(message: str) -> ReportgenError:
    """Return the error for a file that is not whole."""
    return ReportgenError("WB08", f"不完整或已损坏：{message}。", RESEND)


def _odd(message: str) -> ReportgenError:
    return ReportgenError("WB09", f"不是办公软件生成的正常文件：{message}。", RESEND)


def _members(data: bytes) -> tuple[list[zipfile.ZipInfo], int]:
    """Return the directory's entries and the place where the directory itself begins."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError):
        raise broken("压缩目录缺失，多半是没有传完") from None
    if len(members) > MEMBERS.most:
        raise exceeded(MEMBERS, got=len(members))
    return members, archive.start_dir


def _check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse names that two readers may take differently, or that lead out of a folder."""
    for member in members:
        name = member.orig_filename.replace("\\", "/")
        if not name or "\0" in name or name.startswith("/") or ":" in name:
            raise _odd(f"部件名“{_legible(name)}”不合规")
        if ".." in name.split("/"):
            raise _odd(f"部件名“{_legible(name)}”指向文件之外")
    counts = Counter(plain_name(member.filename) for member in members)
    for name, times in counts.items():
        if times > 1:
            raise _odd(f"部件“{_legible(name)}”出现了 {times} 次")


def _check_spans(members: Sequence[zipfile.ZipInfo], data: bytes, directory_start: int) -> None:
    """Refuse members that share bytes; the zipfile of Python before 3.11.8 does not notice.

    Source: CVE-2024-0450; 38 kB of overlapping members inflate to 1.7 GB.
    """
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise _odd(f"部件“{_legible(member.filename)}”与别的部件重叠")
        end = _content_start(member, data) + member.compress_size
        if end > directory_start:
            raise broken(f"部件“{_legible(member.filename)}”缺了末尾")


def _content_start(member: zipfile.ZipInfo, data: bytes) -> int:
    """Return where a member's content starts; its own header must agree with the directory."""
    start = member.header_offset
    if not 0 <= start <= len(data) - _LOCAL_HEADER.size:
        raise broken(f"找不到部件“{_legible(member.filename)}”")
    header = _LOCAL_HEADER.unpack_from(data, start)
    flags, method, name_length, extra_length = (int(header[at]) for at in (2, 3, 9, 10))
    if header[0] != b"PK\x03\x04":
        raise broken(f"找不到部件“{_legible(member.filename)}”")
    name_start = start + _LOCAL_HEADER.size
    name = data[name_start : name_start + name_length]
    encoding = "utf-8" if member.flag_bits & _UTF8_NAME else "cp437"
    expected = member.orig_filename.encode(encoding)
    if name != expected or method != member.compress_type:
        raise _odd(f"部件“{_legible(member.filename)}”前后两处的记录不同")
    if (flags | member.flag_bits) & _ENCRYPTED:
        raise locked()
    return name_start + name_length + extra_length


def _inflated(member: zipfile.ZipInfo, data: bytes, room: int) -> bytes:
    """Return a member's content, inflated step by step, counted and checked to its end."""
    start = _content_start(member, data)
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
        _check_size(member, len(content), room)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        content = _deflated(member, packed, room)
    else:
        raise _odd(f"部件“{_legible(member.filename)}”用了 Excel 不用的压缩方法")
    if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
        raise broken(f"部件“{_legible(member.filename)}”的校验和不符")
    return content


def _deflated(member: zipfile.ZipInfo, packed: memoryview, room: int) -> bytes:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    steps: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(packed), STEP):
            rest: bytes | memoryview = packed[at : at + STEP]
            while rest:
                step = engine.decompress(rest, STEP)
                rest = engine.unconsumed_tail
                size += len(step)
                steps.append(step)
                _check_size(member, size, room)
        steps.append(engine.flush())
    except zlib.error:
        raise broken(f"部件“{_legible(member.filename)}”无法解开") from None
    if not engine.eof:
        raise broken(f"部件“{_legible(member.filename)}”缺了末尾")
    if engine.unused_data:
        raise _odd(f"部件“{_legible(member.filename)}”后面夹带了别的内容")
    return b"".join(steps)


def _check_size(member: zipfile.ZipInfo, size: int, room: int) -> None:
    if size > MEMBER_MB.most * MB:
        raise exceeded(MEMBER_MB, where=_legible(member.filename))
    if size > room:
        raise exceeded(TOTAL_MB)
    if size > RATIO_FROM and size > RATIO.most * member.compress_size:
        raise exceeded(RATIO, where=_legible(member.filename))


def _is_markup(name: str, content: bytes) -> bool:
    """Tell whether a part is XML, whatever it is called: a sheet may have any name."""
    if content.lstrip()[:3].startswith(_MARKUP_STARTS):
        return True
    if content and name.lower().endswith(_TEXT_ENDINGS):
        raise broken(f"部件“{_legible(name)}”不是 XML")
    return False


def _check_markup(name: str, content: bytes) -> None:
    """Refuse declarations that let a small file grow or reach outside, and unknown encodings.

    Office never writes a DOCTYPE: in 1,376 outside files only five attack samples had one.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]
    plain = content.replace(b"\0", b"") if wide else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ReportgenError(
            "WB11", f"有部件（{_legible(name)}）含有 DOCTYPE 声明，可能有害，不予读取。", RESEND
        )
    declared = _DECLARED.match(plain[:256].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    if declared and declared[1].lower() not in _ENCODINGS:
        code = _legible(declared[1].decode("ascii", "replace"))
        raise ReportgenError(
            "WB11", f"有部件（{_legible(name)}）用了 {code} 编码，应为 UTF-8。", RESEND
        )


def _legible(name: str) -> str:
    """Return a name short enough and clean enough to print."""
    clean = "".join(char if char.isprintable() else "?" for char in name)
    return clean if len(clean) <= 40 else f"{clean[:40]}…"
