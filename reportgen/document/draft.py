"""Mark a report as a draft: 草稿 across every page, and what is wrong on the first one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from reportgen.document.package import deflated, members, pack
from reportgen.findings import Severity, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from reportgen.findings import Finding

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER = "word/header_draft.xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_ID = "rIdDraft"
_ERRORS = "草稿：以下错误没有改正，不得作为正式报告报送。"
_NOTICES = "以下是提醒，请一并核对："
_WATERMARK = (
    f'<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '</v:shapetype><v:shape id="Draft" o:spid="_x0000_s2049" type="#_x0000_t136" style="'
    "position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt"'
    ' string="草稿"/></v:shape></w:pict></w:r>'
)


def as_draft(docx: bytes, findings: Iterable[Finding]) -> bytes:
    """Return a report marked 草稿 on every page, its findings listed before page one."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        roots = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if _is_marked(name)
        }
    document = roots["word/document.xml"]
    _list_findings(document, findings)
    for name, root in roots.items():
        if name.startswith("word/header"):
            _stamp(root)
    added = _add_header(document, roots)
    changed = {name: _bytes(root) for name, root in roots.items()}
    kept = members(docx)
    return pack((*kept, deflated(_HEADER, _bytes(added))), changed)


def _is_marked(name: str) -> bool:
    return name in (
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
    ) or (name.startswith("word/header") and name.endswith(".xml"))


def _bytes(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _list_findings(document: Element, findings: Iterable[Finding]) -> None:
    body = document[0]
    lines = list(_listed(findings))
    for index, line in enumerate(lines):
        body.insert(index, _line(line))
    body.insert(len(lines), _page_break())


def _listed(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what stands before page one: the errors, then apart from them the 提醒."""
    told = list(findings)
    notices = [each for each in told if each.severity is Severity.NOTICE]
    errors = [each for each in told if each.severity is Severity.ERROR]
    for title, group in ((_ERRORS, errors), (_NOTICES, notices)):
        if group or title == _ERRORS:
            yield title
        for finding in group:
            yield from as_text(finding).split("\n")


def _line(text: str) -> Element:
    from lxml import etree

    paragraph = etree.Element(f"{{{_W}}}p")
    run = etree.SubElement(paragraph, f"{{{_W}}}r")
    look = etree.SubElement(run, f"{{{_W}}}rPr")
    etree.SubElement(look, f"{{{_W}}}color").set(f"{{{_W}}}val", "C00000")
    node = etree.SubElement(run, f"{{{_W}}}t")
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    node.text = "".join(each for each in text if each.isprintable())
    return paragraph


def _page_break() -> Element:
    from lxml import etree

    return etree.fromstring(f'<w:p xmlns:w="{_W}"><w:r><w:br w:type="page"/></w:r></w:p>')


def _stamp(header: Element) -> None:
    """Put the watermark into a header's first paragraph."""
    from lxml import etree

    paragraph = next(header.iter(f"{{{_W}}}p"), None)
    if paragraph is None:
        paragraph = etree.SubElement(header, f"{{{_W}}}p")
    paragraph.append(etree.fromstring(_WATERMARK))


def _add_header(document: Element, roots: dict[str, Element]) -> Element:
    """Return a header for the pages that had none, named where Word looks for it.

    Later sections take over what the first one refers to, unless they have their own.
    """
    from lxml import etree

    section = next(document.iter(f"{{{_W}}}sectPr"), None)
    if section is None:
        section = etree.SubElement(document[0], f"{{{_W}}}sectPr")
    present = {each.get(f"{{{_W}}}type") for each in section.iter(f"{{{_W}}}headerReference")}
    for kind in sorted({"default", "first", "even"} - present):
        reference = etree.Element(f"{{{_W}}}headerReference")
        reference.set(f"{{{_W}}}type", kind)
        reference.set(f"{{{_R}}}id", _ID)
        section.insert(0, reference)
    for parent, name, values in _entries(roots):
        etree.SubElement(parent, f"{{{parent.nsmap[None]}}}{name}", values)
    header = etree.Element(f"{{{_W}}}hdr", nsmap={"w": _W})
    _stamp(header)
    return header


def _entries(roots: dict[str, Element]) -> Iterator[tuple[Element, str, dict[str, str]]]:
    types = roots["[Content_Types].xml"]
    yield types, "Override", {"PartName": f"/{_HEADER}", "ContentType": _HEADER_TYPE}
    relations = roots["word/_rels/document.xml.rels"]
    target = _HEADER.removeprefix("word/")
    yield relations, "Relationship", {"Id": _ID, "Type": f"{_R}/header", "Target": target}
