"""Signed sums of names: what they come to, what they lack, where their cells are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.findings import Where
    from reportgen.packs.model import Calculation, Sum, Term


def evaluate(total: Sum, record: Record) -> Figure | None:
    """Return what a signed sum comes to, exactly; None where anything in it is missing.

    The figure's unit is the first term's that has one, its decimals the most of any term,
    its sources all cells it came from, in the order of the terms.

    ``合计(表.列)`` of an empty list is 0 and of a list with a blank cell is missing;
    ``平均(表.列)`` passes over blank cells and is missing when there is nothing to average.
    """
    found = [(term.sign, term_figure(term, record)) for term in total.terms]
    figures = [figure for _, figure in found if figure is not None]
    if not figures or len(figures) < len(found):
        return None
    if len(found) == 1 and found[0][0] > 0:
        return figures[0]
    value = sum((sign * figure.value for sign, figure in found if figure), Decimal(0))
    return combined(value, figures)


def combined(value: Decimal, figures: Sequence[Figure]) -> Figure:
    """Return a figure with this value that remembers the cells of those it came from."""
    unit = next((figure.unit for figure in figures if figure.unit), "")
    places = max(figure.places for figure in figures)
    return Figure(value, unit, figures[0].where, places, all_sources(figures))


def all_sources(figures: Iterable[Figure]) -> tuple[Where, ...]:
    """Return the cells the figures came from, in order, each once."""
    return tuple(dict.fromkeys(place for figure in figures for place in sources(figure)))


def sources(figure: Figure) -> tuple[Where, ...]:
    """Return the cells one figure came from; a typed figure's only source is its own cell."""
    return figure.sources or (figure.where,)


def is_typed(figure: Figure) -> bool:
    """Tell whether a figure stands in a cell as typed, rather than being computed."""
    return sources(figure) == (figure.where,)


def term_figure(term: Term, record: Record) -> Figure | None:
    """Return what one term comes to, without its sign; None where it is missing."""
    if not term.function:
        value = record.get(term.name)
        return value if isinstance(value, Figure) else None
    if term.function == "计数":
        table = record.get(term.name)
        return _count(table) if isinstance(table, Table) else None
    table_name, _, column = term.name.partition(".")
    table = record.get(table_name)
    if not isinstance(table, Table):
        return None
    cells = [row.get(column) for row in table.rows]
    figures = [cell for cell in cells if isinstance(cell, Figure)]
    if term.function == "平均":
        return _mean(figures)
    return _total(figures, table) if len(figures) == len(cells) else None


def lacking(
    total: Sum, record: Record, calculations: Sequence[Calculation] = ()
) -> tuple[str, ...]:
    """Return the names a sum cannot do without and the record does not have.

    A missing computed figure is traced to the typed names it lacks; where it lacks none (its
    denominator was zero) it is named itself. An empty list is named as a whole.

    Each name comes once, in the order of the terms.
    """
    by_name = {row.name: row for row in calculations}
    found: dict[str, None] = {}
    for term in total.terms:
        if _is_lacking(term, record):
            found.update(dict.fromkeys(_roots(term.name, record, by_name, frozenset())))
    return tuple(found)


def spots(total: Sum, record: Record) -> tuple[Where, ...]:
    """Return the places a reader should open for a sum, each once.

    A whole list is one place. A computed figure that the form shows comes before its cells.
    """
    places: dict[Where, None] = {}
    for term in total.terms:
        table = record.get(term.name.partition(".")[0])
        figure = term_figure(term, record)
        if isinstance(table, Table):
            places[table.where] = None
        elif figure is not None:
            shown = [figure.where] if figure.where.file == sources(figure)[0].file else []
            places.update(dict.fromkeys((*shown, *sources(figure))))
    return tuple(places)


def _roots(
    name: str, record: Record, rows: dict[str, Calculation], seen: frozenset[str]
) -> list[str]:
    row = rows.get(name)
    table = record.get(name.partition(".")[0])
    if isinstance(table, Table) and not table.rows:
        return [name.partition(".")[0]]
    if row is None or name in seen:
        return [name]
    terms = [term for operand in row.operands for term in operand.terms]
    deeper = [
        root
        for term in terms
        if _is_lacking(term, record) and term.name not in record
        for root in _roots(term.name, record, rows, seen | {name})
    ]
    return deeper or [name]


def _is_lacking(term: Term, record: Record) -> bool:
    """Tell whether a term is missing; a list's column as it stands, where any row lacks it."""
    name, _, column = term.name.rpartition(".")
    table = record.get(name)
    if term.function or not isinstance(table, Table):
        return term_figure(term, record) is None
    return any(column not in row for row in table.rows)


def _count(table: Table) -> Figure:
    return Figure(Decimal(len(table.rows)), "", table.where, 0, (table.where,))


def _total(figures: Sequence[Figure], table: Table) -> Figure:
    if not figures:
        return Figure(Decimal(0), "", table.where, 2, (table.where,))
    return combined(sum((figure.value for figure in figures), Decimal(0)), figures)


def _mean(figures: Sequence[Figure]) -> Figure | None:
    if not figures:
        return None
    return combined(sum((figure.value for figure in figures), Decimal(0)) / len(figures), figures)
