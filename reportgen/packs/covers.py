"""Merged cells of form.xlsx that hide what stands under them, or lie over one another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.workbook.cells import ref, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import SheetLayout
    from reportgen.workbook.cells import Address, Area

FORM = "form.xlsx"


def findings(layout: SheetLayout) -> Iterator[Finding]:
    """Yield a tag or words that a merged cell covers, and merges that share a cell."""
    places = [*layout.labels, *layout.live, *(slot.address for slot in layout.slots)]
    for area in sorted(layout.merges):
        covered = sorted(at for at in places if at != area[:2] and _inside(at, area))
        if covered:
            cells = "、".join(ref(at) for at in covered[:3])
            message = f"合并的格 {_said(area)} 盖住了 {cells} 的内容。"
            remedy = "取消合并，或把内容移到合并区域左上角的格里。"
            yield error("PK22", Where(FORM, spot(layout.title, covered[0])), message, remedy)
    for one, other in combinations(sorted(layout.merges), 2):
        if _overlap(one, other):
            message = f"合并的格 {_said(one)} 和 {_said(other)} 重叠。"
            where = Where(FORM, spot(layout.title, other[:2]))
            yield error("PK22", where, message, "取消其中一处合并。")


def _inside(at: Address, area: Area) -> bool:
    first, left, last, right = area
    return first <= at[0] <= last and left <= at[1] <= right


def _overlap(one: Area, other: Area) -> bool:
    rows = one[0] <= other[2] and other[0] <= one[2]
    return rows and one[1] <= other[3] and other[1] <= one[3]


def _said(area: Area) -> str:
    return f"{ref(area[:2])}:{ref(area[2:])}"
