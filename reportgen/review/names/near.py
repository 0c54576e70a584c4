"""Tell at a glance whether a text holds anything like a name, before patterns are made for it.

Every report has another name, and a pattern costs more to make than to look for. What is said
here to be absent is absent; what may be there the patterns of ``spellings`` find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.review.holding import EDGE
from reportgen.review.names import gazetteer, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG_STEM, _LONG_COUNTY = 3, 3
_HEADS = ("人民政府", "党委")


def town(text: str, own: str, county: str) -> bool:
    """Tell whether a text may hold a town's name miswritten.

    >>> town("灰山港镇人民政府", "灰山港镇", "桃江县"), town("灰山镇", "灰山港镇", "桃江县")
    (False, True)
    >>> town("桃江县灰山港镇", "灰山港镇", "桃江县"), town("安化县灰山港镇", "灰山港镇", "桃江县")
    (False, True)
    """
    stem = gazetteer.stem(own)
    kind = own[len(stem) :]
    repeated = [_HEADS[0] * 2, f"{own}{kind}{_HEADS[0]}", own * 2]
    if county:
        repeated += [f"{county}{county[-1]}{own}", county * 2]
    if not gazetteer.SUFFIX.fullmatch(kind):
        return True
    if any(each in text for each in repeated) or (county and _elsewhere(text, own, county)):
        return True
    rest, letters = text.replace(own, EDGE), frozenset(stem)
    least = len(letters) - 1 if len(stem) >= _LONG_STEM else len(letters)
    return any(
        len(letters.intersection(before)) >= least or _is_of_two(stem, before, after)
        for before, after in _ends(rest, len(stem) + 1)
    )


def _ends(text: str, reach: int) -> Iterator[tuple[str, str]]:
    """Yield what stands before each 镇, 乡, 街道, as far as a name with a letter too many."""
    for found in gazetteer.SUFFIX.finditer(text):
        start, end = found.span()
        yield text[max(0, start - reach) : start], text[end : end + len(_HEADS[0])]


def _is_of_two(stem: str, before: str, after: str) -> bool:
    """Tell whether a name of two letters may stand there with one of them other."""
    if len(stem) != _LONG_STEM - 1 or not after.startswith(_HEADS):
        return False
    return before.endswith(stem[1]) or before[-2:-1] == stem[0]


def _elsewhere(text: str, own: str, county: str) -> bool:
    """Tell whether a town may be said to lie in another county."""
    if len(county) != _LONG_COUNTY:
        return True
    return text.count(f"{county[-1]}{own}") != text.count(f"{county}{own}")


def bureau(text: str, own: str, county: str) -> bool:
    """Tell whether a text may hold a bureau's name miswritten.

    >>> bureau("云溪县教育局", "教育局", "云溪县")
    False
    >>> bureau("云溪县农村农业局", "农业农村局", "云溪县")
    True
    """
    if not own or own[-1] not in text:
        return False
    if any(way in text for way in spellings.ways_of_bureau(own)):
        return True
    at = text.find(county) if county else -1
    while at >= 0:
        word = text[at + len(county) : at + len(county) + len(own)]
        at = text.find(county, at + 1)
        if word != own and sum(map(str.__eq__, word, own)) == len(own) - 1:
            return True
    return False
