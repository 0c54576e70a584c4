"""Lines of text → a .docx in memory, so that a template in a test reads like the page.

A line is a paragraph, lines between bars are a table's rows, ¦ parts a line into runs.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

import docx as word

from reportgen import document
from reportgen.prose import Number
from tests.helpers.reading import read_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from reportgen.prose import Context
    from reportgen.template import Names

_BAR = re.compile(r"\s\|(?=\s)(?![^{]*\}\})")
"""Parts cells; a bar inside a tag is a filter's."""
KNOWN: Names = {
    "单位": "文字",
    "等级": "选项",
    "编制数": "数/人",
    "金额": "数/万元",
    "增长率": "数/%",
    "日期": "日期",
    "职能": "段落",
    "项目": {"序号": "数", "名称": "文字", "决算": "数", "说明": "段落"},
    "指标": {"一级": "文字", "二级": "文字", "得分": "数"},
}
_FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8"?><w:{kind}s xmlns:w="http://schemas.openxmlformats.org'
    '/wordprocessingml/2006/main"><w:{kind} w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    "</w:{kind}></w:{kind}s>"
)


def number(value: str | int, unit: str = "", places: int = 0) -> Number:
    return Number(Decimal(value), unit, places)


def rows(text: str) -> tuple[dict[str, object], ...]:
    """Return a list: titles in the first line, whole numbers as numbers, blanks as None."""
    lines = [[c.strip() for c in x.strip(" |").split("|")] for x in text.strip().splitlines()]
    titles, *cells = lines
    return tuple(
        {"序号": number(n)} | {t: _cell(c) for t, c in zip(titles, row, strict=True)}
        for n, row in enumerate(cells, 1)
    )


def _cell(text: str) -> object:
    return number(text) if text.isdecimal() else text or None


CONTEXT: Context = {
    "单位": "灰山港镇",
    "等级": "优",
    "编制数": number(223, "人"),
    "金额": number("8116.9", "万元", 2),
    "增长率": number("-0.0468", "%", 2),
    "日期": None,
    "职能": ("一是宣传。", "二是执行。"),
    "项目": rows("""
        | 名称 | 决算 |
        | 扶贫 | 243  |
        | 基建 | 510  |
        """),
    "指标": rows("""
        | 一级 | 二级 | 得分 |
        | 投入 | 目标 | 5    |
        | 投入 | 目标 | 8    |
        | 过程 | 目标 | 4    |
        | 过程 | 执行 | 2    |
        """),
}  # type: ignore[assignment]


def docx(text: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    """Return the bytes of a .docx that says these lines."""
    made = word.Document()
    lines = [line.strip() for line in text.strip().splitlines()]
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            _table(made, list(group))
        else:
            for line in group:
                _runs(made.add_paragraph(), line)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    made.core_properties.title = title
    return saved(made)


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Document, lines: list[str]) -> None:
    cells = [[cell.strip() for cell in _BAR.split(line.strip("|"))] for line in lines]
    table = made.add_table(rows=len(cells), cols=max(len(row) for row in cells))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            first, *more = text.split(" / ")
            _runs(cell.paragraphs[0], first)
            for each in more:
                _runs(cell.add_paragraph(), each)


def _runs(paragraph: Paragraph, line: str) -> None:
    for piece in line.split("¦"):
        paragraph.add_run(piece)


def with_member(data: bytes, name: str, content: str) -> bytes:
    """Return a zip with one member put in or replaced; ``{old}`` is its old content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, name: str, before: str, after: str) -> bytes:
    """Return a .docx with some XML of one part replaced."""
    xml = member(data, name)
    assert before in xml, f"{before} is not in {name}"
    return with_member(data, name, xml.replace(before, after, 1))


def with_note(data: bytes, text: str, kind: str = "footnote") -> bytes:
    """Return a .docx with one foot- or endnote."""
    entry = (
        f'<Override PartName="/word/{kind}s.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}s+xml"/></Types>'
    )
    data = edited(data, "[Content_Types].xml", "</Types>", entry)
    relation = (
        f'<Relationship Id="rId{kind}" Type="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/relationships/{kind}s" Target="{kind}s.xml"/></Relationships>'
    )
    data = edited(data, "word/_rels/document.xml.rels", "</Relationships>", relation)
    return with_member(data, f"word/{kind}s.xml", _FOOTNOTES.format(kind=kind, text=text))


def member(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def render(template: bytes | str, known: Names = KNOWN, **values: object) -> bytes:
    """Return the filled document: the usual values, some replaced."""
    data = docx(template) if isinstance(template, str) else template
    program = document.compile(data, known)
    return document.render(program, data, {**CONTEXT, **values})  # type: ignore[dict-item]


def printed(template: bytes | str, known: Names = KNOWN, **values: object) -> str:
    """Return the text of the filled document, its lines stripped of nothing."""
    return read_text(render(template, known, **values))
