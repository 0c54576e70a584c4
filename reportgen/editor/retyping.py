"""Type other words into a few cells of a workbook, and leave every other byte as it was.

Loading and saving with a library would drop what the library does not know: text boxes,
pictures in cells, comments of newer kinds. Only the sheet's own XML is written anew.
"""

from __future__ import annotations

import copy
import posixpath
from typing import TYPE_CHECKING

from reportgen.document import package
from reportgen.template.office import parsed
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from reportgen.workbook.cells import Address

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORKBOOK = "xl/workbook.xml"


def retyped(
    data: bytes, sheet: str, at: Mapping[Address, Callable[[str], str]]
) -> tuple[bytes, set[Address]]:
    """Return a workbook with the words of some cells changed, and which cells were.

    Each change is made to every stretch of a cell that has one look, so that looks stay.
    A cell with a formula is left alone; so is a workbook that is not .xlsx as Excel writes it.
    """
    if not data.startswith(b"PK"):
        return data, set()
    members = package.members(data)
    parts = _parts(data)
    name = _sheet_part(parts, sheet)
    if name is None:
        return data, set()
    root = parsed(parts[name])
    shared = _shared(parts)
    cells = {str(cell.get("r")): cell for cell in root.iter(f"{_S}c")}
    done = {
        address
        for address, change in at.items()
        if ref(address) in cells and _change(cells[ref(address)], change, shared)
    }
    if not done:
        return data, set()
    return package.pack(members, {name: _bytes(root)}), done


def _parts(data: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _sheet_part(parts: Mapping[str, bytes], sheet: str) -> str | None:
    """Return the member that holds a sheet, where the workbook lies where Excel puts it."""
    relations = "xl/_rels/workbook.xml.rels"
    if _WORKBOOK not in parts or relations not in parts:
        return None
    targets = {str(each.get("Id")): str(each.get("Target")) for each in parsed(parts[relations])}
    for each in parsed(parts[_WORKBOOK]).iter(f"{_S}sheet"):
        if str(each.get("name")).strip() == sheet:
            target = targets.get(str(each.get(f"{_R}id")), "")
            name = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            return name if name in parts else None
    return None


def _shared(parts: Mapping[str, bytes]) -> list[Element]:
    content = parts.get("xl/sharedStrings.xml")
    return list(parsed(content).iter(f"{_S}si")) if content else []


def _change(cell: Element, change: Callable[[str], str], shared: list[Element]) -> bool:
    kind, value = cell.get("t", "n"), cell.find(f"{_S}v")
    if cell.find(f"{_S}f") is not None:
        return False
    if kind == "s" and value is not None:
        return _own_words(cell, value, change, shared)
    if kind == "inlineStr":
        return _words(cell, change)
    if value is None or kind not in ("n", "str"):
        return False
    new = change(value.text or "")
    changed = new != value.text
    value.text = new
    return changed


def _own_words(
    cell: Element, value: Element, change: Callable[[str], str], shared: list[Element]
) -> bool:
    """Give a cell words of its own: other cells may share the old ones."""
    number = int(value.text or -1)
    if not 0 <= number < len(shared):
        return False
    own = copy.deepcopy(shared[number])
    own.tag = f"{_S}is"
    if not _words(own, change):
        return False
    cell.replace(value, own)
    cell.set("t", "inlineStr")
    return True


def _words(element: Element, change: Callable[[str], str]) -> bool:
    """Change every stretch of words; what is said of their reading (拼音) stays."""
    changed = False
    for node in element.iter(f"{_S}t"):
        parent = node.getparent()
        if parent is not None and parent.tag == f"{_S}rPh":
            continue
        new = change(node.text or "")
        changed |= new != (node.text or "")
        node.text = new
        if new != new.strip():
            node.set(_SPACE, "preserve")
    return changed


def _bytes(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
