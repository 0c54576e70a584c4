"""PK24: a rate that lacks its %, or a % on what is no rate, wherever only the pack can tell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import Finding, notice
from reportgen.packs import amounts, bands, units
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.packs.entries import Entry, Rows
    from reportgen.packs.model import CheckRow, Grade, Indicator, Pack

_A_POINT = Decimal("0.01")
"""No rounding of rates leaves a whole point; money is often given as much."""
_IN_PERCENT = ("", units.PERCENT, "倍")
_SIGNS = ("%", "％")
_MOST = {"界限": Decimal(10), "一步": Decimal(1)}
"""No limit of a rate comes near 1000%, no step near 100%."""


def vet(pack: Pack, sheets: Mapping[str, Rows]) -> Iterator[Finding]:
    """Yield a 提醒 for each figure that is most likely a hundred times too large or too small."""
    yield from _fields(sheets["字段"].entries)
    for entry, each in zip(sheets["指标"].entries, pack.indicators, strict=True):
        yield from _indicator(entry, each)
    known = units.of_names(pack)
    for entry, row in zip(sheets["勾稽"].entries, pack.checks, strict=True):
        yield from _tolerance(entry, row, known)
    for entry, grade in zip(sheets["等级"].entries, pack.grades, strict=True):
        yield from _floor(entry, grade, known)


def _fields(rows: Sequence[Entry]) -> Iterator[Finding]:
    """A cell that was formatted as a percentage turns a typed 2000 into 20."""
    for entry in rows:
        if entry.text("类型") != Kind.NUMBER.value:
            continue
        columns = [each for each in ("下限", "上限") if entry.number(each)]
        yield from _percent_of(entry, columns, entry.text("单位"))


def _indicator(entry: Entry, each: Indicator) -> Iterator[Finding]:
    if bands.is_rate(each.formula, each.unit):
        yield from _beyond_sense(entry)
        return
    if not each.scoring:
        return
    yield from _percent_of(entry, [c for c in ("界限", "一步") if entry.number(c)], each.unit)
    if each.bands and each.unit not in _IN_PERCENT and {*_SIGNS} & {*entry.text("分档")}:
        message = f"“分档”的界限写成了百分数，而单位是{each.unit}。"
        yield notice("PK24", entry.where("分档"), message, "去掉 %；确是百分数的，“单位”写 %。")


def _beyond_sense(entry: Entry) -> Iterator[Finding]:
    """A 100 typed before the cell got its format shows as 10000%."""
    for column, most in _MOST.items():
        value = entry.number(column) if entry.is_percent(column) else None
        if value is not None and value >= most:
            shown, meant = (f"{x.normalize():f}%" for x in (value * 100, value))
            message = f"“{column}”是 {shown}。是不是 {meant}？"
            remedy = f"改为 {meant}；确是 {shown} 的，不用改。"
            yield notice("PK24", entry.where(column), message, remedy)


def _percent_of(entry: Entry, columns: Sequence[str], unit: str) -> Iterator[Finding]:
    if units.plain(unit) in (units.PERCENT, "倍"):
        return
    for column in columns:
        if entry.is_percent(column):
            value = entry.number(column) or Decimal(0)
            said = f"“{column}”写成了百分数（{(value * 100).normalize():f}%）"
            what = f"单位是{unit}，就是 {value.normalize():f}{unit}" if unit else "“单位”空着"
            remedy = "只写数，不写 %，格也不设成百分比格式；确是百分数的，“单位”写 %。"
            yield notice("PK24", entry.where(column), f"{said}，而{what}。", remedy)


def _tolerance(entry: Entry, row: CheckRow, known: Mapping[str, str]) -> Iterator[Finding]:
    terms = [*row.left.terms, *(row.right.terms if row.right else ())]
    found = {known.get(term.name, "") for term in terms if term.function != "计数"} - {""}
    if found == {units.PERCENT} and row.tolerance >= _A_POINT and not entry.is_percent("容差"):
        plain, points = (f"{x.normalize():f}" for x in (row.tolerance, row.tolerance * 100))
        message = f"“容差”写的是 {plain}，两边是百分数，就是 {points} 个百分点。是不是 {plain}%？"
        remedy = f"少写了 % 的，改为 {plain}%；确是 {points} 个百分点的，写 {points}%。"
        yield notice("PK24", entry.where("容差"), message, remedy)
    elif found and units.PERCENT not in found and row.tolerance:
        yield from _percent_of(entry, ["容差"], found.pop())


def _floor(entry: Entry, grade: Grade, known: Mapping[str, str]) -> Iterator[Finding]:
    unit = known.get(grade.figure, "")
    if unit != units.PERCENT:
        yield from _percent_of(entry, ["下限"] if unit and entry.number("下限") else [], unit)
    elif abs(grade.floor) > amounts.SUSPICIOUS and not entry.is_percent("下限"):
        plain, percent = (f"{x.normalize():f}" for x in (grade.floor, grade.floor * 100))
        message = (
            f"“下限”写的是 {plain}，“{grade.figure}”是百分数，就是 {percent}%。是不是 {plain}%？"
        )
        remedy = f"少写了 % 的，改为 {plain}%；确是 {percent}% 的，写上 %。"
        yield notice("PK24", entry.where("下限"), message, remedy)
