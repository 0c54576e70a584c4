"""What moved on a sheet since it was issued, and what could not be found again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import SheetLayout
    from reportgen.records.align import Alignment
    from reportgen.records.single import Place

_SHOWN = 5


def findings(layout: SheetLayout, alignment: Alignment, place: Place) -> Iterator[Finding]:
    """Yield one notice for words that are gone, or for rows and columns that moved.

    Rows inserted into a list are what the form invites, and need no notice.
    """
    where = Where(place.file, place.sheet)
    lost = [layout.labels[at] for at in alignment.lost]
    if lost:
        names = "、".join(f"“{' '.join(text.split())[:15]}”" for text in lost[:_SHOWN])
        more = f"等 {len(lost)} 处" if len(lost) > _SHOWN else ""
        message = f"表中原有的文字找不到了：{names}{more}。"
        remedy = "把表头和项目名称改回原样；不需要的项目填 0，不要删行、改名。"
        yield notice("RC03", where, message, remedy)
    elif alignment.moved and not _only_lists_grew(layout, alignment):
        message = "表中的行或列与发出时位置不同，已按文字标签重新对位读取。"
        remedy = "核对本表读出的数；清单以外请不要插入、删除行列。"
        yield notice("RC03", where, message, remedy)


def _only_lists_grew(layout: SheetLayout, alignment: Alignment) -> bool:
    """Tell whether all that changed is that some lists have more rows than were set aside."""
    if any(now != then for then, now in alignment.columns.items()):
        return False
    starts = {table.row for table in layout.tables}
    rows = [(0, 0), *sorted(alignment.rows.items())]
    for (then, now), (next_then, next_now) in pairwise(rows):
        grew = (next_now - now) - (next_then - then)
        inside = any(then <= start < next_then for start in starts)
        if grew < 0 or (grew and not inside):
            return False
    return True
