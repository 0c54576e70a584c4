"""Archives that are torn, lie, overflow or were made to hurt."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib

import pytest

from reportgen import workbook
from reportgen.findings import ReportgenError
from reportgen.workbook.limits import MB, MEMBERS
from reportgen.workbook.preflight import unpack
from tests.helpers.office import packed, parts, sheet

ORDINARY = parts({"收入": sheet('<row r="1"><c r="A1"><v>57.35</v></c></row>')})
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes) -> str:
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(data, "填报表.xlsx")
    return f"{caught.value.code} {caught.value.message.removeprefix('“填报表.xlsx”')}"


def altered(at: int, value: bytes, data: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def directory_entry(data: bytes, name: str) -> int:
    return data.rindex(name.encode()) - 46


def test_a_lost_tail():
    assert refusal(packed(ORDINARY)[:-60]) == (
        "WB08 不完整或已损坏：压缩目录缺失，多半是没有传完。"
    )


def test_a_digit_changed_on_the_way_is_noticed_by_the_checksum():
    """Calamine handed over 99.35 for 57.35."""
    data = packed(ORDINARY, zipfile.ZIP_STORED)
    assert data.count(b"57.35") == 1
    assert refusal(data.replace(b"57.35", b"99.35")) == (
        "WB08 不完整或已损坏：部件“xl/worksheets/sheet1.xml”的校验和不符。"
    )


def test_any_flipped_byte_is_refused_or_harmless():
    """No byte of the file can change what is read."""
    data = packed(ORDINARY)
    wanted = workbook.read_bytes(data, "a").sheets
    for at in range(len(data)):
        try:
            got = workbook.read_bytes(altered(at, bytes([data[at] ^ 0x55]), data), "a").sheets
        except ReportgenError:
            continue
        assert got == wanted, at


def test_a_stream_that_ends_early():
    content = b"<a/>" * 99
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    torn = (squeezed.compress(content) + squeezed.flush())[:-2]
    data = _one_member(b"a.xml", torn, 8, zlib.crc32(content), len(content))
    assert refusal(data) == "WB08 不完整或已损坏：部件“a.xml”缺了末尾。"


def test_something_hidden_behind_a_stream():
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = squeezed.compress(b"<a/>") + squeezed.flush() + b"more"
    data = _one_member(b"a.xml", stream, 8, zlib.crc32(b"<a/>"), 4)
    assert refusal(data) == ("WB09 不是办公软件生成的正常文件：部件“a.xml”后面夹带了别的内容。")


def test_a_header_that_understates_the_size():
    data = packed({"a.xml": "<a>" + " " * 5000 + "</a>"})
    at = directory_entry(data, "a.xml") + 24
    assert refusal(altered(at, struct.pack("<I", 9), data)).startswith("WB08")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_excel_does_not_use(method):
    assert refusal(packed(ORDINARY, method)) == (
        "WB09 不是办公软件生成的正常文件：部件“[Content_Types].xml”用了 Excel 不用的压缩方法。"
    )


def test_members_under_a_password():
    data = packed({"a.xml": "<a/>"})
    at = directory_entry(data, "a.xml") + 8
    assert refusal(altered(at, b"\x01", data)) == "WB07 有打开密码。"


@pytest.mark.parametrize("second", ["xl/workbook.xml", "XL/Workbook.xml", "xl\\workbook.xml"])
def test_two_members_of_one_name(second):
    """One reader takes the first, another the last: two different forms in one file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = list(ORDINARY.items())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in [*names, (second, "<x/>")]:
                archive.writestr(name, content)
    assert refusal(out.getvalue()) == (
        "WB09 不是办公软件生成的正常文件：部件“xl/workbook.xml”出现了 2 次。"
    )


@pytest.mark.parametrize("name", ["../x.xml", "xl/../../x.xml", "xl\\..\\x.xml"])
def test_names_that_climb(name):
    assert refusal(packed({name: "<a/>"})) == (
        f"WB09 不是办公软件生成的正常文件：部件名“{name.replace(chr(92), '/')}”指向文件之外。"
    )


@pytest.mark.parametrize("name", ["/etc/x.xml", "C:/x.xml"])
def test_names_that_start_at_a_root(name):
    assert refusal(packed({name: "<a/>"})).endswith(f"部件名“{name}”不合规。")


