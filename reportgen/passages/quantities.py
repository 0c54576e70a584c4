"""Numbers of a sentence with their units, and what the words around them say."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen.lexicon import words
from reportgen.passages.masks import masked
from reportgen.passages.model import Quantity, Read
from reportgen.passages.numerals import chinese, decimal, is_sane, narrow
from reportgen.passages.saying import Heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Sentence

_ANY = re.compile(r"[\d二两三四五六七八九十百]")
_FIGURE = re.compile(
    r"(?<=[一-鿿，。；：、（“])[0-9]{1,8}(?:\.[0-9]{1,4})?(?=[万亿]?元|%|人|户|个|项|次|处|名|亩|公里)"
)
_DIGIT = re.compile("[0-9]")
_ONE = Decimal(1)
_KEPT = 4096
"""Sentences of which is remembered what they say: reports share many."""


class _Told(NamedTuple):
    """A quantity before it has a place in a block: ``start`` and ``end`` count in the sentence."""

    value: tuple[Decimal, str, str, Decimal, Decimal]
    factor: Decimal
    start: int
    end: int
    said: tuple[Any, ...]


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    given = words("quantities")
    plain = {unit: (unit, Decimal(1)) for unit in given["plain"]["units"]}
    return plain | {unit: (each[0], Decimal(each[1])) for unit, each in given["units"].items()}


def _one_of(units: list[str]) -> str:
    closed = words("quantities")["plain"]["not_before"]
    longest = sorted(units, key=len, reverse=True)
    return "|".join(
        re.escape(unit) + (f"(?![{closed[unit]}])" if unit in closed else "") for unit in longest
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    about = "|".join(sorted(words("quantities")["around"]["after"], key=len, reverse=True))
    units = _one_of(list(_units()))
    digits = re.compile(
        r"(?=[\d－-])(?<![\dA-Za-z.])(?P<sign>(?<![\d年月~～—–－-])[-－])?"
        r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)(?![\dA-Za-z]|\.\d)"
        rf"(?P<about>{about})?\s{{0,2}}(?P<unit>{units})?(?P<per>/[一-鿿㎡]{{1,3}})?"
    )
    written = re.compile(
        r"(?=[一二两三四五六七八九十百千])(?<![第十百千万周初月期几数上余来分一二两三四五六七八九])(?P<number>[一二两三四五六七八九十百千]+)"
        rf"(?P<about>{about})?(?P<unit>{_one_of(words('quantities')['plain']['written'])})(?!月)"
    )
    rate = re.compile(r"百分之(?P<number>[一二两三四五六七八九十百]+)(?![点分])")
    return digits, written, rate


def quantities(sentence: Sentence, year: int | None = None) -> tuple[Quantity, ...]:
    """Return a sentence's quantities in reading order.

    ``year`` is the year the report is about: 上年 is the one before it.
    """
    block, start, _, text = sentence
    if _ANY.search(text) is None:
        return ()
    begins = not (start and block.text[:start].strip())
    return tuple(
        [
            Quantity(*value, block, start + begin, start + end, *said)
            for value, _, begin, end, said in _told(text, year, begins)
        ]
    )


@lru_cache(_KEPT)
def _told(text: str, year: int | None, begins: bool) -> tuple[_Told, ...]:
    """Return what a sentence tells; one that differs in its amounts alone is not heard anew."""
    alike, amounts = _FIGURE.subn(_ones, text)
    found = _alike(alike, year, begins) if amounts else None
    if found is None:
        return _heard(narrow(text), year, begins=begins)
    return tuple([each._replace(value=_again(each, text)) for each in found])


def _ones(found: re.Match[str]) -> str:
    return _DIGIT.sub("1", found[0])


@lru_cache(_KEPT)
def _alike(text: str, year: int | None, begins: bool) -> tuple[_Told, ...] | None:
    """Return what a sentence with such amounts tells, None where one of them is no quantity.

    What is said of an amount depends on how long it is, as the words before the next one are
    looked for within a reach, never on its digits.
    """
    told = _heard(narrow(text), year, begins=begins)
    starts = {each.start for each in told}
    return told if all(each.start() in starts for each in _FIGURE.finditer(text)) else None


def _again(each: _Told, text: str) -> tuple[Decimal, str, str, Decimal, Decimal]:
    """Return what an amount comes to with the digits that stand in this text."""
    _, unit, measure, _, half = each.value
    found = _FIGURE.match(text, each.start)
    if found is None:
        return each.value
    told = Decimal(found[0])
    return told, unit, measure, told * each.factor, half


def _heard(text: str, year: int | None, *, begins: bool) -> tuple[_Told, ...]:
    numbers = list(_numbers(masked(text, begins=begins)))
    if not numbers:
        return ()
    numbers.sort(key=attrgetter("start"))
    heard = Heard(text, year)
    return tuple([_quantity(each, heard.said(each)) for each in numbers])


def _numbers(text: str) -> Iterator[Read]:
    digits, written, rate = _patterns()
    for found in digits.finditer(text):
        if not is_sane(found["number"]):
            continue
        value = decimal((found["sign"] or "").replace("－", "-") + found["number"])
        unit, per, about = found["unit"] or "", found["per"] or "", bool(found["about"])
        yield Read(value, found["number"], unit, per, about, *found.span())
    for found in written.finditer(text):
        if whole := _written(found["number"], found["unit"]):
            yield Read(whole, "", found["unit"], "", bool(found["about"]), *found.span())
    for found in rate.finditer(text):
        if whole := _written(found["number"], "%"):
            yield Read(whole, "", "%", "", False, *found.span())


def _written(number: str, unit: str) -> Decimal | None:
    if number == "一" and unit not in ("万元", "亿元"):
        return None
    value = chinese(number)
    return None if value is None or (unit == "元" and len(number) < 2) else Decimal(value)


def _quantity(each: Read, said: tuple[Any, ...]) -> _Told:
    measure, factor = _units().get(each.unit, (each.unit, _ONE))
    half = _half(len(each.printed.partition(".")[2]), factor)
    unit = each.unit + each.per
    value = (each.value, unit, measure + each.per, each.value * factor, half)
    return _Told(value, factor, each.start, each.end, said)


@cache
def _half(places: int, factor: Decimal) -> Decimal:
    return Decimal(5).scaleb(-places - 1) * factor
