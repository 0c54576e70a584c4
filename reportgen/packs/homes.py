"""PK09: a column whose list has no row of its own, or whose list is called otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.findings import Finding, error
from reportgen.packs import columns
from reportgen.packs.model import Calculation, Field, Kind, Pack
from reportgen.packs.own import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDICATOR = f"{INDICATORS}."


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each column of a list that is not defined."""
    if "字段" in pack.unreadable:
        return
    for row in _homeless(pack):
        table, meant = columns.parts(row.name)[0], _meant(row, pack)
        message = f"“{row.name}”所属的清单“{table}”没有定义。"
        remedy = f"在“字段”中加一行：名称 {table}，类型 表。"
        if meant:
            message += f"是不是“{meant}”？"
            remedy = f"改为 {meant}；确是另一张清单的，{remedy}"
        yield error("PK09", row.where, message, remedy)


def mended(pack: Pack) -> Pack:
    """Return a pack whose calculations are called as they seem to be meant.

    Whatever would follow from the slip is then left unsaid.
    """
    if "字段" in pack.unreadable:
        return pack
    meant = {row.name: _meant(row, pack) for row in _homeless(pack)}
    rows = (replace(row, name=meant.get(row.name) or row.name) for row in pack.calculations)
    return replace(pack, calculations=tuple(rows)) if any(meant.values()) else pack


def _homeless(pack: Pack) -> Iterator[Field | Calculation]:
    lists = _lists(pack)
    computed = [row for row in pack.calculations if not row.name.startswith(_INDICATOR)]
    rows: list[Field | Calculation] = [*pack.fields.values(), *computed]
    yield from (row for row in rows if "." in row.name and row.name.split(".")[0] not in lists)


def _lists(pack: Pack) -> set[str]:
    return {name for name, field in pack.fields.items() if field.kind is Kind.TABLE}


def _meant(row: Field | Calculation, pack: Pack) -> str:
    """Return the name with the list that the row's own 取数 goes along, or one so begun."""
    if not isinstance(row, Calculation):
        return ""
    table, column = columns.parts(row.name)
    lists = _lists(pack)
    used = [each for each in columns.along(row.operands) if each in lists]
    begun = [each for each in lists if each.startswith(table)]
    homes = used or begun
    found = f"{homes[0]}.{column}" if len(homes) == 1 else ""
    taken = {*pack.fields, *(each.name for each in pack.calculations)}
    return found if found not in taken else ""
