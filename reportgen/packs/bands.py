"""Read 分档 and vet what it says: every value gets its points, every option has some."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Severity, error, near
from reportgen.packs import amounts
from reportgen.packs.entries import as_decimal
from reportgen.packs.model import Band, Indicator, Kind, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportgen.packs.entries import Entry
    from reportgen.packs.model import Field

REST = "其余"
CHOSEN = "选"
_UP, _DOWN = ("≤", "<"), ("≥", ">")
_BAND = re.compile(r"(≤|＜|<|≥|＞|>|=|＝)\s*(\S+)\s+(\S+)")
_ALIKE = {"＜": "<", "＞": ">", "＝": "="}


def read(entry: Entry, scoring: str, *, rate: bool) -> tuple[Band, ...]:
    """Return the bands of a row; ``rate`` asks whether a limit may lack its %."""
    if scoring not in ("分档", "按选项"):
        return ()
    text = entry.needed("分档", f"“{scoring}”要用它")
    parts = [part.strip() for part in re.split(r"[;；]", text) if part.strip()]
    one = _choice_band if scoring == "按选项" else _limit_band
    bands = [one(part) for part in parts]
    unread = [part for part, band in zip(parts, bands, strict=True) if band is None]
    if unread:
        example = "较好 6；一般 3；无 0" if scoring == "按选项" else "≤0% 5；≤10% 4；其余 0"
        message = f"“分档”看不懂：{'、'.join(f'“{part}”' for part in unread)}。"
        entry.note("PK15", "分档", message, f"照这样写：{example}。")
        return ()
    for part, band in zip(parts, bands, strict=True) if rate else ():
        if band and abs(band.limit) > amounts.SUSPICIOUS and not {"%", "％"} & {*part}:
            amounts.doubt(entry, "分档", f"“{part}”的界限是 {band.limit:f}", band.limit)
    return tuple(band for band in bands if band is not None)


def _limit_band(text: str) -> Band | None:
    try:
        if text.startswith(REST):
            return Band(REST, Decimal(0), _points(text.removeprefix(REST).strip()))
        matched = _BAND.fullmatch(text)
        if matched is None:
            return None
        test, limit, points = matched.groups()
        return Band(_ALIKE.get(test, test), as_decimal(limit), _points(points))
    except ArithmeticError:
        return None


def _choice_band(text: str) -> Band | None:
    choice, _, points = text.rpartition(" ")
    try:
        return Band(CHOSEN, Decimal(0), _points(points), choice.strip()) if choice else None
    except ArithmeticError:
        return None


def _points(text: str) -> Decimal:
    value = as_decimal(text)
    if text.endswith(("%", "％")):
        raise ArithmeticError(text)
    return value


def vet(indicators: Iterable[Indicator], fields: Mapping[str, Field]) -> Iterator[Finding]:
    """Yield everything in 分档 that would give a value no points, or the wrong ones."""
    for each in indicators:
        if not each.bands:
            continue
        out = [band for band in each.bands if not 0 <= band.points <= each.weight]
        for band in out:
            message = (
                f"“{_said(band, each)}”是 {band.points:f} 分，不在 0 与分值 {each.weight:f} 之间。"
            )
            yield _amiss(each, message, "核对这一档的分数和“分值”。")
        if not out:
            yield from _highest(each)
        yield from _twice(each)
        if each.scoring == "按选项":
            yield from _options(each, fields)
        else:
            yield from _order(each, is_sound=not out)


def _said(band: Band, each: Indicator) -> str:
    """Return a band's condition as an editor writes it: ``≤10%``, ``其余``, an option."""
    if band.test in (CHOSEN, REST):
        return band.choice or band.test
    limit = band.limit * 100 if is_rate(each.formula, each.unit) else band.limit
    return f"{band.test}{limit.normalize():f}{'%' if limit is not band.limit else ''}"


def is_rate(formula: str, unit: str) -> bool:
    """Tell whether an indicator's value is a fraction, so that its limits are written in %."""
    return unit == "%" or (formula in ("比率", "变动率") and not unit)


def _amiss(each: Indicator, message: str, remedy: str) -> Finding:
    return error("PK15", place(each, "分档"), f"“{each.title}”的分档：{message}", remedy)


def _highest(each: Indicator) -> Iterator[Finding]:
    highest = max(band.points for band in each.bands)
    if highest != each.weight:
        message = f"“{each.title}”最高档 {highest:f} 分，与分值 {each.weight:f} 分不等。"
        yield error("PK11", place(each, "分档"), message, "使最高一档等于分值。")


