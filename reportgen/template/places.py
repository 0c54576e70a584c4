"""Where a paragraph stands, in words a person can follow with Word open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.template.tags import parted
from reportgen.template.wordml import TBL, TC, TR, P, paragraphs, q, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office, Part

_OTHERWISE = re.compile(r"\{%\s*(?:else|elif)\b")
_ENDIF = re.compile(r"\{%\s*endif\s*%\}")
_FIRST = re.compile(r"\s*([一二三四五六七八九十百]+)、")
_SECOND = re.compile(r"\s*([（(][一二三四五六七八九十百]+[）)])")
_HEADING_STYLE = re.compile(
    rb'<w:style [^>]*w:styleId="([^"]+)"[^>]*>\s*<w:name w:val="heading ([1-3])"', re.IGNORECASE
)
_LONGEST_HEADING = 40
_SENTENCE_ENDS = "。；;：:"


@dataclass(slots=True)
class _Counter:
    """What was passed on the way down a part."""

    label: str
    levels: dict[str, int]
    first: str = ""
    second: str = ""
    paragraphs: int = 0
    tables: int = 0


def places(part: Part, office: Office) -> dict[Element, str]:
    """Return a spot for each paragraph: ``三、（二）第3段``, ``表2 第3行第2列``, ``页眉第1段``.

    Paragraphs without any text are not counted, as a person would not count them.
    """
    counter = _Counter(part.label, _heading_levels(office))
    spots: dict[Element, str] = {}
    for container in _containers(part.root):
        if container.tag in (q("footnote"), q("endnote")):
            counter.label, counter.paragraphs = f"{part.label}{container.get(q('id'))}", 0
        _walk(container, counter, spots)
    for paragraph in paragraphs(part.root):
        if paragraph not in spots:
            spots[paragraph] = _anchor(paragraph, spots)
    return spots


def _containers(root: Element) -> Iterator[Element]:
    body = root.find(q("body"))
    if body is not None:
        yield body
    elif root.tag in (q("footnotes"), q("endnotes")):
        yield from root
    else:
        yield root


def _walk(container: Element, counter: _Counter, spots: dict[Element, str]) -> None:
    for block in container:
        if block.tag == P:
            spots[block] = _paragraph(block, counter)
        elif block.tag == TBL:
            counter.tables += 1
            _table(block, f"{counter.label}表{counter.tables}", counter, spots)
        elif block.tag in (q("sdt"), q("sdtContent"), q("customXml")):
            _walk(block, counter, spots)


def _table(table: Element, name: str, counter: _Counter, spots: dict[Element, str]) -> None:
    for row_number, row in enumerate(_near(table, TR), 1):
        for column, cell in enumerate(_near(row, TC), 1):
            spot = f"{name} 第{row_number}行第{column}列"
            for block in cell:
                if block.tag == TBL:
                    counter.tables += 1
                    _table(block, f"{counter.label}表{counter.tables}", counter, spots)
                else:
                    spots.update(dict.fromkeys(block.iter(P), spot))


def _near(element: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in (q("sdt"), q("sdtContent"), q("customXml")):
            yield from _near(child, name)


def _paragraph(block: Element, counter: _Counter) -> str:
    text = _as_read(text_of(block)).strip()
    level = 0 if counter.label else _level(block, text, counter.levels)
    if level == 1:
        counter.first, counter.second, counter.paragraphs = _short(_FIRST, text), "", 0
    elif level:
        counter.second, counter.paragraphs = _short(_SECOND, text), 0
    if level and _is_heading_only(text):
        return f"{counter.first}{counter.second}标题"
    counter.paragraphs += bool(text_of(block).strip())
    above = counter.label or counter.first + counter.second or "开头"
    return f"{above}第{max(counter.paragraphs, 1)}段"


def _as_read(text: str) -> str:
    """Return a paragraph as a reader would find it: the first branch of each if, tags gone."""
    shown: list[str] = []
    is_shown = True
    for piece, tag in parted(text):
        if is_shown:
            shown.append(piece)
        is_shown = bool(_ENDIF.match(tag)) or (is_shown and not _OTHERWISE.match(tag))
    return "".join(shown)


def _level(block: Element, text: str, levels: dict[str, int]) -> int:
    if _FIRST.match(text):
        return 1
    if _SECOND.match(text):
        return 2
    style = block.find(f"{q('pPr')}/{q('pStyle')}")
    return levels.get(str(style.get(q("val"))), 0) if style is not None and text else 0


def _short(numbering: re.Pattern[str], text: str) -> str:
    found = numbering.match(text)
    return found[0].strip() if found else f"“{text[:12]}”"


def _is_heading_only(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith(tuple(_SENTENCE_ENDS))


def _anchor(paragraph: Element, spots: dict[Element, str]) -> str:
    for above in paragraph.iterancestors(P):
        if above in spots:
            return f"{spots[above]}的文本框"
    return "文本框"


def _heading_levels(office: Office) -> dict[str, int]:
    """Return the styles that are headings; Chinese Word calls their ids ``1``, ``2``, ``3``."""
    found = _HEADING_STYLE.findall(office.others.get("word/styles.xml", b""))
    return {style.decode("utf-8", "replace"): int(level) for style, level in found}
