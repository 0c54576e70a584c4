"""``pack lint --fix``: copies of report.docx and form.xlsx with certain slips put right.

Only texts change. Every other byte of the files, and every part without a slip, is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import template as templates
from reportgen import workbook
from reportgen.document.package import members, pack
from reportgen.findings import ReportgenError, Where
from reportgen.packs.layout import FORM
from reportgen.template.amended import amend, write
from reportgen.template.mends import edits, words_of
from reportgen.template.office import FILE, parsed, read
from reportgen.template.places import places
from reportgen.workbook.cells import spot
from reportgen.workbook.sniff import Container, container

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

    from reportgen.packs.model import Pack
    from reportgen.template.known import Names

_S = "{*}"
"""Excel writes the same names in another namespace where it saves as Strict."""
_TEXTS = re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mended:
    """One tag put right: where it stands, how it was typed and how it stands now."""

    where: Where
    before: str
    after: str


def mend(found: Pack) -> tuple[Mapping[str, bytes], tuple[Mended, ...]]:
    """Return the files of a pack that had slips, as they should be, and what was changed.

    A file that cannot be written into (TP01, PK55) is left as it is: lint tells of it.
    """
    known = templates.names(found)
    report, in_report = _report((found.folder / FILE).read_bytes(), known)
    form, in_form = _form(found.folder, known)
    files = {FORM: form, FILE: report}
    changed = {name: data for name, data in files.items() if data}
    return changed, (*in_form, *in_report)


def _report(data: bytes, known: Names) -> tuple[bytes, list[Mended]]:
    try:
        office = read(data)
    except ReportgenError:
        return b"", []
    changed: dict[str, bytes] = {}
    done: list[Mended] = []
    for part in office.parts:
        if part.kind == "core":
            continue
        spots = places(part, office)
        found = amend(part.root, known)
        done += [Mended(Where(FILE, spots[p]), each.before, each.after) for p, each in found]
        if found:
            changed[part.name] = _bytes(part.root)
    return pack(members(data), changed) if changed else b"", done


def _form(folder: Path, known: Names) -> tuple[bytes, list[Mended]]:
    """Mend the texts of a workbook where they lie: shared ones, and those in a cell itself."""
    words = words_of(known)
    data = (folder / FORM).read_bytes()
    changed: dict[str, bytes] = {}
    for name, content in _parts(data).items():
        root = parsed(content)
        if any(_mend_text(item, words) for item in _items(root)):
            changed[name] = _bytes(root)
    if not changed:
        return b"", []
    mended = pack(members(data), changed)
    return mended, list(_written(data, mended, words))


def _parts(data: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    if container(data) is not Container.ZIP:
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if _TEXTS.fullmatch(name)}


def _written(before: bytes, after: bytes, words: frozenset[str]) -> Iterator[Mended]:
    """Yield what was put right, of the cells that now say something else and of no others."""
    old, new = (workbook.read_bytes(data, FORM).sheets for data in (before, after))
    for was, now in zip(old, new, strict=True):
        for at, cell in sorted(was.cells.items()):
            if cell.text != now.cells[at].text:
                where = Where(FORM, spot(was.title, at))
                yield from (Mended(where, e.before, e.after) for e in edits(cell.text, words))


def _items(root: Element) -> Iterator[list[Element]]:
    """Yield the texts of each cell: one, or several where its letters look different."""
    for item in root.iter(f"{_S}si", f"{_S}is"):
        aside = {node for sound in item.iter(f"{_S}rPh") for node in sound.iter()}
        yield [node for node in item.iter(f"{_S}t") if node not in aside]
    for cell in root.iter(f"{_S}c"):
        value = cell.find(f"{_S}v")
        if cell.get("t") == "str" and value is not None and cell.find(f"{_S}f") is None:
            yield [value]


def _mend_text(nodes: list[Element], words: frozenset[str]) -> bool:
    found = list(edits("".join(node.text or "" for node in nodes), words))
    write(nodes, found)
    for node in nodes:
        if node.tag.endswith("}v"):  # its blanks count without being told so
            node.attrib.clear()
    return bool(found)


def _bytes(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
