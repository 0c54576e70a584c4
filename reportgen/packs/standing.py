"""PK41, PK47: an indicator or a scale stands on figures that the form asks for, and must get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, notice
from reportgen.packs import reach
from reportgen.packs.model import Field, Grade, Indicator, Kind, Pack, Sum, Term, place
from reportgen.packs.own import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ADD_A_CELL = "在 form.xlsx 中写上它的标签，或改用填报表上有的数。"


def vet(pack: Pack, absent: Mapping[str, Field], told: set[Where]) -> Iterator[Finding]:
    """Yield indicators and scales that cannot be computed, or only when a clerk is so kind."""
    for each in pack.indicators:
        if place(each, "取数") not in told:
            names = reach.beneath(each.operands, pack)
            yield from _lacking(each, names, absent) or _optional(each, names, pack, told)
    scales: dict[str, Grade] = {}
    for grade in pack.grades:
        if scales.setdefault(grade.name, grade) is grade and place(grade, "取数") not in told:
            yield from _scale(grade, pack, absent)


def _lacking(each: Indicator, names: list[str], absent: Mapping[str, Field]) -> list[Finding]:
    found = [name for name in names if name in absent]
    if not found:
        return []
    message = f"“{each.title}”用到的{_listed(found)}在填报表中没有填写的位置，这项指标计不出分。"
    related = [absent[name].where for name in found]
    return [error("PK41", place(each, "取数"), message, _ADD_A_CELL, related)]


def _optional(each: Indicator, names: list[str], pack: Pack, told: set[Where]) -> list[Finding]:
    """Yield what may stay blank; a column of a list is added up over the cells that are filled."""
    fields = [pack.fields[name] for name in names if name in pack.fields and "." not in name]
    single = [field for field in fields if field.kind is not Kind.TABLE]
    open_ = [field for field in single if not field.required and place(field, "必填") not in told]
    if not open_:
        return []
    found = _listed([field.name for field in open_])
    message = f"“{each.title}”用到的{found}不是必填，空着就计不出分。"
    remedy = "把“字段”中的“必填”改为“是”；没有发生的填 0。"
    related = [place(field, "必填") for field in open_]
    return [notice("PK47", place(each, "取数"), message, remedy, related)]


def _scale(grade: Grade, pack: Pack, absent: Mapping[str, Field]) -> Iterator[Finding]:
    where = place(grade, "取数")
    names = reach.beneath([Sum((Term(1, "", grade.figure),))], pack)
    found = [name for name in names if name in absent]
    if found:
        message = f"“{grade.name}”用到的{_listed(found)}在填报表中没有填写的位置，选不出词。"
        yield error("PK41", where, message, _ADD_A_CELL, [absent[name].where for name in found])
    if grade.figure in {each.name for each in pack.indicators if each.formula in ("", "选项")}:
        message = f"指标“{grade.figure}”没有指标值（人工评分或选项），“{grade.name}”选不出词。"
        yield error("PK41", where, message, f"改写 {grade.figure}{SCORED}，或别的数。")


def _listed(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
