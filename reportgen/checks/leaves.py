"""The typed cells under an agreement: each could be the one that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.calculations.sums import is_typed
from reportgen.figures import Figure, Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from reportgen.packs.model import Calculation, CheckRow, Sum, Term


@dataclass(frozen=True, slots=True)
class Leaf:
    """One typed figure and how it counts in ``left - right``.

    ``row`` is its row in a list (from 1), 0 for a figure of its own; ``is_head`` when it is
    a whole side by itself, a total as against parts.
    """

    name: str
    figure: Figure
    factor: int
    row: int = 0
    is_head: bool = False

    def __str__(self) -> str:
        """Print as ``项目支出第3行决算``."""
        if not self.row:
            return self.name
        table, _, column = self.name.partition(".")
        return f"{table}第{self.row}行{column}"


def leaves(row: CheckRow, record: Record, rows: Mapping[str, Calculation]) -> list[Leaf]:
    """Return the typed figures of both sides, totals that were computed taken apart."""
    found: list[Leaf] = []
    for total, sign in ((row.left, 1), (row.right, -1)):
        if total is not None:
            side = list(_of_sum(total, sign, record, rows, frozenset()))
            alone = len(side) == 1 and len(total.terms) == 1
            found += [replace(leaf, is_head=alone and not leaf.row) for leaf in side]
    return found


def replaced(record: Record, leaf: Leaf, value: Decimal) -> Record:
    """Return the record as it would be had another value been typed."""
    figure = replace(leaf.figure, value=value)
    if not leaf.row:
        return {**record, leaf.name: figure}
    name, _, column = leaf.name.partition(".")
    table = record[name]
    if not isinstance(table, Table):
        return record
    lines = list(table.rows)
    lines[leaf.row - 1] = {**lines[leaf.row - 1], column: figure}
    return {**record, name: replace(table, rows=tuple(lines))}


def _of_sum(
    total: Sum, sign: int, record: Record, rows: Mapping[str, Calculation], seen: frozenset[str]
) -> Iterator[Leaf]:
    for term in total.terms:
        yield from _of_term(term, sign * term.sign, record, rows, seen)


def _of_term(
    term: Term, sign: int, record: Record, rows: Mapping[str, Calculation], seen: frozenset[str]
) -> Iterator[Leaf]:
    """Yield a term's typed figures; a rate or a mean has none that moves it one for one."""
    value = record.get(term.name.partition(".")[0])
    computed = rows.get(term.name)
    if isinstance(value, Table) and term.function == "合计":
        column = term.name.partition(".")[2]
        for number, line in enumerate(value.rows, 1):
            cell = line.get(column)
            if isinstance(cell, Figure) and is_typed(cell):
                yield Leaf(term.name, cell, sign, number)
    elif computed and computed.verb in ("合计", "差额") and term.name not in seen:
        for operand, way in zip(computed.operands, (1, -1), strict=False):
            yield from _of_sum(operand, sign * way, record, rows, seen | {term.name})
    elif isinstance(value, Figure) and not term.function and not computed and is_typed(value):
        yield Leaf(term.name, value, sign)
