"""Two forms side by side: sheets, rows and cells, found again where rows were put between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reportgen.editor.differing_model import Aspect, Change, Kind
from reportgen.editor.differing_words import Pair, aligned, likeness, plain, with_new_names
from reportgen.packs.marks import TAG
from reportgen.workbook.cells import ref, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.editor.cells import Page, Row

Place: TypeAlias = tuple[str, int, int]
"""Sheet, row and column of a cell."""
SECTION = "填报表"
_SAME_PAGE = 0.6
_ANY_TAG = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class Sheets:
    """A sheet then and now, and its rows in pairs; None where it was not there, or is no more."""

    old: Page | None
    new: Page | None
    rows: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """The cell where a tag stands alone, the first words of its row, and those above it."""

    title: str
    row: int
    column: int
    label: str
    above: str


def paired(old: Sequence[Page], new: Sequence[Page]) -> list[Sheets]:
    """Pair the sheets of two forms by title, or by what they hold; and their rows by words."""
    by_title = {page.title: page for page in old}
    left = [page for page in old if page.title not in {each.title for each in new}]
    found = []
    for page in new:
        before = by_title.get(page.title)
        if before is None:
            likest = max(left, key=lambda each: likeness(_whole(each), _whole(page)), default=None)
            if likest and likeness(_whole(likest), _whole(page)) >= _SAME_PAGE:
                left.remove(likest)
                before = likest
        found.append(Sheets(before, page, _rows(before, page) if before else ()))
    return [*found, *(Sheets(page, None) for page in left)]


def _whole(page: Page) -> str:
    return "\n".join(row.text for row in page.rows)


def _rows(old: Page, new: Page) -> tuple[Pair, ...]:
    """Rows belong together by their fixed words: a tag in them may have been renamed."""
    texts = ([_ANY_TAG.sub("□", row.text) for row in page.rows] for page in (old, new))
    return tuple(aligned(*texts))


def homes(pages: Sequence[Page]) -> dict[str, Home]:
    """Return where each tag stands alone in a cell for the first time."""
    found: dict[str, Home] = {}
    for page in pages:
        titles: dict[int, str] = {}
        for row in page.rows:
            label = ""
            for column, text in row.cells.items():
                alone = TAG.fullmatch(text.strip())
                if alone:
                    home = Home(page.title, row.number, column, label, titles.get(column, ""))
                    found.setdefault(alone[1], home)
                elif not label:
                    label = text
                if not alone:
                    titles[column] = text
    return found


def same_cells(sheets: Sequence[Sheets]) -> dict[Place, Place]:
    """Return for each cell of the old form the cell of the new one that took its place."""
    found = {}
    for each in sheets:
        for then, now in _both(each):
            if then.cells.keys() == now.cells.keys() and each.old and each.new:
                for column in then.cells:
                    key = (each.old.title, then.number, column)
                    found[key] = (each.new.title, now.number, column)
    return found


def _both(sheets: Sheets) -> Iterator[tuple[Row, Row]]:
    for pair in sheets.rows:
        if sheets.old and sheets.new and pair.old is not None and pair.new is not None:
            yield sheets.old.rows[pair.old], sheets.new.rows[pair.new]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell that came or went."""

    title: str
    row: int
    column: int
    text: str
    whole_row: bool = False

    @property
    def place(self) -> str:
        return spot(self.title, (self.row, self.column))


def changes(sheets: Sequence[Sheets], renamed: Mapping[str, str]) -> list[Change]:
    """Return what differs between the forms; a tag that only has its new name does not."""
    found: list[Change] = []
    gone: list[_Cell] = []
    come: list[_Cell] = []
    for each in sheets:
        found += _titles(each)
        _cells(each, renamed, found, gone, come)
    found += _moved(gone, come)
    found += _by_row(come, Kind.ADDED)
    found += _by_row(gone, Kind.GONE)
    return found


def _titles(each: Sheets) -> Iterator[Change]:
    if each.old is None and each.new:
        yield Change(SECTION, Kind.ADDED, f"工作表“{each.new.title}”", spot(each.new.title, (1, 1)))
    elif each.new is None and each.old:
        place = spot(each.old.title, (1, 1))
        yield Change(SECTION, Kind.GONE, f"工作表“{each.old.title}”", "", place)
    elif each.old and each.new and each.old.title != each.new.title:
        aspect = Aspect("工作表", each.old.title, each.new.title)
        place = spot(each.new.title, (1, 1))
        yield Change(SECTION, Kind.RENAMED, "", place, spot(each.old.title, (1, 1)), (aspect,))


