"""Section breaks and pictures that would vanish or multiply with the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.template.known import PARAGRAPHS
from reportgen.template.office import FILE
from reportgen.template.references import lists_named
from reportgen.template.tags import only_blocks, scan
from reportgen.template.wordml import TR, P, paragraphs, q, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.known import Names

_PICTURES = tuple(q(name) for name in ("drawing", "pict", "object"))


def torn_out(root: Element, spots: dict[Element, str], known: Names) -> Iterator[Finding]:
    """Yield paragraphs that would take a section break or a picture away with their tag.

    The part's tags must be set apart.
    """
    depth = 0
    for paragraph in paragraphs(root):
        text = text_of(paragraph)
        tags = scan(text)[0]
        inside = depth > 0 or bool(lists_named(text, known))
        if only_blocks(text) and next(paragraph.iterancestors(TR), None) is None:
            depth = max(0, depth + sum(tag.step for tag in tags))
        alone = len(tags) == 1 and text.strip() == tags[0].text
        lines = alone and known.get(tags[0].inner) == PARAGRAPHS
        if (lines or only_blocks(text)) and (_has_break(paragraph) or _has_picture(paragraph)):
            message = f"标签 {tags[0].text} 独占的这一段里有分节符或图片，会一起消失或重复。"
            yield error("TP20", Where(FILE, spots[paragraph]), message, "把它们移到另外的段落。")
        elif inside and _has_break(paragraph):
            message = "这一段末尾的分节符在判断或重复的内容里，会一起消失或重复。"
            remedy = "把分节符移到判断、重复的内容之前或之后，单独成一段。"
            yield error("TP20", Where(FILE, spots[paragraph]), message, remedy)


def _has_break(paragraph: Element) -> bool:
    return paragraph.find(f"{q('pPr')}/{q('sectPr')}") is not None


def _has_picture(paragraph: Element) -> bool:
    return any(next(each.iterancestors(P)) is paragraph for each in paragraph.iter(*_PICTURES))
