"""SC00, SC08, SC09: indicators without points, and points given for a zero denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import evaluate, lacking, spots
from reportgen.calculations.wording import said
from reportgen.findings import Finding, Where, notice
from reportgen.scores.points import BY_HAND, FULL
from reportgen.scores.wording import measured, points_said, value_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.figures import Record
    from reportgen.packs.model import Calculation, Indicator
    from reportgen.scores.formulas import Measured
    from reportgen.scores.lines import ScoreLine, Scores


def findings(
    scores: Scores, record: Record, calculations: Sequence[Calculation]
) -> Iterator[Finding]:
    """Yield what kept indicators from being scored, line by line."""
    for line in scores.lines:
        found = measured(line.indicator, record)
        if line.left_out:
            yield _left_out(line, record)
        elif line.points is None:
            yield _unscored(line, found, record, calculations)
        elif _is_full_under_something(line.indicator, found):
            yield _full_under_something(line, record)


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
        remedy = f"补填{listed}；如本单位确无此项，请填 0。"
        return _sc00(rule, rule.where, f"没有{listed}", remedy)
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
    return notice("SC00", where, f"“{rule.name}”未能计分：{why}。", remedy, related)


def _left_out(line: ScoreLine, record: Record) -> Finding:
    """SC08: the pack leaves an indicator out when its denominator is zero."""
    rule = line.indicator
    base = rule.operands[1]
    message = f"“{rule.name}”不评：{base}为 0。这一项的分值 {points_said(rule.weight)}不计入总分。"
    remedy = f"核对{base}是否漏填；如本单位确无此项，这一项的自评得分不填。"
    return notice("SC08", spots(base, record)[0], message, remedy, [rule.where])


def _is_full_under_something(rule: Indicator, found: Measured) -> bool:
    return found.is_over_zero and found.above != 0 and rule.zero_denominator == FULL


def _full_under_something(line: ScoreLine, record: Record) -> Finding:
    """SC09: full points for a zero denominator were meant for agencies without the item."""
    rule = line.indicator
    above, base = rule.operands
    figure = evaluate(above, record)
    value = said(figure) if figure else ""
    message = (
        f"“{rule.name}”的{base}为 0，而{above}为 {value}；"
        f"按“分母为零”一栏仍计满分 {points_said(rule.weight)}。"
    )
    places = (*spots(base, record), *spots(above, record))
    return notice(
        "SC09",
        places[0],
        message,
        f"核对{base}是否漏填、{above}是否填错。",
        (*places[1:], rule.where),
    )
