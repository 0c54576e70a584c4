"""PK57: two cells with the same words before and above them, which no row or column tells apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.packs.layout import FORM
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import Pack, SheetLayout
    from reportgen.workbook.cells import Address


@dataclass(frozen=True, slots=True)
class _Typed:
    """A cell to fill in, with the cells whose words stand before and above it, nearest first."""

    name: str
    at: Address
    before: tuple[Address, ...]
    above: tuple[Address, ...]


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield a 提醒 for each title that two rows or two columns of one block share."""
    for layout in pack.layout:
        words = {at: _plain(text) for at, text in (*layout.labels.items(), *layout.live.items())}
        words = {at: text for at, text in words.items() if any(map(str.isalpha, text))}
        told: set[Address] = set()
        for one, other in combinations(_typed(pack, layout, words), 2):
            first, second = _shared(one, other, words)
            if second and second not in told:
                told.add(second)
                yield _finding(layout, words[second], (first, second), (one, other))


def _plain(text: str) -> str:
    return "".join(text.split())


def _typed(pack: Pack, layout: SheetLayout, words: Mapping[Address, str]) -> Iterator[_Typed]:
    """Yield the cells of a sheet that are filled in; the rows of indicators have no tags there."""
    anchors = {
        (row, column): (top, left)
        for top, left, bottom, right in layout.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    asked = [(slot.name, slot.address) for slot in layout.slots]
    asked += [
        (f"{table.name}.{column}", (table.row, number))
        for table in layout.tables
        for column, number in table.columns.items()
    ]
    for name, at in sorted(asked, key=lambda each: each[1]):
        unfolded = layout.sample_row and 0 <= at[0] - layout.sample_row <= layout.added_rows
        if name in pack.fields and not unfolded:
            yield _Typed(name, at, _before(at, words, anchors), _above(at, words, anchors))


def _before(
    at: Address, words: Mapping[Address, str], anchors: Mapping[Address, Address]
) -> tuple[Address, ...]:
    cells = ((at[0], column) for column in range(at[1] - 1, 0, -1))
    found = (anchors.get(cell, cell) for cell in cells)
    return tuple(dict.fromkeys(cell for cell in found if cell in words))


def _above(
    at: Address, words: Mapping[Address, str], anchors: Mapping[Address, Address]
) -> tuple[Address, ...]:
    """Return the nearest words above, and those that stand on them without a gap."""
    found: list[Address] = []
    for row in range(at[0] - 1, 0, -1):
        cell = anchors.get((row, at[1]), (row, at[1]))
        if cell in words:
            found.append(cell)
        elif found:
            break
    return tuple(dict.fromkeys(found))


def _shared(
    one: _Typed, other: _Typed, words: Mapping[Address, str]
) -> tuple[Address, Address | None]:
    """Return the two cells that say the same of the two; None where something tells them apart."""
    beside = one.at[0] == other.at[0] and one.before == other.before
    below = one.at[1] == other.at[1] and one.above == other.above
    mine, others = (one.above, other.above) if beside else (one.before, other.before)
    alike = [words[at] for at in mine] == [words[at] for at in others]
    if (beside or below) and alike and mine and mine[0] != others[0]:
        return mine[0], others[0]
    return one.at, None


def _finding(
    layout: SheetLayout, text: str, cells: tuple[Address, Address], two: tuple[_Typed, _Typed]
) -> Finding:
    first, second = (Where(FORM, spot(layout.title, _in_form(layout, at))) for at in cells)
    what = "两栏" if two[0].at[0] == two[1].at[0] else "两行"
    names = "和".join(f"“{each.name}”" for each in two)
    message = f"{what}都叫“{text}”，填报人分不清{names}；插行、挪列以后，程序也对不上位。"
    return notice("PK57", second, message, f"给{what}写不同的文字。", [first])


def _in_form(layout: SheetLayout, at: Address) -> Address:
    """Return where a cell stands in form.xlsx, where all indicators are one row."""
    moved = layout.sample_row and at[0] > layout.sample_row
    return (at[0] - layout.added_rows if moved else at[0], at[1])
