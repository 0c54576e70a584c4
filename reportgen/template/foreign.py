"""What must not be in a template at all: tags nobody fills, revisions, links to elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, ReportgenError, Where, error
from reportgen.template.office import FILE, parsed
from reportgen.template.wordml import P, T, q

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office, Part

_BRACES = re.compile(r"\{\{|\{%|｛｛|\{#")
_BRACES_IN_BYTES = re.compile(rb"\{\{|\{%")
_TAGS_IN_BYTES = re.compile(rb"<[^>]*>")
_REVISIONS = tuple(q(name) for name in ("ins", "del", "moveFrom", "moveTo"))
_SHOWN = (T, q("delText"), q("delInstrText"))
"""Words as such, those of a deletion too: TP12 tells of it already."""
_CARRYING = {
    "DDE", "DDEAUTO", "LINK", "DATABASE", "RD",
    "IMPORT", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE",
}  # fmt: skip
_EMBEDDED = {
    "aFChunk": "嵌入的其他文档", "oleObject": "嵌入的对象", "package": "嵌入的文件",
    "control": "控件", "vbaProject": "宏",
}  # fmt: skip
_COMMENT = q("commentReference")
_LINKED = {"attachedTemplate": "外部模板", "image": "外部图片", "oleObject": "外部对象"}
_LABELS = (
    ("word/comments", "批注"), ("word/charts/", "图表"), ("word/diagrams/", "图示"),
    ("docprops/custom", "自定义属性"), ("docprops/", "文档属性"), ("word/glossary/", "自动图文集"),
    ("customxml/", "附带的数据"), ("word/settings", "文档设置"), ("word/styles", "样式"),
    ("word/numbering", "自动编号"),
)  # fmt: skip
_HERE = "把标签移到正文、表格、页眉页脚、脚注或文本框的文字里。"


def outside(office: Office) -> Iterator[Finding]:
    """Yield findings for the parts that are copied into every report as they are."""
    noted = any(part.root.find(f".//{_COMMENT}") is not None for part in office.parts)
    for name, data in sorted(office.others.items()):
        if noted and name.startswith("word/comments"):
            continue  # that there are comments at all has been told
        if name.endswith(".rels"):
            yield from _relations(data)
        text = _TAGS_IN_BYTES.sub(b"", data)
        if _BRACES_IN_BYTES.search(text) or _BRACES_IN_BYTES.search(data):
            what = "超链接或引用的地址" if name.endswith(".rels") else _label(name)
            yield _unfilled(what)


def inside(part: Part, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield findings for what stands in a part but is not its text."""
    yield from _comments(part, spots)
    for code, place in _codes(part, spots):
        yield from _field(code, place)
    for element in part.root.iter():
        if not isinstance(element.tag, str):
            continue
        place = _place(element, spots, part)
        if element.tag in _REVISIONS:
            yield error(
                "TP12",
                Where(FILE, place),
                "这里有没有处理的修订，删去的标签也会被填写。",
                "在 Word 的“审阅”中接受或拒绝全部修订，关闭修订后保存。",
            )
        elif element.tag == q("fldSimple"):
            yield from _field(str(element.get(q("instr")) or ""), place)
        if element.tag not in _SHOWN and _BRACES.search(element.text or ""):
            yield _unfilled("域代码、公式或图形", place)
        if any(_BRACES.search(str(value)) for value in element.attrib.values()):
            yield _unfilled("图片的替代文字、书签名或别的属性", place)


def _comments(part: Part, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield one finding for all comments: Word prints them beside the words of every report."""
    found = [_place(each, spots, part) for each in part.root.iter(_COMMENT)]
    if found:
        others = [Where(FILE, place) for place in dict.fromkeys(found) if place != found[0]]
        message = f"模板里有 {len(found)} 条批注，每份报告都会带着它们。"
        remedy = "在 Word 的“审阅”中删除文档中的所有批注，再保存。"
        yield error("TP29", Where(FILE, found[0]), message, remedy, others)


def _codes(part: Part, spots: dict[Element, str]) -> Iterator[tuple[str, str]]:
    """Yield the code of each field, put together where it stands in pieces, and its place."""
    pieces: list[str] = []
    place = ""
    for element in part.root.iter(q("instrText"), q("fldChar")):
        if element.tag == q("fldChar"):
            yield "".join(pieces), place
            pieces, place = [], ""
        else:
            pieces.append(element.text or "")
            place = place or _place(element, spots, part)
    yield "".join(pieces), place


def _place(element: Element, spots: dict[Element, str], part: Part) -> str:
    if element in spots:
        return spots[element]
    above = next((each for each in element.iterancestors(P) if each in spots), None)
    if above is None:
        above = next((each for each in element.iter(P) if each in spots), None)
    return part.label or "正文" if above is None else spots[above]


def _field(code: str, place: str) -> Iterator[Finding]:
    words = code.split()
    if words and words[0].upper() in _CARRYING:
        yield error(
            "TP17",
            Where(FILE, place),
            f"这里有会读入别的文件的域（{words[0]}），每份报告都会带着它。",
            "在 Word 中选中它，按 Ctrl+Shift+F9 变成普通文字，或删去。",
        )
    elif words and words[0].upper() == "MERGEFIELD":
        yield error(
            "TP13",
            Where(FILE, place),
            f"这里是邮件合并域“{' '.join(words[1:2])}”，不会被填写。",
            "删去这个域，改成 {{ 名称 }}。",
        )


def _relations(data: bytes) -> Iterator[Finding]:
    """Yield a finding for each relation that brings something along, however it is spelt."""
    try:
        root = parsed(data)
    except ReportgenError as fault:
        yield error(fault.code, Where(FILE), fault.message, fault.remedy)
        return
    for relation in root.iter("{*}Relationship"):
        name = str(relation.get("Type", "")).rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            if name != "hyperlink":
                yield _carried(_LINKED.get(name, f"指向外部的内容（{name}）"))
        elif name in _EMBEDDED:
            yield _carried(_EMBEDDED[name])


def _carried(what: str) -> Finding:
    return error(
        "TP17",
        Where(FILE),
        f"模板里有{what}，每份报告都会带着它。",
        "在 Word 中删去它；外部模板在“开发工具－文档模板”中改回 Normal。",
    )


def _unfilled(what: str, place: str = "") -> Finding:
    return error("TP13", Where(FILE, place or what), f"{what}里的标签不会被填写。", _HERE)


def _label(name: str) -> str:
    return next((label for start, label in _LABELS if name.startswith(start)), f"部件 {name} ")
