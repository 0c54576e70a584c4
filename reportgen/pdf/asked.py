"""The fonts a Word file asks for, seen as Word sees them: run, style, default, theme."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

Fonts: TypeAlias = Mapping[str, str]
"""The attributes of one rFonts, by local name: ascii, eastAsia, asciiTheme, eastAsiaTheme."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[0-9A-Za-z]")
_SCRIPTS = {"eastAsia": _HAN, "ascii": _LATIN}


@dataclass(frozen=True, slots=True)
class _Styles:
    """Fonts by style, each style's parent, what a bare paragraph has, and the theme's."""

    fonts: Mapping[str, Fonts]
    parents: Mapping[str, str]
    plain: str
    default: Fonts
    theme: Mapping[str, str]


def fonts_asked(docx: bytes) -> tuple[str, ...]:
    """Return the fonts that printed characters of a Word file ask for, sorted.

    Chinese characters ask for the eastAsia font, Latin letters and digits for the ascii one.
    Fonts of styles that print nothing are not asked for.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    theme = next((parts[name] for name in sorted(parts) if name.startswith("word/theme/")), None)
    styles = _styles(parts.get("word/styles.xml"), _theme(theme))
    found = {
        font
        for name, part in parts.items()
        if _PRINTED.fullmatch(name)
        for font in _in_part(_parsed(part), styles)
    }
    return tuple(sorted(found))


def _parsed(part: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _in_part(root: _Element, styles: _Styles) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or styles.plain
        for run in paragraph.iter(f"{_W}r"):
            text = "".join(node.text or "" for node in run.iterfind(f"{_W}t"))
            layers = [*_of_run(run, styles), *_of_style(style, styles), styles.default]
            for script, letters in _SCRIPTS.items():
                if letters.search(text) and (font := _first(script, layers, styles.theme)):
                    yield font


def _of_run(run: _Element, styles: _Styles) -> list[Fonts]:
    own = _fonts(run.find(f"{_W}rPr/{_W}rFonts"))
    style = _value(run.find(f"{_W}rPr/{_W}rStyle"))
    return [own, *_of_style(style, styles)]


def _of_style(style: str, styles: _Styles) -> Iterator[Fonts]:
    """A style's fonts and its parents', nearest first; a ring of parents ends."""
    seen: set[str] = set()
    while style and style not in seen:
        seen.add(style)
        yield styles.fonts.get(style, {})
        style = styles.parents.get(style, "")


def _first(script: str, layers: list[Fonts], theme: Mapping[str, str]) -> str:
    """The nearest layer that names a font rules; in one layer the theme's goes first."""
    for layer in layers:
        if named := theme.get(layer.get(f"{script}Theme", ""), "") or layer.get(script, ""):
            return named
    return ""


def _styles(part: bytes | None, theme: Mapping[str, str]) -> _Styles:
    if part is None:
        return _Styles({}, {}, "", {}, theme)
    root = _parsed(part)
    fonts: dict[str, Fonts] = {}
    parents: dict[str, str] = {}
    plain = ""
    for style in root.iterfind(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        fonts[name] = _fonts(style.find(f"{_W}rPr/{_W}rFonts"))
        parents[name] = _value(style.find(f"{_W}basedOn"))
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true"}:
            plain = name
    default = _fonts(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts"))
    return _Styles(fonts, parents, plain, default, theme)


def _theme(part: bytes | None) -> dict[str, str]:
    """The fonts by the names styles use: minorEastAsia, majorHAnsi; Hans where ea is empty."""
    if part is None:
        return {}
    root = _parsed(part)
    named: dict[str, str] = {}
    for size in ("major", "minor"):
        group = root.find(f".//{_A}{size}Font")
        if group is not None:
            latin, asian = _face(group, f"{_A}latin"), _face(group, f"{_A}ea")
            asian = asian or _face(group, f"{_A}font[@script='Hans']")
            named |= {f"{size}HAnsi": latin, f"{size}Ascii": latin, f"{size}EastAsia": asian}
    return named


def _face(group: _Element, path: str) -> str:
    node = group.find(path)
    return "" if node is None else str(node.get("typeface", ""))


def _fonts(node: _Element | None) -> Fonts:
    attributes: Any = {} if node is None else node.attrib
    return {str(name).removeprefix(_W): str(value) for name, value in attributes.items()}


def _value(node: _Element | None) -> str:
    return "" if node is None else str(node.get(f"{_W}val", ""))
