"""The words of one cell: a number with its unit, a blank, a label with its indent and number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.passages.numerals import chinese, decimal, is_sane, narrow
from reportgen.review.tables.model import OF_WHICH, SUBTOTAL, TOTAL, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block

_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_MARKS = (
    (1, re.compile(r"[一二三四五六七八九十]+、")),
    (2, re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    (3, re.compile(r"\d{1,6}[.、．](?!\d)")),
    (4, re.compile(r"[（(]\d{1,6}[）)]|\d{1,6}[）)]")),
    (5, re.compile(r"[①-⑳]")),
)
_OF_WHICH = re.compile(r"其\s*中\s*[：:]?\s*")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_WIDTH_OF_OF_WHICH = 3
KEPT = 8192
"""Cells of which is remembered what they say: heads and labels are the same in each report."""


class Label(NamedTuple):
    """What the label of a row says beside its words."""

    text: str
    indent: int
    mark: int
    is_part: bool


@cache
def units() -> dict[str, tuple[str, Decimal]]:
    """Return every unit with what it can be compared by and how many of that one is."""
    given = words("quantities")
    plain = {unit: (unit, Decimal(1)) for unit in given["plain"]["units"]}
    return plain | {unit: (each[0], Decimal(each[1])) for unit, each in given["units"].items()}


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(re.escape(unit) for unit in sorted(units(), key=len, reverse=True))
    return re.compile(
        r"\s*(?P<all>(?P<sign>[-−]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?P<unit>{known})?)\s*"
    )


@cache
def _blank() -> frozenset[str]:
    return frozenset(words("tables")["blank"]["cells"])


@lru_cache(KEPT)
def bare(text: str) -> str:
    """Return words without any blanks.

    >>> bare("合　计\\n")
    '合计'
    """
    return _BLANKS.sub("", text)


@lru_cache(KEPT)
def is_blank(text: str) -> bool:
    """Tell whether a cell says that there is nothing."""
    return bare(text) in _blank()


def is_number(text: str) -> bool:
    """Tell whether a cell holds one number and nothing else."""
    return _read(text) is not None


def number_unit(text: str) -> str | None:
    """Return the unit a cell gives beside its number, None where it holds no number."""
    found = _read(text)
    return None if found is None else found["unit"] or ""


@lru_cache(KEPT)
def is_year(text: str) -> bool:
    """Tell whether a cell holds a year and nothing else."""
    return bool(_BARE_YEAR.fullmatch(bare(text)))


@lru_cache(KEPT)
def _read(text: str) -> re.Match[str] | None:
    found = _pattern().fullmatch(narrow(text))
    return found if found and is_sane(found["number"]) else None


def number(cell: Block, unit: str) -> Number | None:
    """Return the number a cell holds; ``unit`` is its unit where the cell names none."""
    found = _valued(cell.text, unit)
    if found is None:
        return None
    value, unit, measure, base, half, start, end, places = found
    return Number(value, unit, measure, base, half, cell, start, end, places)


@lru_cache(KEPT)
def _valued(
    text: str, unit: str
) -> tuple[Decimal, str, str, Decimal, Decimal, int, int, int] | None:
    found = _read(text)
    if found is None:
        return None
    unit = found["unit"] or unit
    measure, factor = units().get(unit, (unit, Decimal(1)))
    value = decimal(found["sign"].replace("−", "-") + found["number"])
    places = len(found["number"].partition(".")[2])
    half = Decimal(5).scaleb(-places - 1) * factor
    start, end = found.span("all")
    return value, unit, measure, value * factor, half, start, end, places


@lru_cache(KEPT)
def unit_of(text: str) -> str:
    """Return the unit that words give in brackets or after 单位：, empty where they give none.

    >>> unit_of("占比（%）"), unit_of("年度预算申请（万元）"), unit_of("差额（决算-预算）")
    ('%', '万元', '')
    """
    told = [each.removeprefix("单位：").removeprefix("单位:") for each in _BRACKETED.findall(text)]
    told += re.findall(r"单位[：:](\S+)", text)
    return next((known for each in told if (known := first_unit(each))), "")


@lru_cache(KEPT)
def first_unit(text: str) -> str:
    """Return the first known unit of a list of them: 万元 of ``万元、%``."""
    parts = re.split(r"[、，,/／;；]", bare(text).replace("％", "%"))
    return next((part for part in parts if part in units()), "")


@lru_cache(KEPT)
def label(text: str, indent: int = 0) -> Label:
    """Return what a label says; ``indent`` is how far its cell sets it in.

    >>> label("　　其中：公车购置"), label("　1.公务用车购置和维护经费")
    (Label(text='公车购置', indent=5, mark=0, is_part=True), Label(text='公务用车购置和维护经费', \
indent=1, mark=3, is_part=False))
    """
    stripped = text.lstrip()
    lead = text[: len(text) - len(stripped)]
    indent += sum(2 if each in "　\t" else 1 for each in lead) // 2
    found = _OF_WHICH.match(stripped)
    if found:
        stripped, indent = stripped[found.end() :], indent + _WIDTH_OF_OF_WHICH
    level, stripped = _unmarked(stripped)
    return Label(bare(stripped).rstrip("：:"), indent, level, bool(found))


def _unmarked(text: str) -> tuple[int, str]:
    for level, pattern in _MARKS:
        if found := pattern.match(text):
            return level, text[found.end() :]
    return 0, text


@lru_cache(KEPT)
def order(text: str) -> tuple[int, int]:
    """Return the level and the value of the number in a cell of 序号.

    >>> order("一"), order("（二）"), order("3"), order("1.2"), order("合计")
    ((1, 1), (2, 2), (3, 3), (4, 2), (0, 0))
    """
    plain = bare(text)
    if re.fullmatch(r"\d{1,3}[.-]\d{1,3}", plain):
        return 4, int(re.split(r"[.-]", plain)[1])
    if re.fullmatch(r"\d{1,6}|[一二三四五六七八九十]+", plain):
        plain += "、"
    return _unmarked(plain)[0], place_in_list(plain)


@lru_cache(KEPT)
def sum_word(text: str) -> str:
    """Return whether a title is that of a sum: total, subtotal or nothing.

    >>> sum_word("合　计"), sum_word("本年支出合计"), sum_word("小计（万元）"), sum_word("合计划")
    ('total', 'total', 'subtotal', '')
    """
    given = words("tables")["total"]
    title = _unmarked(_BRACKETED.sub("", bare(text)))[1].rstrip("：:")
    for after in given["after"]:
        title = title.removesuffix(after) if len(title) > len(after) else title
    if _ends(title, given["subtotal"]):
        return SUBTOTAL
    return TOTAL if _ends(title, given["total"]) else ""


def _ends(title: str, known: Sequence[str]) -> bool:
    return title.endswith(tuple(known))


def kind_of(texts: Sequence[str], is_part: bool) -> str:
    """Return the kind of a row by the words of its first columns."""
    found = [each for text in texts if (each := sum_word(text))]
    if found:
        return SUBTOTAL if SUBTOTAL in found else TOTAL
    return OF_WHICH if is_part else ""


@lru_cache(KEPT)
def place_in_list(text: str) -> int:
    """Return the number at the head of a label, 0 where none is.

    >>> place_in_list("　2.出国经费"), place_in_list("（三）其他"), place_in_list("合计")
    (2, 3, 0)
    """
    stripped = text.strip()
    for _level, pattern in _MARKS:
        if found := pattern.match(stripped):
            said = found[0].strip("（()）、.． ")
            if said.isdigit() and said.isascii():
                return int(said)
            return ord(said) - ord("①") + 1 if "①" <= said <= "⑳" else chinese(said) or 0
    return 0


def quoted(text: str) -> str:
    """Return a title in quotation marks; those inside it become single ones.

    >>> quoted("“三公”经费"), quoted("合计")
    ('“‘三公’经费”', '“合计”')
    """
    return f"“{bare(text).replace('“', '‘').replace('”', '’')}”"
