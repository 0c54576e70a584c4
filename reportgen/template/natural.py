"""Paragraphs in the natural form → docxtpl's, after the rows: what repeats, what disappears."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from reportgen.template.across import set_apart
from reportgen.template.known import PARAGRAPHS
from reportgen.template.references import lists_named, renamed
from reportgen.template.rows import marker, rewrite_rows
from reportgen.template.tags import Tag, between, only_blocks, scan
from reportgen.template.wordml import (
    TR,
    P,
    T,
    paragraphs,
    text_of,
    texts,
    tidy,
    without_bookmarks,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from reportgen.template.known import Names

_ALONE = re.compile(r"\s*\{\{\s*(\w+)(?:\.(\w+))?\s*\}\}\s*")
_FOR = re.compile(r"for\s+(\w+)\s+in\s+(\w+)(?:\.(\w+))?")
_DOCXTPL = re.compile(r"\{%(?:p|tr|tc) ")


def rewrite(root: Element, known: Names) -> None:
    """Turn a whole part into docxtpl's own syntax, in place."""
    tidy(root)
    set_apart(root)
    for paragraph in paragraphs(root):
        for node in texts(paragraph):
            node.text = _spaced(node.text or "")
    fresh = (f"_{number}" for number in count(1))
    variables = rewrite_rows(root, known, fresh)
    for container in _containers(root):
        for owner, group in _groups(container, known):
            variable = next(fresh)
            variables[variable] = owner
            _repeat(group, owner, variable)
    for paragraph in paragraphs(root):
        _rewrite_paragraph(paragraph, known, variables)


def fixed_texts(root: Element) -> tuple[str, ...]:
    """Return the pieces of text that every report must show, in order, as XML has them.

    They stand outside every condition and repetition of a rewritten part.
    """
    found: list[str] = []
    depth = 0
    for node in root.iter(T):
        text = node.text or ""
        for piece, tag in zip(between(text), [*scan(text)[0], None], strict=True):
            if depth == 0 and piece.strip():
                found.append(_escaped(piece))
            depth += _plain(tag).step if tag else 0
    return tuple(found)


def _plain(tag: Tag) -> Tag:
    """Return a tag without the letters that docxtpl wants, and an editor may have typed."""
    return Tag(_DOCXTPL.sub("{% ", tag.text), tag.start, tag.end)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _spaced(text: str) -> str:
    """Write every tag the one way: ``{{ 名称 }}``, ``{% if 名称 %}``, quotes straight."""
    pieces: list[str] = []
    last = 0
    for tag in scan(text)[0]:
        pieces += text[last : tag.start], f"{tag.text[:2]} {tag.inner} {tag.text[-2:]}"
        last = tag.end
    return "".join(pieces) + text[last:]


def _containers(root: Element) -> list[Element]:
    """Return what holds paragraphs outside of tables, each once."""
    found: dict[Element, None] = {}
    for paragraph in paragraphs(root):
        parent = paragraph.getparent()
        if parent is not None and next(paragraph.iterancestors(TR), None) is None:
            found[parent] = None
    return list(found)


def _groups(container: Element, known: Names) -> list[tuple[str, list[Element]]]:
    """Return the runs of neighbouring paragraphs that name columns of one list."""
    groups: list[tuple[str, list[Element]]] = []
    previous = ""
    for block in container:
        owners = lists_named(text_of(block), known) if block.tag == P else set()
        owner = owners.pop() if len(owners) == 1 else ""
        if owner and owner == previous:
            groups[-1][1].append(block)
        elif owner:
            groups.append((owner, [block]))
        previous = owner
    return groups


def _repeat(group: list[Element], owner: str, variable: str) -> None:
    for paragraph in group:
        for node in texts(paragraph):
            node.text = renamed(node.text or "", owner, variable)
        without_bookmarks(paragraph)
    group[0].addprevious(marker("p", f"for {variable} in {owner}"))
    group[-1].addnext(marker("p", "endfor"))


def _rewrite_paragraph(paragraph: Element, known: Names, variables: dict[str, str]) -> None:
    text = text_of(paragraph)
    if not scan(text)[0]:
        return
    for tag in scan(text)[0]:
        found = _FOR.match(_plain(tag).inner)
        if found:
            variables[found[1]] = found[3] or found[2]
    if _DOCXTPL.search(text):
        return
    if only_blocks(text):
        for tag in scan(text)[0]:
            paragraph.addprevious(marker("p", tag.inner))
        _remove(paragraph)
        return
    alone = _ALONE.fullmatch(text)
    if alone and _kind(alone[1], alone[2], known, variables) == PARAGRAPHS:
        _one_per_line(paragraph, alone[0].strip())


def _one_per_line(paragraph: Element, tag: str) -> None:
    """Print one paragraph for each line typed."""
    for node in texts(paragraph):
        node.text = "{{ _line }}" if tag in (node.text or "") else ""
    without_bookmarks(paragraph)
    paragraph.addprevious(marker("p", f"for _line in {tag[2:-2].strip()}"))
    paragraph.addnext(marker("p", "endfor"))


def _kind(owner: str, column: str | None, known: Names, variables: dict[str, str]) -> object:
    if column is None:
        return known.get(owner)
    columns = known.get(variables.get(owner, owner))
    return columns.get(column) if columns and not isinstance(columns, str) else None


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
