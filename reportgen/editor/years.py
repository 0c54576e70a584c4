"""Where a year stands as text in a pack's three files: in digits or in words, anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from reportgen.editor import sentences
from reportgen.findings import ReportgenError, Where
from reportgen.packs.entries import RULES
from reportgen.packs.facts import YEAR
from reportgen.packs.layout import FORM
from reportgen.packs.years import spelt
from reportgen.records.days import as_day
from reportgen.template.office import FILE as REPORT
from reportgen.workbook import preflight, read_bytes
from reportgen.workbook.cells import CellKind, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reportgen.workbook.cells import Cell, Sheet

_ANY_DIGIT = "0-9０-９"
_AROUND = 16
_OF_A_DOCUMENT = ("〔〕", "《》", "[]", "［］", "【】")
_FACTS = "说明"
_HIDDEN_WORDS = re.compile(rb"<(?:\w+:)?(?:(?:odd|even|first)(?:Header|Footer)|t)\b[^>]*>([^<]*)<")
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|[0-9]+|[A-Z])')
_PAGE = "页眉或页脚"
_LOOSE_PARTS = {
    "xl/worksheets/": _PAGE, "xl/comments": "批注", "xl/threadedcomments/": "批注",
    "xl/drawings/": "文本框", "xl/charts/": "图表",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A year that stands as text: where, and the words around it."""

    where: Where
    words: str


def pattern(years: Iterable[int]) -> re.Pattern[str]:
    """Return what finds these years in any writing, but not inside a longer number.

    >>> bool(pattern([2020]).search("二〇二〇年")), bool(pattern([2020]).search("12020.5"))
    (True, False)
    """
    words = "|".join(spelt(year) for year in sorted(set(years)))
    return re.compile(
        rf"(?<![{_ANY_DIGIT}.,，．])(?:{words})(?![{_ANY_DIGIT}]|[.．][{_ANY_DIGIT}])"
    )


def moved_on(text: str, wanted: re.Pattern[str], by: int) -> str:
    """Return a text with its years moved on, but for those of a document: in 〔〕 or 《》.

    >>> moved_on("2020年度（财预〔2020〕10号）", pattern([2020]), 1)
    '2021年度（财预〔2020〕10号）'
    """
    return wanted.sub(lambda year: _next(text, year, by), text)


def _next(text: str, year: re.Match[str], by: int) -> str:
    before = text[: year.start()]
    quoted = any(before.rfind(mark[0]) > before.rfind(mark[1]) for mark in _OF_A_DOCUMENT)
    if quoted or not year[0].isascii():
        return year[0]
    return str(int(year[0]) + by)


def standing(folder: Path, years: Iterable[int]) -> list[Standing]:
    """Return every place of the three files where one of the years stands as text.

    The pack's own year (说明 年度) is where it should be. A report that is no whole Word file
    has nothing to say here; pack lint tells of it.
    """
    wanted = pattern(years)
    found = [*_workbook(folder, RULES, wanted), *_workbook(folder, FORM, wanted)]
    try:
        lines = sentences.lines(folder)
    except ReportgenError:
        lines = []
    return found + [
        Standing(Where(REPORT, line.place), words)
        for line in lines
        for words in around(line.text, wanted)
    ]


def around(text: str, wanted: re.Pattern[str]) -> list[str]:
    """Return the words around each year in a text; years close together are shown once."""
    shown: list[tuple[int, int]] = []
    for year in wanted.finditer(text):
        start, end = max(year.start() - _AROUND, 0), min(year.end() + _AROUND, len(text))
        if shown and year.start() < shown[-1][1]:
            start = shown.pop()[0]
        shown.append((start, end))
    return [_cut(text, start, end) for start, end in shown]


def _cut(text: str, start: int, end: int) -> str:
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    return head + text[start:end].replace("\n", "↵") + tail


def _workbook(folder: Path, file: str, wanted: re.Pattern[str]) -> Iterator[Standing]:
    data = (folder / file).read_bytes()
    book = read_bytes(data, file)
    for sheet in book.sheets:
        if wanted.search(sheet.title):
            yield Standing(Where(file, spot(sheet.title, (1, 1))), f"工作表名称“{sheet.title}”")
        for at, cell in sorted(sheet.cells.items()):
            if _is_own_year(file, sheet, at):
                continue
            for words in around(_text(cell, file, date1904=book.date1904), wanted):
                yield Standing(Where(file, spot(sheet.title, at)), words)
    yield from _loose(data, file, wanted)


def _is_own_year(file: str, sheet: Sheet, at: tuple[int, int]) -> bool:
    """Tell whether a cell is the 内容 of 年度 in 说明."""
    row = [cell.text.strip() for place, cell in sheet.cells.items() if place[0] == at[0]]
    return file == RULES and sheet.title.strip() == _FACTS and YEAR in row


def _text(cell: Cell, file: str, *, date1904: bool) -> str:
    """Return what a person sees in a cell; a limit of 2000 人 in rules.xlsx is no year."""
    if cell.kind is not CellKind.NUMBER:
        return cell.text
    day = as_day(cell, date1904=date1904) if "y" in cell.number_format.lower() else None
    if day:
        return f"{day.year}年{day.month}月{day.day}日"
    return cell.text if file == FORM else ""


def _loose(data: bytes, file: str, wanted: re.Pattern[str]) -> Iterator[Standing]:
    """Yield years outside the cells: page headers, comments, text boxes, charts."""
    if not data.startswith(b"PK"):
        return
    for name, content in sorted(preflight.unpack(data).parts.items()):
        kind = next((word for start, word in _LOOSE_PARTS.items() if name.startswith(start)), "")
        if not kind:
            continue
        for text in _headers(content) if kind == _PAGE else [_said(content)]:
            yield from (Standing(Where(file, kind), words) for words in around(text, wanted))


def _said(content: bytes) -> str:
    return unescape(b"".join(_HIDDEN_WORDS.findall(content)).decode("utf-8", "replace"))


def _headers(content: bytes) -> list[str]:
    """Return the words above and below a printed page, without what places and counts them."""
    start = content.find(b"<headerFooter")
    found = _HIDDEN_WORDS.findall(content[start:]) if start >= 0 else []
    return [_HEADER_CODES.sub("", unescape(each.decode("utf-8", "replace"))) for each in found]
