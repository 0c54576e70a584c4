"""TP30, TP33: tags that print and cannot be seen: hidden, white, or cut off by their own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.template.office import FILE
from reportgen.template.tags import only_blocks, scan
from reportgen.template.wordml import RPR, P, R, paragraphs, q, text_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.looks import Looks
    from reportgen.template.office import Part

_COLOUR, _SIZE = "颜色", "字号"
_WHITE = ("FFFFFF", "white")
_CLEAR = ("", "auto", "FFFFFF")
_MOST_PLACES = 5
_TWIPS, _HALVES, _USUAL_SIZE = 20, 2, 10.0
_CUT = 0.9
"""A line may be a little lower than its letters' own height before they are cut."""


def unseen(part: Part, given: Looks, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each paragraph whose tags print nothing one can read; before any tidying."""
    cut: dict[tuple[float, float], list[str]] = {}
    for paragraph in paragraphs(part.root):
        text = text_of(paragraph)
        if not text.strip() or only_blocks(text):
            continue
        yield from _hidden_tags(paragraph, given, spots[paragraph])
        line, size = _line(paragraph, given), _largest(paragraph, given)
        if line and line < size * _CUT:
            cut.setdefault((line, size), []).append(spots[paragraph])
    for (line, size), places in cut.items():
        yield _cut_off(line, size, list(dict.fromkeys(places)))


def _hidden_tags(paragraph: Element, given: Looks, place: str) -> Iterator[Finding]:
    """A tag prints as its first brace looks."""
    owners: list[Element | None] = []
    for node in texts(paragraph):
        owners += [node.getparent()] * len(node.text or "")
    found: dict[str, list[str]] = {}
    for tag in scan(text_of(paragraph))[0]:
        run = owners[tag.start]
        how = _unseen(run, paragraph, given) if run is not None and not tag.is_block else ""
        if how:
            found.setdefault(how, []).append(tag.text)
    for how, tags in found.items():
        more = f" 等 {len(tags)} 个标签" if len(tags) > 1 else " "
        message = f"标签 {tags[0]}{more}的字是{how}的，印出来看不见。"
        remedy = f"选中这些字，在“字体”中{_MENDS[how]}；不印的，删去标签。"
        yield notice("TP30", Where(FILE, place), message, remedy)


_MENDS = {"隐藏": "去掉“隐藏”", "白色": "把颜色改为“自动”"}


def _unseen(run: Element, paragraph: Element, given: Looks) -> str:
    if run.tag != R:
        return ""
    for owner in (run, *_styles(run.find(RPR), "rStyle", given), *_styles_of(paragraph, given)):
        switch = owner.find(f"{RPR}/{q('vanish')}")
        if switch is not None:
            if switch.get(q("val"), "1") not in ("0", "false", "off"):
                return "隐藏"
            break
    is_white = given.of(run, paragraph).get(_COLOUR, "") in _WHITE
    return "白色" if is_white and not _is_shaded(run, given) else ""


def _styles(properties: Element | None, name: str, given: Looks) -> Iterator[Element]:
    style = None if properties is None else properties.find(q(name))
    if style is not None:
        yield from given.chain(str(style.get(q("val"))))


def _styles_of(paragraph: Element, given: Looks) -> Iterator[Element]:
    properties = paragraph.find(q("pPr"))
    named = properties is not None and properties.find(q("pStyle")) is not None
    yield from _styles(properties, "pStyle", given) if named else given.chain(given.plain)


def _is_shaded(run: Element, given: Looks) -> bool:
    """Tell whether white letters may stand on something dark: a shade, a table's style, a box."""
    if run.find(f"{RPR}/{q('highlight')}") is not None:
        return True
    for above in (run, *run.iterancestors()):
        styled = above.find(f"{q('tblPr')}/{q('tblStyle')}") is not None
        shades = [above.find(f"{q(each)}/{q('shd')}") for each in ("rPr", "pPr", "tcPr", "tblPr")]
        fills = [str(each.get(q("fill"), "")) for each in shades if each is not None]
        if styled or any(fill not in _CLEAR for fill in fills):
            return True
        by_style = _styles_of(above, given) if above.tag == P else ()
        if any(each.find(f".//{q('shd')}") is not None for each in by_style):
            return True
    return any(above.tag == q("txbxContent") for above in run.iterancestors())


def _line(paragraph: Element, given: Looks) -> float:
    """Return the height of a line of fixed height in points, 0 where it grows with its letters."""
    for owner in (paragraph, *_styles_of(paragraph, given)):
        spacing = owner.find(f"{q('pPr')}/{q('spacing')}")
        if spacing is not None and spacing.get(q("line")):
            exact = spacing.get(q("lineRule")) == "exact"
            return _number(str(spacing.get(q("line")))) / _TWIPS if exact else 0.0
    return 0.0


def _largest(paragraph: Element, given: Looks) -> float:
    runs = (node.getparent() for node in texts(paragraph) if (node.text or "").strip())
    sizes = [given.of(run, paragraph).get(_SIZE, "") for run in runs if run is not None]
    return max((_number(each) / _HALVES or _USUAL_SIZE for each in sizes), default=0.0)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _cut_off(line: float, size: float, places: list[str]) -> Finding:
    message = f"行距是固定值 {line:g} 磅，字却有 {size:g} 磅，印出来只剩半截。"
    remedy = "在“段落”中把行距改为单倍，或改为比字大的固定值。"
    others = [Where(FILE, place) for place in places[1:_MOST_PLACES]]
    return notice("TP33", Where(FILE, places[0]), message, remedy, others)
