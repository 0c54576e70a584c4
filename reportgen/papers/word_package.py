"""The parts of a .docx that hold text, parsed strictly; nothing outside the file is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.papers import refusals, sniff

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = "/officeDocument"
_STORIES = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"))


def q(name: str) -> str:
    """Return a name of the main namespace as lxml writes it: ``q("p")``."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file taken apart. ``asides`` are headers, footers and notes with their label."""

    body: Element
    styles: Element | None
    numbering: Element | None
    asides: tuple[tuple[str, Element], ...]


def unpack(data: bytes) -> Package:
    """Return the parts of a Word file; raise RD03 to RD06 where it is none or is not whole."""
    from reportgen.workbook import preflight

    try:
        archive = preflight.unpack(data)
    except ReportgenError as problem:
        raise refusals.as_report(problem) from None
    sniff.require_word(archive)
    parts = archive.parts
    main = main_of(parts)
    body = parsed(parts[main], main).find(q("body"))
    if body is None:
        raise refusals.broken("没有正文")
    folder = main.rpartition("/")[0]
    styles, numbering = (
        optional(parts, f"{folder}/{name}.xml") for name in ("styles", "numbering")
    )
    asides = tuple((label, parsed(parts[name], name)) for label, name in stories(parts, folder))
    return Package(body, styles, numbering, asides)


def parsed(data: bytes, name: str) -> Element:
    """Return the root of one part; the strict dialect is read as the usual one."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    if _STRICT in data:
        data = data.replace(_STRICT, W.encode())
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusals.broken(f"部件“{name}”不是完整的 XML") from None


def stories(names: Iterable[str], folder: str) -> list[tuple[str, str]]:
    """Return the parts that hold headers, footers and notes, each after its label."""
    known = sorted(names)
    return [
        (label, name)
        for start, label in _STORIES
        for name in known
        if name.startswith(f"{folder}/{start}") and name.endswith(".xml")
    ]


def main_of(parts: Mapping[str, bytes]) -> str:
    """Return the part that holds the text; it need not be called document.xml."""
    if relations := parts.get("_rels/.rels"):
        for entry in parsed(relations, "_rels/.rels"):
            target = str(entry.get("Target", "")).lstrip("/").lower()
            if str(entry.get("Type", "")).endswith(_MAIN) and target in parts:
                return target
    if "word/document.xml" not in parts:
        raise refusals.broken("没有正文")
    return "word/document.xml"


def optional(parts: Mapping[str, bytes], name: str) -> Element | None:
    """Return a part that a report can be read without, None where it is missing or damaged."""
    try:
        return parsed(parts[name], name) if name in parts else None
    except ReportgenError:
        return None
