"""Files that only look like a form: torn, lying, overfull, under a password, of another kind."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib

from tests.helpers import biff
from tests.helpers.office import CONTENT_TYPES
from tests.hostile.made import (
    WORKBOOK,
    Faulty,
    Kind,
    Maker,
    Members,
    Refused,
    kinds,
    with_part,
    zipped,
)

MB = 1024 * 1024
TORN = "不完整或已损坏"


def _bytes(data: bytes) -> Maker:
    return lambda _members: data


def _plus(name: str, content: str | bytes) -> Maker:
    return lambda members: zipped(with_part(members, name, content))


def _entry(data: bytes, name: str) -> int:
    """Return where the directory's entry of a member begins."""
    return data.rindex(name.encode()) - 46


def _patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def _in_directory(offset: int, value: bytes) -> Maker:
    """Return a maker that overwrites a field of the workbook part's directory entry."""

    def make(members: Members) -> bytes:
        data = zipped(members)
        return _patched(data, _entry(data, WORKBOOK) + offset, value)

    return make


def _flipped(members: Members) -> bytes:
    data = zipped(members)
    return _patched(data, len(data) // 2, bytes([data[len(data) // 2] ^ 0x55]))


def _digit_changed(members: Members) -> bytes:
    """Change a digit and keep the checksum; calamine hands the altered number over."""
    data = zipped(members, zipfile.ZIP_STORED)
    assert b"<v>9224.9" in data
    return data.replace(b"<v>9224.9", b"<v>9924.9", 1)


def _doubled(second: str) -> Maker:
    def make(members: Members) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
            warnings.simplefilter("ignore")
            for name, content in [*members.items(), (second, members[WORKBOOK])]:
                archive.writestr(zipfile.ZipInfo(name), content)
        return out.getvalue()

    return make


def _nul_name(members: Members) -> bytes:
    data = zipped(with_part(members, "xl/aXb.xml", "<a/>"))
    return data.replace(b"xl/aXb.xml", b"xl/a\0b.xml")


def _overlapping(members: Members) -> bytes:
    data = zipped(with_part(members, "zz.xml", "<a/>"))
    return _patched(data, _entry(data, "zz.xml") + 42, struct.pack("<I", 0))


def _fifield(members: Members) -> bytes:
    """Many entries that share one deflated stream: 40 kB stand for gigabytes."""
    kernel = zlib.compress(bytes(MB), 9)[2:-4]
    crc, count = zlib.crc32(bytes(MB)), 500
    common = struct.pack("<HHHHIIIHH", 0, 8, 0, 33, crc, len(kernel), MB, 4, 0)
    local = b"PK\x03\x04\x14\0" + common + b"0000" + kernel
    entries = b"".join(
        b"PK\x01\x02\x14\0\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"%04d" % at
        for at in range(count)
    )
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(local), 0)
    return local + entries + tail


