"""Table rows in the natural form → docxtpl's: rows that repeat, cells that merge downwards."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from reportgen.template.grammar import MERGE
from reportgen.template.references import lists_named, renamed
from reportgen.template.tags import only_blocks, scan
from reportgen.template.wordml import (
    TBL,
    TC,
    TR,
    P,
    R,
    T,
    own_paragraphs,
    paragraphs,
    q,
    text_of,
    texts,
    without_bookmarks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.known import Names

_MERGED = re.compile(rf"(\w+)\.(\w+)\s*\|(?:.*\|)?\s*{MERGE}\s*")
_BEFORE_MERGE = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge")


def rewrite_rows(root: Element, known: Names, fresh: Iterator[str]) -> dict[str, str]:
    """Rewrite every row that repeats; return which variable stands for which list."""
    variables: dict[str, str] = {}
    for row in reversed(list(root.iter(TR))):
        if is_block_row(row):
            _replace_with_markers(row)
            continue
        repeated = row_lists(row, known)
        if len(repeated) == 1:
            [owner] = repeated
            variable = next(fresh)
            variables[variable] = owner
            _repeat(row, owner, variable)
        _merge_cells(row)
    return variables


def row_text(row: Element) -> str:
    """Return what a row's own paragraphs say, one after the other."""
    return "\n".join(text_of(paragraph) for paragraph in own_paragraphs(row))


def row_lists(row: Element, known: Names) -> set[str]:
    """Return the lists a row's own tags name by column."""
    return lists_named(row_text(row), known)


def is_block_row(row: Element) -> bool:
    """Tell whether a row holds conditions or repetitions only, and so prints nothing itself."""
    return only_blocks(row_text(row)) and row.find(f".//{TBL}") is None


def marker(name: str, tag: str) -> Element:
    """Return a paragraph (``p``), cell (``tc``) or row (``tr``) that holds one docxtpl tag."""
    from lxml import etree

    chain = {"p": (P,), "tc": (TC, P), "tr": (TR, TC, P)}[name]
    top = etree.Element(chain[0], nsmap={"w": P[1 : P.index("}")]})
    last = top
    for each in (*chain[1:], R, T):
        last = etree.SubElement(last, each)
    last.text = f"{{%{name} {tag} %}}"
    return top


def _replace_with_markers(row: Element) -> None:
    for tag in scan(row_text(row))[0]:
        row.addprevious(marker("tr", tag.inner))
    parent = row.getparent()
    if parent is not None:
        parent.remove(row)


def _repeat(row: Element, owner: str, variable: str) -> None:
    for paragraph in own_paragraphs(row):
        for node in texts(paragraph):
            node.text = renamed(node.text or "", owner, variable)
    without_bookmarks(row)
    row.addprevious(marker("tr", f"for {variable} in {owner}"))
    row.addnext(marker("tr", "endfor"))


def _merge_cells(row: Element) -> None:
    """Give each merged cell two forms, the one that begins a group and the one that goes on.

    A group ends where the cell's own column changes, or any merged column left of it.
    """
    changes = ["loop.first"]
    for cell in list(row.iterchildren(TC)):
        column = _merged_column(cell)
        if not column:
            continue
        variable, name = column
        changes.append(f"loop.previtem.{name} != {variable}.{name}")
        goes_on = _emptied(cell)
        _set_merge(cell, "restart")
        _set_merge(goes_on, "continue")
        _drop_merge_filter(cell)
        cell.addprevious(marker("tc", f"if {' or '.join(changes)}"))
        for element in (marker("tc", "endif"), goes_on, marker("tc", "else")):
            cell.addnext(element)


def _merged_column(cell: Element) -> tuple[str, str] | None:
    for paragraph in paragraphs(cell):
        for tag in scan(text_of(paragraph))[0]:
            found = _MERGED.fullmatch(tag.inner)
            if found:
                return found[1], found[2]
    return None


def _emptied(cell: Element) -> Element:
    """Return a copy of a cell with its look and one blank paragraph."""
    copy = deepcopy(cell)
    first = next(copy.iterchildren(P))
    for child in list(copy):
        if child.tag != q("tcPr") and child is not first:
            copy.remove(child)
    for child in list(first):
        if child.tag != q("pPr"):
            first.remove(child)
    return copy


def _set_merge(cell: Element, value: str) -> None:
    from lxml import etree

    look = cell.find(q("tcPr"))
    if look is None:
        look = etree.Element(q("tcPr"))
        cell.insert(0, look)
    for old in look.findall(q("vMerge")):
        look.remove(old)
    before = [child for child in look if child.tag in {q(name) for name in _BEFORE_MERGE}]
    merge = etree.Element(q("vMerge"))
    merge.set(q("val"), value)
    look.insert(len(before), merge)


def _drop_merge_filter(cell: Element) -> None:
    for paragraph in paragraphs(cell):
        for node in texts(paragraph):
            node.text = re.sub(rf"\s*\|\s*{MERGE}\s*(?=\}}\}})", " ", node.text or "")
