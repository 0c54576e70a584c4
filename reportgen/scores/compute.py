"""Score every indicator, add up, and choose the grade."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.calculations import choose, evaluate
from reportgen.calculations.sums import all_sources
from reportgen.figures import Figure, Record, Text
from reportgen.scores import claims, reach, unscored
from reportgen.scores.claims import TOTAL
from reportgen.scores.lines import ScoreLine, Scores
from reportgen.scores.points import BY_HAND, by_hand, computed
from reportgen.scores.wording import measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.findings import Finding, Where
    from reportgen.packs.model import Calculation, Grade, Indicator
    from reportgen.scores.formulas import Measured


def compute(
    indicators: Sequence[Indicator],
    grades: Sequence[Grade],
    record: Record,
    calculations: Sequence[Calculation] = (),
    places: Mapping[str, Where] = MappingProxyType({}),
) -> tuple[Scores, list[Finding]]:
    """Return the scores, and where they and what the agency claimed do not agree.

    Claimed figures stand in the record as ``<指标>自评得分``, reasons as ``<指标>扣分原因``,
    the claimed total as 自评总分 and the claimed grade as 自评等级. With ``calculations`` a
    missing computed figure is traced to the cell to fill in; ``places`` are the cells of names
    that may have no value.
    """
    lines = tuple(_line(rule, record) for rule in indicators)
    total = _total(lines)
    grade = _grade(grades, total)
    scores = Scores(lines, total, _claimed_total(lines), _best_possible(lines), grade)
    return scores, [
        *unscored.findings(scores, record, calculations, places),
        *claims.findings(scores, record),
        *reach.findings(scores, record),
        *claims.grade_findings(scores, grades, record),
    ]


def _line(rule: Indicator, record: Record) -> ScoreLine:
    claimed = record.get(f"{rule.name}自评得分")
    claimed = claimed if isinstance(claimed, Figure) else None
    reason = record.get(f"{rule.name}扣分原因")
    found = measured(rule, record)
    judged = rule.scoring == BY_HAND
    return ScoreLine(
        indicator=rule,
        value=found.value,
        points=by_hand(rule, claimed) if judged else computed(rule, found),
        claimed=claimed,
        reason=reason if isinstance(reason, Text) else None,
        sources=_sources(rule, record, found, claimed if judged else None),
        choice=found.choice,
    )


def _sources(
    rule: Indicator, record: Record, found: Measured, claimed: Figure | None
) -> tuple[Where, ...]:
    if found.choice is not None:
        return (found.choice.where,)
    figures = [evaluate(operand, record) for operand in rule.operands]
    return all_sources(figure for figure in (*figures, claimed) if figure is not None)


def _total(lines: Sequence[ScoreLine]) -> Decimal | None:
    points = [line.points for line in lines]
    known = [each for each in points if each is not None]
    return sum(known, Decimal(0)) if points and len(known) == len(points) else None


def _claimed_total(lines: Sequence[ScoreLine]) -> Decimal | None:
    claimed = [line.claimed for line in lines]
    known = [each.value for each in claimed if each is not None]
    return sum(known, Decimal(0)) if claimed and len(known) == len(claimed) else None


def _best_possible(lines: Sequence[ScoreLine]) -> Decimal:
    """Add up what the form's figures give; what a person judges may still be full."""
    return sum((best(line) for line in lines), Decimal(0))


def best(line: ScoreLine) -> Decimal:
    """Return the most points an indicator can get on the form's figures."""
    if line.points is None or line.indicator.scoring == BY_HAND:
        return line.indicator.weight
    return line.points


def _grade(grades: Sequence[Grade], total: Decimal | None) -> str:
    scale = [grade for grade in grades if grade.figure == TOTAL]
    if total is None or not scale:
        return ""
    scale = [grade for grade in scale if grade.name == scale[0].name]
    chosen = choose(scale, Figure(total, "分", scale[0].where))
    return chosen.label if chosen else ""
