"""PK39: a year typed as words where a tag should hold it, so that next year need not look for it.

How a year is written is told here once, for report.docx (TP28) and for ``pack new`` too. Only the
pack's own year and its neighbours count; other years are dates of laws. A year inside 《》, in a
document's number (〔2021〕14号) or in an example (如2021/4/6) is nobody's to move on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportgen.findings import Finding, Where, notice
from reportgen.packs import facts, marks, own
from reportgen.packs.layout import FORM
from reportgen.workbook.cells import CellKind, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.entries import Rows
    from reportgen.packs.model import Pack
    from reportgen.workbook.cells import Book, Cell

_WORDS: Mapping[str, tuple[str, ...]] = {
    "字段": ("名称", "选项", "填报提示"),
    "计算": ("名称",),
    "勾稽": ("说明",),
    "指标": ("一级", "二级", "三级", "名称", "评分标准", "指标说明"),
    "等级": ("名称", "等级"),
}
"""Columns whose words somebody reads; 上年字段 may well name what had another name."""
_DIGITS = (
    "0０〇○零", "1１一", "2２二", "3３三", "4４四", "5５五", "6６六", "7７七", "8８八", "9９九",
)  # fmt: skip
"""Each digit as it may be written: plain, full-width, and in Chinese."""
_PLAIN = {ord(each[1]): each[0] for each in _DIGITS}
_CHINESE = {ord(han): each[0] for each in _DIGITS for han in each[2:]}
_HAN = "".join(han for each in _DIGITS for han in each[2:])
_DAY = r"[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])"
_RANGE = r"(?=[-—–~～至]+(?:19|20)[0-9]{2}\s*年)"
_MEASURE = (
    "[元万亿个分例份%％㎡亩户吨米件处次条棵株辆套]|人(?!员)|台(?!账)|公[里斤顷]|平方|名(?![单称])"
)
_YEAR = re.compile(
    rf"(?<![0-9A-Za-z.,])(?P<digits>(?:19|20)[0-9]{{2}})"
    rf"(?:(?P<sure>\s*年度?|{_DAY}|{_RANGE})|(?![0-9A-Za-z]|[.,][0-9]|\s*(?:{_MEASURE})))"
    rf"|(?<![{_HAN}])(?P<han>[一二][〇○零九][{_HAN}]{{2}})\s*年度?"
)
_OF_A_DOCUMENT = re.compile(
    r"《(?:[^《》]|《[^《》]*》)*》|[〔\[［(（【][0-9]{4}[〕\]］)）】]",
)
_EXAMPLE = re.compile(r"如(?![实果下有期何此])[^，。；）)]*")
_QUOTED = 30
_ALSO_PRINTED = ("名称", facts.FILE_NAME)


class Year(NamedTuple):
    """A year in a text, where it stands; ``is_sure`` where 年 or a day tells it from a number."""

    start: int
    end: int
    number: int
    is_sure: bool


def said(text: str) -> Iterator[Year]:
    """Yield the years a text says of its own, in any writing: not in a title or its number.

    >>> [(year.number, year.is_sure) for year in said("２０２０ 年末、2019决算，二〇二一年")]
    [(2020, True), (2019, False), (2021, True)]
    """
    plain = text.translate(_PLAIN)
    aside = [found.span() for found in _OF_A_DOCUMENT.finditer(plain)]
    for found in _YEAR.finditer(plain):
        if not any(start <= found.start() < end for start, end in aside):
            number = int(found["digits"] or found["han"].translate(_CHINESE))
            is_sure = found["digits"] is None or found["sure"] is not None
            yield Year(found.start(), found.end(), number, is_sure)


def spelt(year: int) -> str:
    """Return a pattern for a year in any writing.

    >>> spelt(2021)
    '[2２二][0０〇○零][2２二][1１一]'
    """
    return "".join(f"[{_DIGITS[int(digit)]}]" for digit in str(year))


def vet(pack: Pack, form: Book, sheets: Mapping[str, Rows]) -> Iterator[Finding]:
    """Yield a 提醒 for every cell of the form and of rules.xlsx with a year typed into it."""
    if not pack.year:
        return
    year, before, after = own.YEARS[0], own.YEARS[1], own.YEARS[2]
    known = {pack.year: year, pack.year - 1: before, pack.year + 1: after}
    names = {str(number): name for number, name in known.items()}
    yield from _form(form, names)
    yield from _facts(pack, form, names)
    for title, columns in _WORDS.items():
        for entry in sheets[title].entries if title in sheets else ():
            for column in columns:
                yield from _rules(entry.text(column), entry.where(column), names)


def typed(text: str, names: Mapping[str, str]) -> list[str]:
    """Return the years among ``names`` that stand in a text by themselves, each once.

    >>> typed("２０２０年决算（比2019年）", {"2020": "年度", "2019": "上年度"})
    ['2020', '2019']
    >>> typed("财绩〔2020〕14号、《2020年通知》，如2020/4/6", {"2020": "年度"})
    []
    """
    examples = [found.span() for found in _EXAMPLE.finditer(text)]
    found = [
        str(year.number)
        for year in said(text)
        if not any(start <= year.start < end for start, end in examples)
    ]
    return list(dict.fromkeys(year for year in found if year in names))


def _form(form: Book, names: Mapping[str, str]) -> Iterator[Finding]:
    for sheet in form.sheets:
        years = typed(sheet.title, names)
        if years:
            message = f"工作表的名称“{sheet.title}”里写着年份 {'、'.join(years)}。"
            where = Where(FORM, spot(sheet.title, (1, 1)))
            remedy = "工作表另取不带年份的名称，下一年就不用改。"
            yield notice("PK39", where, message, remedy)
        for at, cell in sorted(sheet.cells.items()):
            years = typed(_words(cell), names)
            if years:
                remedy = f"{_instead(years, names)}，下一年就不用改。"
                yield _told(cell.text, years, Where(FORM, spot(sheet.title, at)), remedy)


def _words(cell: Cell) -> str:
    """Return what is fixed in a cell; a formula's result may well change with the years."""
    if cell.formula or cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
        return ""
    return marks.TAG.sub("", cell.text)


