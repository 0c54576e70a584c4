"""Find every label of the form again, wherever rows and columns have moved to.

A value is found where its tag stood. When the words around it no longer stand where the pack
has them, rows and columns are matched by those words, in order; a place whose row or column
cannot be found has no value, and is never read from a neighbour.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.records.words import key
from reportgen.workbook.cells import Address, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.packs.model import SheetLayout
    from reportgen.workbook.cells import Cell, Sheet

_MANY = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each row and column of the pack's sheet stands on the clerk's.

    ``lost`` are the pack's labels that were not found again.
    """

    rows: Mapping[int, int]
    columns: Mapping[int, int]
    lost: tuple[Address, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether anything stands elsewhere than the pack has it."""
        return any(a != b for a, b in (*self.rows.items(), *self.columns.items()))

    def place(self, at: Address) -> Address | None:
        """Return where a cell of the pack stands now, None when it cannot be known."""
        row, column = self.rows.get(at[0]), self.columns.get(at[1])
        return (row, column) if row and column else None


def align(layout: SheetLayout, sheet: Sheet) -> Alignment:
    """Match a sheet with its layout; in the ordinary case nothing has moved."""
    last_row, last_column = _extent(layout)
    if all(_stands(text, sheet.cells.get(at)) for at, text in layout.labels.items()):
        return Alignment(_same(last_row), _same(last_column))
    labels = {at: key(text) for at, text in layout.labels.items() if _is_word(text)}
    there = {
        at: key(cell.text)
        for at, cell in sheet.cells.items()
        if cell.kind is CellKind.TEXT or cell.formula
    }
    rows = _matched(_lines(labels, 0), _lines(there, 0))
    columns = _columns(labels, there, rows)
    lost = tuple(
        at
        for at, text in labels.items()
        if there.get((rows.get(at[0], 0), columns.get(at[1], 0))) != text
    )
    lists = {table.row for table in layout.tables}
    return Alignment(
        _filled(rows, last_row, {at[0] for at in labels}, lists),
        _filled(columns, last_column, {at[1] for at in labels}, set()),
        lost,
    )


def _stands(label: str, cell: Cell | None) -> bool:
    """Tell whether a label is where the pack has it; a line number may be gone."""
    if cell is not None and cell.text == label:
        return True
    return not _is_word(label) or (cell is not None and key(cell.text) == key(label))


def _is_word(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _extent(layout: SheetLayout) -> tuple[int, int]:
    places = [*layout.labels, *layout.live, *(slot.address for slot in layout.slots)]
    places += [(t.row, column) for t in layout.tables for column in t.columns.values()]
    return max((r for r, _ in places), default=1), max((c for _, c in places), default=1)


def _same(last: int) -> dict[int, int]:
    return {number: number for number in range(1, last + 1)}


def _lines(words: Mapping[Address, str], axis: int) -> dict[int, list[str]]:
    lines: dict[int, list[str]] = {}
    for at in sorted(words):
        lines.setdefault(at[axis], []).append(words[at])
    return lines


def _matched(pack: Mapping[int, list[str]], clerk: Mapping[int, list[str]]) -> dict[int, int]:
    """Match rows in order so that as many words as possible are found again.

    The longest common subsequence of rows, weighted by the words two rows share; a row of the
    pack matches only where more than half of its words stand.
    """
    ours, theirs = list(pack), list(clerk)
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    shared = [[_shared(pack[a], clerk[b]) for b in theirs] for a in ours]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            both = shared[i][j] + table[i + 1][j + 1] if shared[i][j] else 0
            table[i][j] = max(both, table[i + 1][j], table[i][j + 1])
    return _walk(ours, theirs, table, shared)


def _walk(
    ours: Sequence[int],
    theirs: Sequence[int],
    table: Sequence[Sequence[int]],
    shared: Sequence[Sequence[int]],
) -> dict[int, int]:
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if shared[i][j] and table[i][j] == shared[i][j] + table[i + 1][j + 1]:
            pairs[ours[i]] = theirs[j]
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _shared(pack: Sequence[str], clerk: Iterable[str]) -> int:
    """Return how many words two rows share; nothing where they are not the same row.

    A row is known by its first words; a row of many words, such as a list's heading, also by
    more than half of them.
    """
    theirs = Counter(clerk)
    common = (Counter(pack) & theirs).total()
    mostly = common >= _MANY and common * 2 > len(pack)
    return common if pack[0] in theirs or mostly else 0


def _columns(
    labels: Mapping[Address, str], there: Mapping[Address, str], rows: Mapping[int, int]
) -> dict[int, int]:
    """Let the labels of the matched rows vote for where each column stands now."""
    votes: dict[int, Counter[int]] = {}
    by_row: dict[int, dict[str, list[int]]] = {}
    for row, column in sorted(there):
        by_row.setdefault(row, {}).setdefault(there[row, column], []).append(column)
    for (row, column), text in sorted(labels.items()):
        found = by_row.get(rows.get(row, 0), {}).get(text, [])
        same = [c for (r, c), other in sorted(labels.items()) if r == row and other == text]
        if len(found) == len(same):
            votes.setdefault(column, Counter())[found[same.index(column)]] += 1
    return {column: cast.most_common(1)[0][0] for column, cast in votes.items()}


def _filled(
    known: Mapping[int, int], last: int, worded: set[int], lists: set[int]
) -> dict[int, int]:
    """Place what has no words of its own between its neighbours, where the gap is unchanged.

    Past the last neighbour, and at the head of a list, the distance from the one before counts.
    Where a neighbour was not found again, nothing is placed.
    """
    filled = dict(known)
    for number in range(1, last + 1):
        before = max((row for row in worded if row < number), default=0)
        after = min((row for row in worded if row > number), default=0)
        if number in worded or (before and before not in known):
            continue
        start = known[before] if before else 0
        there = known.get(after, 0) if after else start + after - before
        if there - start == after - before or number in lists:
            filled[number] = start + number - before
    return filled
