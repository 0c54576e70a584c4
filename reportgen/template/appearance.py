"""How the template looks where a report would look odd: tags of two looks, fonts, lost styles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.template.looks import FONT
from reportgen.template.office import FILE
from reportgen.template.tags import scan
from reportgen.template.wordml import R, T, paragraphs, q, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.looks import Look, Looks
    from reportgen.template.office import Part
    from reportgen.template.tags import Tag

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_USUAL = re.compile(
    r"仿宋|黑体|楷体|宋体|新宋体|小标宋|方正|华文|文鼎|汉鼎|汉仪"
    r"|FangSong|SimHei|KaiTi|SimSun|NSimSun|FZ|ST",
    re.IGNORECASE,
)
_OF_TITLES = re.compile(
    r"黑体|楷体|小标宋|方正[黑楷小]|华文[黑楷]|SimHei|KaiTi|STHeiti|STKaiti|FZ[HKX]", re.IGNORECASE
)
_MOST_PLACES, _QUOTED = 5, 12
_STYLED = (("pPr", "pStyle"), ("rPr", "rStyle"), ("tblPr", "tblStyle"))


def odd_looks(part: Part, given: Looks, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each look that will not print as the page shows it; before any tidying."""
    fonts: dict[str, list[str]] = {}
    for paragraph in paragraphs(part.root):
        runs = _runs(paragraph, given)
        place = spots[paragraph]
        yield from _of_two_looks(runs, place)
        yield from _mixed(runs, place)
        for _, font in _of_han(runs):
            if not _USUAL.match(font) and place not in fonts.setdefault(font, []):
                fonts[font].append(place)
    for font, places in fonts.items():
        yield _unusual(font, places)
    yield from _lost_styles(part, given, spots)


def _runs(paragraph: Element, given: Looks) -> list[tuple[str, Look]]:
    """Return the texts of a paragraph, each with what it looks like."""
    found = []
    for node in texts(paragraph):
        run = node.getparent()
        if run is not None and run.tag == R and node.text:
            found.append((node.text, given.of(run, paragraph)))
    return found


def _of_two_looks(runs: list[tuple[str, Look]], place: str) -> Iterator[Finding]:
    starts = [0, *accumulate(len(text) for text, _ in runs)]
    for tag in scan("".join(text for text, _ in runs))[0]:
        inside = _looks_of(runs, starts, tag)
        names = {name: "" for look in inside for name in look}
        differ = [name for name in names if len({look.get(name, "") for look in inside}) > 1]
        if differ and not tag.is_block:
            yield notice(
                "TP24",
                Where(FILE, place),
                f"标签 {tag.text} 的各个字格式不一样（{'、'.join(differ)}），"
                "印出来都用第一个花括号的格式。",
                "选中整个标签，连同两边的花括号，设成同一种格式。",
            )


def _looks_of(runs: list[tuple[str, Look]], starts: list[int], tag: Tag) -> list[Look]:
    """Return the looks a tag is written in; ``starts`` are where each run begins."""
    found = []
    for number in range(bisect_right(starts, tag.start) - 1, bisect_left(starts, tag.end)):
        text, look = runs[number]
        at = starts[number]
        if text[max(tag.start - at, 0) : tag.end - at].strip():
            found.append(look)
    return found


def _of_han(runs: list[tuple[str, Look]]) -> Iterator[tuple[str, str]]:
    """Yield the texts that have Chinese characters, with the font these are in."""
    for text, look in runs:
        if _HAN.search(text) and look.get(FONT):
            yield text, look[FONT]


def _mixed(runs: list[tuple[str, Look]], place: str) -> Iterator[Finding]:
    """Yield a 提醒 where one paragraph's words are in two fonts; those of titles may stand in."""
    plain = [(text, font) for text, font in _of_han(runs) if not _OF_TITLES.match(font)]
    fonts = list(dict.fromkeys(font for _, font in plain))
    if len(fonts) < 2:
        return
    amount = {f: sum(len(_HAN.findall(text)) for text, font in plain if font == f) for f in fonts}
    most = max(fonts, key=lambda font: amount[font])
    words, other = next((text.strip(), font) for text, font in plain if font != most)
    shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    message = f"这一段的汉字用“{most}”，“{shown}”却用“{other}”。"
    yield notice("TP26", Where(FILE, place), message, f"选中这一段，把中文字体都设成“{most}”。")


def _unusual(font: str, places: list[str]) -> Finding:
    others = [Where(FILE, place) for place in places[1:_MOST_PLACES]]
    message = f"这里的汉字用“{font}”，不是公文常用的字体；打印的电脑没有它，就会换成别的字体。"
    remedy = "改成仿宋、黑体、楷体、宋体、小标宋一类的字体；确实要用它的，核对各台电脑都有。"
    return notice("TP26", Where(FILE, places[0]), message, remedy, others)


def _lost_styles(part: Part, given: Looks, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each style that is named but not there: Word prints plain text instead."""
    if not given.styles:
        return
    lost: dict[str, list[str]] = {}
    for properties, name in _STYLED:
        for element in part.root.iter(q(name)):
            style, above = str(element.get(q("val"))), element.getparent()
            if style in given.styles or above is None or above.tag != q(properties):
                continue
            if name == "rStyle" and not _says_something(above):
                continue
            place = _place(element, spots, part)
            if place not in lost.setdefault(style, []):
                lost[style].append(place)
    for style, places in lost.items():
        message = f"这里用的样式“{style}”在文件里没有，印出来是正文的样子。"
        others = [Where(FILE, place) for place in places[1:_MOST_PLACES]]
        remedy = "重新选一个样式；从别的文件复制来的，连同样式一起粘贴。"
        yield notice("TP25", Where(FILE, places[0]), message, remedy, others)


def _says_something(properties: Element) -> bool:
    """Tell whether a run has words: the mark of a comment or a note has none."""
    run = properties.getparent()
    return run is not None and run.tag == R and run.find(T) is not None


def _place(element: Element, spots: dict[Element, str], part: Part) -> str:
    for above in element.iterancestors():
        if above in spots:
            return spots[above]
        if above.tag == q("tbl"):
            return next((spots[p] for p in paragraphs(above) if p in spots), part.label)
    return part.label
