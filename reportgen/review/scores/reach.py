"""RV24: the total that is claimed is within what the pack's rules allow on the report's figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.review.model import notice
from reportgen.review.scores.operands import Found, operands
from reportgen.review.scores.sheets import claims, is_whole, scored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.papers.model import Span
    from reportgen.review.model import Case, Fault
    from reportgen.scores import ScoreLine

CODE = "RV24"


def check(case: Case) -> Iterator[Fault]:
    """Yield a claimed total that full points for everything else would not reach."""
    claimed = _claimed(case) if case.pack else None
    if claimed is None or case.pack is None:
        return
    from reportgen.scores import compute

    value, places = claimed
    place = places[0]
    found = operands(case, case.pack)
    record = {name: each.figure for name, each in found.items()}
    scores, _ = compute(case.pack.indicators, case.pack.grades, record)
    if not record or value <= scores.best_possible:
        return
    lost = [each for each in scores.lines if _is_lost(each)]
    why = "；".join(_said(each, found) for each in lost)
    best = _points(scores.best_possible)
    message = f"得分为{place.text}，但按文中数据和评分标准最高可得{best}分：{why}。"
    remedy = "核对这些指标的数据和得分；如数据无误，按评分标准改正得分。"
    yield notice(
        CODE, [*places, *(span for each in lost for span in _spans(each, found))], message, remedy
    )


def _claimed(case: Case) -> tuple[Decimal, list[Span]] | None:
    """Return the total that is claimed and every place that claims it."""
    said = list(claims(case))
    if said:
        return said[0].value, [each.span for each in said if each.value == said[0].value]
    totals = [
        total for one in scored(case) if is_whole(one) and (total := one.total_of(one.points))
    ]
    return (totals[0].value, [totals[0].span]) if totals else None


def _is_lost(line: ScoreLine) -> bool:
    return line.points is not None and line.points < line.indicator.weight


def _names(line: ScoreLine) -> list[str]:
    return [term.name for operand in line.indicator.operands for term in operand.terms]


def _spans(line: ScoreLine, found: Mapping[str, Found]) -> list[Span]:
    return [found[name].span for name in _names(line) if name in found]


def _said(line: ScoreLine, found: Mapping[str, Found]) -> str:
    rate = f"为{line.value * 100:.2f}%" if line.value is not None else ""
    made = "、".join(f"{name}{found[name].span.text}" for name in _names(line) if name in found)
    points = _points(line.points or Decimal(0))
    weight = _points(line.indicator.weight)
    return f"{line.indicator.title}{rate}（{made}），得{points}分，分值{weight}分"


def _points(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
