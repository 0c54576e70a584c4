"""What can be read and fits together, and still cannot be meant: one module for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.packs import (
    alike,
    asking,
    doubled,
    groups,
    idle,
    level,
    naming,
    needless,
    percents,
    rooms,
    sight,
    standing,
    tags,
    years,
)
from reportgen.packs.vet import known_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from reportgen.findings import Finding, Where
    from reportgen.packs.entries import Rows
    from reportgen.packs.model import Pack
    from reportgen.workbook.cells import Book


def vet(
    pack: Pack, form: Book, sheets: Mapping[str, Rows], told: Collection[Where]
) -> Iterator[Finding]:
    """Yield everything of that sort; of cells in ``told`` nothing more is said.

    Of a rules.xlsx whose sheets cannot be relied on only the years are told.
    """
    known = {*told}
    found = [*years.vet(pack, form, sheets)]
    if not pack.unreadable:
        absent = {field.name: field for field in tags.absent(pack)}
        if absent:  # a misspelt tag is told as such, and not again wherever its field is used
            meant = tags.nearly(pack, {*known_tags(pack), *pack.fields})
            absent = {name: field for name, field in absent.items() if name not in meant}
        found += [
            *asking.vet(pack),
            *idle.vet(pack, absent, known),
            *standing.vet(pack, absent, known),
            *level.vet(pack, known),
            *groups.vet(pack, known),
            *percents.vet(pack, sheets),
            *needless.vet(sheets),
            *sight.vet(pack, form),
            *rooms.vet(pack, form),
            *alike.vet(pack),
            *doubled.vet(pack),
            *naming.vet(pack),
        ]
    yield from (each for each in found if each.where not in known)
