"""An .xlsx file to a Book: which parts are the sheets, and what they share.

Only the workbook part and the relations say where a sheet stands; part names mean nothing.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook import formats, sheets, sniff, texts
from reportgen.workbook.cells import Book
from reportgen.workbook.limits import CELLS, SHEETS, exceeded
from reportgen.workbook.markup import RESAVE, starts, truth
from reportgen.workbook.preflight import plain_name, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.workbook.cells import Sheet
    from reportgen.workbook.preflight import Archive

_USUAL_PLACE = "xl/workbook.xml"
_NO_CELLS = {"chartsheet", "dialogsheet"}


def read(data: bytes, file: str, sha256: str) -> Book:
    """Return the workbook inside a zip.

    Raises ReportgenError: all of the preflight's, WB05 and WB06 for other kinds of zip, WB12
    for a workbook without its sheets, and the sheets' own.
    """
    archive = unpack(data)
    sniff.require_workbook(archive)
    main = _main_part(archive)
    related = _relations(archive, main)
    by_kind = dict(related.values())
    common = sheets.Common(
        _shared_texts(archive, by_kind.get("sharedStrings", "")),
        _formats(archive, by_kind.get("styles", "")),
    )
    listed = starts(archive.parts[main], main, {"sheet", "workbookPr"})
    date1904 = any(truth(one.get("date1904")) for name, one in listed if name == "workbookPr")
    entries = [attributes for name, attributes in listed if name == "sheet"]
    found = tuple(_read_all(archive, entries, related, common))
    require_sheets(found)
    return Book(file, found, sha256, date1904)


def require_sheets(found: tuple[Sheet, ...]) -> None:
    """Raise WB12 when there is no sheet to read, or one title stands for two."""
    if not found:
        raise ReportgenError("WB12", "里没有可读的工作表。", "选取填有内容的填报表工作簿。")
    seen: set[str] = set()
    for sheet in found:
        if sheet.title.casefold() in seen:
            raise ReportgenError("WB12", f"里有两个名为“{sheet.title}”的工作表。", RESAVE)
        seen.add(sheet.title.casefold())


def require_limits(count: int) -> None:
    """Raise WB10 when there are more sheets than any form has."""
    if count > SHEETS.most:
        raise exceeded(SHEETS, got=count)


def _read_all(
    archive: Archive,
    entries: list[Mapping[str, str]],
    related: Mapping[str, tuple[str, str]],
    common: sheets.Common,
) -> Iterator[Sheet]:
    require_limits(len(entries))
    count = 0
    for entry in entries:
        title = entry.get("name", "")
        kind, part = related.get(entry.get("id", ""), ("", ""))
        if kind in _NO_CELLS:
            continue
        if "macro" in kind.lower():
            raise sniff.macros()
        if part not in archive.parts:
            raise ReportgenError("WB12", f"缺少工作表“{title}”的内容。", RESAVE)
        hidden = entry.get("state", "visible") != "visible"
        sheet = sheets.read(archive.parts[part], part, title, hidden, common)
        count += len(sheet.cells)
        if count > CELLS.most:
            raise exceeded(CELLS, where=f"工作表“{title}”")
        yield sheet


def _main_part(archive: Archive) -> str:
    """Return the name of the workbook part; the package's relations point to it."""
    for kind, target in _relations(archive, "").values():
        if kind == "officeDocument" and target in archive.parts:
            return target
    if _USUAL_PLACE in archive.parts:
        return _USUAL_PLACE
    raise ReportgenError("WB12", "里没有工作簿目录，读不出工作表。", RESAVE)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return each relation of a part: its id → (last word of its type, the part it points to).

    A target outside the package points to nothing here.
    """
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if source not in archive.parts:
        return {}
    found = {}
    for _, one in starts(archive.parts[source], source, {"Relationship"}):
        target = one.get("Target", "")
        if one.get("TargetMode") == "External":
            target = ""
        path = posixpath.normpath(posixpath.join("/", folder, plain_name(target)))
        found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path.lstrip("/"))
    return found


def _shared_texts(archive: Archive, part: str) -> list[str]:
    """Return the shared strings; where the part is gone, no cell can point to one."""
    return texts.shared(archive.parts[part], part) if part in archive.parts else []


def _formats(archive: Archive, part: str) -> Mapping[str, str]:
    """Return the format codes. Without them a rate of 0.95 could not be told from 0.95%."""
    if part and part not in archive.parts:
        raise ReportgenError("WB12", "缺少样式部件，分不清百分数与普通数。", RESAVE)
    return formats.by_style(archive.parts[part], part) if part else {}
