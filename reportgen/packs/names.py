"""PK05: one name, one thing; what the program itself gives is not given again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.packs import own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Calculation, Field, Indicator, Pack


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield a finding at every row that takes a name somebody else has."""
    first: dict[str, Where] = {}
    brought = dict(own.of_indicators(pack.indicators))
    for name, where in _rows(pack):
        if not name:
            continue
        found = _given(name, where, brought)
        if found:
            yield found
        elif name in first:
            message = f"名称“{name}”用了不止一次。"
            remedy = "一个名称只能指一个数，请另取一个名称。"
            yield error("PK05", where, message, remedy, [first[name]])
        first.setdefault(name, where)


def _rows(pack: Pack) -> Iterator[tuple[str, Where]]:
    """Yield every name a person wrote, with its cell; a scale counts once."""
    year = own.YEARS[0]  # the one own name that 说明 is asked for
    yield from ((name, where) for name, where in pack.fact_places.items() if name != year)
    typed = (each for each in pack.fields.values() if each.cells)
    rows: list[Field | Calculation | Indicator] = [*typed, *pack.calculations, *pack.indicators]
    for row in rows:
        yield row.name, row.where
    scales = {each.name: each.where for each in reversed(pack.grades)}
    yield from scales.items()


def _given(name: str, where: Where, brought: dict[str, Indicator]) -> Finding | None:
    table, dot, column = name.partition(".")
    if name in own.GIVEN or (dot and (table == own.INDICATORS or column == own.ROW_NUMBER)):
        message = f"“{name}”是程序自己给出的名称。"
        return error("PK05", where, message, "删去这一行；确是另一个数的，另取一个名称。")
    if name in brought:
        message = f"“{name}”是指标“{brought[name].name}”自带的名称。"
        remedy = "删去这一行；确是另一个数的，另取一个名称。"
        return error("PK05", where, message, remedy, [brought[name].where])
    return None
