"""What a file really is, by its content: the name's ending is often wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.papers import refusals
from reportgen.papers.decoding import decoded
from reportgen.workbook import ole

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reportgen.workbook.preflight import Archive

DOCX, DOC, PDF, TXT = "docx", "doc", "pdf", "txt"
_CHECK = "报告请选 Word、PDF 或文本文件；核对填报表用 reportgen check 命令。"
_RESAVE = "用 Word 或 WPS 打开它，另存为 .docx 后再用。"
_UNPACK = "先解压，再选取其中的报告（.docx 文件）。"
_SCAN = "改用报告的 Word 文件，或有文字的 PDF。"
_RENAME = "核对是否选错了文件；确是报告全文的，把后缀改为 .txt 再用。"
_NAMED = (".docx", ".doc", ".pdf")
_MAGIC = (
    (b"\x89PNG", "图片", _SCAN),
    (b"\xff\xd8\xff", "图片", _SCAN),
    (b"GIF8", "图片", _SCAN),
    (b"BM", "图片", _SCAN),
    (b"II*\0", "图片", _SCAN),
    (b"MM\0*", "图片", _SCAN),
    (b"Rar!", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
    (b"OFD", "OFD 文件", _RESAVE),
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"mime-version:")
_XML_WORD = (b"schemas.microsoft.com/office/word/", b"schemas.microsoft.com/office/2006/xmlpackage")
_LOOK = 4096


def kind(data: bytes, file: str = "") -> str:
    """Tell how a report is written: docx, doc (also .wps and RTF), pdf or txt.

    Raises ReportgenError RD03 for anything else and for a plain text in a ``file`` that is named
    as a document, RD04 for a Word file under a password, RD05
    for a file whose beginning is lost, RD08 for one without a byte.
    """
    if not data:
        raise refusals.empty()
    if data.startswith(b"PK\x03\x04"):
        return DOCX
    if data.startswith(ole.SIGNATURE):
        return _ole(ole.names(data))
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"{\\rtf"):
        return DOC
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise refusals.not_a_report(what, remedy)
    if b"PK\x05\x06" in data[-66_000:]:
        raise refusals.broken("文件开头缺失")
    _require_no_markup(data)
    if file.lower().endswith(_NAMED) and decoded(data).strip():
        raise refusals.not_a_report("纯文本文件（只有文字，没有 Word 或 PDF 的内容）", _RENAME)
    return TXT


def require_word(archive: Archive) -> None:
    """Raise the error that names a zip which is no .docx."""
    names = archive.names
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return
    if any(name.startswith("xl/") for name in names):
        raise refusals.not_a_report("Excel 工作簿", _CHECK)
    if any(name.startswith("ppt/") for name in names):
        raise refusals.not_a_report("PowerPoint 演示文稿")
    if "ofd.xml" in names:
        raise refusals.not_a_report("OFD 文件", _RESAVE)
    if "content.xml" in names:
        raise refusals.not_a_report("OpenDocument 文件（.odt 一类）", _RESAVE)
    if "[content_types].xml" in names:
        raise refusals.broken("没有正文")
    raise refusals.not_a_report("普通压缩包", _UNPACK)


def _ole(names: AbstractSet[str]) -> str:
    if "EncryptedPackage" in names:
        raise refusals.locked()
    if "WordDocument" in names or "WpsContent" in names:
        return DOC
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        raise refusals.not_a_report("Excel 工作簿", _CHECK)
    if "PowerPoint Document" in names:
        raise refusals.not_a_report("PowerPoint 演示文稿")
    raise refusals.not_a_report("别的程序的文件") if names else refusals.broken("目录无法读取")


def _require_no_markup(data: bytes) -> None:
    head = data[:_LOOK].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if any(mark in head for mark in _XML_WORD):
        raise refusals.not_a_report("XML 格式的 Word 文档", _RESAVE)
    if b"office:document" in head:
        raise refusals.not_a_report("OpenDocument 文件（.odt 一类）", _RESAVE)
    if head.startswith(_HTML) or b"<html" in head:
        raise refusals.not_a_report("网页文件（HTML）", _RESAVE)
    if head.startswith(b"<?xml"):
        raise refusals.not_a_report("XML 文件", _RESAVE)