def _facts(pack: Pack, form: Book, names: Mapping[str, str]) -> Iterator[Finding]:
    """A fact matters where it is printed: as the pack's name, the report's, or on the form."""
    printed = {name for sheet in form.sheets for c in sheet.cells.values() for name in _tags(c)}
    for fact, text in pack.facts.items():
        years = typed(marks.TAG.sub("", text), names) if fact != own.YEARS[0] else []
        if years and fact in {*printed, *_ALSO_PRINTED}:
            remedy = "改写成“本年度”“上年度”一类，或删去年份；下一年就不用改。"
            if fact == facts.FILE_NAME:
                remedy = f"{_instead(years, names)}，下一年就不用改。"
            yield _told(text, years, pack.fact_places[fact], remedy)


def _tags(cell: Cell) -> Iterator[str]:
    if cell.kind is CellKind.TEXT:
        yield from marks.names(cell.text)


def _rules(text: str, where: Where, names: Mapping[str, str]) -> Iterator[Finding]:
    years = typed(text, names)
    if years:
        remedy = "改写成“本年”“上年”一类，下一年就不用改；这里不能用标签。"
        yield _told(text, years, where, remedy)


def _told(text: str, years: list[str], where: Where, remedy: str) -> Finding:
    quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    message = f"“{quoted}”里直接写着年份 {'、'.join(years)}。"
    return notice("PK39", where, message, remedy)


def _instead(years: list[str], names: Mapping[str, str]) -> str:
    changes = (f"把 {year} 改为 {{{{ {names[year]} }}}}" for year in years)
    return "，".join(changes)
