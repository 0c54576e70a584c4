"""PK26: a scale gives every figure exactly one word."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from reportgen.findings import Finding, error, notice
from reportgen.packs.model import Grade, Pack, place
from reportgen.packs.own import TOTALS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.findings import Where

_CLAIMED = "自评等级"
"""The field the program looks for to hold against the grade it finds."""
_FAR = 50


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
        yield from _in_order(scale)
    yield from _claimed(pack)


def _figures(scale: Sequence[Grade]) -> Iterator[Finding]:
    """Yield the rows that go by another figure than most, or than the first of as many."""
    counts = Counter(each.figure for each in scale if each.figure)
    usual = max(counts, key=lambda name: counts[name], default="")
    first = next((each for each in scale if each.figure == usual), scale[0])
    for at, each in enumerate(scale):
        if each.figure and each.figure != usual:
            others = "前面" if scale.index(first) < at else "后面"
            message = f"“{each.name}”{others}按“{usual}”分等，这一行却按“{each.figure}”。"
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


def _in_order(scale: Sequence[Grade]) -> Iterator[Finding]:
    """Words stand from best to worst, or the other way; so must their floors."""
    floors = [each.floor for each in scale]
    falls = floors[0] != min(floors) and (floors[-1] == min(floors) or floors[0] > floors[1])
    for before, after in pairwise(scale):
        if before.floor == after.floor or (before.floor > after.floor) == falls:
            continue
        if 0 < before.floor * _FAR < after.floor:
            return  # one of the two is in %, which PK24 tells
        lower, higher = (f"{each.floor.normalize():f}" for each in (before, after))
        than = f"前面“{before.label}”的 {lower} {'大' if falls else '小'}"
        message = f"“{after.name}”各档的下限忽大忽小：“{after.label}”的 {higher} 比{than}。"
        remedy = "看是不是两档的下限写颠倒了；没有写错的，各行从好到差排。"
        yield notice("PK26", place(after, "下限"), message, remedy, [place(before, "下限")])
        return


def _claimed(pack: Pack) -> Iterator[Finding]:
    """The grade a clerk claims is one of the words that the total may get."""
    field = pack.fields.get(_CLAIMED)
    names = [each.name for each in pack.grades if each.figure == TOTALS[0]]
    scale = [each for each in pack.grades if each.name == names[0]] if names else []
    words = [each.label for each in scale]
    if field is None or not (words and field.choices) or {*words} == {*field.choices}:
        return
    lacking = [word for word in words if word not in field.choices]
    extra = [word for word in field.choices if word not in words]
    told = [(lacking, "没有“等级”表里的"), (extra, "多出“等级”表里没有的")]
    said = (what + "".join(f"“{word}”" for word in found) for found, what in told if found)
    message = f"“{_CLAIMED}”的选项{'，'.join(said)}，与得出的等级对不上。"
    remedy = f"照“{scale[0].name}”的各档一字不差地写：{'、'.join(words)}。"
    where = place(field, "选项")
    yield error("PK26", where, message, remedy, [place(scale[0], "等级")])
