"""Units along the signed sums: 万元 is added to 万元, never to 亿元 or 人."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, notice
from reportgen.packs.model import Calculation, CheckRow, Indicator, Kind, Pack, Sum, Term, place
from reportgen.packs.own import SCORED, TOTALS
from reportgen.packs.reach import parts_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PERCENT, POINTS = "%", "分"
RATES = ("占比", "比率", "增长率", "变动率")
_SAME = ("合计", "差额", "平均", "数值")
"""Verbs whose result has the unit of its parts."""
_EQUATE = ("合计相等", "相等", "不超过", "比率相等")
_MONEY = ("元", "万元", "亿元")
_TIMES = "倍"
_OF_POINTS = "按比例计分"


def plain(unit: str) -> str:
    """Return a unit in one spelling: ％ and %, ㎡ and m² are the same.

    >>> plain("％"), plain("㎡") == plain("m²")
    ('%', True)
    """
    return unicodedata.normalize("NFKC", unit).strip()


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield every sum of unlike units and every label that its parts contradict."""
    if pack.unreadable & {"字段", "计算"}:
        return
    known = of_names(pack)
    rows: list[Calculation | Indicator] = [*pack.calculations, *pack.indicators]
    for row in rows:
        yield from _row(row, known)
    for check in pack.checks:
        yield from _check(check, known)


def of_names(pack: Pack) -> Mapping[str, str]:
    """Return the unit of every number; one that is not written down is left out."""
    known = {
        name: plain(each.unit) for name, each in pack.fields.items() if each.kind is Kind.NUMBER
    }
    rows = {row.name: row for row in pack.calculations}
    for name in parts_first(rows):
        known[name] = _calculated(rows[name], known)
    known |= {each.name: plain(each.unit) for each in pack.indicators}
    known |= {f"{each.name}{SCORED}": POINTS for each in pack.indicators}
    known |= dict.fromkeys(TOTALS, POINTS)
    return {name: unit for name, unit in known.items() if unit}


def _calculated(row: Calculation, known: Mapping[str, str]) -> str:
    """Return a calculation's unit: its parts' before its label, so that a slip is told once."""
    if row.verb not in _SAME:
        own = POINTS if row.verb == _OF_POINTS else PERCENT if row.verb in RATES else ""
        return plain(row.unit) or own
    terms = (term for each in row.operands for term in each.terms if term.function != "计数")
    found = {known.get(term.name, "") for term in terms} - {""}
    return found.pop() if len(found) == 1 else plain(row.unit)


def _row(row: Calculation | Indicator, known: Mapping[str, str]) -> Iterator[Finding]:
    verb = row.verb if isinstance(row, Calculation) else row.formula
    where = place(row, "取数")
    unlike = [each for each in row.operands if len(_units(each, known)) > 1]
    if unlike:
        yield from (_added(each, "取数", where, known) for each in unlike)
        return
    found = [next(iter(_units(each, known)), "") for each in row.operands]
    if verb in _SAME:
        yield from _labelled(row, verb, found, known)
    elif verb in RATES and len(found) == 2:
        yield from _divided(row, verb, found)
    elif verb == _OF_POINTS and len(found) == 3:
        yield from _alike(row, found[:2])


def _units(sums: Sum, known: Mapping[str, str]) -> dict[str, Term]:
    """Return the known units of a sum, each with the first term that has it."""
    found: dict[str, Term] = {}
    for term in sums.terms:
        unit = "" if term.function == "计数" else known.get(term.name, "")
        if unit:
            found.setdefault(unit, term)
    return found


def _added(sums: Sum, column: str, where: Where, known: Mapping[str, str]) -> Finding:
    one, two = list(_units(sums, known).items())[:2]
    message = f"“{column}”里单位不同的数不能加减：“{one[1]}”是{one[0]}，“{two[1]}”是{two[0]}。"
    return error("PK25", where, message, "改用同一单位的数，或改正它们的“单位”。")


def _labelled(
    row: Calculation | Indicator, verb: str, found: Sequence[str], known: Mapping[str, str]
) -> Iterator[Finding]:
    """The parts of 差额 are two sums; what is written under 单位 must be theirs."""
    where, label = place(row, "取数"), plain(row.unit)
    parts = list(dict.fromkeys(unit for unit in found if unit))
    if len(parts) > 1:
        message = f"“{verb}”的两部分单位不同：{parts[0]}和{parts[1]}。"
        yield error("PK25", where, message, "改用同一单位的数，或改正它们的“单位”。")
    elif parts and label and parts[0] != label:
        names = [t for each in row.operands for t in _units(each, known).values()]
        message = f"“{names[0]}”的单位是{parts[0]}，这一行的“单位”写的是{label}。"
        remedy = f"把“单位”改为 {parts[0]}，或改正“取数”。"
        yield error("PK25", where, message, remedy)


def _alike(row: Calculation | Indicator, found: Sequence[str]) -> Iterator[Finding]:
    above, below = found
    if above != below and above in _MONEY and below in _MONEY:
        message = f"“取数”的两部分单位不同：{above}和{below}，相除差了上万倍。"
        remedy = "改用同一单位的数，或改正它们的“单位”。"
        yield error("PK25", place(row, "取数"), message, remedy)


def _divided(row: Calculation | Indicator, verb: str, found: Sequence[str]) -> Iterator[Finding]:
    above, below = found
    yield from _alike(row, found)
    unit = plain(row.unit)
    if not unit and isinstance(row, Indicator):
        message = f"“{verb}”的结果是百分数，“单位”空着，会印成 0.95 而不是 95%。"
        yield notice("PK24", place(row, "单位"), message, "“单位”写 %。")
    alike = above and above == below  # 万元 over 人 is a rate with a unit of its own
    if unit not in ("", PERCENT, _TIMES) and (verb != "比率" or alike):
        message = f"“{verb}”的结果是百分数，“单位”写的是“{row.unit}”，会印成 0.95{row.unit}。"
        yield notice("PK24", place(row, "单位"), message, "“单位”写 %。")


def _check(row: CheckRow, known: Mapping[str, str]) -> Iterator[Finding]:
    sides = [("左边", row.left), *([("右边", row.right)] if row.right else [])]
    unlike = [(column, each) for column, each in sides if len(_units(each, known)) > 1]
    for column, each in unlike:
        yield _added(each, column, place(row, column), known)
    if unlike or row.verb not in _EQUATE or not row.right:
        return
    left, right = _units(row.left, known), _units(row.right, known)
    if left and right and left.keys() != right.keys():
        (one, first), (two, second) = *left.items(), *right.items()
        message = f"两边单位不同：左边“{first}”是{one}，右边“{second}”是{two}。"
        yield error("PK25", place(row, "右边"), message, "改用同一单位的数，或改正它们的“单位”。")
