"""CK00 未能核对：silence must mean checked and right, so what was not checked is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import lacking
from reportgen.checks import text_required
from reportgen.findings import Finding, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.figures import Record
    from reportgen.packs.model import Calculation, CheckRow

CODE = "CK00"
_NAMED = 3
_APART = 8


def gather(
    rows: Sequence[CheckRow], record: Record, calculations: Sequence[Calculation]
) -> Iterator[Finding]:
    """Yield one notice for each missing name, with the agreements it kept from being checked.

    Where most of a form is still blank they are one notice: each blank cell was named already.
    """
    waiting: dict[str, list[CheckRow]] = {}
    for row in rows:
        for name in _missing(row, record, calculations):
            waiting.setdefault(name, []).append(row)
    if len(waiting) > _APART:
        yield _together(waiting)
        return
    computed = {row.name for row in calculations}
    for name, kept in waiting.items():
        first, *others = (row.where for row in kept)
        yield notice(
            CODE,
            first,
            f"没有“{name}”，{len(kept)} 项勾稽未能核对：{_listed(kept)}。",
            _remedy(name, is_computed=name in computed),
            others,
        )


def _together(waiting: Mapping[str, Sequence[CheckRow]]) -> Finding:
    kept = sorted({row.where: row for rows in waiting.values() for row in rows}.items())
    names = "、".join(f"“{name}”" for name in list(waiting)[:_NAMED])
    message = f"没有{names}等 {len(waiting)} 项，{len(kept)} 项勾稽未能核对。"
    remedy = "补填上面指出的空格，再核对一次；如本单位确无此项，请填 0。"
    return notice(CODE, kept[0][0], message, remedy, [where for where, _ in kept[1:]])


def _missing(row: CheckRow, record: Record, calculations: Sequence[Calculation]) -> tuple[str, ...]:
    """Return the names a row lacks. A required text that is blank is CK05, not missing."""
    totals = [row.right] if row.verb == text_required.VERB else [row.left, row.right]
    found = [name for total in totals if total for name in lacking(total, record, calculations)]
    return tuple(dict.fromkeys(found))


def _listed(rows: Sequence[CheckRow]) -> str:
    labels = list(dict.fromkeys(str(row.left) for row in rows))
    more = "等" if len(labels) > _NAMED else ""
    return "、".join(f"“{label}”" for label in labels[:_NAMED]) + more


def _remedy(name: str, *, is_computed: bool) -> str:
    if is_computed:
        return f"核对计算“{name}”所用的各格，其中除数不应为 0。"
    return f"补填“{name}”；如本单位确无此项，请填 0。"
