"""Values of an older form → values to be typed into a new one, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from reportgen.figures import Table
from reportgen.findings import Severity, Where
from reportgen.forms.carrying_marks import note
from reportgen.forms.carrying_values import UnfitError, fitted, words
from reportgen.forms.data import Data, within_weight
from reportgen.packs.entries import RULES
from reportgen.packs.model import Kind
from reportgen.records.words import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportgen.figures import Record, Row, Single
    from reportgen.findings import Finding
    from reportgen.forms.carrying_links import Link, Mode
    from reportgen.forms.data import Typed
    from reportgen.packs.model import Pack


_Rows: TypeAlias = "tuple[dict[str, Typed], ...]"
_GIVEN = "名册、--name 或 --data 另有给出"


class Fate(Enum):
    """What became of a value."""

    CARRIED = "已带入"
    REVIEW = "请核对"
    LEFT = "未带入"


@dataclass(frozen=True, slots=True)
class Older:
    """An older form as it was read: its values, where its names stand, what could not be read."""

    pack: Pack
    record: Record
    places: Mapping[str, Where]
    unread: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Item:
    """One value and what became of it.

    ``row`` is its row in the new form's list, counted from 1; 0 for a single value. ``target``
    is known once the form is issued. ``quiet`` are those that are told once for all units, or
    are no loss.
    """

    name: str
    source_name: str
    fate: Fate
    value: str
    source: Where
    reason: str = ""
    row: int = 0
    quiet: bool = False
    target: Where = field(default=Where(""))


@dataclass(frozen=True, slots=True)
class Carried:
    """What is to be typed into one form, and what became of every value looked for."""

    data: Data
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """One form's work: what is asked, what there is, and what was given by other means."""

    new: Pack
    old: Older
    mode: Mode
    given: Data


def carry(
    new: Pack, old: Older, links: Iterable[Link], mode: Mode, given: Data | None = None
) -> Carried:
    """Return what an older form says of a new form's fields.

    ``given`` are values known from elsewhere (a roster, JSON): they come first.
    """
    task = _Task(new, old, mode, given or Data({}, {}))
    links = tuple(links)
    singles: dict[str, Typed] = {}
    items: list[Item] = []
    for link in links:
        if "." not in link.name:
            items += _single(link, task, singles)
    lists: dict[str, _Rows] = {}
    for table, columns in _by_table(links).items():
        rows, told = _list(table, columns, task)
        lists |= {table: rows} if rows else {}
        items += told
    items = [*_unlinked(items, singles, lists, task)]
    data = Data(
        {**singles, **task.given.singles},
        {**lists, **task.given.lists},
        _notes(items, mode),
    )
    return Carried(data, tuple(items))


