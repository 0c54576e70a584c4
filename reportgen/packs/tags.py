"""form.xlsx against rules.xlsx: every tag has its row, every field its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near, notice
from reportgen.packs import columns, marks
from reportgen.packs.model import Field, Pack, Slot, TableSlot
from reportgen.packs.sums import is_any_name, is_column_name
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

FORM = "form.xlsx"


def vet(pack: Pack, known: Collection[str]) -> Iterator[Finding]:
    """Yield tags without a row and fields without a cell; ``known`` may stand alone in one.

    Of a rules.xlsx whose sheets cannot be relied on nothing is said here.
    """
    if pack.unreadable:
        return
    yield from _without_rows(pack, known)
    yield from _in_words(pack, known)
    yield from _without_cells(pack)
    for layout in pack.layout:
        yield from _twice_on_a_sheet(layout.slots, pack.fields)


def _without_rows(pack: Pack, known: Collection[str]) -> Iterator[Finding]:
    for layout in pack.layout:
        for slot in layout.slots:
            if slot.name not in known and not _is_odd(slot.name):
                yield _unknown_tag(slot, known)
        for table in layout.tables:
            yield from _unknown_columns(table, pack)


def _is_odd(name: str) -> bool:
    """Tell whether a tag's content is no name at all, which PK21 has said already."""
    return marks.broken(f"{{{{ {name} }}}}", Where(FORM)) is not None


def _unknown_tag(slot: Slot, known: Iterable[str]) -> Finding:
    where = Where(FORM, spot(slot.sheet, slot.address))
    message = f"标签“{slot.name}”没有定义。{near(slot.name, filter(is_any_name, known))}"
    return error("PK13", where, message, "改正标签，或在 rules.xlsx 的“字段”中加上这一项。")


def _unknown_columns(table: TableSlot, pack: Pack) -> Iterator[Finding]:
    known = [each for each in pack.fields if "." in each]
    known += columns.computed(pack.calculations)
    for column, number in table.columns.items():
        name = f"{table.name}.{column}"
        if name not in known:
            yield _unknown_tag(Slot(name, table.sheet, (table.row, number)), known)


def _in_words(pack: Pack, known: Collection[str]) -> Iterator[Finding]:
    """Tags among words are printed as the clerk types; a list's column cannot be."""
    for name, where in _mixed(pack):
        if is_column_name(name):
            message = f"“{name}”是清单的一列，标签和别的字写在了一格里。"
            yield error("PK14", where, message, "让清单的标签独占一格。")
        elif name not in known and not _is_odd(name):
            message = f"标签“{name}”没有定义。{near(name, filter(is_any_name, known))}"
            remedy = "改正标签，或在 rules.xlsx 的“字段”中加上这一项。"
            yield error("PK13", where, message, remedy)


def _mixed(pack: Pack) -> Iterator[tuple[str, Where]]:
    for layout in pack.layout:
        for at, text in layout.live.items():
            where = Where(FORM, spot(layout.title, at))
            yield from ((name, where) for name in dict.fromkeys(marks.names(text)))


def _broken(pack: Pack) -> Iterator[str]:
    """Yield the words of every cell that PK21 has told of: a field there has no lack of a cell."""
    for layout in pack.layout:
        yield from (text for text in layout.labels.values() if marks.is_broken(text))
        yield from (text for text in layout.live.values() if marks.is_broken(text))
        yield from (slot.name for slot in layout.slots if _is_odd(slot.name))


def absent(pack: Pack) -> Iterator[Field]:
    """Yield the fields that the form does not ask for.

    Left out are those whose tag is there but broken, or a list's among other words: that has
    been told, as has a name that can stand in no tag.
    """
    placed = {slot.name for layout in pack.layout for slot in layout.slots}
    lists = {table.name: table for layout in pack.layout for table in layout.tables}
    broken = [*_broken(pack)]
    crowded = {name for name, _ in _mixed(pack) if is_column_name(name)}
    for name, field in pack.fields.items():
        table, _, column = name.partition(".")
        there = column in lists[table].columns if table in lists and column else name in lists
        is_told = any(name in text for text in broken) or not is_any_name(name)
        if name not in placed and not there and not is_told and name not in crowded:
            yield field


def nearly(pack: Pack, known: Collection[str]) -> set[str]:
    """Return the fields that a misspelt tag of the form seems to mean."""
    fields = [name for name in pack.fields if is_any_name(name)]
    wrong = {slot.name for layout in pack.layout for slot in layout.slots} - {*known}
    wrong |= {
        f"{table.name}.{column}"
        for layout in pack.layout
        for table in layout.tables
        for column in table.columns
        if f"{table.name}.{column}" not in known
    }
    return {each for name in wrong for each in fields if f"“{each}”" in near(name, fields)}


def _without_cells(pack: Pack) -> Iterator[Finding]:
    mixed = dict(reversed([*_mixed(pack)]))
    for field in absent(pack):
        name = field.name
        message = f"字段“{name}”在填报表中没有填写的位置。"
        remedy = f"在 form.xlsx 中填写处写上 {{{{ {name} }}}}，或删去这一行。"
        related = []
        if name in mixed:
            related = [mixed[name]]
            seen = f"{mixed[name]} 有它的标签，但这一格还有别的字，不能填写"
            remedy = f"另找一格只写 {{{{ {name} }}}}：{seen}。"
        yield error("PK12", field.where, message, remedy, related)


def _twice_on_a_sheet(slots: Iterable[Slot], fields: Mapping[str, Field]) -> Iterator[Finding]:
    first: dict[str, Slot] = {}
    for slot in slots:
        if slot.name in first and slot.name in fields:
            here = Where(FORM, spot(slot.sheet, slot.address))
            there = Where(FORM, spot(slot.sheet, first[slot.name].address))
            message = f"“{slot.name}”在同一张表上有两处。"
            remedy = "只留一处填写；另一处若是别的数，请另取名称。"
            yield notice("PK20", here, message, remedy, [there])
        first.setdefault(slot.name, slot)
