"""How a run looks in the end: its own properties, its styles', the document's, the theme's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reportgen.template.wordml import RPR, q

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Office

Look: TypeAlias = Mapping[str, str]
"""What a person sees of a run, by its Chinese name; what is not there is as by default."""

FONT = "字体"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SWITCHES = {"b": "加粗", "i": "倾斜", "strike": "删除线", "dstrike": "双删除线"}
_VALUES = {
    "u": "下划线", "color": "颜色", "sz": "字号", "highlight": "突出显示", "vertAlign": "上下标",
}  # fmt: skip
_AS_USUAL = {"", "0", "false", "off", "none", "auto", "000000", "baseline"}
_MOST_BASES = 12


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a template by id, which one a plain paragraph has, and the theme's fonts."""

    styles: Mapping[str, Element]
    plain: str
    default: Look
    theme: Mapping[str, str]
    known: dict[str, Look] = field(default_factory=dict)

    def of(self, run: Element, paragraph: Element) -> Look:
        """Return what a run of a paragraph looks like."""
        own = run.find(RPR)
        named = _value(own, "rStyle") if own is not None else ""
        style = _value(paragraph.find(q("pPr")), "pStyle") or self.plain
        return {**self.default, **self._style(style), **self._style(named), **self._own(own)}

    def _style(self, name: str) -> Look:
        if name not in self.known:
            look: dict[str, str] = {}
            for element in reversed(list(self.chain(name))):
                look.update(self._own(element.find(RPR)))
            self.known[name] = look
        return self.known[name]

    def chain(self, name: str) -> Iterator[Element]:
        """Yield a style and those it is based on, nearest first; a ring ends."""
        for _ in range(_MOST_BASES):
            element = self.styles.get(name)
            if element is None:
                return
            yield element
            name = _value(element, "basedOn")

    def _own(self, properties: Element | None) -> Look:
        return {} if properties is None else dict(_seen(properties, self.theme))


def looks(office: Office) -> Looks:
    """Return the looks that a template's styles give."""
    from reportgen.template.office import parsed

    data = office.others.get("word/styles.xml")
    theme = _theme(office)
    if data is None:
        return Looks({}, "", {}, theme)
    root = parsed(data)
    styles = {str(each.get(q("styleId"))): each for each in root.iter(q("style"))}
    plain = next((name for name, each in styles.items() if _is_default(each)), "")
    default = root.find(f"{q('docDefaults')}/{q('rPrDefault')}/{RPR}")
    return Looks(styles, plain, {} if default is None else dict(_seen(default, theme)), theme)


def _is_default(style: Element) -> bool:
    is_on = style.get(q("default")) in ("1", "true")
    return is_on and style.get(q("type")) == "paragraph"


def _seen(properties: Element, theme: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for each in properties:
        name = str(each.tag).rpartition("}")[2]
        value = str(each.get(q("val"), ""))
        if name in _SWITCHES:
            yield _SWITCHES[name], "" if value in _AS_USUAL - {""} else "1"
        elif name in _VALUES:
            yield _VALUES[name], "" if value.lower() in _AS_USUAL else value
        elif name == "rFonts":
            themed = theme.get(str(each.get(q("eastAsiaTheme"), "")), "")
            font = themed or str(each.get(q("eastAsia"), ""))
            if font:
                yield FONT, font


def _theme(office: Office) -> dict[str, str]:
    """Return the theme's fonts for Chinese, by the names that styles use for them."""
    from reportgen.template.office import parsed

    names = sorted(name for name in office.others if name.startswith("word/theme/theme"))
    found: dict[str, str] = {}
    for name in names[:1]:
        root = parsed(office.others[name])
        for size in ("major", "minor"):
            group = root.find(f".//{_A}{size}Font")
            if group is not None:
                found[f"{size}EastAsia"] = _face(group, "ea") or _face(
                    group, "font[@script='Hans']"
                )
    return found


def _face(group: Element, path: str) -> str:
    node = group.find(f"{_A}{path}")
    return "" if node is None else str(node.get("typeface", ""))


def _value(parent: Element | None, name: str) -> str:
    node = None if parent is None else parent.find(q(name))
    return "" if node is None else str(node.get(q("val"), ""))
