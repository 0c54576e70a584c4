"""Figures far from their neighbours' or from last year's: mostly a slip of the unit.

A figure is odd among its neighbours when it is ``FAR`` times their median or more (or that
much less). Where units are of very different sizes anyway, the limit is wider: the fourth power
of the middle factor between a unit and the median, so that 2 times makes 16 and 3 times 81. It
never is wider than ``SURE``: no size explains what writing 元 for 万元 does. A figure that
agrees with last year's within ``NEAR`` times belongs to a unit of that size, unless it is
``SURE`` times its neighbours'.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.summary.standing import handed_in, last_year, median

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reportgen.outcomes import Amount
    from reportgen.summary.model import County
    from reportgen.summary.standing import Unit

FAR, NEAR, SURE = Decimal(8), Decimal(3), Decimal(500)
FEWEST = 4
"""So many values at least, or there is no neighbourhood."""
_FORM_FEWEST, _FORM_SHARE = 3, Decimal("0.8")
_SLIPS: Mapping[tuple[str, int], str] = {
    ("万元", 4): "可能以元为单位填报",
    ("万元", 2): "可能以百元为单位填报，或小数点错了两位",
    ("万元", -2): "可能以百万元为单位填报，或小数点错了两位",
    ("万元", -4): "可能以亿元为单位填报",
    ("亿元", 8): "可能以元为单位填报",
    ("亿元", 4): "可能以万元为单位填报",
    ("元", -4): "可能以万元为单位填报",
    ("元", -8): "可能以亿元为单位填报",
    ("%", 2): "可能把百分数多乘了一百",
    ("%", -2): "可能把百分数少乘了一百",
}


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd figure, or the first of a whole form's (``names``): how many times what.

    ``typical`` is the neighbours' median, ``before`` last year's; ``times`` and ``grown`` are
    the figure over these, each None where there is nothing to compare with.
    """

    unit: Unit
    name: str
    spot: str
    amount: Amount
    typical: Decimal | None
    times: Decimal | None
    before: Decimal | None
    grown: Decimal | None
    cause: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many figures the row speaks of."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One figure with what it is compared with; ``late`` marks last year's value on the form."""

    name: str
    amount: Amount
    late: bool
    typical: Decimal | None
    times: Decimal | None
    before: Decimal | None
    grown: Decimal | None
    strange: bool


def find(county: County, units: Sequence[Unit]) -> list[Odd]:
    """Return what is odd, whole forms first, then the widest apart."""
    rows = county.pack.headlines
    names = dict.fromkeys(name for each in rows for name in (each.prior, each.name) if name)
    crowds = {name: _crowd(name, units) for name in names}
    found: list[Odd] = []
    for unit in units:
        found += _of_form(unit, _readings(county, unit, crowds))
    return sorted(found, key=lambda odd: (odd.count == 1, -_apart(odd.times, odd.grown)))


def cells(odds: Iterable[Odd]) -> frozenset[tuple[str, str]]:
    """Return the odd figures as forms and names."""
    return frozenset((odd.unit.outcome.form, name) for odd in odds for name in odd.names)


def _crowd(name: str, units: Sequence[Unit]) -> tuple[list[Decimal], Decimal]:
    """Return the sizes of a figure in order, and how far from the median is odd here."""
    figures = (unit.outcome.figures.get(name) for unit in units)
    sizes = sorted(abs(each.value) for each in figures if each and each.value)
    middle = median(sizes)
    if middle is None or len(sizes) < FEWEST:
        return [], SURE
    usual = median(sorted(_factor(size / middle) for size in sizes)) or Decimal(1)
    return sizes, min(max(FAR, usual**4), SURE)


def _readings(
    county: County, unit: Unit, crowds: Mapping[str, tuple[list[Decimal], Decimal]]
) -> list[_Reading]:
    """Return the readings of a form that can be compared with anything."""
    figures = unit.outcome.figures
    readings: dict[str, _Reading] = {}
    for headline in county.pack.headlines:
        prior, now = figures.get(headline.prior), figures.get(headline.name)
        late = None
        if prior:
            kept = handed_in(unit, headline)
            late = _reading(headline.prior, prior, crowds[headline.prior], now, kept, late=True)
            readings.setdefault(headline.prior, late)
        if now:
            before = last_year(unit, headline)
            # A slip in last year's value is told where it stands, not at this year's too.
            trusted = None if late and late.strange and before is prior else before
            readings[headline.name] = _reading(
                headline.name, now, crowds[headline.name], before, trusted, late=False
            )
    return list(readings.values())


