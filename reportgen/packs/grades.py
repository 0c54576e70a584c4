"""PK26: a scale gives every figure exactly one word."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.findings import Finding, error
from reportgen.packs.model import Grade, Pack, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.findings import Where


def vet(pack: Pack, told: Collection[Where]) -> Iterator[Finding]:
    """Yield what is wrong with each scale; one with a 下限 already told of is left alone."""
    rows = sorted(pack.grades, key=lambda each: each.name)
    for _, group in groupby(rows, key=lambda each: each.name):
        scale = list(group)
        if any(place(each, "下限") in told for each in scale):
            continue
        yield from _figures(scale)
        yield from _equal(scale)
        yield from _lowest(scale, pack)


def _figures(scale: Sequence[Grade]) -> Iterator[Finding]:
    first = scale[0]
    for each in scale[1:]:
        if each.figure and first.figure and each.figure != first.figure:
            message = f"“{each.name}”前面按“{first.figure}”分等，这一行却按“{each.figure}”。"
            remedy = "同一个名称的各行写同一个取数；另一套等级另取名称。"
            yield error("PK26", place(each, "取数"), message, remedy, [place(first, "取数")])


def _equal(scale: Sequence[Grade]) -> Iterator[Finding]:
    first: dict[Decimal, Grade] = {}
    for each in scale:
        same = first.setdefault(each.floor, each)
        if same is not each:
            floor = f"{each.floor.normalize():f}"
            message = f"“{same.label}”和“{each.label}”的下限都是 {floor}，选不出是哪一个。"
            where = place(each, "下限")
            yield error("PK26", where, message, "各档写不同的下限。", [place(same, "下限")])


def _lowest(scale: Sequence[Grade], pack: Pack) -> Iterator[Finding]:
    """Points and most figures begin at zero; a field may say itself where it begins."""
    last = min(scale, key=lambda each: each.floor)
    field = pack.fields.get(last.figure)
    least = field.low if field and field.low is not None else Decimal(0)
    if last.floor > least:
        floor = f"{last.floor.normalize():f}"
        message = f"“{last.name}”最低一档“{last.label}”的下限是 {floor}，比它小的数没有等级。"
        remedy = f"最低一档的下限写 {least.normalize():f}，或再加一档。"
        yield error("PK26", place(last, "下限"), message, remedy)
