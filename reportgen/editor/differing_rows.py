"""Two rules.xlsx side by side, sheet by sheet, row by row, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from reportgen import workbook
from reportgen.editor.differing_model import Aspect, Change, Kind
from reportgen.editor.differing_words import names_replaced, plain, with_new_names
from reportgen.packs import headlines, roster, rules, trials
from reportgen.packs.entries import RULES, Entry, entries
from reportgen.packs.groups import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KEYS = {
    "说明": ("项目",),
    "字段": ("名称",),
    "计算": ("名称",),
    "勾稽": ("规则", "左边", "右边"),
    "指标": ("名称",),
    "等级": ("名称", "等级"),
    roster.SHEET: ("单位",),
    headlines.SHEET: ("名称",),
    trials.SHEET: trials.COLUMNS,
}
"""The columns that together say which row it is."""
NAMING = ("取数", "左边", "右边", "选项", "上年", "名称", "内容")
"""Columns that name fields: an old name that only became its new one is no change there."""
_NAMELESS = ("勾稽", trials.SHEET)
"""Their rows have no name that could be another one."""
_OWN_WORDS = ("说明", "字段", roster.SHEET, trials.SHEET)
"""Sheets whose keys name no other row: a new name elsewhere changes nothing in them."""
_COLUMNS = {
    **rules.COLUMNS,
    roster.SHEET: roster.COLUMNS,
    headlines.SHEET: headlines.COLUMNS,
    trials.SHEET: trials.COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells as typed by the titles of their columns, and its place."""

    sheet: str
    key: tuple[str, ...]
    cells: Mapping[str, str]
    place: str
    places: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return what a person calls the row."""
        return "｜".join(part for part in self.key if part)

    def shown(self) -> str:
        """Return the other cells that say something, in the order of the sheet."""
        others = (text for title, text in self.cells.items() if title not in KEYS[self.sheet])
        return "｜".join("↵".join(text.splitlines()) for text in others if text)


Judge: TypeAlias = Callable[[Row, Row], float]
"""How alike a row that went and one that came are: 0 for not at all."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a sheet then and now: which belong together, which came, which went."""

    sheet: str
    both: tuple[tuple[Row, Row], ...]
    gone: tuple[Row, ...]
    come: tuple[Row, ...]


def read(folder: Path) -> dict[str, list[Row]]:
    """Return the rows of every sheet of a pack's rules.xlsx that can be read."""
    book = workbook.read(folder / RULES)
    found: dict[str, list[Row]] = {sheet: [] for sheet in KEYS}
    for sheet in book.sheets:
        title = sheet.title.strip()
        if title in KEYS:
            rows = entries(sheet, _COLUMNS[title]).entries
            found[title] += [_row(title, entry) for entry in rows]
    return found


def _row(sheet: str, entry: Entry) -> Row:
    cells = {column: _typed(entry, column) for column in entry.columns}
    key = tuple(cells.get(column, "") for column in KEYS[sheet])
    places = {column: where.spot for column, where in entry.places().items()}
    return Row(sheet, key, cells, entry.where(KEYS[sheet][0]).spot, places)


def _typed(entry: Entry, column: str) -> str:
    """Return a cell's words; 0.05 in a cell that shows 5% is 5%."""
    text = entry.text(column)
    if not entry.is_percent(column) or text.endswith(("%", "％")):
        return text
    return format((Decimal(text) * 100).normalize(), "f") + "%"


def matched(
    sheet: str, old: Sequence[Row], new: Sequence[Row], names: Mapping[str, str]
) -> Matched:
    """Match rows by their keys, old names in them read as their new ones."""
    left = list(old)
    both, come = [], []
    for row in new:
        key = tuple(map(plain, row.key))
        same = next((each for each in left if _key(each, names) == key), None)
        if same:
            left.remove(same)
            both.append((same, row))
        else:
            come.append(row)
    return Matched(sheet, tuple(both), tuple(left), tuple(come))


def _key(row: Row, names: Mapping[str, str]) -> tuple[str, ...]:
    naming = row.sheet not in _OWN_WORDS
    return tuple(plain(names_replaced(part, names) if naming else part) for part in row.key)


