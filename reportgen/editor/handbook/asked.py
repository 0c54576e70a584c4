"""Where the form asks for a name or shows it, in the words that stand beside the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.packs.own import of_indicator
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import Pack, SheetLayout, TableSlot
    from reportgen.workbook.cells import Address, Area

_LONGEST = 24
"""Characters. What is longer beside a cell is an explanation and no label."""
_JOINED = " / "


def places(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return every cell of a name with its labels, the one to be filled in first."""
    titles = {
        name: each.title for each in pack.indicators for name in (each.name, *of_indicator(each))
    }
    found: dict[str, list[str]] = {}
    for layout in pack.layout:
        words = _spread(layout)
        for slot in layout.slots:
            labels = _labels(slot.address, words, titles.get(slot.name, ""))
            place = _told(layout, slot.address, labels)
            found.setdefault(slot.name, []).append(place)
        for table in layout.tables:
            for name, place in _of_table(table, words, layout):
                found.setdefault(name, []).append(place)
    return {name: tuple(each) for name, each in found.items()}


def _of_table(
    table: TableSlot, words: Mapping[Address, tuple[str, Area]], layout: SheetLayout
) -> Iterator[tuple[str, str]]:
    first = min(table.columns.values())
    home = spot(table.sheet, (table.row, first))
    yield table.name, f"{home} 起"
    for column, at in table.columns.items():
        head = _head((table.row, at), words, 0)
        label = f"（{head}）" if head else ""
        yield f"{table.name}.{column}", f"{spot(layout.title, (table.row, at))} 起{label}"


def _told(layout: SheetLayout, at: Address, labels: tuple[str, ...]) -> str:
    said = _JOINED.join(dict.fromkeys(each for each in labels if each))
    return spot(layout.title, at) + (f"（{said}）" if said else "")


def _labels(at: Address, words: Mapping[Address, tuple[str, Area]], title: str) -> tuple[str, ...]:
    """Return what stands left of a cell and above it: the row's label and the column's head."""
    row, column = at
    for left in range(column - 1, 0, -1):
        found = words.get((row, left))
        if found and _is_label(found[0]):
            return title or found[0], _head(at, words, left)
    return title, _head(at, words, 0)


def _head(at: Address, words: Mapping[Address, tuple[str, Area]], label: int) -> str:
    """Return the nearest words above; a line over the labels' column too heads no column."""
    row, column = at
    for above in range(row - 1, 0, -1):
        text, area = words.get((above, column), ("", (0, 0, 0, 0)))
        if text and _is_wide(area, label):
            return ""
        if text and _is_label(text):
            return text
    return ""


def _is_wide(area: Area, label: int) -> bool:
    _, left, _, right = area
    return right > left and (left <= label if label else left == 1 and right > left + 1)


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST and any(character.isalpha() for character in text)


def _spread(layout: SheetLayout) -> dict[Address, tuple[str, Area]]:
    """Return the fixed words by every cell they cover, one line each, with the area they cover."""
    areas = {(area[0], area[1]): area for area in layout.merges}
    found: dict[Address, tuple[str, Area]] = {}
    for (row, column), text in layout.labels.items():
        area = areas.get((row, column), (row, column, row, column))
        said = (" ".join(text.split()), area)
        for down in range(area[0], area[2] + 1):
            found |= {(down, across): said for across in range(area[1], area[3] + 1)}
    return found