def _cells(
    each: Sheets,
    renamed: Mapping[str, str],
    found: list[Change],
    gone: list[_Cell],
    come: list[_Cell],
) -> None:
    if each.new is None and each.old:
        gone += [cell for row in each.old.rows for cell in _all(each.old, row, renamed)]
    if each.old is None and each.new:
        come += [cell for row in each.new.rows for cell in _all(each.new, row, {})]
    for pair in each.rows:
        if each.old is None or each.new is None:
            continue
        if pair.new is None and pair.old is not None:
            gone += _all(each.old, each.old.rows[pair.old], renamed)
        elif pair.old is None and pair.new is not None:
            come += _all(each.new, each.new.rows[pair.new], {})
        elif pair.old is not None and pair.new is not None:
            then, now = each.old.rows[pair.old], each.new.rows[pair.new]
            if pair.moved:
                found.append(_row_moved(each.old, then, each.new, now))
            _one_row(each, (then, now), renamed, found, (gone, come))


def _all(page: Page, row: Row, renamed: Mapping[str, str]) -> list[_Cell]:
    return [
        _Cell(page.title, row.number, column, with_new_names(text, renamed), whole_row=True)
        for column, text in row.cells.items()
    ]


def _row_moved(old: Page, then: Row, new: Page, now: Row) -> Change:
    places = (
        spot(new.title, (now.number, min(now.cells))),
        spot(old.title, (then.number, min(then.cells))),
    )
    return Change(SECTION, Kind.MOVED, "整行", *places, text=now.text)


def _one_row(
    each: Sheets,
    rows: tuple[Row, Row],
    renamed: Mapping[str, str],
    found: list[Change],
    sides: tuple[list[_Cell], list[_Cell]],
) -> None:
    """Compare the cells of one row then and now; by column where it has the same columns."""
    then, now = rows
    if each.old is None or each.new is None:
        return
    olds = {column: with_new_names(text, renamed) for column, text in then.cells.items()}
    left, right = list(olds), list(now.cells)
    if left == right:
        pairs = [Pair(i, i) for i in range(len(left))]
    else:
        pairs = aligned(list(olds.values()), list(now.cells.values()))
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            column = right[pair.new]
            sides[1].append(_Cell(each.new.title, now.number, column, now.cells[column]))
        elif pair.new is None and pair.old is not None:
            column = left[pair.old]
            sides[0].append(_Cell(each.old.title, then.number, column, olds[column]))
        elif pair.old is not None and pair.new is not None:
            before, after = olds[left[pair.old]], now.cells[right[pair.new]]
            if plain(before) != plain(after):
                place = spot(each.new.title, (now.number, right[pair.new]))
                was = spot(each.old.title, (then.number, left[pair.old]))
                aspect = Aspect("", before, after)
                found.append(Change(SECTION, Kind.CHANGED, "", place, was, (aspect,)))


def _moved(gone: list[_Cell], come: list[_Cell]) -> Iterator[Change]:
    """Take out of both lists the tags that went from one cell to another."""
    there = {cell.text: cell for cell in reversed(come) if TAG.fullmatch(cell.text.strip())}
    for cell in list(gone):
        new = there.pop(cell.text, None)
        if new:
            gone.remove(cell)
            come.remove(new)
            yield Change(SECTION, Kind.MOVED, cell.text, new.place, cell.place)


def _by_row(cells: Sequence[_Cell], kind: Kind) -> Iterator[Change]:
    """Tell the cells of one row together: ``A21 年末临聘人数｜B21 {{ 临聘人数 }}``."""
    rows: dict[tuple[str, int], list[_Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.title, cell.row), []).append(cell)
    for group in rows.values():
        alone = len(group) == 1 and not group[0].whole_row
        words = "｜".join(f"{ref((each.row, each.column))} {each.text}" for each in group)
        place, was = (group[0].place, "") if kind is Kind.ADDED else ("", group[0].place)
        name = "整行" if group[0].whole_row else ""
        yield Change(SECTION, kind, name, place, was, text=group[0].text if alone else words)
