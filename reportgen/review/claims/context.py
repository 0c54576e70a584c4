"""What the words around an amount say of it: under which headings, of a plan or not, of whom."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.claims.subjects import KEPT, mentioned, named
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from reportgen.papers.model import Paper
    from reportgen.passages.model import Sentence
    from reportgen.review.model import Case

_PART = re.compile("其中|包括|包含")
CURRENT = re.compile(r"本年|当年")
_BEFORE = 1500
_SAID = re.compile(r"(?<![较比与同])(\d{4})\s*年度?(年?初|年?末|年?底)?(?!预算|\d)")
YEAR = re.compile(r"(\d{4})\s*年(?!初|\d)")


@kept
def sections(paper: Paper) -> dict[int, str]:
    """Return the headings that each paragraph stands under, joined, by its number."""
    over: dict[int, str] = {}
    found: dict[int, str] = {}
    heads = ""
    for block in paper.blocks:
        if block.level and block.level < 9:
            over = {level: text for level, text in over.items() if level < block.level}
            over[block.level] = block.text
            heads = "\n".join(over.values())
        found[block.number] = heads
    return found


@kept
def own_names(case: Case) -> tuple[str, ...]:
    """Return the names of the unit itself, longest first."""
    names = {case.agency, case.short}
    if case.short and case.short in case.agency:
        names.add(case.agency[case.agency.index(case.short) :])
    return tuple(sorted(filter(None, names), key=len, reverse=True))


@cache
def listed(part: str, key: str) -> tuple[str, ...]:
    """Return a list of words of the lexicon."""
    return tuple(words("claims")[part][key])


@cache
def any_of(part: str, key: str) -> re.Pattern[str]:
    """Return what finds any word of a list of the lexicon."""
    return re.compile("|".join(map(re.escape, listed(part, key))))


@lru_cache(KEPT)
def entity(name: str) -> str:
    """Return whose a known subject is said to be: 登记中心 of 登记中心核定编制."""
    found = mentioned(name)
    return name[: found[-1][0]] if found and found[-1][1] == len(name) else ""


@lru_cache(KEPT)
def topic(heads: str) -> str:
    """Return the one amount that the innermost heading with one is about, empty for none or two."""
    for line in reversed(heads.split("\n")):
        over = {name for _, _, name, kind in mentioned(line) if kind == "money"}
        if over:
            return over.pop() if len(over) == 1 else ""
    return ""


@lru_cache(KEPT)
def is_of_a_plan(heads: str) -> bool:
    """Tell whether the headings over a text are those of what is to come."""
    return any(word in heads for word in listed("plan", "heading"))


@lru_cache(KEPT)
def is_planned(text: str) -> bool:
    """Tell whether words speak of a budget, and not only of the kind of money or its carrying out.

    >>> is_planned("2020年部门预算安排如下"), is_planned("一般公共预算执行情况")
    (True, False)
    """
    if "预算" not in text:
        return False
    for word in listed("planned", "not"):
        text = text.replace(word, "")
    said = any_of("planned", "said").search(text)
    return said is not None and not any_of("planned", "actual").search(text)


def is_governed(before: str, year: int | None, own: tuple[str, ...]) -> bool:
    """Tell whether the words before a clause make it one of a plan.

    >>> is_governed("我镇计划建设农田，", 2020, ()), is_governed("按照计划建设农田，", 2020, ())
    (True, False)
    >>> is_governed("我镇计划建设农田3000亩，实际建设3050亩，", 2020, ())
    False
    """
    if not any_of("plan", "governs").search(before):
        return False
    said = [each for each in _governing().finditer(before) if _names_none(each["who"], year, own)]
    return bool(said) and not any_of("plan", "done").search(before, said[-1].end())


def _names_none(text: str, year: int | None, own: tuple[str, ...]) -> bool:
    told = named(text, year, own)
    return not told.subject and not told.is_difference


@cache
def _governing() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, listed("plan", "noun")))
    verbs = "|".join(map(re.escape, listed("plan", "governs")))
    return re.compile(
        rf"(?:^|[，,；;：:])(?P<who>[^，,；;：:]{{0,24}}?)(?:{verbs})(?!{nouns})(?=[一-鿿])"
    )


@lru_cache(KEPT)
def fund(text: str) -> str:
    """Return the one fund that words speak of, empty for none, several, or one as a part.

    >>> fund("2020年度政府性基金预算收入"), fund("收入9万元，其中一般公共预算")
    ('政府性基金', '')
    """
    found = set(any_of("scope", "funds").findall(_PART.split(text, maxsplit=1)[0]))
    return found.pop() if len(found) == 1 else ""


@cache
def unscoped(subject: str) -> tuple[str, ...]:
    """Return the words that make no other quantity of a subject."""
    return listed("unscoped", "words") if subject in listed("unscoped", "subjects") else ()


def year_before(sentence: Sentence, year: int | None) -> int | None:
    """Return the year a sentence speaks of before it names one, None where that is unclear."""
    if not sentence.start:
        return year
    before = sentence.block.text[max(0, sentence.start - _BEFORE) : sentence.start]
    found = YEAR.findall(before)
    known = year if not found or int(found[-1]) == year else None
    return known if this_year(before, year) in (year, None) else None


@lru_cache(KEPT)
def this_year(before: str, year: int | None) -> int | None:
    """Return what 本年 means behind some words, None where that is unclear.

    >>> this_year("2020年初结转5万元，", 2021), this_year("2020年末结转5万元，", 2021)
    (2020, 2021)
    >>> this_year("2020年接待费5万元；", 2021) is None
    True
    """
    found = _SAID.findall(before)
    if not found or year is None:
        return year
    said, at = int(found[-1][0]), found[-1][1]
    if said == year or (at and "初" not in at and said == year - 1):
        return year
    return said if "初" in at else None
