"""Tell whether a foreign town's name stands where only the own name can stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.names import partners

if TYPE_CHECKING:
    from collections.abc import Collection

_SELF = re.compile("[我本](?:镇|乡|街道|办事处|辖区)")


def is_proven(text: str, start: int, end: int, own: Collection[str]) -> bool:
    """Tell whether a name is what a report would say of itself, and nobody else acts beside it.

    >>> is_proven("保障了白沙镇社会稳定", 3, 6, ["竹园镇"])
    True
    >>> is_proven("白沙镇卫生院支援竹园镇护士5名", 0, 3, ["竹园镇"])
    False
    """
    begins, stops = partners.clause(text, start, end)
    before, after = text[begins:start], text[end:stops]
    if _apposed().search(before):
        return True
    if speaks_of_self(before + "　" + after, own) or _institution().match(after):
        return False
    if _cared_for().search(before) and _whole().match(after):
        return True
    first, last = partners.sentence(text, start, end)
    if speaks_of_self(text[first:start] + "　" + text[end:last], own):
        return False
    opens = _opening().search(before) is not None
    return opens and (_whole().match(after) is not None or _acts().match(after) is not None)


def is_beside_self(text: str, start: int, end: int, own: Collection[str]) -> bool:
    """Tell whether the clause names the own town beside another, which is then no slip for it.

    >>> is_beside_self("白沙镇养殖场为我镇提供种苗", 0, 3, ["竹园镇"])
    True
    >>> is_beside_self("我镇白沙镇党委", 2, 5, ["竹园镇"])
    False
    """
    begins, stops = partners.clause(text, start, end)
    before, after = text[begins:start], text[end:stops]
    if not speaks_of_self(before + "　" + after, own) or _apposed().search(before):
        return False
    governing = _cared_for().search(before) or _governing().search(before)
    return not (governing and (_whole().match(after) or _acts().match(after)))


def speaks_of_self(text: str, own: Collection[str]) -> bool:
    """Tell whether words name the own town: what else they name is somebody else.

    >>> speaks_of_self("为我镇提供种苗", ["竹园镇"]), speaks_of_self("提供种苗", ["竹园镇"])
    (True, False)
    """
    return _SELF.search(text) is not None or any(name in text for name in own)


@cache
def _one_of(key: str) -> str:
    return "|".join(sorted(words("names")["proof"][key], key=len, reverse=True))


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(rf"(?:{_one_of('apposed')})$")


@cache
def _cared_for() -> re.Pattern[str]:
    return re.compile(rf"(?:{_one_of('cared_for')})(?:了|整个|全)?$")


@cache
def _governing() -> re.Pattern[str]:
    return re.compile("(?:在|根据|按照|依据|围绕|结合)$")


@cache
def _opening() -> re.Pattern[str]:
    """Return what may stand before a subject: nothing, a date, its county, 在, 根据."""
    upper = r"(?:[\u4e00-\u9fff]{2,4}[省市州县区旗]){0,3}"
    day = r"(?:(?:\d{4}|[一二三四五六七八九〇○零]{4})年度?(?:\d+月(?:\d+日)?)?(?:[年]?[末底初])?)?"
    lead = rf"(?:{_one_of('opening')}|{_one_of('cared_for')}了?)?"
    number = r"(?:[（(]?[\d一二三四五六七八九十]+[）)]?[、.．]?)?"
    return re.compile(rf"^[“\s　]*{number}\s*(?:{_one_of('linking')})?{day}{lead}{day}{upper}$")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:人民的|全[镇乡]的?|的)?(?:{_one_of('whole')})")


@cache
def _acts() -> re.Pattern[str]:
    project = r"[\u4e00-\u9fff]{2,14}(?:资金|经费|专项|补助)(?:支出|共|合计)?\d"
    return re.compile(rf"(?:{_one_of('acts')})|[“\s]?三公|\s*(?:20)?\d\d年|{project}")


@cache
def _institution() -> re.Pattern[str]:
    plain = r"(?:(?![与各对在向把将为的])[\u4e00-\u9fff])"
    return re.compile(rf"{plain}{{0,8}}?(?:{_one_of('institutions')})")
