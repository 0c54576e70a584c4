"""汇总: the main figures of every unit, for a county to set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near
from reportgen.packs import own, units
from reportgen.packs.entries import RULES
from reportgen.packs.model import Headline, Kind, place
from reportgen.packs.sums import is_any_name
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from reportgen.packs.entries import Entry
    from reportgen.packs.model import Calculation, Pack

SHEET = "汇总"
COLUMNS = ("名称", "上年", "合计")
_NAMED = ("说明", "字段", "计算", "指标")
"""Sheets whose names may stand here."""
_NOT_ADDED = (units.PERCENT, units.POINTS, "倍")
_MEAN = "平均"


@dataclass(frozen=True, slots=True)
class _Known:
    """The pack, the unit of every number, and the cells that have an error already."""

    pack: Pack
    units: Mapping[str, str]
    told: Collection[Where]


def read(entry: Entry) -> Headline:
    """Read one row of 汇总."""
    return Headline(
        name=entry.needed("名称", "每一行是一个主要数据"),
        prior=entry.text("上年"),
        summed=entry.one_of("合计", ("是", "否"), "它决定各单位的数相加不相加") == "是",
        where=entry.where("名称"),
        cells=entry.places(),
    )


def vet(pack: Pack, told: Collection[Where], *, is_there: bool) -> Iterator[Finding]:
    """Yield names that are no single figures, that stand twice, or whose figures do not add up."""
    if is_there and not pack.headlines:
        message = "“汇总”里一个名称也没有，县级汇总表中没有主要数据。"
        remedy = "在“名称”一栏每行写一个数的名称；不用的，删去这张表。"
        yield error("PK34", Where(RULES, spot(SHEET, (2, 1))), message, remedy)
    yield from _twice(pack, told)
    if pack.unreadable & {*_NAMED}:
        return
    figures, known = _single_figures(pack), _Known(pack, units.of_names(pack), told)
    for row in pack.headlines:
        amiss = [*_amiss(row, figures, pack)]
        yield from amiss
        if not amiss and row.name:
            yield from _unlike(row, known.units)
            yield from _added(row, known)


def _twice(pack: Pack, told: Collection[Where]) -> Iterator[Finding]:
    for column in ("名称", "上年"):
        first: dict[str, Where] = {}
        for row in pack.headlines:
            name, where = row.name if column == "名称" else row.prior, place(row, column)
            if name in first and where not in told:
                message = f"“汇总”的“{column}”一栏里，“{name}”写了不止一次。"
                yield error("PK35", where, message, "只留一处，或改成另一个数。", [first[name]])
            elif name:
                first[name] = where


def _single_figures(pack: Pack) -> set[str]:
    """Return the names of numbers of which a unit has one: no columns, no numbers of the pack."""
    typed = {n for n, each in pack.fields.items() if each.kind is Kind.NUMBER and "." not in n}
    values = {each.name for each in pack.indicators if each.formula not in ("", "选项")}
    scored = {f"{each.name}{own.SCORED}" for each in pack.indicators}
    computed = {row.name for row in pack.calculations if "." not in row.name}
    return typed | computed | values | scored | {*own.TOTALS}


def _amiss(row: Headline, figures: set[str], pack: Pack) -> Iterator[Finding]:
    for column, name in (("名称", row.name), ("上年", row.prior)):
        if not name or name in figures:
            continue
        what = _what_else(name, pack)
        where = place(row, column)
        if what:
            message = f"“{name}”{what}，汇总表里放不下。"
            yield error("PK36", where, message, "改写一个数的名称：字段、计算、指标或得分。")
        else:
            message = f"用到的“{name}”没有定义。{near(name, filter(is_any_name, figures))}"
            remedy = "改正名称，或在“字段”“计算”中加上这一项。"
            yield error("PK09", where, message, remedy)


def _what_else(name: str, pack: Pack) -> str:
    """Return what a name is that is no single figure; empty when nobody has defined it."""
    field = pack.fields.get(name)
    if "." in name and (field or any(row.name == name for row in pack.calculations)):
        return f"是清单“{name.partition('.')[0]}”的一列，不是一个数"
    if field:
        return f"的类型是“{field.kind.value}”，不是数"
    if name in pack.facts or name in own.YEARS:
        return "是格式包自己的内容，各单位都一样"
    if any(grade.name == name for grade in pack.grades):
        return "是等级，是词不是数"
    if any(each.name == name for each in pack.indicators):
        return "是没有指标值的指标（人工评分或选项）"
    return "是指标的清单，不是一个数" if name == own.INDICATORS else ""


def _unlike(row: Headline, known: Mapping[str, str]) -> Iterator[Finding]:
    """A figure and its last year's are the same figure, in the same unit."""
    if row.prior == row.name:
        message = f"“上年”写的就是本年的“{row.name}”。"
        yield error("PK37", place(row, "上年"), message, "写上年数的名称；表里没有的，空着。")
        return
    one, two = known.get(row.name, ""), known.get(row.prior, "")
    if one and two and one != two:
        message = f"上年数与本年数单位不同：“{row.name}”是{one}，“{row.prior}”是{two}。"
        remedy = "写同一个数的上年数；没有的，空着。"
        yield error("PK37", place(row, "上年"), message, remedy, [row.where])


def _added(row: Headline, known: _Known) -> Iterator[Finding]:
    why = _why_not(row.name, known, frozenset()) if row.summed else ""
    if why:
        message = f"“{row.name}”{why}，各单位的数相加没有意义。"
        yield error("PK38", place(row, "合计"), message, "“合计”改为“否”。")


def _why_not(name: str, known: _Known, seen: frozenset[str]) -> str:
    """Return why the figures of several units cannot be added up; empty when they can."""
    unit = known.units.get(name, "")
    if unit in _NOT_ADDED:
        return f"的单位是{unit}"
    indicator = next((each for each in known.pack.indicators if each.name == name), None)
    if indicator and indicator.formula in units.RATES:
        return f"的算法是“{indicator.formula}”"
    row = next((each for each in known.pack.calculations if each.name == name), None)
    if row is None or name in seen or place(row, "取数") in known.told:
        return ""
    return _computed(row, known, seen | {name})


def _computed(row: Calculation, known: _Known, seen: frozenset[str]) -> str:
    """A mean is no sum, and neither is what was added up from means and rates."""
    if row.verb in (_MEAN, *units.RATES):
        return f"的算法是“{row.verb}”"
    for term in (term for each in row.operands for term in each.terms):
        if term.function == _MEAN:
            return f"用到平均数“{term}”"
        if term.function != "计数" and _why_not(term.name, known, seen):
            return f"用到不能相加的“{term.name}”"
    return ""
