"""Numbers of a sentence with their units, and what the words around them say."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
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
_KEPT = 4096
"""Sentences of which is remembered what they say: reports share many."""


class _Told(NamedTuple):
    """A quantity before it has a place in a block: ``start`` and ``end`` count in the sentence."""

    value: Decimal
    unit: str
    measure: str
    base: Decimal
    half: Decimal
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
    text, block, start = sentence.text, sentence.block, sentence.start
    if not _ANY.search(text):
        return ()
    begins = not block.text[:start].strip()
    return tuple(
        Quantity(
            each.value,
            each.unit,
            each.measure,
            each.base,
            each.half,
            block,
            start + each.start,
            start + each.end,
            *each.said,
        )
        for each in _told(text, year, begins=begins)
    )


@lru_cache(_KEPT)
def _told(text: str, year: int | None, *, begins: bool) -> tuple[_Told, ...]:
    text = narrow(text)
    numbers = sorted(_numbers(masked(text, begins=begins)), key=lambda each: each.start)
    heard = Heard(text, year) if numbers else None
    return tuple(_quantity(each, heard.said(each)) for each in numbers if heard)


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
    measure, factor = _units().get(each.unit, (each.unit, Decimal(1)))
    places = len(each.printed.partition(".")[2])
    return _Told(
        each.value,
        each.unit + each.per,
        measure + each.per,
        each.value * factor,
        Decimal(5).scaleb(-places - 1) * factor,
        each.start,
        each.end,
        said,
    )
