"""CK00 未能核对：silence must mean checked and right, so what was not checked is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import lacking
from reportgen.checks import by_row, not_later, text_required
from reportgen.figures import Table
from reportgen.findings import Finding, notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.figures import Record
    from reportgen.findings import Where
    from reportgen.packs.model import Calculation, CheckRow

CODE = "CK00"
_NAMED = 3
_APART = 8
_SHOWN = 6
"""Cells of one column that are named; how many rows there are is said in words."""


def gather(
    rows: Sequence[CheckRow],
    record: Record,
    calculations: Sequence[Calculation],
    places: Mapping[str, Where],
) -> Iterator[Finding]:
    """Yield one notice for each missing name, with the agreements it kept from being checked.

    Where most of a form is still blank they are one notice: each blank cell was named already.
    """
    waiting: dict[str, list[CheckRow]] = {}
    cells: dict[str, dict[Where, None]] = {}
    for row in rows:
        for name, found in _lacked(row, record, calculations).items():
            waiting.setdefault(name, []).append(row)
            cells.setdefault(name, {}).update(dict.fromkeys(found))
    at: dict[str, tuple[Where, ...]] = {name: (place,) for name, place in places.items()}
    at |= {name: (*found,)[:_SHOWN] for name, found in cells.items() if found}
    if len(waiting) > _APART:
        yield _together(waiting, at)
        return
    computed = {row.name for row in calculations}
    for name, kept in waiting.items():
        first, *others = [*at.get(name, ()), *(row.where for row in kept)]
        lines = f"（{len(cells[name])} 行）" if cells[name] else ""
        message = f"没有读出“{name}”{lines}，{len(kept)} 项勾稽未能核对：{_listed(kept)}。"
        yield notice(CODE, first, message, _remedy(name, is_computed=name in computed), others)


def _lacked(
    row: CheckRow, record: Record, calculations: Sequence[Calculation]
) -> Mapping[str, Sequence[Where]]:
    """Return the names an agreement lacks, a list's column with its cells in the rows that do."""
    name = by_row.along(row)
    if not name:
        return dict.fromkeys(_missing(row, record, calculations), ())
    if not isinstance(record.get(name), Table):
        return {name: ()}
    found: dict[str, list[Where]] = {}
    for line in by_row.lines(row, record, calculations):
        for short in _missing(line.row, line.scope.record, line.calculations):
            cell = line.scope.cells.get(short)
            found.setdefault(line.scope.long(short), []).extend([cell] if cell else [])
    return found


def _together(
    waiting: Mapping[str, Sequence[CheckRow]], at: Mapping[str, Sequence[Where]]
) -> Finding:
    kept = sorted({row.where: row for rows in waiting.values() for row in rows}.items())
    names = "、".join(f"“{name}”" for name in list(waiting)[:_NAMED])
    message = f"没有读出{names}等 {len(waiting)} 项，{len(kept)} 项勾稽未能核对。"
    remedy = "补填或改正上面指出的各格，再核对一次。"
    first = next((at[name][0] for name in waiting if name in at), kept[0][0])
    return notice(CODE, first, message, remedy)


def _missing(row: CheckRow, record: Record, calculations: Sequence[Calculation]) -> tuple[str, ...]:
    """Return the names a row lacks. A required text that is blank is CK05, not missing."""
    if row.verb == not_later.VERB:
        names = [side.terms[0].name for side in (row.left, row.right) if side]
        return tuple(name for name in names if name not in record)
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
    return f"补填或改正“{name}”，再核对一次。"
