"""SC01 to SC03 and SC05 to SC07: what the agency claimed, held against what its figures give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.calculations import choose
from reportgen.calculations.wording import gap_said
from reportgen.figures import Figure, Record, Text
from reportgen.findings import Finding, error, notice
from reportgen.scores.points import BY_HAND
from reportgen.scores.wording import points_said, quoted, total_said, value_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.packs.model import Grade
    from reportgen.scores.lines import ScoreLine, Scores

CLAIMED_TOTAL = "自评总分"
CLAIMED_GRADE = "自评等级"
TOTAL = "综合得分"
_NO_REASON = frozenset({"", "无", "/", "-", "—", "——", "不适用"})


def findings(scores: Scores, record: Record) -> Iterator[Finding]:
    """Yield what is amiss with each claim, then with the claimed total."""
    for line in scores.lines:
        if line.claimed is not None:
            yield from _outside_weight(line, line.claimed)
            yield from _differs(line, line.claimed)
            yield from _unexplained(line, line.claimed)
        yield from _explained_in_vain(line)
    yield from _total_differs(scores, record)


def grade_findings(scores: Scores, grades: Sequence[Grade], record: Record) -> Iterator[Finding]:
    """SC05: the claimed grade is not the grade of the total.

    The total is 综合得分; where that is not known, the claimed total.
    """
    claimed = record.get(CLAIMED_GRADE)
    total = record.get(CLAIMED_TOTAL)
    scale = [grade for grade in grades if grade.figure == TOTAL]
    name, value = (TOTAL, scores.total)
    if value is None and isinstance(total, Figure):
        name, value = (CLAIMED_TOTAL, total.value)
    if not isinstance(claimed, Text) or value is None or not scale:
        return
    due = choose(scale, Figure(value, "分", claimed.where))
    if due is not None and due.label != claimed.value:
        message = (
            f"自评等级填的是“{claimed.value}”，但{name} {total_said(value)}对应“{due.label}”。"
        )
        remedy = "核对自评等级和各项得分，改正填错的一格。"
        yield error("SC05", claimed.where, message, remedy, [due.where])


def _outside_weight(line: ScoreLine, claimed: Figure) -> Iterator[Finding]:
    """SC01: more points claimed than the weight, or fewer than none."""
    rule = line.indicator
    if 0 <= claimed.value <= rule.weight:
        return
    limit = f"超过分值 {points_said(rule.weight)}" if claimed.value > 0 else "小于 0"
    message = f"“{rule.name}”自评 {points_said(claimed.value)}，{limit}。"
    remedy = f"改正“{rule.name}”的自评得分，在 0 到 {points_said(rule.weight)}之间填写。"
    yield error("SC01", claimed.where, message, remedy, [rule.where])


def _differs(line: ScoreLine, claimed: Figure) -> Iterator[Finding]:
    """SC02: other points claimed than the form's own figures give."""
    rule = line.indicator
    is_computed = rule.scoring != BY_HAND and line.points is not None
    if not is_computed or line.points is None or _agrees(line, claimed):
        return
    by_standard = f"，按“{quoted(rule.standard)}”" if rule.standard else "，"
    message = (
        f"{value_said(line)}{by_standard}应得 {points_said(line.points)}，"
        f"自评 {points_said(claimed.value)}。"
    )
    explain = "，并填写扣分原因" if line.points < rule.weight else ""
    remedy = (
        f"核对计算“{rule.name}”所用的各格；如数据无误，"
        f"将自评得分改为 {points_said(line.points)}{explain}。"
    )
    yield error("SC02", claimed.where, message, remedy, (*line.sources, rule.where))


def _agrees(line: ScoreLine, claimed: Figure) -> bool:
    """Compare within 0 and the weight; a claim outside them is SC01's."""
    within = min(max(claimed.value, Decimal(0)), line.indicator.weight)
    return line.points is None or within == line.points


def _unexplained(line: ScoreLine, claimed: Figure) -> Iterator[Finding]:
    """SC06: points lost and no reason given. A claim that is wrong anyway is SC02's."""
    rule = line.indicator
    if line.points is None or line.points == rule.weight or not _agrees(line, claimed):
        return
    if not _gives_reason(line):
        lost = points_said(rule.weight - line.points)
        message = f"“{rule.name}”得 {points_said(line.points)}，扣 {lost}，没有填写扣分原因。"
        yield error("SC06", claimed.where, message, f"填写“{rule.name}”的扣分原因。")


def _explained_in_vain(line: ScoreLine) -> Iterator[Finding]:
    """SC07: a reason for losing points, and none lost."""
    rule = line.indicator
    claims_all = line.claimed is None or line.claimed.value == rule.weight
    if line.reason is None or line.points != rule.weight or not claims_all:
        return
    if _gives_reason(line):
        message = f"“{rule.name}”得满分 {points_said(rule.weight)}，却填写了扣分原因。"
        remedy = f"删去“{rule.name}”的扣分原因；如确有扣分，改正自评得分。"
        related = [line.claimed.where] if line.claimed else []
        yield notice("SC07", line.reason.where, message, remedy, related)


def _gives_reason(line: ScoreLine) -> bool:
    return line.reason is not None and line.reason.value.strip() not in _NO_REASON


def _total_differs(scores: Scores, record: Record) -> Iterator[Finding]:
    """SC03: the claimed total is not the sum of the claimed rows; SC00 where it cannot be told."""
    total = record.get(CLAIMED_TOTAL)
    rows = [line.claimed for line in scores.lines if line.claimed is not None]
    if not isinstance(total, Figure):
        if rows:
            message = f"没有“{CLAIMED_TOTAL}”，未能核对各项自评得分的合计。"
            yield notice("SC00", rows[0].where, message, f"补填“{CLAIMED_TOTAL}”。")
        return
    if scores.claimed_total is None:
        names = [line.indicator.name for line in scores.lines if _is_wanted(line)]
        message = f"未能核对自评总分：{'、'.join(names)}没有自评得分。"
        yield notice("SC00", total.where, message, "补填缺少的自评得分。")
    elif total.value != scores.claimed_total:
        gap = gap_said(total.value - scores.claimed_total, "分")
        message = (
            f"自评总分为 {total_said(total.value)}，但各项自评得分相加为 "
            f"{total_said(scores.claimed_total)}，相差 {gap}。"
        )
        remedy = "核对各项自评得分与自评总分，改正填错的一格。"
        yield error("SC03", total.where, message, remedy, [row.where for row in rows])


def _is_wanted(line: ScoreLine) -> bool:
    return line.claimed is None
