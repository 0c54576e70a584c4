"""What a file really is, by its content: the name's ending is often wrong."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook import ole

if TYPE_CHECKING:
    from reportgen.workbook.preflight import Archive


class Container(Enum):
    """The two ways a readable workbook is packed."""

    ZIP = "xlsx"
    OLE = "xls"


_OPEN_AND_RESAVE = "用 Excel 或 WPS 打开它，另存为 .xlsx 工作簿后再用。"
_CHOOSE = "选取填报表工作簿（.xlsx 文件）。"
_UNPACK = "先解压，再选取其中的填报表工作簿（.xlsx 文件）。"
_LOOK = 4096

_MAGIC = (
    (b"%PDF-", "PDF 文件", _CHOOSE),
    (b"{\\rtf", "RTF 文档", _CHOOSE),
    (b"\x89PNG", "图片", _CHOOSE),
    (b"\xff\xd8\xff", "图片", _CHOOSE),
    (b"GIF8", "图片", _CHOOSE),
    (b"Rar!", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
)
_EARLY_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"mime-version:")
_XML_2003 = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')


def container(data: bytes) -> Container:
    """Tell how the workbook is packed.

    Raises ReportgenError: WB05 no workbook at all, WB06 a table to be saved as .xlsx first,
    WB08 a workbook whose beginning is lost.
    """
    if data.startswith(b"PK\x03\x04"):
        return Container.ZIP
    if data.startswith(ole.SIGNATURE):
        return Container.OLE
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise _other(what, remedy)
    if data.startswith(_EARLY_EXCEL):
        raise _resave("早期 Excel 的文件")
    if b"PK\x05\x06" in data[-66_000:]:
        raise ReportgenError(
            "WB08", "不完整或已损坏：文件开头缺失。", "重新复制或重新下载这个文件。"
        )
    raise _as_words(data)


def require_readable_ole(data: bytes) -> None:
    """Raise the error that names an OLE file which is no plain .xls or .et workbook."""
    found = ole.names(data)
    if "EncryptedPackage" in found:
        raise locked()
    if "WordDocument" in found:
        raise _other("Word 文档（.doc）", _CHOOSE)
    if "PowerPoint Document" in found:
        raise _other("PowerPoint 演示文稿（.ppt）", _CHOOSE)
    if found and not found & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        raise _other("别的程序的文件", _CHOOSE)
    if found & {"_VBA_PROJECT_CUR", "VBA"}:
        raise macros()


def require_workbook(archive: Archive) -> None:
    """Raise the error that names a zip which is no plain .xlsx workbook."""
    names = archive.names
    if any(name.endswith("vbaproject.bin") for name in names):
        raise macros()
    if "xl/workbook.bin" in names:
        raise _resave("二进制工作簿（.xlsb）")
    if "content.xml" in names:
        raise _resave("OpenDocument 文件（.ods 一类）")
    if "index/document.iwa" in names or "index.zip" in names:
        raise _resave("Numbers 表格")
    for folder, what in (("word/", "Word 文档"), ("ppt/", "PowerPoint 演示文稿")):
        if any(name.startswith(folder) for name in names):
            raise _other(what, _CHOOSE)
    if "[content_types].xml" not in names:
        raise _other("普通压缩包", _UNPACK)


def locked() -> ReportgenError:
    """Return the error for a workbook that asks for a password when opened."""
    return ReportgenError(
        "WB07", "有打开密码。", "用 Excel 打开，在“文件－信息－保护工作簿”中清除密码后保存。"
    )


def macros() -> ReportgenError:
    """Return the error for a workbook that carries a program."""
    return ReportgenError(
        "WB06",
        "带有宏程序，不予读取。",
        "用 Excel 打开它，另存为“Excel 工作簿（.xlsx）”，宏会自动去掉。",
    )


def _other(what: str, remedy: str) -> ReportgenError:
    return ReportgenError("WB05", f"是{_spaced(what)}，不是 Excel 工作簿。", remedy)


def _resave(what: str) -> ReportgenError:
    return ReportgenError("WB06", f"是{_spaced(what)}，不能直接读取。", _OPEN_AND_RESAVE)


def _spaced(what: str) -> str:
    """Part Latin letters from the character before them, as the rest of the text does."""
    return f" {what}" if what[0].isascii() else what


def _as_words(data: bytes) -> ReportgenError:
    """Name a file made of characters, or admit that it is not known."""
    head = data[:_LOOK].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if any(mark in head for mark in _XML_2003):
        return _resave("XML 电子表格 2003")
    if b"office:document" in head:
        return _resave("OpenDocument 文件（.ods 一类）")
    if head.startswith(_HTML) or b"<html" in head or b"<table" in head:
        return _resave("网页文件（HTML）")
    if head and _is_words(data):
        return _resave("纯文本文件（CSV 一类）")
    return ReportgenError("WB05", "不是 Excel 工作簿，也认不出是什么文件。", _CHOOSE)


def _is_words(data: bytes) -> bool:
    """Tell whether the beginning reads as text in an encoding used in China."""
    head = data[:_LOOK]
    encodings = ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030")
    for encoding in encodings:
        for cut in range(4):  # the last character may be cut in two
            try:
                words = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return all(char.isprintable() or char in "\t\r\n\ufeff" for char in words)
    return False
