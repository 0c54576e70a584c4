"""RV09: a sentence gives the figure of one row of a table as that of the whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from reportgen.review.claims.statement import told
from reportgen.review.claims.statements import ACTUAL, PLANNED, index, same
from reportgen.review.kept import kept
from reportgen.review.model import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

    Rows: TypeAlias = dict[tuple[int, int], list[Statement]]

CODE = "RV09"
_ROLES = {"": ACTUAL, "决算": ACTUAL, "预算": PLANNED, "年初预算": ("年初预算", "预算")}


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each sentence that quotes a row as the total."""
    by_sentence: dict[int, list[Statement]] = defaultdict(list)
    for each in misquoted(case):
        by_sentence[each.sentence].append(each)
    for stated in by_sentence.values():
        yield _fault(case, stated)


@kept
def misquoted(case: Case) -> list[Statement]:
    """Return what sentences state of a whole that is only true of one row of its table."""
    return [
        each
        for stated in index(case).by_subject.values()
        if any(told.in_table for told in stated)
        for each in stated
        if each.kind == "money" and not each.in_table and _row_of(case, each)
    ]


def _row_of(case: Case, said: Statement) -> tuple[Statement, Statement] | None:
    """Return the table's total and the row that has the value a sentence gives to the whole."""
    totals = [
        each
        for role in _ROLES.get(said.role, (said.role,))
        for each in index(case).of(said.subject, said.year, (role,))
        if each.in_table and each.is_total
    ]
    if not totals or any(same(said, each) for each in totals) or not said.base:
        return None
    rows = _rows(case)
    for total in totals:
        fitting = [row for row in rows.get((total.grid, total.column), ()) if same(said, row)]
        if len({row.row for row in fitting}) == 1:
            return total, fitting[0]
    return None


@kept
def _rows(case: Case) -> Rows:
    rows: Rows = defaultdict(list)
    for stated in index(case).by_subject.values():
        for each in stated:
            if each.in_table and not each.is_total:
                rows[each.grid, each.column].append(each)
    return rows


def _fault(case: Case, stated: list[Statement]) -> Fault:
    pairs = [(said, *found) for said in stated if (found := _row_of(case, said))]
    said, total, row = pairs[0]
    words = "、".join(f"{one.role or '金额'}{one.shown}" for one, _, _ in pairs)
    sums = "、".join(f"{one.role}{one.shown}" for _, one, _ in pairs)
    verb = (
        "两个数都只是" if len(pairs) == 2 else "这个数只是" if len(pairs) == 1 else "这些数都只是"
    )
    return error(
        CODE,
        [each for one, _, _ in pairs for each in (one.span,)]
        + [each.span for _, total, row in pairs for each in (total, row)],
        f"文中{told(said).removesuffix(f'{said.role}数')}的{words}与{total.place}（{sums}）不符，"
        f"{verb}其中“{row.row}”一行的数。",
        f"核对文中说的是哪一项：如果是{said.name}，改为表中的合计数（{sums}）；"
        f"如果只说“{row.row}”，把名称改过来。",
    )
