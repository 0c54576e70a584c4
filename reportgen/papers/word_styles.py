"""What a paragraph's style says of it: heading level, numbering, table of contents, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.papers.word_package import q

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc(?: heading| [1-9])", re.IGNORECASE)
_MOST_BASES = 12
_NOT_AT_THE_LEFT = ("center", "right", "end", "distribute")
_WIDEST, _CHARACTER = 10_000, 200
"""Twentieths of a point: the widest indent that is read, and about one character."""
VAL = q("val")
_IND, _JC = q("ind"), q("jc")
_SIDES = tuple((q(f"{name}Chars"), q(name)) for name in ("left", "start", "firstLine"))


@dataclass(frozen=True, slots=True)
class Style:
    """``outline`` is 1 to 9 for headings, ``numbering`` a list's id, ``depth`` the level in it."""

    outline: int = 0
    numbering: str = ""
    depth: int | None = None
    is_contents: bool = False
    is_hidden: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style by its id; ``default`` is that of a paragraph which names none."""

    named: Mapping[str, Style]
    default: Style = PLAIN

    def of(self, name: str | None) -> Style:
        """Return the style that a paragraph names."""
        return self.default if name is None else self.named.get(name, PLAIN)


def read(root: Element | None) -> Styles:
    """Return the styles of a document, each with what it takes from those it is based on."""
    if root is None:
        return Styles({})
    elements = {str(each.get(q("styleId"))): each for each in root.iter(q("style"))}
    named = {name: _style(each, elements, 0) for name, each in elements.items()}
    default = next(
        (
            named[name]
            for name, each in elements.items()
            if each.get(q("default")) in ("1", "true") and each.get(q("type")) == "paragraph"
        ),
        PLAIN,
    )
    return Styles(named, default)


def whole(element: Element | None) -> int | None:
    """Return the number an element gives, None when it gives none."""
    text = None if element is None else element.get(VAL)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None


def switched_on(parent: Element | None, name: str) -> bool | None:
    """Return whether a switch of some properties is on, None when it is not there."""
    found = None if parent is None else parent.find(q(name))
    return None if found is None else found.get(VAL, "1") not in ("0", "false", "off", "none")


def set_in(properties: Element | None) -> int:
    """Return how many characters wide a paragraph's own properties set its first line in.

    A paragraph in the middle or at the right edge is not set in.
    """
    found = None if properties is None else properties.find(_IND)
    aligned = None if properties is None else properties.find(_JC)
    if found is None or (aligned is not None and aligned.get(VAL) in _NOT_AT_THE_LEFT):
        return 0
    wide = 0
    for chars, name in _SIDES:
        counted, measured = found.get(chars, ""), found.get(name, "")
        if counted.isdigit() and int(counted):
            wide += min(int(counted), _WIDEST) // 100
        elif measured.isdigit():
            wide += min(int(measured), _WIDEST) // _CHARACTER
    return wide


def _style(element: Element, elements: Mapping[str, Element], bases: int) -> Style:
    based = element.find(q("basedOn"))
    parent = None if based is None else elements.get(str(based.get(VAL)))
    usable = parent is not None and bases < _MOST_BASES
    base = _style(parent, elements, bases + 1) if usable and parent is not None else PLAIN
    label = element.find(q("name"))
    name = "" if label is None else str(label.get(VAL, ""))
    properties = element.find(q("pPr"))
    number = None if properties is None else properties.find(q("numPr"))
    own = None if number is None else number.find(q("numId"))
    depth = None if number is None else whole(number.find(q("ilvl")))
    hidden = switched_on(element.find(q("rPr")), "vanish")
    return Style(
        outline=_outline(name, properties, base),
        numbering=base.numbering if own is None else str(own.get(VAL, "")),
        depth=base.depth if depth is None else depth,
        is_contents=base.is_contents or _CONTENTS.fullmatch(name) is not None,
        is_hidden=base.is_hidden if hidden is None else hidden,
    )


def _outline(name: str, properties: Element | None, base: Style) -> int:
    own = None if properties is None else whole(properties.find(q("outlineLvl")))
    if own is not None:
        return own + 1 if own < 9 else 0
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else base.outline
