"""The verbs of 算法 in the 计算 sheet: one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from reportgen.calculations.sums import evaluate, spots, term_figure
from reportgen.calculations.wording import said
from reportgen.figures import Figure, Record, rounded
from reportgen.findings import Finding, notice
from reportgen.packs.model import Calculation, Sum

Outcome: TypeAlias = Decimal | Finding | None
Verb: TypeAlias = Callable[[Calculation, Record], Outcome]


def total(row: Calculation, record: Record) -> Outcome:
    """合计: the signed sum as it stands."""
    found = evaluate(row.operands[0], record)
    return None if found is None else found.value


def difference(row: Calculation, record: Record) -> Outcome:
    """差额: the first operand less the second (决算－预算)."""
    pair = _pair(row, record)
    return None if pair is None else pair[0].value - pair[1].value


def ratio(row: Calculation, record: Record) -> Outcome:
    """占比, 比率: the first operand as a fraction of the second; 0 of 0 is nothing at all."""
    pair = _pair(row, record)
    if pair is None:
        return None
    above, below = pair
    if below.value == 0:
        return None if above.value == 0 else _over_zero(row, record, above)
    return above.value / below.value


def growth(row: Calculation, record: Record) -> Outcome:
    """增长率, 变动率: (本期－基期)÷基期.

    A negative base would turn the sign around, so nothing is computed from one.
    """
    pair = _pair(row, record)
    if pair is None:
        return None
    current, base = pair
    if base.value == 0:
        return None if current.value == 0 else _over_zero(row, record, current)
    if base.value < 0:
        return _from_negative(row, record, base)
    return (current.value - base.value) / base.value


def count(row: Calculation, record: Record) -> Outcome:
    """计数: how many rows the lists have; ``项目支出`` and ``计数(项目支出)`` mean the same."""
    found = evaluate(counting(row.operands[0]), record)
    return None if found is None else found.value


def mean(row: Calculation, record: Record) -> Outcome:
    """平均: the mean of the terms, each counting once."""
    terms = [term for operand in row.operands for term in operand.terms]
    found = [(term.sign, term_figure(term, record)) for term in terms]
    values = [sign * figure.value for sign, figure in found if figure is not None]
    if not values or len(values) < len(found):
        return None
    return sum(values, Decimal(0)) / len(values)


def share_of_points(row: Calculation, record: Record) -> Outcome:
    """按比例计分: 实际；应有；分值 → the points that the share of what is due deserves.

    From 0 to 分值, in hundredths, half up: as 评分 按比例 of an indicator. Nothing where nothing
    is due.
    Source: 项目支出绩效自评表，执行率得分=分值×执行率，最多得满分。
    """
    pair, weight = _pair(row, record), evaluate(row.operands[2], record)
    if pair is None or weight is None:
        return None
    done, due = pair
    if due.value == 0:
        return None if done.value == 0 else _over_zero(row, record, done)
    points = weight.value * done.value / due.value
    return rounded(min(max(points, Decimal(0)), weight.value), 2)


VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "合计": total,
        "差额": difference,
        "占比": ratio,
        "比率": ratio,
        "增长率": growth,
        "变动率": growth,
        "计数": count,
        "平均": mean,
        "按比例计分": share_of_points,
    }
)
"""算法 as rules.xlsx writes it, to its function."""

OWN_UNITS: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys(("占比", "比率", "增长率", "变动率"), "%"), "按比例计分": "分"}
)
"""The unit of a verb's result where its row names none; the others keep their parts'."""


def counting(operand: Sum) -> Sum:
    """Return the sum with every bare list name counted."""
    return Sum(tuple(replace(term, function="计数") for term in operand.terms))


def _pair(row: Calculation, record: Record) -> tuple[Figure, Figure] | None:
    first, second = (evaluate(operand, record) for operand in row.operands[:2])
    return None if first is None or second is None else (first, second)


def _over_zero(row: Calculation, record: Record, above: Figure) -> Finding:
    first, second = row.operands[:2]
    message = f"“{row.name}”没有计算：{second}为 0，而{first}为 {said(above)}。"
    remedy = f"核对{second}是否漏填；如确为 0，这一比率不印，请用文字说明。"
    places = (*spots(second, record), *spots(first, record))
    return notice("CA01", places[0], message, remedy, (*places[1:], row.where))


def _from_negative(row: Calculation, record: Record, base: Figure) -> Finding:
    second = row.operands[1]
    message = f"“{row.name}”没有计算：基数{second}为 {said(base)}，是负数，算出的增减方向会相反。"
    remedy = f"核对{second}；如数字无误，这一比率不印，请用文字说明增减。"
    places = spots(second, record)
    return notice("CA02", places[0], message, remedy, (*places[1:], row.where))
