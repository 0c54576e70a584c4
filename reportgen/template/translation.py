"""A vetted template → operations for each of its parts: docxtpl's rewriting, jinja2's parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.template.natural import fixed_texts, rewrite
from reportgen.template.office import Part, read
from reportgen.template.operations import Operations, translate
from reportgen.template.tags import scan, straight

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from reportgen.template.known import Names


@dataclass(frozen=True, slots=True)
class Translated:
    """One part that tags change: its operations, and the texts it always shows, in order."""

    name: str
    operations: Operations
    fixed: tuple[str, ...]
    is_property: bool


def translated(template: bytes, known: Names) -> tuple[Translated, ...]:
    """Return every part that holds a tag; a part without any is copied as it is."""
    return tuple(_translated(part, known) for part in read(template).parts if _has_tags(part.root))


def _translated(part: Part, known: Names) -> Translated:
    if part.kind == "core":
        _spaced_properties(part.root)
        return Translated(part.name, translate(_source(part.root)), (), True)
    rewrite(part.root, known)
    fixed = fixed_texts(part.root)
    return Translated(part.name, translate(_source(part.root)), fixed, False)


def _source(root: Element) -> str:
    """Return a part as Jinja source, which docxtpl knows best how to make."""
    from docxtpl import DocxTemplate
    from lxml import etree

    xml = etree.tostring(root, encoding="unicode")
    return str(DocxTemplate("").patch_xml(xml))


def _has_tags(root: Element) -> bool:
    text = "".join(str(piece) for piece in root.itertext())
    return "{{" in text or "{%" in text


def _spaced_properties(root: Element) -> None:
    for element in root:
        text = element.text or ""
        for tag in reversed(scan(text)[0]):
            plain = f"{tag.text[:2]} {straight(tag.inner)} {tag.text[-2:]}"
            text = text[: tag.start] + plain + text[tag.end :]
        element.text = text
