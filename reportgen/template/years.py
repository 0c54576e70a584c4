"""Years typed as text where a tag belongs: next year they would still say this year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.packs import years
from reportgen.packs.own import YEARS
from reportgen.template.office import FILE
from reportgen.template.tags import scan
from reportgen.template.wordml import paragraphs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from reportgen.template.office import Part

_TITLE = re.compile(r"《[^》]*》?")
_OF_A_DOCUMENT = re.compile(
    r"(?:\d{1,2}月(?:\d{1,2}日)?)?\s*(?:第?\s*\d+\s*号"
    r"|[^。；，]{0,8}?(?:修订|修正|通过|公布|发布|印发|颁布|施行|起实施|起执行|批准))"
)
_OF_HISTORY = re.compile(r"成立|组建|设立|挂牌|合并|改革|以来|起步|建成|始建")
_OF_A_PLAN = re.compile(r"规划|纲要|五年|行动计划")
_NEAR, _NEAREST, _AROUND = 3, 1, 14
_PROPERTIES = {"title": "标题", "subject": "主题", "keywords": "关键词"}


def typed_years(part: Part, spots: dict[Element, str], year: int) -> Iterator[Finding]:
    """Yield a 提醒 for each year typed in a paragraph, once a paragraph; ``year`` is the pack's."""
    for place, text in _said(part, spots):
        told: set[int] = set()
        for each in _of_its_own(text):
            if each.number not in told and _may_be_meant(each, year):
                told.add(each.number)
                shown = text[each.start : each.end]
                yield _finding(place, shown, each.number - year if year else None)


def _may_be_meant(found: years.Year, year: int) -> bool:
    """Tell whether a year moves on with the pack's; a mere number must be it or beside it."""
    away = abs(found.number - year)
    return away <= (_NEAR if found.is_sure else _NEAREST) if year else found.is_sure


def _said(part: Part, spots: dict[Element, str]) -> Iterator[tuple[str, str]]:
    if part.kind != "core":
        yield from ((spots[each], text_of(each)) for each in paragraphs(part.root))
        return
    for element in part.root:
        name = _PROPERTIES.get(str(element.tag).rpartition("}")[2])
        if name:
            yield f"文档属性“{name}”", element.text or ""


def _of_its_own(text: str) -> Iterator[years.Year]:
    """Yield the years that a text says of its own: not in a tag, a title, the date of a law."""
    aside = [(tag.start, tag.end) for tag in scan(text)[0]]
    aside += [found.span() for found in _TITLE.finditer(text)]
    for found in years.said(text):
        if any(start <= found.start < end for start, end in aside):
            continue
        around = text[max(found.start - _AROUND, 0) : found.end + _AROUND]
        clause = re.split("[。；]", text[: found.start])[-1][-_AROUND:]
        clause += re.split("[。；，]", text[found.end :])[0][:_AROUND]
        if not (
            _OF_A_DOCUMENT.match(text, found.end)
            or _OF_A_PLAN.search(around)
            or _OF_HISTORY.search(clause)
        ):
            yield found


def _finding(place: str, shown: str, away: int | None) -> Finding:
    message = f"“{shown}”的年份是打上去的文字，明年用这个模板还会印成它。"
    tags = dict(zip((0, -1, 1), YEARS, strict=True))
    name = None if away is None else tags.get(away)
    how = f"改成 {{{{ {name} }}}}" if name else f"改成 {{{{ {YEARS[0]} }}}} 一类的标签"
    return notice("TP28", Where(FILE, place), message, f"{how}；确实年年不变的，不用改。")
