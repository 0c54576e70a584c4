"""Fields the clerk types for nothing: no sentence prints them and no rule uses them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, ReportgenError, notice
from reportgen.packs.marks import TAG
from reportgen.scores.claims import CLAIMED_GRADE, CLAIMED_TOTAL
from reportgen.template.across import settled
from reportgen.template.known import TABLE
from reportgen.template.office import read
from reportgen.template.outline import outline, spots_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Pack, Sum

_WORDS = re.compile(r"\w+(?:\.\w+)?")
_FOR = re.compile(r"for\s+(\w+)\s+in\s+(\w+)(?:\.(\w+))?")


def unused(template: bytes, pack: Pack) -> list[Finding]:
    """Return a 提醒 for each field printed nowhere and used by no rule.

    A damaged file prints nothing: lint has told, and no field is to blame for it.
    """
    try:
        needed = _printed(template) | _used(pack)
    except ReportgenError:
        return []
    return [
        notice(
            "TP18",
            field.where,
            f"“{field.name}”要填，但报告里不印，计算、勾稽和指标也不用。",
            f"在 report.docx 写上 {{{{ {field.name} }}}}，或在 rules.xlsx 中删去这一项。",
        )
        for field in pack.fields.values()
        if field.name not in needed and field.kind.value != TABLE
    ]


def _printed(template: bytes) -> set[str]:
    """Return the names tags print, a loop's variable standing for its list."""
    office = read(template)
    found: set[str] = set()
    lists: dict[str, set[str]] = {}
    for part in office.parts:
        for spot in spots_in(outline(part, office, settled(part, office))):
            loop = _FOR.fullmatch(spot.tag.inner)
            if loop:
                lists.setdefault(loop[1], set()).add(loop[3] or loop[2])
            found.update(_WORDS.findall(spot.tag.inner))
    for name in [name for name in found if name.partition(".")[0] in lists]:
        variable, _, column = name.partition(".")
        found |= {f"{owner}.{column}" for owner in lists[variable]}
    return found


def _used(pack: Pack) -> set[str]:
    """Return the names that calculations, checks, indicators and grades read."""
    sums = [s for row in pack.calculations for s in row.operands]
    sums += [s for row in pack.indicators for s in row.operands]
    for check in pack.checks:
        sums += [check.left, check.right] if check.right else [check.left]
    used = {name for each in sums for name in _names(each)}
    scored = {f"{i.name}{end}" for i in pack.indicators for end in ("自评得分", "扣分原因")}
    claimed = {CLAIMED_TOTAL, CLAIMED_GRADE}
    facts = {tag for text in pack.facts.values() for tag in TAG.findall(text)}
    naming = {pack.facts.get("单位字段", "")} | {grade.figure for grade in pack.grades}
    return used | scored | claimed | facts | naming | {*_linking(pack)}


def _linking(pack: Pack) -> Iterator[str]:
    """Yield the columns that tell which row of another list a row belongs to, and that list's."""
    for field in pack.fields.values():
        if field.choices_from:
            yield field.choices_from
            if "." in field.name:
                yield field.name


def _names(total: Sum) -> Iterator[str]:
    for term in total.terms:
        yield term.name
        if term.function == "计数":
            yield f"{term.name}."