def _twice(each: Indicator) -> Iterator[Finding]:
    counts = Counter(_said(band, each) for band in each.bands)
    for words in (words for words, count in counts.items() if count > 1):
        message = f"“{words}”写了 {counts[words]} 次，只有第一次算数。"
        yield _amiss(each, message, "每一档只写一次。")


def _options(each: Indicator, fields: Mapping[str, Field]) -> Iterator[Finding]:
    field = fields.get(each.operands[0].terms[0].name) if each.operands else None
    if field is None or field.kind is not Kind.CHOICE or field.choices_from:
        return
    told = [band.choice for band in each.bands]
    remedy = f"照“{field.name}”的选项一字不差地写：{'、'.join(field.choices)}。"
    for word in dict.fromkeys(told):
        if word not in field.choices:
            message = f"“{word}”不是“{field.name}”的选项。{near(word, field.choices)}"
            yield _amiss(each, message, remedy)
    lacking = [choice for choice in field.choices if choice not in told]
    if lacking:
        listed = "、".join(f"“{choice}”" for choice in lacking)
        yield _amiss(each, f"选项{listed}没有写分数，选中它就没有得分。", remedy)


def _order(each: Indicator, *, is_sound: bool) -> Iterator[Finding]:
    """Bands are read in order: they must go one way, and the last must take what is left."""
    tests = [band.test for band in each.bands]
    if REST not in tests:
        message = "没有写“其余”，落在各档之外的数没有分。"
        yield _amiss(each, message, "在最后加上一档，如“其余 0”。")
    elif REST in tests[:-1]:
        message = "“其余”不在最后，它后面的各档永远用不上。"
        yield _amiss(each, message, "把“其余”移到最后。")
        return
    if {*tests} & {*_UP} and {*tests} & {*_DOWN}:
        message = "“≤”“<”与“≥”“>”混用，分不清从哪一头排起。"
        yield _amiss(each, message, "只用一种：越小越好的用“≤”，越大越好的用“≥”。")
        return
    pairs = [*pairwise(_limits(each)), *_points_after(each)]
    covered = next((pair for pair in pairs if _covers(*pair)), None)
    if covered:
        first, second = (_said(band, each) for band in covered)
        message = f"“{first}”排在“{second}”前面，会把它盖住。"
        yield _amiss(each, message, "用“≤”的从小到大排，用“≥”的从大到小排。")
        return
    if is_sound:
        yield from _one_way(each)


def _limits(each: Indicator) -> Sequence[Band]:
    return [band for band in each.bands if band.test in (*_UP, *_DOWN)]


def _points_after(each: Indicator) -> Iterator[tuple[Band, Band]]:
    """Yield every band that takes one value only, with each that is read before it."""
    for first, second in combinations(each.bands, 2):
        if second.test == "=" and first.test in (*_UP, *_DOWN):
            yield first, second


def _covers(first: Band, second: Band) -> bool:
    """Tell whether no value is left for the second; the same words twice are told elsewhere."""
    if second.test == "=":
        taken = second.limit < first.limit if first.test in _UP else second.limit > first.limit
        return taken or (second.limit == first.limit and first.test in ("≤", "≥"))
    if first.limit == second.limit:
        return first.test in ("≤", "≥") and second.test in ("<", ">")
    return (first.limit > second.limit) == (first.test in _UP)


def _one_way(each: Indicator) -> Iterator[Finding]:
    """Points fall or rise along the bands; highest in the middle may be meant, lowest cannot."""
    bands = [band for band in each.bands if band.test != "="]
    steps = [(one, two) for one, two in pairwise(bands) if one.points != two.points]
    turns = [
        (before, after)
        for before, after in pairwise(steps)
        if (before[0].points < before[1].points) != (after[0].points < after[1].points)
    ]
    for (_, middle), (_, last) in turns:
        valley = middle.points < last.points
        message = (
            f"分数忽高忽低：“{_said(middle, each)}”{middle.points:f} 分，"
            f"后面的“{_said(last, each)}”{last.points:f} 分。"
        )
        remedy = "核对各档的分数；中间一档最高是本意的，不必改。"
        where, whole = place(each, "分档"), f"“{each.title}”的分档：{message}"
        grave = Severity.ERROR if valley else Severity.NOTICE
        yield Finding("PK15", grave, where, whole, remedy if not valley else "核对各档的分数。")
        return
