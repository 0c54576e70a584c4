"""SC04 自评总分超过按填报数据最高可得的分数。"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record
from reportgen.findings import Finding, error
from reportgen.scores.claims import CLAIMED_TOTAL
from reportgen.scores.points import BY_HAND
from reportgen.scores.wording import points_said, total_said, value_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.scores.lines import ScoreLine, Scores


def findings(scores: Scores, record: Record) -> Iterator[Finding]:
    """Yield a finding when even full points for all that is judged by hand would not do.

    A township's year-start budget is far below its final figure; 预算控制率 then scores 0,
    and no total above the rest can be true (a published report claimed 96.20 that way).
    """
    total = record.get(CLAIMED_TOTAL)
    if not isinstance(total, Figure) or total.value <= scores.best_possible:
        return
    lost = [line for line in scores.lines if _lost(line)]
    why = "；".join(_said(line) for line in lost)
    yield error(
        "SC04",
        total.where,
        f"自评总分为 {total_said(total.value)}，但按填报的数据最高可得 "
        f"{total_said(scores.best_possible)}{f'：{why}' if why else ''}。",
        "核对这些指标的数据和自评得分；如数据无误，按计算结果改正自评得分和自评总分。",
        [line.claimed.where if line.claimed else line.indicator.where for line in lost],
    )


def _lost(line: ScoreLine) -> bool:
    by_hand = line.indicator.scoring == BY_HAND
    return not by_hand and line.points is not None and line.points < line.indicator.weight


def _said(line: ScoreLine) -> str:
    weight = points_said(line.indicator.weight)
    points = points_said(line.points or Decimal(0))
    return f"{value_said(line)}，得 {points}（分值 {weight}）"
