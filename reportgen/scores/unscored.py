"""SC00, SC09: indicators without points, and something over a zero denominator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.calculations import evaluate, lacking, spots
from reportgen.calculations.wording import said
from reportgen.findings import Finding, Where, error, notice
from reportgen.scores.points import BY_HAND
from reportgen.scores.wording import measured, value_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.figures import Record
    from reportgen.packs.model import Calculation, Indicator
    from reportgen.scores.formulas import Measured
    from reportgen.scores.lines import ScoreLine, Scores


def findings(
    scores: Scores,
    record: Record,
    calculations: Sequence[Calculation],
    places: Mapping[str, Where],
) -> Iterator[Finding]:
    """Yield what kept indicators from being scored, line by line."""
    for line in scores.lines:
        found = measured(line.indicator, record)
        if line.points is None:
            finding = _unscored(line, found, record, calculations)
            name = _asked(line.indicator, record, calculations)
            yield replace(finding, where=places[name]) if name in places else finding
        elif _is_over_nothing(found):
            yield _over_nothing(line, record)


def _asked(rule: Indicator, record: Record, calculations: Sequence[Calculation]) -> str:
    """Return the first name an indicator waits for: its claim, or a figure it is computed of."""
    if rule.scoring == BY_HAND:
        return f"{rule.name}自评得分"
    return next(iter(_missing(rule, record, calculations)), "")


def _unscored(
    line: ScoreLine, found: Measured, record: Record, calculations: Sequence[Calculation]
) -> Finding:
    """SC00: say why there are no points."""
    rule = line.indicator
    if rule.scoring == BY_HAND:
        return _sc00(rule, rule.where, "没有填写自评得分", f"填写“{rule.name}”的自评得分。")
    names = _missing(rule, record, calculations)
    if names:
        listed = "、".join(f"“{name}”" for name in names)
        return _sc00(rule, rule.where, f"没有读出{listed}", f"补填或改正{listed}，再核对一次。")
    if found.below is not None and found.below < 0:
        base = rule.operands[1]
        figure = evaluate(base, record)
        words = f"{base}为 {said(figure)}，负数不能作分母" if figure else ""
        return _sc00(rule, spots(base, record)[0], words, f"核对{base}，改正填错的一格。")
    remedy = "核对填报的数；如无误，请在格式包“分档”一栏补上这一档。"
    where = line.sources[0] if line.sources else rule.where
    return _sc00(rule, where, f"{value_said(line)}，不在“分档”所列之内", remedy)


def _missing(
    rule: Indicator, record: Record, calculations: Sequence[Calculation]
) -> tuple[str, ...]:
    """Return the names without which an indicator has no value; a choice is a single name."""
    if rule.formula == "选项":
        name = rule.operands[0].terms[0].name
        return () if name in record else (name,)
    found = [name for total in rule.operands for name in lacking(total, record, calculations)]
    return tuple(dict.fromkeys(found))


def _sc00(rule: Indicator, where: Where, why: str, remedy: str) -> Finding:
    related = () if where == rule.where else (rule.where,)
    return error("SC00", where, f"“{rule.name}”未能计分：{why}。", remedy, related)


def _is_over_nothing(found: Measured) -> bool:
    return found.is_over_zero and found.above != 0


def _over_nothing(line: ScoreLine, record: Record) -> Finding:
    """SC09: spent without a budget, built without approval: no points, and a second look."""
    rule = line.indicator
    above, base = rule.operands
    figure = evaluate(above, record)
    value = said(figure) if figure else ""
    message = f"“{rule.name}”的{base}为 0，而{above}为 {value}，按零分计。"
    places = (*spots(base, record), *spots(above, record))
    remedy = f"核对{base}是否漏填、{above}是否填错。"
    return notice("SC09", places[0], message, remedy, (*places[1:], rule.where))
