"""A copy of report.docx with each of lint's findings as a comment at the tag it is about."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError, Severity
from reportgen.outputs import remarks
from reportgen.outputs.steady import steady
from reportgen.papers.word_package import q
from reportgen.papers.word_text import Fields, spoken
from reportgen.template.office import Part, read
from reportgen.template.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document
    from lxml.etree import _Element as Element

    from reportgen.findings import Finding
    from reportgen.template.office import Office

_CHOKED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError)
_TAG = re.compile(r"\{[{%].*?[}%]\}")
_EXCERPT = re.compile(r"“([^“”]+)”")
_STORY = (q("txbxContent"), q("hdr"), q("ftr"))


def remarked(template: bytes, findings: Sequence[Finding]) -> bytes:
    """Return the template with its findings as comments; those of an earlier copy give way.

    What has no place in the text, or stands where Word takes no comment (a header, a note, a
    text box), is told at the first words. Raises ReportgenError OU10 where the file can not be
    written on.
    """
    import docx

    try:
        office = read(template)  # refuses what python-docx would choke on
        document = docx.Document(io.BytesIO(template))
        remarks.clear(document)
        spots = _by_place(document, office)
        for finding in sorted(findings, key=lambda each: each.severity is not Severity.ERROR):
            remarks.put(document, _ends(finding, spots, document), _said(finding))
        written = io.BytesIO()
        document.save(written)
    except (*_CHOKED, ReportgenError) as problem:
        raise ReportgenError(
            "OU10",
            "“report.docx”已损坏或内部格式比较特殊，不能在上面批注。",
            "用 Word 或 WPS 打开它，另存为新的 .docx 文件，再运行一次；或按列出的位置逐项改正。",
        ) from problem
    return steady(written.getvalue(), keep_clock=True)


def _by_place(document: Document, office: Office) -> dict[str, list[Element]]:
    """Return the paragraphs of the text by the words lint calls their places by."""
    part = Part("", "document", "", document.element)
    found: dict[str, list[Element]] = {}
    for paragraph, place in places(part, office).items():
        if next(paragraph.iterancestors(*_STORY), None) is None:
            found.setdefault(place, []).append(paragraph)
    return found


def _ends(
    finding: Finding, spots: Mapping[str, Sequence[Element]], document: Document
) -> tuple[Element, Element]:
    """Return the first and last run of the words a finding is about, or of their paragraph."""
    place = finding.where.spot.removesuffix("的文本框")
    for paragraph in _likeliest(finding, spots.get(place, ())):
        text = spoken(paragraph, Fields()).text
        for words in _named(finding):
            at = text.find(words)
            runs = list(remarks.cut(paragraph, at, at + len(words))) if at >= 0 else []
            if runs:
                return runs[0], runs[-1]
        runs = list(remarks.cut(paragraph, 0, len(text)))
        if runs:
            return runs[0], runs[-1]
        return _empty(paragraph)
    return _start(document)


def _likeliest(finding: Finding, sharing: Sequence[Element]) -> list[Element]:
    """Return the paragraphs that share a place, those first that hold the words told of."""
    words = next(_named(finding), "")
    return sorted(sharing, key=lambda each: words not in spoken(each, Fields()).text)


def _named(finding: Finding) -> Iterator[str]:
    """Yield the words of the template that a message quotes."""
    yield from _TAG.findall(finding.message)
    yield from _EXCERPT.findall(finding.message)


def _empty(paragraph: Element) -> tuple[Element, Element]:
    """Return a run made to hold the comment of a paragraph without words."""
    from lxml import etree

    run = etree.SubElement(paragraph, q("r"))
    return run, run


def _start(document: Document) -> tuple[Element, Element]:
    paragraphs = list(document.element.body.iter(q("p")))
    try:
        return remarks.first_words(paragraphs)
    except ValueError:
        return _empty(document.add_paragraph()._p if not paragraphs else paragraphs[0])


def _said(finding: Finding) -> str:
    others = "、".join(each.spot or str(each) for each in finding.related)
    lines = [
        f"【{finding.severity.value} {finding.code}】{finding.where.spot or finding.where.file}",
        finding.message,
        f"办法：{finding.remedy}",
        *([f"另见：{others}"] if others else []),
    ]
    return "\n".join(lines)
