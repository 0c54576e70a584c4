"""Open report.docx: is it a whole Word file, and which of its parts does a reader see?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.template.wordml import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

FILE = "report.docx"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = "document.main+xml"
_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_ORDER = (_DOCUMENT, *(f"{name}+xml" for name in _STORIES))
_CORE = "docprops/core.xml"
_LARGEST = 5 * 1024 * 1024
_RESAVE = "用 Word 或 WPS 打开模板，另存为新的 .docx 文件。"


@dataclass(frozen=True, slots=True)
class Part:
    """One part whose tags are filled in. ``label`` is what a person calls it; 正文 has none."""

    name: str
    kind: str
    label: str
    root: Element


@dataclass(frozen=True, slots=True)
class Office:
    """A template taken apart: parts to fill, and every other XML part as bytes."""

    parts: tuple[Part, ...]
    others: Mapping[str, bytes]


def read(template: bytes) -> Office:
    """Return the parts of a template.

    Raises ReportgenError (TP01) where the file is no whole, plain .docx.
    """
    from reportgen.workbook.preflight import unpack

    if len(template) > _LARGEST:
        raise _refused(f"大小超过 {_LARGEST >> 20} MB", "压缩或删去图片后再保存。")
    if not template.startswith(b"PK"):
        raise _refused("不是 .docx 文件")
    try:
        archive = unpack(template)
    except ReportgenError as fault:
        raise _refused(fault.message.rstrip("。")) from fault
    types = _types(archive.parts)
    if _DOCUMENT not in types.values():
        raise _refused("不是普通的 .docx 文档（也许是 .dotx、.docm 或别的文件）")
    real = _real_names(template)
    parts = [
        _part(real[name], types[name], archive.parts[name])
        for name in sorted(types, key=lambda name: (_ORDER.index(types[name]), name))
        if name in archive.parts
    ]
    if _CORE in archive.parts:
        parts.append(Part(real[_CORE], "core", "文档属性", parsed(archive.parts[_CORE])))
    known = {part.name.lower() for part in parts}
    others = {name: data for name, data in archive.parts.items() if name not in known}
    return Office(tuple(parts), others)


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the parts that hold a story of the document, with the kind of each."""
    listing = parts.get("[content_types].xml")
    if listing is None:
        raise _refused("缺少内容目录，不是完整的 .docx 文件")
    found = {}
    for entry in parsed(listing):
        kind = str(entry.get("ContentType", "")).removeprefix(_WORD)
        if kind in _ORDER:
            found[str(entry.get("PartName", "")).lstrip("/").lower()] = kind
    return found


def _real_names(template: bytes) -> dict[str, str]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return {name.lower(): name for name in archive.namelist()}


def _part(name: str, kind: str, data: bytes) -> Part:
    root = parsed(data)
    if root.nsmap.get("w") != W:
        raise _refused("是“严格”格式或别的程序写成的文档")
    story = kind.removesuffix("+xml")
    return Part(name, "document" if kind == _DOCUMENT else story, _STORIES.get(story, ""), root)


def parsed(data: bytes) -> Element:
    """Return the root of a part. Raises ReportgenError (TP01) where it is damaged."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise _refused(f"有一部分已损坏（{fault.lineno} 行）") from fault
    if b"<!DOCTYPE" in data:
        raise _refused("含有 DOCTYPE 声明，可能有害")
    return root


def _refused(reason: str, remedy: str = _RESAVE) -> ReportgenError:
    return ReportgenError("TP01", f"报告模板 {FILE} 不能使用：{reason}。", remedy)
