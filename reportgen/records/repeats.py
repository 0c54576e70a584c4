"""The same name twice on a form must be the same figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record, Table, Text, shown
from reportgen.findings import Finding, Where, error, notice
from reportgen.packs import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportgen.figures import Value
    from reportgen.records import Repeat


def compare(
    repeats: Iterable[Repeat], record: Record, places: Mapping[str, Where]
) -> Iterator[Finding]:
    """Yield a finding where a cell holds other than the figure it should show.

    A linked or computed cell may have been typed over. What was typed is compared with the
    figure at the precision that is printed.
    """
    for repeat in repeats:
        match _known(repeat, record), repeat.value:
            case Figure() as known, Figure() as typed if _differ(known, typed):
                yield _figure(repeat, known, typed, places)
            case Text() as known, Text() as typed if known.value != typed.value:
                yield _text(repeat.name, known, typed)


def _known(repeat: Repeat, record: Record) -> Value | None:
    if not repeat.row:
        return record.get(repeat.name)
    name, column = columns.parts(repeat.name)
    table = record.get(name)
    return table.rows[repeat.row - 1].get(column) if isinstance(table, Table) else None


def _differ(known: Figure, typed: Figure) -> bool:
    finest = Decimal(1).scaleb(-known.places - (2 if known.unit == "%" else 0))
    return abs(known.value - typed.value) > finest / 2


def _figure(repeat: Repeat, known: Figure, typed: Figure, places: Mapping[str, Where]) -> Finding:
    name = repeat.name
    decimals = max(known.places, _decimals(typed))
    here, there = (shown(each.value, known.unit, decimals) for each in (typed, known))
    computed = typed.where == places.get(name) or repeat.row > 0
    if computed and repeat.live:
        message = f"“{name}”按填报的数算得 {there}，表中的公式算得 {here}。"
        remedy = "检查分项里有没有以文本形式填写的数，改为数字后重新保存。"
        return notice("RC13", typed.where, message, remedy, known.sources[:6])
    if computed:
        message = f"“{name}”由程序计算，应为 {there}，这一格填的是 {here}。"
        remedy = "核对分项，并恢复这一格的公式。"
        return error("RC13", typed.where, message, remedy, known.sources[:6])
    message = f"“{name}”两处不一致：这里是 {here}，另一处是 {there}。"
    remedy = "核对哪一处正确，改正另一处。"
    source = known.sources[:1] or (known.where,)
    return error("RC12", typed.where, message, remedy, source)


def _decimals(typed: Figure) -> int:
    """Return how many decimals show what was typed, at most four."""
    value = typed.value * 100 if typed.unit == "%" else typed.value
    return max(0, min(4, -int(value.normalize().as_tuple().exponent)))


def _text(name: str, known: Text, typed: Text) -> Finding:
    message = f"“{name}”两处不一致：这里是“{typed.value}”，另一处是“{known.value}”。"
    return error("RC12", typed.where, message, "核对哪一处正确，改正另一处。", [known.where])
