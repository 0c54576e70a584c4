"""A .docx as the text a reader sees: paragraphs as lines, tables as rows between bars."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}
_NOTES = {"footnotes": "脚注", "endnotes": "尾注"}


def read_text(docx: bytes, *, fill_down: bool = False) -> str:
    """Return the whole text: body, then headers, footers and notes, each line marked with its kind.

    ``fill_down`` repeats the text of a cell merged downwards in each row it covers.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = sorted(
            n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")
        )
        roots = {name: etree.fromstring(archive.read(name)) for name in names}
    lines = list(_blocks(roots["word/document.xml"][0], fill_down))
    for start, label in (("word/header", "页眉"), ("word/footer", "页脚")):
        for name in names:
            if name.startswith(start):
                lines += _marked(roots[name], label, fill_down)
    for kind, label in _NOTES.items():
        root = roots.get(f"word/{kind}.xml")
        for note in [] if root is None else root:
            if not note.get(f"{W}type"):
                lines += _marked(note, label, fill_down)
    return "\n".join(lines)


def _marked(root: Element, label: str, fill_down: bool) -> list[str]:
    return [f"[{label}] {line}" for line in _blocks(root, fill_down) if line.strip()]


def _blocks(container: Element, fill_down: bool) -> Iterator[str]:
    for block in container:
        if block.tag == f"{W}p":
            yield _paragraph(block)
            for box in block.iter(f"{W}txbxContent"):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from (f"[文本框] {line}" for line in _blocks(box, fill_down))
        elif block.tag == f"{W}tbl":
            yield from _table(block, fill_down)
        elif block.tag in _WRAPPERS:
            yield from _blocks(block, fill_down)


def _paragraph(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}br":
            yield "⏎"
        elif child.tag == f"{W}tab":
            yield "\t" if element.tag == f"{W}r" else ""
        elif child.tag not in (f"{W}p", f"{W}txbxContent"):
            yield from _pieces(child)


def _table(table: Element, fill_down: bool) -> Iterator[str]:
    above: dict[int, str] = {}
    for row in _near(table, f"{W}tr"):
        cells = []
        for column, cell in enumerate(_near(row, f"{W}tc")):
            text = " / ".join(_blocks(cell, fill_down))
            if fill_down and _continues(cell):
                text = above.get(column, "")
            above[column] = text
            cells.append(text)
        yield f"| {' | '.join(cells)} |"


def _near(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _near(child, name)


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
