"""Make a filled part valid Word XML again, and prove that it is whole before anyone gets it."""

from __future__ import annotations

import re

from reportgen.findings import ReportgenError

LARGEST_PART = 20 * 1024 * 1024
_HOLDERS = ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
_BARE_END = re.compile(
    "</w:(?:" + "|".join(f"{name}>(?<!</w:p></w:{name}>)" for name in _HOLDERS) + ")"
)
_NO_ROWS = re.compile(r"(?:</w:tblGrid>|<w:tblGrid/>)(?=</w:tbl>)")
_BLOCK = re.compile(r"</w:(p|tbl)>|<w:p/>")
_AGAIN = "不要使用这份报告；请把模板和填报表交给维护人员检查。"


def mended(xml: str) -> str:
    """Return a part without emptied tables, and with a paragraph in every emptied cell.

    Word calls a table without rows or a cell without a paragraph corrupt (ECMA-376 17.4.65).
    """
    for found in reversed(list(_NO_ROWS.finditer(xml))):
        start = max(xml.rfind(opening, 0, found.start()) for opening in ("<w:tbl>", "<w:tbl "))
        xml = xml[:start] + xml[found.end() + len("</w:tbl>") :]
    for found in reversed(list(_BARE_END.finditer(xml))):
        if not _ends_in_paragraph(xml, found[0][4:-1], found.start()):
            xml = f"{xml[: found.start()]}<w:p/>{xml[found.start() :]}"
    return xml


def _ends_in_paragraph(xml: str, name: str, end: int) -> bool:
    """Tell whether the last block of an element is a paragraph, bookmarks after it aside."""
    last = None
    start = max(xml.rfind(f"<w:{name}>", 0, end), xml.rfind(f"<w:{name} ", 0, end))
    for found in _BLOCK.finditer(xml, start, end):
        last = found[0]
    return last in ("</w:p>", "<w:p/>")


def prove(part: str, xml: str, fixed: tuple[str, ...]) -> bytes:
    """Return the part's bytes, or raise ReportgenError where it is broken or a text is gone."""
    from pyexpat import ExpatError, ParserCreate

    position = 0
    for text in fixed:
        found = xml.find(text, position)
        if found < 0:
            raise ReportgenError(
                "DO02", f"生成的报告里少了模板的文字“{text[:30]}”（{part}）。", _AGAIN
            )
        position = found + len(text)
    content = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.encode()
    if len(content) > LARGEST_PART:
        raise ReportgenError(
            "DO04",
            f"生成的报告有 {len(content) // 1024 // 1024} MB，超过 {LARGEST_PART >> 20} MB。",
            "检查填报表里是否有重复粘贴的大段文字。",
        )
    try:
        ParserCreate().Parse(content, True)
    except ExpatError as fault:
        raise ReportgenError(
            "DO01", f"生成的报告不完整（{part} 第 {fault.lineno} 行第 {fault.offset} 字）。", _AGAIN
        ) from fault
    return content
