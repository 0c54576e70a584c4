"""One row of a list at a time: what a rule that runs along the list sees there.

A rule is evaluated for a row as any other rule is: its columns ``项目支出.决算`` become names
of their own, 决算, and a list linked to this one holds only the rows that belong to the row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.figures import Record, Table, Text, Value
from reportgen.packs import columns
from reportgen.packs.model import Sum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reportgen.figures import Row
    from reportgen.findings import Where
    from reportgen.packs.model import Calculation, CheckRow, Term

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """One row of a list, from ``number`` 1; ``said`` is how a person calls it: 项目支出“扶贫”.

    ``record`` has the row's values under short names, ``short`` each column's short name
    (项目支出.决算 is 决算), ``cells`` the places of the row's cells, by short names too.
    """

    number: int
    said: str
    record: Record
    short: Mapping[str, str]
    cells: Mapping[str, Where]

    def long(self, name: str) -> str:
        """Return the name of a short name's column; other names as they are."""
        return next((long for long, short in self.short.items() if short == name), name)


def scopes(name: str, used: Collection[str], record: Record) -> Iterator[Scope]:
    """Yield every row of a list as the rules see it that use these names.

    A column whose short name is another's too, 决算 beside 项目支出.决算, is 本行决算.
    """
    table = record.get(name)
    if not isinstance(table, Table):
        return
    ours = {each: columns.parts(each)[1] for each in used if columns.parts(each)[0] == name}
    taken = {*used, *(other for other, value in record.items() if isinstance(value, Table))}
    short = {each: f"本行{column}" if column in taken else column for each, column in ours.items()}
    words = [_word(row) for row in table.rows]
    often = Counter(words)
    belonging = _by_word(name, record)
    for number, row in enumerate(table.rows, 1):
        places = table.cells[number - 1] if table.cells else {}
        word = words[number - 1]
        at = "" if word and often[word] == 1 else f"第{number}行"
        yield Scope(
            number,
            f"{name}{at}" + (f"“{word}”" if word else ""),
            _seen(row, ours, short, record, belonging),
            short,
            {short[long]: places[column] for long, column in ours.items() if column in places},
        )


def calculation(row: Calculation, scope: Scope) -> Calculation:
    """Return a calculation that runs along the list, as it reads in one row."""
    operands = tuple(_sum(each, scope) for each in row.operands)
    return replace(row, name=scope.short.get(row.name, row.name), operands=operands)


def check(row: CheckRow, scope: Scope) -> CheckRow:
    """Return an agreement that runs along the list, as it reads in one row."""
    right = _sum(row.right, scope) if row.right else None
    return replace(row, left=_sum(row.left, scope), right=right)


def names(sums: Iterable[Sum]) -> Iterator[str]:
    """Yield the names that stand plain in sums; a list's name in brackets is no value."""
    yield from (term.name for each in sums for term in each.terms if not term.function)


def _seen(
    row: Row,
    ours: Mapping[str, str],
    short: Mapping[str, str],
    record: Record,
    belonging: Mapping[str, _Linked],
) -> Record:
    """A blank cell must not let a figure of the same short name through."""
    hidden = {*short.values()}
    seen: dict[str, Value] = {n: value for n, value in record.items() if n not in hidden}
    for other, linked in belonging.items():
        word = row.get(linked.key)
        seen[other] = linked.of.get(word.value if isinstance(word, Text) else "", linked.none)
    return seen | {short[each]: row[column] for each, column in ours.items() if column in row}


@dataclass(frozen=True, slots=True)
class _Linked:
    """A linked list in parts: the rows that belong to each word under ``key``, and no rows."""

    key: str
    of: Mapping[str, Table]
    none: Table


def _by_word(name: str, record: Record) -> dict[str, _Linked]:
    """Return every list that is linked to this one, sorted out by the word its rows have."""
    found: dict[str, _Linked] = {}
    for other, table in record.items():
        if not isinstance(table, Table) or not table.link or table.link.table != name:
            continue
        ours: dict[str, list[int]] = {}
        for at, row in enumerate(table.rows):
            word = row.get(table.link.column)
            if isinstance(word, Text):
                ours.setdefault(word.value, []).append(at)
        of = {word: _some(table, rows) for word, rows in ours.items() if word}
        found[other] = _Linked(table.link.key, of, _some(table, []))
    return found


def _some(table: Table, rows: Sequence[int]) -> Table:
    cells = tuple(table.cells[at] for at in rows) if table.cells else ()
    return replace(table, rows=tuple(table.rows[at] for at in rows), cells=cells)


def _word(row: Row) -> str:
    """Return the first words of a row, as a person would call it."""
    text = next((value.value for value in row.values() if isinstance(value, Text)), "")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _sum(total: Sum, scope: Scope) -> Sum:
    return Sum(tuple(_term(term, scope) for term in total.terms))


def _term(term: Term, scope: Scope) -> Term:
    return term if term.function else replace(term, name=scope.short.get(term.name, term.name))