def _noise(size: int) -> bytes:
    """Return bytes that pack about 1 : 60, below the limit of the ratio."""
    block = b"".join(zlib.crc32(bytes([at])).to_bytes(4, "big") + bytes(396) for at in range(250))
    return (block * (size // len(block) + 1))[:size]


def _half_each(members: Members) -> bytes:
    half = _noise(51 * MB)
    return zipped({**members, "xl/a.bin": half, "xl/b.bin": half})


def _overfull(members: Members) -> bytes:
    return zipped({**members, **{f"m/{at}": b"" for at in range(1_000)}})


def _zip64_lie(members: Members) -> bytes:
    data = zipped(members)
    return _patched(data, len(data) - 12, b"\xff\xff\xff\x7f")


def _ole_lies(offset: int) -> Maker:
    """Return a maker of an .xls whose header claims two thousand million of something."""
    data = biff.xls({"收入": biff.number(0, 0, 1.0)})
    return _bytes(_patched(data, offset, struct.pack("<I", 2**31 - 1)))


def _filepass(_members: Members) -> bytes:
    extra = biff.record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    return biff.ole({"Workbook": biff.stream({"收入": biff.number(0, 0, 1.0)}, extra=extra)})


def _retyped(kind: str, **more: str) -> Maker:
    """Return a maker of a zip whose content types say it is another kind of file."""
    return lambda _members: zipped(
        {"[Content_Types].xml": CONTENT_TYPES.encode(), kind: b"<a/>"}
        | {name: content.encode() for name, content in more.items()}
    )


_CSV = "名称,金额\n公务接待费,5.99\n"
_HTML = "<html><table><tr><td>公务接待费</td><td>5.99</td></tr></table></html>"
_XML_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
_ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<o/>"}

OTHER_FILES: list[Kind] = kinds(
    ("空文件", _bytes(b""), Refused("WB03", "是空文件（0 字节）")),
    ("一个字节", _bytes(b"P"), Refused("WB06", "纯文本")),
    ("随机字节", _bytes(random.Random(7).randbytes(5000)), Refused("WB05", "认不出是什么文件")),
    ("全是零", _bytes(bytes(5000)), Refused("WB05", "认不出是什么文件")),
    ("超过大小", _bytes(b"PK\x03\x04" + bytes(20 * MB)), Refused("WB04", "超过 20 MB 的上限")),
    ("PDF文件", _bytes(b"%PDF-1.7\n%%EOF"), Refused("WB05", "是 PDF 文件")),
    ("RTF文档", _bytes(b"{\\rtf1\\ansi}"), Refused("WB05", "是 RTF 文档")),
    ("照片", _bytes(b"\xff\xd8\xff\xe0JFIF"), Refused("WB05", "是图片")),
    ("RAR压缩包", _bytes(b"Rar!\x1a\x07\x00"), Refused("WB05", "是 RAR 压缩包")),
    ("7z压缩包", _bytes(b"7z\xbc\xaf\x27\x1c"), Refused("WB05", "是 7z 压缩包")),
    ("gzip压缩包", _bytes(b"\x1f\x8b\x08\0"), Refused("WB05", "是 gzip 压缩包")),
    ("CSV文本", _bytes(_CSV.encode()), Refused("WB06", "是纯文本文件")),
    ("国标码CSV文本", _bytes(_CSV.encode("gb18030")), Refused("WB06", "是纯文本文件")),
    ("宽字符CSV文本", _bytes(_CSV.encode("utf-16")), Refused("WB06", "是纯文本文件")),
    ("网页", _bytes(_HTML.encode()), Refused("WB06", "是网页文件")),
    ("XML表格2003", _bytes(_XML_2003.encode()), Refused("WB06", "是 XML 电子表格 2003")),
    ("单个XML表格", _bytes(b"<?xml version='1.0'?><office:document/>"),
     Refused("WB06", "是 OpenDocument 文件")),
    ("早期表格", _bytes(b"\x09\x08\x10\0\0\x06\x05\0"), Refused("WB06", "是早期 Excel 的文件")),
    ("旧Word文档", _bytes(biff.ole({"WordDocument": b"x"})), Refused("WB05", "是 Word 文档（.doc）")),
    ("旧幻灯片", _bytes(biff.ole({"PowerPoint Document": b"x"})), Refused("WB05", "（.ppt）")),
    ("别的复合文档", _bytes(biff.ole({"Quill": b"x"})), Refused("WB05", "是别的程序的文件")),
    ("Word文档", _retyped("word/document.xml"), Refused("WB05", "是 Word 文档")),
    ("幻灯片", _retyped("ppt/presentation.xml"), Refused("WB05", "是 PowerPoint 演示文稿")),
    ("普通压缩包", lambda _: zipped({"说明.txt": b"x"}), Refused("WB05", "是普通压缩包")),
    ("压缩包里的表", lambda m: zipped({"填报表.xlsx": zipped(m)}), Refused("WB05", "是普通压缩包")),
    ("二进制工作簿", _retyped("xl/workbook.bin"), Refused("WB06", "是二进制工作簿（.xlsb）")),
    ("开放文档表格", lambda _: zipped(_ODS), Refused("WB06", "是 OpenDocument 文件")),
    ("苹果表格", lambda _: zipped({"Index/Document.iwa": b"x"}), Refused("WB06", "是 Numbers 表格")),
    ("带宏", _plus("xl/vbaProject.bin", b"x"), Refused("WB06", "带有宏程序")),
    ("改名的宏", _plus("xl/Macros/VBAPROJECT.BIN", b"x"), Refused("WB06", "带有宏程序")),
    ("旧格式带宏", _bytes(biff.ole({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"})),
     Refused("WB06", "带有宏程序")),
    ("打开密码", _bytes(biff.ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})),
     Refused("WB07", "有打开密码")),
    ("旧格式打开密码", _filepass, Refused("WB07", "有打开密码")),
)  # fmt: skip

ARCHIVES: list[Kind] = kinds(
    ("没有传完", lambda m: zipped(m)[:-200], Refused("WB08", "压缩目录缺失")),
    ("只有一半", lambda m: zipped(m)[: len(zipped(m)) // 2], Refused("WB08", "压缩目录缺失")),
    ("没有开头", lambda m: zipped(m)[100:], Refused("WB08", "文件开头缺失")),
    ("坏了一个字节", _flipped, Refused("WB08", TORN)),
    ("改了一位数字", _digit_changed, Refused("WB08", "校验和不符")),
    ("少报大小", _in_directory(24, struct.pack("<I", 9)), Refused("WB08", "校验和不符")),
    ("多报大小", _in_directory(24, struct.pack("<I", 2**32 - 2)), Refused("WB08", TORN)),
    ("目录不在", _zip64_lie, Refused("WB08", TORN)),
    ("加密标志", _in_directory(8, b"\x01"), Refused("WB07", "有打开密码")),
    ("压缩方法不符", _in_directory(10, b"\x00"), Refused("WB09", "前后两处的记录不同")),
    ("BZIP2压缩", lambda m: zipped(m, zipfile.ZIP_BZIP2), Refused("WB09", "Excel 不用的压缩方法")),
    ("LZMA压缩", lambda m: zipped(m, zipfile.ZIP_LZMA), Refused("WB09", "Excel 不用的压缩方法")),
    ("往上爬的名称", _plus("../../x.xml", "<a/>"), Refused("WB09", "指向文件之外")),
    ("反斜杠往上爬", _plus("xl\\..\\..\\x.xml", "<a/>"), Refused("WB09", "指向文件之外")),
    ("绝对路径", _plus("/etc/x.xml", "<a/>"), Refused("WB09", "不合规")),
    ("盘符", _plus("C:/x.xml", "<a/>"), Refused("WB09", "不合规")),
    ("名称里有空字符", _nul_name, Refused("WB09", "不合规")),
    ("两个同名部件", _doubled(WORKBOOK), Refused("WB09", "出现了 2 次")),
    ("大小写不同的部件", _doubled("XL/Workbook.XML"), Refused("WB09", "出现了 2 次")),
    ("斜杠不同的部件", _doubled("xl\\workbook.xml"), Refused("WB09", "出现了 2 次")),
    ("重叠的部件", _overlapping, Refused("WB09", "与别的部件重叠")),
    ("重叠炸弹", _fifield, Refused("WB09", "与别的部件重叠")),
    ("高倍炸弹", _plus("xl/x.xml", "<a>" + " " * (20 * MB) + "</a>"), Refused("WB10", "200 倍以上")),
    ("单个过大", _plus("xl/a.bin", _noise(65 * MB)), Refused("WB10", "超过 64 MB 的上限")),
    ("合起来过大", _half_each, Refused("WB10", "全部展开后超过 100 MB")),
    ("部件过多", _overfull, Refused("WB10", "超过 1000 个的上限")),
    ("复合文档多报扇区", _ole_lies(44), Faulty("RC19", words="不是本格式的填报表")),
    ("复合文档目录在外", _ole_lies(48), Refused("WB08", TORN)),
    ("复合文档扩展表在外", _ole_lies(68), Refused("WB08", TORN)),
    ("旧格式不是填报表", lambda _: biff.xls({"别的表": biff.number(0, 0, 1.0)}),
     Faulty("RC19", words="不是本格式的填报表")),
    ("旧格式没有传完", lambda _: biff.xls({"收入": biff.number(0, 0, 1.0)})[:3000],
     Refused("WB08", TORN)),
    ("旧格式没有内容", _bytes(biff.ole({"Workbook": b""})), Refused("WB08", TORN)),
)  # fmt: skip
