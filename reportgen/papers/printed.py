"""A PDF with a text layer → paragraphs and tables. The only module that knows pdfplumber."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.findings import ReportgenError
from reportgen.papers import refusals
from reportgen.papers.assembling import Read, assemble
from reportgen.papers.contents import without_contents
from reportgen.papers.items import Line, Margin, Table
from reportgen.papers.printed_lines import (
    Column,
    Printed,
    begins,
    column,
    furniture,
    joined,
    lines_of,
)
from reportgen.papers.printed_tables import box_of, continued, inside, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.papers.items import Item

_UNKNOWN = "(cid:"
_HOW = "用打开密码打开它，另存为没有密码的 PDF；有 Word 文件的，改用 Word 文件。"
_DAMAGED = "重新复制或重新下载这个文件；有 Word 文件的，改用 Word 文件。"
Part = Printed | tuple[float, Table]
"""What a page holds in its order: a line, or a table with the height of its upper edge."""


def read_pdf(data: bytes, file: str) -> Read:
    """Return the report in a PDF.

    Raises ReportgenError RD04 under a password, RD05 damaged, RD06 too long, RD07 a scan.
    """
    pages = _pages(data)
    _require_letters(pages)
    aside = furniture([page.lines for page in pages])
    body = [
        _Page(page.width, [part for part in page.parts if not _among(part, aside)])
        for page in pages
    ]
    parts = [part for page in body for part in page.parts]
    items = without_contents(list(_items(parts, _columns(body))))
    margins = [
        Margin("页眉页脚", Line(line.text, nearby=f"第{line.page}页"))
        for line in sorted(aside, key=lambda line: (line.page, line.top))
        if any(each.isalpha() for each in line.text.replace("第", "").replace("页", ""))
    ]
    return assemble(file, items, margins, is_exact=False)


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: how wide it is, and what stands on it."""

    width: float
    parts: list[Part]

    @property
    def lines(self) -> list[Printed]:
        """Return what stands outside tables."""
        return [part for part in self.parts if isinstance(part, Printed)]


def _among(part: Part, aside: set[Printed]) -> bool:
    return isinstance(part, Printed) and part in aside


def _pages(data: bytes) -> list[_Page]:
    """Return what stands on each page; whatever the library stumbles over is a damaged file."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > refusals.MOST_PAGES:
                raise refusals.too_much("页数", refusals.MOST_PAGES)
            made = []
            for number, page in enumerate(document.pages, 1):
                made.append(_page(page, number))
                page.close()
            return made
    except ReportgenError:
        raise
    except Exception as problem:
        if "Password" in repr(problem) or "Password" in repr(problem.__cause__):
            raise refusals.locked(_HOW) from None
        raise refusals.broken("PDF 的内容无法读取", _DAMAGED) from None


def _page(page: Any, number: int) -> _Page:
    chars = page.dedupe_chars().chars
    if sum(len(char["text"]) for char in chars) > refusals.MOST_CHARACTERS:
        raise refusals.too_much("字数", refusals.MOST_CHARACTERS)
    found = [(box_of(each), table(each, chars, number)) for each in page.find_tables()]
    tables = [(box, each) for box, each in found if each]
    outside = [char for char in chars if not any(inside(char, box) for box, _ in tables)]
    parts: list[Part] = [*lines_of(outside, number), *((box[1], each) for box, each in tables)]
    parts.sort(key=lambda part: part.top if isinstance(part, Printed) else part[0])
    return _Page(round(float(page.width)), parts)


def _columns(pages: Sequence[_Page]) -> Mapping[int, Column]:
    """Return the edges of the text by page: left and right pages, and wide ones, differ."""
    alike: dict[tuple[float, int], list[Printed]] = defaultdict(list)
    for number, page in enumerate(pages, 1):
        alike[page.width, number % 2].extend(page.lines)
    edges = {key: column(lines, key[0]) for key, lines in alike.items()}
    return {number: edges[page.width, number % 2] for number, page in enumerate(pages, 1)}


def _items(parts: Sequence[Part], edges: Mapping[int, Column]) -> Iterator[Item]:
    """Yield paragraphs and tables; a table that ends a page may go on at the top of the next."""
    waiting: list[Printed] = []
    before: Table | None = None
    for part in parts:
        if isinstance(part, Printed):
            if before:
                yield before
                before = None
            if waiting and begins(part, waiting, edges):
                yield _paragraph(waiting)
                waiting = []
            waiting.append(part)
            continue
        if waiting:
            yield _paragraph(waiting)
            waiting = []
        whole = continued(before, part[1]) if before else None
        if before and not whole:
            yield before
        before = whole or part[1]
    if before:
        yield before
    if waiting:
        yield _paragraph(waiting)


def _paragraph(lines: Sequence[Printed]) -> Line:
    return Line(joined(line.text for line in lines), nearby=f"第{lines[0].page}页")


def _require_letters(pages: Sequence[_Page]) -> None:
    """Raise RD07 where there is nothing to read, or only letters without a meaning."""
    if not any(page.parts for page in pages):
        raise refusals.no_text_layer()
    text = "".join(line.text for page in pages for line in page.lines)
    if text.count(_UNKNOWN) * 20 > len(text):
        raise refusals.no_text_layer()
