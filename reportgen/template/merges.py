"""Cells merged downwards by hand, which go wrong where a row repeats or a tag is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, notice
from reportgen.template.office import FILE
from reportgen.template.rows import row_lists
from reportgen.template.tags import scan
from reportgen.template.wordml import TBL, TC, TR, P, paragraphs, q, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.known import Names

_SPLIT = "在 Word 中拆分这一格；要让相同的内容上下合并，写 {{ 清单.列 | 合并 }}。"


def merged_by_hand(root: Element, spots: dict[Element, str], known: Names) -> Iterator[Finding]:
    """Yield cells whose merging hides a tag, or does not fit a row that repeats."""
    for table in root.iter(TBL):
        rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
        for row, below in zip(rows, [*rows[1:], None], strict=True):
            lists = row_lists(row, known)
            covered = (
                set() if below is None else {c for c, m, _ in _cells(below) if m == "continue"}
            )
            for column, merge, cell in _cells(row):
                place = Where(FILE, next((spots[p] for p in cell.iter(P)), ""))
                if merge == "continue":
                    yield from _continued(cell, bool(lists), place)
                elif merge == "restart" and lists and column in covered:
                    yield _reaches_down(min(lists), place)


def _cells(row: Element) -> Iterator[tuple[int, str, Element]]:
    """Yield a row's cells: the grid column each begins at, how it is merged, and itself."""
    column = 0
    for cell in row.iter(TC):
        if next(cell.iterancestors(TR)) is not row:
            continue
        merge = cell.find(f"{q('tcPr')}/{q('vMerge')}")
        span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
        yield column, "" if merge is None else str(merge.get(q("val"), "continue")), cell
        wide = "1" if span is None else str(span.get(q("val"), "1"))
        column += int(wide) if wide.isdecimal() else 1


def _continued(cell: Element, repeats: bool, place: Where) -> Iterator[Finding]:
    if any(scan(text_of(paragraph))[0] for paragraph in paragraphs(cell)):
        message = "这一格与上面的格上下合并，Word 只显示最上面一格，这里的标签印出来也看不见。"
        yield error("TP23", place, message, _SPLIT)
    elif repeats:
        message = "这一格与上面的格上下合并，重复的每一行都会并进上面那一格。"
        yield notice("TP23", place, message, f"核对这样是否合适；不合适的，{_SPLIT}")


def _reaches_down(name: str, place: Where) -> Finding:
    message = f"这一行按“{name}”重复，这一格却与下面一行的格上下合并，印出来合并的地方会错。"
    return error("TP23", place, message, _SPLIT)
