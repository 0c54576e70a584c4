"""The plain part of Word's markup: paragraphs of runs of text, and tables of them, read as text.

A printed report is little else, and reading it so takes a tenth of the time. Whatever is not
plain is told: ``Unusual`` for the whole story, a paragraph without ``runs`` for itself alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.word_package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(
    r"""<\?xml [^<>]*encoding=["']UTF-8["'][^<>]*\?>\s*+(?P<root><w:document [^<>]*+>)<w:body>"""
)
TAIL = re.compile(r"</w:body></w:document>\s*")
_NAMED, _NAMESPACE = "xmlns:w=", f'"{W}"'
_FOREIGN = ("<!", "<?", "\r", _NAMED, _NAMESPACE)
_OPEN = r"(?: [^<>]*[^<>/])?>"
SIGNS = {"": "", "tab": "\t", "br": "\n"}
_PARAGRAPH = re.compile(r"<w:p[ >/]|<w:tbl>")
OUTSIDE, _TABLE, _ROW, CELL = range(4)


class Unusual(Exception):
    """Something stands in a story that templates seldom hold."""


class Paragraph(NamedTuple):
    """A paragraph with what its ``pPr`` holds; ``runs`` is None where they are not plain."""

    markup: str
    properties: str | None = None
    runs: str | None = None


class Cell(NamedTuple):
    """A cell with what its ``tcPr`` holds."""

    properties: str | None
    paragraphs: list[Paragraph]


class Row(NamedTuple):
    """A row with what its ``trPr`` holds."""

    properties: str | None
    cells: list[Cell]


def _holds(name: str) -> str:
    """Return a pattern of an element that ends at the first end of that name."""
    return rf"<w:{name}{_OPEN}(?P<{name}>(?:[^<]++|<(?!/w:{name}>))*+)</w:{name}>"


_SAID = rf"<w:t{_OPEN}([^<&]*+)</w:t>|<w:(tab|br)/>"
_RUN = (
    rf"<w:r{_OPEN}(?:<w:rPr>(?:[^<]++|<(?!/w:rPr>|w:vanish))*+</w:rPr>)?+"
    rf"(?:<w:t{_OPEN}[^<&]*+</w:t>|<w:tab/>|<w:br(?: w:type=\"page\")?/>"
    r"|<w:lastRenderedPageBreak/>)*+</w:r>"
)
_SILENT = r"<w:(?:proofErr|bookmarkStart|bookmarkEnd) [^<>]*/>"
WORDS = re.compile(_SAID)
PIECE = re.compile(
    rf"(?P<p><w:p{_OPEN}(?:{_holds('pPr')})?+(?P<runs>(?:{_RUN}|{_SILENT})*+)</w:p>)"
    rf"|(?P<tc><w:tc{_OPEN}(?:{_holds('tcPr')})?+)|(?P<end_tc></w:tc>)"
    rf"|(?P<tr><w:tr{_OPEN}(?:{_holds('trPr')})?+)|(?P<end_tr></w:tr>)"
    rf"|(?P<tbl><w:tbl>(?:{_holds('tblPr')})?+(?:{_holds('tblGrid')})?+)|(?P<end_tbl></w:tbl>)"
    rf"|(?P<empty><w:p(?: [^<>]*)?/>)|(?P<odd><w:p{_OPEN})|(?P<none>{_SILENT}|{_holds('sectPr')})"
)
STEPS = {
    "tbl": (OUTSIDE, _TABLE),
    "tr": (_TABLE, _ROW),
    "tc": (_ROW, CELL),
    "end_tc": (CELL, _ROW),
    "end_tr": (_ROW, _TABLE),
    "end_tbl": (_TABLE, OUTSIDE),
}


def root_of(story: str) -> tuple[str, int]:
    """Return the tag a story opens with, and where its body begins; raise Unusual for others."""
    head = _HEAD.match(story)
    root = head["root"] if head else ""
    if head is None or root.count(_NAMESPACE) != 1 or root.count(_NAMED) != 1:
        raise Unusual
    if f" {_NAMED}{_NAMESPACE}" not in root:
        raise Unusual
    return root, head.end()


def is_foreign(body: str) -> bool:
    """Tell whether markup holds comments, instructions, or names of its own."""
    return any(mark in body for mark in _FOREIGN)


def pieces(story: str, start: int) -> Iterator[Paragraph | list[Row]]:
    """Yield the paragraphs and tables of a body; raise Unusual where it holds anything else."""
    if is_foreign(story[start:]):
        raise Unusual
    at, inside = start, OUTSIDE
    table: list[Row] = []
    while found := PIECE.match(story, at):
        kind, at = found.lastgroup or "", found.end()
        if kind in STEPS:
            before, after = STEPS[kind]
            if inside != before:
                raise Unusual
            inside = after
            _enter(kind, found, table)
            if kind == "end_tbl":
                yield table
                table = []
        elif kind != "none":
            paragraph = _paragraph(story, found)
            at = found.start() + len(paragraph.markup)
            if inside == OUTSIDE:
                yield paragraph
            else:
                _cell(table, inside).append(paragraph)
    if inside != OUTSIDE or not TAIL.fullmatch(story, at):
        raise Unusual


def _enter(kind: str, found: re.Match[str], table: list[Row]) -> None:
    if kind == "tc":
        table[-1].cells.append(Cell(found["tcPr"], []))
    elif kind == "tr":
        table.append(Row(found["trPr"], []))


def _cell(table: list[Row], inside: int) -> list[Paragraph]:
    if inside != CELL:
        raise Unusual
    return table[-1].cells[-1].paragraphs


def _paragraph(story: str, found: re.Match[str]) -> Paragraph:
    if found["p"]:
        return Paragraph(found["p"], found["pPr"], found["runs"])
    if found["empty"]:
        return Paragraph(found["empty"], None, "")
    end = story.find("</w:p>", found.end())
    if end < 0 or _PARAGRAPH.search(story, found.end(), end):
        raise Unusual
    return Paragraph(story[found.start() : end + len("</w:p>")])


def words(runs: str) -> str:
    r"""Return what plain runs say.

    >>> words("<w:r><w:t>收入</w:t><w:br/><w:t>支出</w:t></w:r>")
    '收入\n支出'
    """
    return "".join([text or SIGNS[sign] for text, sign in WORDS.findall(runs)])
