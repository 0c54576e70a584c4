"""What a quantity is called: one name for all the ways in which reports write it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("money", "people", "rate", "points", "generic")
GENERIC = "generic"
UNCLEAR = "?"
_KEPT_BRACKET = re.compile(r"[（(]境[）)]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_DROPPED = re.compile(r"[“”\"‘’'「」『』《》\s　]")
_MARK = re.compile(r"^\d{1,2}[.．、](?!\d)")
_ANY_MARK = re.compile('[“”"‘’（）() \u3000]')
_MARKS = dict.fromkeys(map(ord, '“”"‘’（）() 　'))
KEPT = 4096
"""Words of which is remembered what they name: reports share many."""
_EDGES = "、，,；;：:。-—~～·"
_YEAR = r"(?P<year>\d{4})\s*年(?:度|末|底|初)?"
_PRIOR = r"(?P<prior>上一?年度?|去年|上一年|前一年)"
_THIS = r"(?P<this>本年度?|今年|当年)"


class Named(NamedTuple):
    """What some words name.

    ``subject`` is the name findings use, empty where the words only go on about the subject
    before them. ``kind`` is money, people, rate or points for a known subject, generic for one
    that a subject spoken of before takes the place of (支出总额), else empty.
    ``year`` is None where the words give none, ``role`` empty. ``is_difference`` is True where
    the words name by how much something changed, or a part of something.
    """

    subject: str
    kind: str = ""
    year: int | None = None
    role: str = ""
    is_difference: bool = False


def named(text: str, year: int | None, own: tuple[str, ...] = ()) -> Named:
    """Return what words name; ``year`` is the report's, ``own`` are the unit's own names.

    >>> named("我镇2020年度“三公”经费预算金额为", 2020)
    Named(subject='“三公”经费', kind='money', year=2020, role='预算', is_difference=False)
    >>> named("公务用车运行费较上年决算", 2020)
    Named(subject='公务用车运行维护费', kind='money', year=2019, role='决算', is_difference=False)
    >>> named("实际支出", 2020).subject, named("农村综合改革", 2020).kind
    ('', '')
    """
    rest = text.strip()
    rest = plain(_MARK.sub("", rest) if rest[:1].isdigit() else rest)
    for each in own:
        rest = rest.replace(each, "") if len(each) > 1 else rest
    return _named(rest, year)


@lru_cache(KEPT)
def _named(rest: str, year: int | None) -> Named:
    found = _Found(year)
    while rest not in known():
        shorter = _shorter(rest, found)
        if shorter == rest or found.is_difference:
            break
        rest = shorter
    subject, kind = known().get(rest, ("" if rest in _words("filler", "empty") else rest, ""))
    return Named(subject, kind, found.year, found.role, found.is_difference)


@lru_cache(KEPT)
def plain(text: str) -> str:
    """Return words without quotation marks, blanks and brackets.

    >>> plain("其中：“三公”经费（不含会议费）"), plain("因公出国（境）费")
    ('其中：三公经费', '因公出国境费')
    """
    return _BRACKETED.sub("", _KEPT_BRACKET.sub("境", _DROPPED.sub("", text))).strip(_EDGES)


@cache
def known() -> dict[str, tuple[str, str]]:
    """Return every way a known subject is written, with its name and kind."""
    given = words("claims")
    return {
        written: (name, kind)
        for kind in KINDS
        for name, all_written in given[kind].items()
        for written in all_written
    }


@cache
def amounts() -> frozenset[str]:
    """Return the names of the subjects that are amounts of money."""
    return frozenset(words("claims")["money"])


@lru_cache(KEPT)
def mentioned(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return the known subjects some words mention: start, end, name and kind of each.

    >>> mentioned("其中“三公”经费和因公出国（境）费")
    ((3, 8, '“三公”经费', 'money'), (9, 17, '因公出国（境）费', 'money'))
    """
    if not _ANY_MARK.search(text):
        return tuple(
            (found.start(), found.end(), *known()[found[0]]) for found in _mention().finditer(text)
        )
    if not _mention().search(bare := text.translate(_MARKS)):
        return ()
    kept = [at for at, each in enumerate(text) if ord(each) not in _MARKS]
    return tuple(
        (kept[found.start()], kept[found.end() - 1] + 1, *known()[found[0]])
        for found in _mention().finditer(bare)
    )


