"""What a name looks like with one letter wrong: patterns, made once for each name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.review.names import gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection

ANY = "[\\u3400-\\u9fff]"
_SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for any letter in a name that is not yet a pattern."""
_LONG_STEM = 3
_LONG_NAME = 5
_LONGEST_STEM = 20


@cache
def of_town(own: str) -> tuple[re.Pattern[str], ...]:
    """Return a town's name with a letter lost, added, other or out of order, or of another kind.

    A stem of two letters is too short for that: only its order and its kind are looked at.

    >>> any(each.search("灰港山镇") for each in of_town("灰山港镇"))
    True
    """
    stem = gazetteer.stem(own)
    kind = own[len(stem) :]
    ways = {_pattern(way + kind) for way in _ways_of_stem(stem) - {stem}}
    office = "(?=办事处|党工委|工委)"
    if kind == "街道":
        ways = {way + office for way in ways}
    others = "|".join(each for each in ("镇", "乡", f"街道{office}") if each != kind)
    ways.add(f"(?<!原)(?<!撤){re.escape(stem)}(?:{others})(?!{re.escape(kind)})")
    return tuple(re.compile(way) for way in sorted(ways))


def _ways_of_stem(stem: str) -> set[str]:
    """Return a town's name without its kind, miswritten; no name is so long as to have hundreds."""
    if len(stem) > _LONGEST_STEM:
        return set()
    ways = {_swapped(stem, at) for at in range(len(stem) - 1)}
    if len(stem) >= _LONG_STEM:
        ways |= {stem[:at] + stem[at + 1 :] for at in range(len(stem))}
        ways |= {stem[:at] + _SLOT + stem[at + 1 :] for at in range(1, len(stem))}
        ways |= {stem[:at] + _SLOT + stem[at:] for at in range(1, len(stem))}
    return ways


@cache
def of_short_town(own: str, county: str) -> re.Pattern[str] | None:
    """Return a name of two letters with one of them other, where only a unit can stand.

    >>> of_short_town("竹园镇", "云溪县").search("竹圆镇人民政府")[0]
    '竹圆镇'
    """
    stem = gazetteer.stem(own)
    if len(stem) != _LONG_STEM - 1:
        return None
    kind = re.escape(own[len(stem) :])
    edge = rf"(?<!{ANY})" + (f"|(?<={re.escape(county)})" if county else "")
    first, last = map(re.escape, stem)
    return re.compile(rf"(?:{edge})(?:{first}{ANY}|{ANY}{last}){kind}(?=人民政府|党委)")


@cache
def of_bureau(own: str, county: str) -> re.Pattern[str] | None:
    """Return a bureau's name with two letters or words out of order, a letter lost or added.

    A letter that is another (教育局, 体育局) may well be another bureau, so that is only for long
    names, and only behind the county; the other slips are none of another bureau's names.

    >>> of_bureau("农业农村局", "云溪县").search("云溪县农村农业局")[0]
    '农村农业局'
    >>> of_bureau("交通运输局", "云溪县").search("县交通运局")[0]
    '交通运局'
    """
    if not county or len(own) < _LONG_STEM + 1:
        return None
    others = {own}
    if len(own) >= _LONG_NAME:
        others = {own[:at] + _SLOT + own[at + 1 :] for at in range(1, len(own) - 1)}
    behind, last = re.escape(county), re.escape(county[-1])
    edge = rf"(?:(?<={behind})|(?<={last})|(?<!{ANY}))"
    near = rf"{edge}(?:{_either(ways_of_bureau(own))})"
    return re.compile(rf"(?!{re.escape(own)})(?:{near}|(?<={behind})(?:{_either(others)}))")


def _either(ways: Collection[str]) -> str:
    return "|".join(map(_pattern, sorted(ways)))


def _pattern(way: str) -> str:
    """Return a way of writing a name as a pattern: a name may hold any sign there is."""
    return re.escape(way).replace(_SLOT, ANY)


def ways_of_bureau(own: str) -> frozenset[str]:
    """Return a bureau's name with letters or words out of order, one lost or written twice."""
    ways = {_swapped(own, at) for at in range(len(own) - 1)}
    ways |= {
        own[at : at + 2].join((own[:at] + own[at + 2 : at + 4], own[at + 4 :]))
        for at in range(len(own) - 4)
    }
    if len(own) >= _LONG_NAME:
        ways |= {own[:at] + own[at - 1] + own[at:] for at in range(1, len(own))}
        ways |= {own[:at] + own[at + 1 :] for at in range(1, len(own) - 1) if _counts(own[at])}
    return frozenset(ways - {own})


def _counts(letter: str) -> bool:
    """Tell whether a name without a letter is misspelt, and not only said more shortly."""
    return letter not in "和与及暨联总服"


@cache
def repeated(own: str, county: str) -> tuple[re.Pattern[str], ...]:
    """Return what a name looks like after pasting over half of it."""
    kind = re.escape(own[len(gazetteer.stem(own)) :])
    name, above = re.escape(own), re.escape(county)
    ways = ["(?:人民政府){2,}", f"{name}{kind}(?=人民政府)", f"(?:{name}){{2,}}"]
    if county:
        ways += [f"{above}{re.escape(county[-1])}(?={name})", f"{above}{above}"]
    return tuple(re.compile(way) for way in ways)


def _swapped(text: str, at: int) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def is_unsure(word: str, own: str) -> bool:
    """Tell whether a word could be another unit all the same: one letter of two is other."""
    short = len(gazetteer.stem(own)) < _LONG_STEM and gazetteer.is_town(own)
    return short and len(word) == len(own) and sorted(word) != sorted(own) and word[-1] == own[-1]