def test_members_that_share_their_bytes():
    """38 kB can stand for 1.7 GB that way; zipfile notices from Python 3.11.8 on."""
    data = packed({"a.xml": "<a/>", "b.xml": "<b/>"})
    at = directory_entry(data, "b.xml") + 42
    assert refusal(altered(at, struct.pack("<I", 0), data)) == (
        "WB09 不是办公软件生成的正常文件：部件“b.xml”与别的部件重叠。"
    )


def test_a_directory_and_a_header_that_disagree():
    data = packed({"a.xml": "<a/>"})
    assert refusal(data.replace(b"a.xml", b"z.xml", 1)) == (
        "WB09 不是办公软件生成的正常文件：部件“a.xml”前后两处的记录不同。"
    )


def test_exactly_as_many_members_as_allowed_and_one_more():
    fewer = {f"m/{at}": b"" for at in range(MEMBERS.most - len(ORDINARY))}
    assert workbook.read_bytes(packed({**ORDINARY, **fewer}), "a").sheets
    assert refusal(packed({**ORDINARY, **fewer, "more": b""})) == (
        "WB10 内有 1001 个部件，超过 1000 个的上限。"
    )


def test_a_part_that_swells():
    """600 MB of blanks in 618 kB took calamine 612 MB of memory."""
    blanks = "<a>" + " " * (2 * MB) + "</a>"
    assert refusal(packed({**ORDINARY, "xl/x.xml": blanks})) == (
        "WB10 有部件（xl/x.xml）展开后是压缩时的 200 倍以上，不是正常的表格。"
    )


def test_a_tight_part_below_a_megabyte_is_harmless():
    assert workbook.read_bytes(
        packed({**ORDINARY, "xl/x.xml": "<a>" + " " * 900_000 + "</a>"}), "a"
    )


def _noise(size: int) -> bytes:
    """Return bytes that pack about 1 : 60, below the ratio's limit."""
    return b"".join(
        zlib.crc32(bytes([i % 251])).to_bytes(4, "big") + bytes(396) for i in range(size // 400)
    )


def test_parts_too_large_one_by_one_and_together():
    large = _noise(65 * MB)
    assert refusal(packed({"xl/a.bin": large})) == (
        "WB10 有部件（xl/a.bin）展开后超过 64 MB 的上限。"
    )
    half = large[: 51 * MB]
    assert refusal(packed({"xl/a.bin": half, "xl/b.bin": half})) == (
        "WB10 全部展开后超过 100 MB 的上限。"
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<!DOCTYPE a><a/>",
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "docProps/core.xml", "customXml/x.dat"])
def test_declarations_that_let_a_file_grow_or_reach_out(part, inside):
    for data in (inside.encode(), inside.encode("utf-16"), inside.encode("utf-16-be")):
        assert refusal(packed({**ORDINARY, part: data})) == (
            f"WB11 有部件（{part}）含有 DOCTYPE 声明，可能有害，不予读取。"
        )


def test_an_encoding_nobody_agreed_on():
    inside = '<?xml version="1.0" encoding="GBK"?><a/>'
    assert refusal(packed({**ORDINARY, "xl/workbook.xml": inside})) == (
        "WB11 有部件（xl/workbook.xml）用了 GBK 编码，应为 UTF-8。"
    )


def test_a_part_that_only_claims_to_be_xml():
    """EBCDIC would hide a DOCTYPE from a search for its letters."""
    hidden = "<!DOCTYPE a><a/>".encode("cp037")
    assert refusal(packed({**ORDINARY, "xl/workbook.xml": hidden})) == (
        "WB08 不完整或已损坏：部件“xl/workbook.xml”不是 XML。"
    )


def test_what_is_handed_on_is_every_xml_part_by_plain_name():
    archive = unpack(packed({**ORDINARY, "xl/media/a.png": b"\x89PNG"}))
    assert "xl/media/a.png" in archive.names
    assert sorted(archive.parts) == sorted(name.lower() for name in ORDINARY)


def _one_member(name: bytes, stream: bytes, method: int, crc: int, size: int) -> bytes:
    """Return a zip of one member written by hand, so that it can be wrong."""
    common = struct.pack("<HHHHIIIHH", 0, method, 0, 33, crc, len(stream), size, len(name), 0)
    local = b"PK\x03\x04\x14\0" + common + name + stream
    entry = b"PK\x01\x02\x14\0\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return (
        local
        + entry
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    )