def _reading(
    name: str,
    amount: Amount,
    crowd: tuple[list[Decimal], Decimal],
    mate: Amount | None,
    before: Amount | None,
    *,
    late: bool,
) -> _Reading:
    """``mate`` may excuse the figure's size; ``before`` is what it has grown from."""
    size = abs(amount.value)
    typical = _others(crowd[0], size) if size else None
    times = size / typical if typical else None
    excused = times is not None and _factor(times) < SURE and _agree(amount, mate)
    strange = times is not None and _factor(times) >= crowd[1] and not excused
    base = abs(before.value) if before else None
    grown = size / base if base and size else None
    return _Reading(
        name, amount, late, typical, times, before.value if before else None, grown, strange
    )


def _of_form(unit: Unit, readings: Sequence[_Reading]) -> Iterator[Odd]:
    """Say it once where nearly all of a form's figures of one unit are odd the same way.

    All of them together first; else this year's and last year's, each by themselves.
    """
    told: set[str] = set()
    for part in (None, False, True):
        for up in (True, False):
            for same in _alike([r for r in readings if part in {None, r.late}], told, up=up):
                told.update(reading.name for reading in same)
                yield _whole(unit, same, part)
    for reading in readings:
        if reading.name not in told and (reading.strange or _jumped(reading)):
            yield _one(unit, reading)


def _alike(
    readings: Sequence[_Reading], told: Collection[str], *, up: bool
) -> Iterator[list[_Reading]]:
    """Yield the odd ones of each unit of measure, where they are nearly all of it."""
    groups: dict[str, list[_Reading]] = defaultdict(list)
    for reading in readings:
        if reading.times is not None and reading.name not in told:
            groups[reading.amount.unit].append(reading)
    for group in groups.values():
        same = [r for r in group if r.strange and r.times is not None and (r.times > 1) is up]
        if len(same) >= _FORM_FEWEST and len(same) >= _FORM_SHARE * len(group):
            yield same


def _whole(unit: Unit, same: Sequence[_Reading], late: bool | None) -> Odd:
    times = median(sorted(r.times for r in same if r.times is not None))
    grown = median(sorted(r.grown for r in same if r.grown is not None))
    first = min(same, key=lambda reading: reading.late)
    measure = first.amount.unit
    whose = {None: "", False: "本年", True: "上年"}[late]
    name = f"{whose}各项{f'以{measure}计的' if measure else ''}数，如{first.name}"
    cause, names = _cause(measure, times, grown), tuple(reading.name for reading in same)
    return Odd(
        unit, name, first.amount.spot, first.amount,
        first.typical, first.times, first.before, first.grown, cause, names,
    )  # fmt: skip


def _one(unit: Unit, reading: _Reading) -> Odd:
    grown = reading.grown
    cause = _cause(
        reading.amount.unit,
        reading.times if reading.strange else None,
        grown if _jumped(reading) else None,
    )
    return Odd(
        unit, reading.name, reading.amount.spot, reading.amount,
        reading.typical, reading.times, reading.before, grown, cause, (reading.name,),
    )  # fmt: skip


def _jumped(reading: _Reading) -> bool:
    return reading.grown is not None and _factor(reading.grown) >= FAR


def _agree(amount: Amount, mate: Amount | None) -> bool:
    if mate is None or not mate.value or not amount.value:
        return False
    return _factor(abs(amount.value / mate.value)) <= NEAR


def _others(sizes: Sequence[Decimal], own: Decimal) -> Decimal | None:
    """Return the median of the others, without making a list of them."""
    if not sizes:
        return None
    at = bisect_left(sizes, own)
    low, high = (len(sizes) - 2) // 2, (len(sizes) - 1) // 2
    first, second = (sizes[k if k < at else k + 1] for k in (low, high))
    return (first + second) / 2


def _factor(times: Decimal) -> Decimal:
    return times if times >= 1 else 1 / times


def _apart(*times: Decimal | None) -> Decimal:
    return max((_factor(each) for each in times if each), default=Decimal(0))


def _cause(unit: str, times: Decimal | None, grown: Decimal | None) -> str:
    """Return what was likely typed. Last year's own value tells more than the neighbours'."""
    told = grown if grown is not None and _factor(grown) >= FAR else times
    if told is None:
        return ""
    power = _power(_factor(told))
    up = told > 1
    known = _SLIPS.get((unit, power if up else -power))
    if known:
        return known
    return f"可能{'多' if up else '少'}写了{power}位，或小数点错了{power}位；属实的请作说明"


def _power(factor: Decimal) -> int:
    """Return the nearest power of ten, at least the first.

    >>> _power(Decimal(8)), _power(Decimal(90)), _power(Decimal(9_800))
    (1, 2, 4)
    """
    squared = factor * factor
    return max(1, (squared.adjusted() + 1) // 2)