def with_partners(found: Matched, likeness: Judge) -> tuple[Matched, list[tuple[Row, Row]]]:
    """Pair what went with what came, the likest first; also return these new pairs.

    ``likeness`` is 0 for two rows that have nothing to do with each other.
    """
    scored = [
        (likeness(old, new), -i, -j)
        for i, old in enumerate(found.gone)
        for j, new in enumerate(found.come)
    ]
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scored, reverse=True):
        if score and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    made = [(found.gone[i], found.come[j]) for i, j in sorted(pairs.items())]
    gone = tuple(row for i, row in enumerate(found.gone) if i not in pairs)
    come = tuple(row for j, row in enumerate(found.come) if j not in pairs.values())
    return Matched(found.sheet, (*found.both, *made), gone, come), made


def changes(
    found: Matched, made: Sequence[tuple[Row, Row]], names: Mapping[str, str]
) -> Iterator[Change]:
    """Yield what differs on a sheet: what was renamed, changed, came, went, was moved."""
    for old, new in found.both:
        renamed = (old, new) in made and found.sheet not in _NAMELESS
        aspects = tuple(_aspects(old, new, names, renamed=renamed))
        if not aspects:
            continue
        alone = aspects[0].title if len(aspects) == 1 else ""
        places = new.places.get(alone, new.place), old.places.get(alone, old.place)
        kind = Kind.RENAMED if renamed else Kind.CHANGED
        yield Change(found.sheet, kind, new.name, *places, aspects)
    for row in found.come:
        yield Change(found.sheet, Kind.ADDED, row.name, row.place, text=row.shown())
    for row in found.gone:
        yield Change(found.sheet, Kind.GONE, row.name, "", row.place, text=row.shown())


def _aspects(old: Row, new: Row, names: Mapping[str, str], *, renamed: bool) -> Iterator[Aspect]:
    """Yield the columns that differ, the row's own name first."""
    keys = KEYS[old.sheet]
    for column in dict.fromkeys([*keys, *new.cells, *old.cells]):
        before, after = old.cells.get(column, ""), new.cells.get(column, "")
        own_name = renamed and column == keys[0]
        follows = column in NAMING and not own_name
        if plain(_renamed(before, names) if follows else before) != plain(after):
            yield Aspect(column, before, after)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return with_new_names(text, names) if "{{" in text else names_replaced(text, names)


def order(sheet: str, old: Sequence[Row], both: Sequence[tuple[Row, Row]]) -> Iterator[Change]:
    """Yield the rows that stand in another order among those that are in both packs."""
    rank = {id(row): number for number, row in enumerate(old)}
    now = [rank[id(before)] for before, _ in sorted(both, key=lambda pair: _line(pair[1]))]
    rows = {rank[id(before)]: (before, after) for before, after in both}
    stays = SequenceMatcher(None, sorted(now), now, autojunk=False).get_matching_blocks()
    kept = {now[block.b + i] for block in stays for i in range(block.size)}
    for at, number in enumerate(now):
        if number not in kept:
            before, after = rows[number]
            behind = f"移到“{rows[now[at - 1]][1].name}”后面" if at else "移到最前面"
            yield Change(sheet, Kind.ORDER, after.name, after.place, before.place, text=behind)


def _line(row: Row) -> int:
    return int("".join(mark for mark in row.place.rpartition("!")[2] if mark.isdigit()))


def points(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    """Yield the points of each 一级 and of all, where they changed."""
    then, now = _points(old), _points(new)
    if then == now:
        return
    for name in dict.fromkeys([*now, *then]):
        before, after = then.get(name), now.get(name)
        if before != after:
            aspect = Aspect("", _plain(before), _plain(after))
            yield Change("分值", Kind.CHANGED, name, aspects=(aspect,))
    total = Aspect("", _plain(then.total()), _plain(now.total()))
    yield Change("分值", Kind.CHANGED, "合计", aspects=(total,))


def _points(rows: Sequence[Row]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        text = row.cells.get("分值", "")
        if text.replace(".", "", 1).isdecimal():
            found[bare(row.cells.get("一级", ""))] += Decimal(text)  # type: ignore[assignment]
    return found


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else format(Decimal(value).normalize(), "f")