def _by_table(links: Iterable[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        if "." in link.name:
            found.setdefault(link.name.partition(".")[0], []).append(link)
    return found


def _single(link: Link, task: _Task, singles: dict[str, Typed]) -> Iterator[Item]:
    value = task.old.record.get(link.source)
    where = _place(link.source, task.old)
    left = Item(link.name, link.source, Fate.LEFT, "", where)
    if link.reason:
        yield replace(left, reason=link.reason, quiet=True)
    elif value is None or isinstance(value, Table):
        yield from _missing(left, task, (each for each in task.old.unread if each.where == where))
    else:
        item, typed = _fitted(link, value, task)
        given = task.given.singles.get(link.name)
        if given is not None and given != typed:
            yield replace(item, fate=Fate.LEFT, reason=_GIVEN, quiet=True)
        elif given is None:
            singles |= {} if typed is None else {link.name: typed}
            yield item


def _place(name: str, old: Older) -> Where:
    """Return the cell of a name on an older form, or its row in that form's pack."""
    if name in old.places:
        return old.places[name]
    file = f"{old.pack.folder.name}/{RULES}"
    rows = (each.where for each in old.pack.calculations if each.name == name)
    return next((replace(each, file=file) for each in rows), Where(""))


def _missing(left: Item, task: _Task, unread: Iterable[Finding]) -> Iterator[Item]:
    """A cell that could not be read, or a figure that could not be computed; a blank is no loss."""
    told = next((each for each in unread if each.severity is Severity.ERROR), None)
    if told:
        yield replace(left, source=told.where, reason=f"{task.mode.value}的表上{told.message}")
    elif left.source_name not in task.old.pack.fields:
        yield replace(left, reason=f"{task.mode.value}的“{left.source_name}”算不出来")


def _fitted(link: Link, value: Single, task: _Task) -> tuple[Item, Typed | None]:
    asked = task.new.fields[link.name]
    if asked.choices_from:  # which words it may be is known when all lists are filled
        asked = replace(asked, kind=Kind.TEXT, choices_from="")
    item = Item(link.name, link.source, Fate.LEFT, words(value), value.where)
    computed = link.source not in task.old.pack.fields
    try:
        typed = fitted(value, within_weight(asked, task.new), computed=computed)
    except UnfitError as unfit:
        return replace(item, reason=str(unfit)), None
    return replace(item, fate=Fate.REVIEW if link.review else Fate.CARRIED), typed


def _list(table: str, links: Sequence[Link], task: _Task) -> tuple[_Rows, list[Item]]:
    items = [
        Item(link.name, link.source, Fate.LEFT, "", Where(""), link.reason, quiet=True)
        for link in links
        if link.reason
    ]
    sound = [link for link in links if not link.reason]
    source = task.old.record.get(sound[0].source.partition(".")[0]) if sound else None
    if not isinstance(source, Table):
        return (), items
    if table in task.given.lists:
        told = Item(table, sound[0].source, Fate.LEFT, "", source.where, _GIVEN, quiet=True)
        return (), [*items, told]
    rows: list[dict[str, Typed]] = []
    for row in source.rows:
        typed: dict[str, Typed] = {}
        found = [*_row(row, sound, task, typed)]
        items += (replace(each, row=len(rows) + 1) for each in found)
        rows += [typed] if typed else []
    return tuple(rows), items


def _row(row: Row, links: Iterable[Link], task: _Task, typed: dict[str, Typed]) -> Iterator[Item]:
    beside = next((value.where for value in row.values()), Where(""))
    for link in links:
        value = row.get(link.source.partition(".")[2])
        if value is None:
            left = Item(link.name, link.source, Fate.LEFT, "", beside)
            told = f"“{link.source}”"
            unread = (each for each in task.old.unread if told in each.message)
            yield from _missing(left, task, (each for each in unread if _beside(each, beside)))
            continue
        item, found = _fitted(link, value, task)
        if found is not None:
            typed[link.name.partition(".")[2]] = found
        yield item


def _beside(finding: Finding, where: Where) -> bool:
    """Tell whether a finding is of the same row of a sheet."""
    return _line(finding.where) == _line(where)


def _line(where: Where) -> tuple[str, str]:
    sheet, _, at = where.spot.rpartition("!")
    return sheet, "".join(each for each in at if each.isdigit())


def _unlinked(
    items: Iterable[Item], singles: dict[str, Typed], lists: dict[str, _Rows], task: _Task
) -> Iterator[Item]:
    """Leave out words that must stand in another list's column, carried or given, and do not."""
    offered: dict[str, set[str]] = {}
    for item in items:
        asked = task.new.fields.get(item.name)
        source = asked.choices_from if asked and item.fate is not Fate.LEFT else ""
        if not source:
            yield item
            continue
        if source not in offered:
            other, _, of = source.partition(".")
            rows = task.given.lists.get(other, lists.get(other, ()))
            offered[source] = {key(str(row[of])) for row in rows if of in row}
        if key(item.value) in offered[source]:
            yield item
            continue
        table, dot, column = item.name.partition(".")
        if dot:
            del lists[table][item.row - 1][column]
        else:
            del singles[item.name]
        yield replace(item, fate=Fate.LEFT, reason=f"“{source}”里没有“{item.value}”")


def _notes(items: Iterable[Item], mode: Mode) -> Mapping[str, str]:
    """Return what the clerk is told at the cells of each name that has values."""
    found = (
        (each.name, note(mode, review=each.fate is Fate.REVIEW))
        for each in items
        if each.fate is not Fate.LEFT
    )
    return {name: text for name, text in found if text}
