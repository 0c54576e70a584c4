"""Raw .xlsx files in memory, part by part, so that any single thing in them can be wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    "</Types>"
)


def sheet(rows: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a worksheet part around ready-made ``<row>`` elements."""
    inside = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{HEAD}<worksheet xmlns="{main}">{inside}</worksheet>'


def row(*cells: str, number: int = 1, more: str = "") -> str:
    """Return one row of ready-made ``<c>`` elements."""
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def shared_texts(texts: Sequence[str]) -> str:
    """Return a shared strings part of plain texts."""
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}" count="9" uniqueCount="9">{items}</sst>'


def styles(codes: Sequence[str | int]) -> str:
    """Return a styles part: style number n has the n-th code, or built-in format number."""
    custom = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>'
        for at, code in enumerate(codes)
        if isinstance(code, str)
    )
    cells = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else 164 + at}"/>'
        for at, code in enumerate(codes)
    )
    inside = f'<numFmts>{custom}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    return f'{HEAD}<styleSheet xmlns="{MAIN}">{inside}<cellXfs>{cells}</cellXfs></styleSheet>'


def relations(targets: Mapping[str, tuple[str, str]], base: str = RELATIONS) -> str:
    """Return a relations part from id → (kind, target)."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{base}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def parts(
    sheets: Mapping[str, str],
    texts: Sequence[str] = (),
    formats: Sequence[str | int] = (),
    *,
    properties: str = "",
    strict: bool = False,
) -> dict[str, str | bytes]:
    """Return all parts of a workbook, to be altered and then packed; sheets by title."""
    main, base = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{at}" r:id="rId{at}"/>'
        for at, title in enumerate(sheets, 1)
    )
    targets = {
        f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)
    }
    targets |= {"styles": ("styles", "styles.xml"), "texts": ("sharedStrings", "sharedStrings.xml")}
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}, base),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{main}" xmlns:r="{base}">'
        f"<workbookPr{properties}/><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(targets, base),
        "xl/styles.xml": styles(formats),
        "xl/sharedStrings.xml": shared_texts(texts),
    }
    for at, content in enumerate(sheets.values(), 1):
        found[f"xl/worksheets/sheet{at}.xml"] = content
    return found


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def xlsx(
    rows: str,
    texts: Sequence[str] = (),
    formats: Sequence[str | int] = (),
    *,
    before: str = "",
    after: str = "",
) -> bytes:
    """Return a workbook of one sheet, 收入, around ready-made rows."""
    return packed(parts({"收入": sheet(rows, before=before, after=after)}, texts, formats))
