"""The WordprocessingML a template is made of: paragraphs, their runs, and how to tidy them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.template.tags import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RSID = re.compile(rf"\{{{W}\}}rsid\w*|\{{{_W14}\}}(paraId|textId)")


def q(name: str) -> str:
    """Return a name of the main namespace as lxml writes it: ``q("p")``."""
    return f"{{{W}}}{name}"


P, R, T, TBL, TR, TC, RPR = q("p"), q("r"), q("t"), q("tbl"), q("tr"), q("tc"), q("rPr")
_DROPPED = {q("proofErr"), q("lastRenderedPageBreak")}
_BOOKMARKS = {q("bookmarkStart"), q("bookmarkEnd")}


def texts(paragraph: Element) -> Iterator[Element]:
    """Yield a paragraph's own ``w:t``, not those of text boxes anchored in it."""
    for child in paragraph:
        if child.tag == T:
            yield child
        elif child.tag != P:
            yield from texts(child)


def text_of(paragraph: Element) -> str:
    """Return what a paragraph's own runs say."""
    return "".join(node.text or "" for node in texts(paragraph))


def paragraphs(element: Element) -> list[Element]:
    """Return every paragraph inside an element, in the order of the file."""
    return list(element.iter(P))


def own_paragraphs(row: Element) -> Iterator[Element]:
    """Yield a row's paragraphs, leaving out those of tables nested in it."""
    for child in row:
        if child.tag == TBL:
            continue
        if child.tag == P:
            yield child
        yield from own_paragraphs(child)


def tidy(root: Element) -> None:
    """Join split runs and drop what only an editing session needs; no printed thing changes."""
    _drop(root, _DROPPED)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key in [key for key in element.attrib if _RSID.fullmatch(str(key))]:
            del element.attrib[key]
        if element.tag != T and element.text and not element.text.strip() and len(element):
            element.text = None
        if element.tail and not element.tail.strip():
            element.tail = None
    for paragraph in paragraphs(root):
        _gather_tags(paragraph)
        _merge_runs(paragraph)


def without_bookmarks(element: Element) -> None:
    """Take bookmarks out of what will be printed many times: a name must stand once."""
    _drop(element, _BOOKMARKS)


def keep_space(node: Element) -> None:
    """Mark a text so that Word keeps the blanks at its ends."""
    node.set(_SPACE, "preserve")


def _drop(root: Element, names: set[str]) -> None:
    for element in list(root.iter(*names)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _gather_tags(paragraph: Element) -> None:
    """Move each tag into the run it begins in, so that it takes that run's look."""
    nodes = list(texts(paragraph))
    pieces = [node.text or "" for node in nodes]
    ends = list(accumulate(map(len, pieces)))
    for tag in reversed(scan("".join(pieces))[0]):
        first, start = _locate(ends, tag.start)
        last, end = _locate(ends, tag.end - 1)
        keep_space(nodes[first])
        if first == last:
            continue
        pieces[last] = pieces[last][end + 1 :]
        pieces[first] = pieces[first][:start] + tag.text
        pieces[first + 1 : last] = [""] * (last - first - 1)
    for node, piece in zip(nodes, pieces, strict=True):
        node.text = piece
        if piece != piece.strip():
            keep_space(node)


def _locate(ends: list[int], position: int) -> tuple[int, int]:
    """Return the piece a character stands in, and where; behind a tag nothing has moved yet."""
    index = bisect_right(ends, position)
    return index, position - (ends[index - 1] if index else 0)


def _merge_runs(paragraph: Element) -> None:
    previous: Element | None = None
    for run in list(paragraph.iter(R)):
        if _is_blank(run):
            _remove(run)
            continue
        if previous is not None and run.getprevious() is previous and _alike(previous, run):
            _append(previous, run)
            continue
        previous = run


def _append(previous: Element, run: Element) -> None:
    into, more = previous[-1], run[-1]
    into.text = (into.text or "") + (more.text or "")
    if into.text != into.text.strip() or more.get(_SPACE):
        keep_space(into)
    _remove(run)


def _remove(run: Element) -> None:
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _is_blank(run: Element) -> bool:
    return all(
        child.tag == RPR or (child.tag == T and not child.text and len(run) <= 2) for child in run
    )


def _alike(one: Element, other: Element) -> bool:
    return _plain(one) and _plain(other) and _look(one) == _look(other)


def _plain(run: Element) -> bool:
    return [child.tag for child in run if child.tag != RPR] == [T]


def _look(run: Element) -> bytes:
    from lxml import etree

    look = run.find(RPR)
    return b"" if look is None else etree.tostring(look, method="c14n")