@cache
def _mention() -> re.Pattern[str]:
    """Return what finds the longest known subject at a place."""
    return re.compile(_longest([way for way in known() if len(way) > 2]))


def _longest(ways: Sequence[str]) -> str:
    """Return the longest of some words as a pattern that looks at each letter once.

    >>> _longest(["接待费", "接待", "经费"])
    '(?:接待(?:费)?|经费)'
    """
    heads = dict.fromkeys(way[:1] for way in ways if way)
    rests = {head: [way[1:] for way in ways if way[:1] == head] for head in heads}
    if not heads:
        return ""
    branches = "|".join(re.escape(head) + _longest(rest) for head, rest in rests.items())
    if "" in ways:
        return f"(?:{branches})?"
    return branches if len(heads) == 1 else f"(?:{branches})"


class _Found:
    """What was taken off the ends of a name so far."""

    def __init__(self, year: int | None) -> None:
        self.report_year = year
        self.year: int | None = None
        self.roles: set[str] = set()
        self.is_difference = False

    @property
    def role(self) -> str:
        """Return the role all pieces together give: 年初 and 预算 apart are 年初预算."""
        if {"预算", "决算"} <= self.roles:
            return UNCLEAR
        return next((role for role in words("claims")["asked"]["roles"] if role in self.roles), "")

    def take(self, found: re.Match[str]) -> None:
        """Remember what a piece says."""
        told = found.groupdict()
        if told["year"]:
            self.year = int(told["year"])
        elif told["prior"] and self.report_year:
            self.year = self.report_year - 1
        elif told["this"]:
            self.year = self.report_year
        elif role := _roles().get(found[0]):
            self.roles.add(role)


def _shorter(rest: str, found: _Found) -> str:
    if _tail_of_difference().search(rest):
        found.is_difference = True
        return rest
    if piece := _tail().search(rest):
        shorter = _tail_before_known(rest, piece) or piece
        found.take(shorter)
        return rest[: shorter.start()].strip(_EDGES)
    if not rest.startswith(_words("filler", "unless")) and (piece := _head().match(rest)):
        found.take(piece)
        return rest[piece.end() :].strip(_EDGES)
    return rest


def _tail_before_known(rest: str, longest: re.Match[str]) -> re.Match[str] | None:
    """Return the end that leaves a known subject, though a longer one fits: 基本支出|决算."""
    for start in range(longest.start() + 1, len(rest)):
        ends = any(rest[at:start] in known() for at in range(start - 2))
        if ends and (piece := _whole_tail().fullmatch(rest, start)):
            return piece
    return None


@cache
def _words(part: str, key: str) -> tuple[str, ...]:
    return tuple(sorted(words("claims")[part][key], key=len, reverse=True))


@cache
def _roles() -> dict[str, str]:
    return {
        word: role for role, all_words in words("claims")["roles"].items() for word in all_words
    }


def _pieces(key: str) -> str:
    pieces = sorted((*_words("filler", key), *_roles()), key=len, reverse=True)
    return f"{_YEAR}|{_PRIOR}|{_THIS}|" + "|".join(map(re.escape, pieces))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(f"(?:{_pieces('heads')})")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(f"(?:{_pieces('tails')})$")


@cache
def _whole_tail() -> re.Pattern[str]:
    return re.compile(f"(?:{_pieces('tails')})")


@cache
def _tail_of_difference() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_words('filler', 'differences'))})(?:了|约|近|达|为|率|额)?$")
