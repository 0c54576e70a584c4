"""PK48: a scoring by which every unit gets the same points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.packs.model import Indicator, Pack, place
from reportgen.packs.rules import STEP_SCORINGS

if TYPE_CHECKING:
    from collections.abc import Iterator


def vet(pack: Pack, told: set[Where]) -> Iterator[Finding]:
    """Yield indicators whose points do not depend on their value."""
    for each in pack.indicators:
        if each.scoring in STEP_SCORINGS and each.points_per_step == 0:
            message = f"“{each.title}”的“每步扣分”是 0，不管差多少都得满分。"
            yield error("PK48", place(each, "每步扣分"), message, "写明每步扣几分，如 0.5。")
        elif each.bands and place(each, "分档") not in told:
            yield from _bands(each)


def _bands(each: Indicator) -> Iterator[Finding]:
    points = {band.points for band in each.bands}
    if len(points) == 1:
        message = f"“{each.title}”的分档各档都是 {points.pop():f} 分，什么结果得分都一样。"
        example = "较好 6；一般 3；无 0" if each.formula == "选项" else "≤0% 5；≤10% 4；其余 0"
        remedy = f"写出各档不同的分数，如 {example}。"
        yield error("PK48", place(each, "分档"), message, remedy)
