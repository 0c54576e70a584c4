"""The number at the head of a paragraph, and whether the paragraph is a heading."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.papers.counting import counted
from reportgen.papers.model import Mark

_COUNT = r"[一二三四五六七八九十〇○]{1,3}"
_DIGIT = r"[0-9０-９]{1,2}"
_MEASURES = "万亿元个人倍吨千百米公%％年月日分次件项户家亩左以"
_STYLES = (
    (1, re.compile(rf"({_COUNT})[ 　]*[、．.](?!{_COUNT}(?:、|季度|月|期))")),
    (1, re.compile(rf"第({_COUNT}|{_DIGIT})(?:部分|章)[：:、.．]?(?=[\s　]|[^\s。，；]{{2,30}}$)")),
    (2, re.compile(rf"[（(][ 　]*({_COUNT})[ 　]*[)）][、.．]?")),
    (2, re.compile(rf"({_COUNT})[)）][、.．]?")),
    (4, re.compile(rf"[（(][ 　]*({_DIGIT})[ 　]*[)）][、.．]?")),
    (4, re.compile(rf"({_DIGIT})[)）][、.．]?")),
    (3, re.compile(rf"({_DIGIT})[ 　]*[.．、]+(?![0-9０-９])")),
    (3, re.compile(rf"({_DIGIT})[.．、](?=\d{{4}}年)")),
    (4, re.compile(rf"\d{{1,2}}[.．](\d{{1,2}})(?:[.．、]|[ 　]+|(?=[一-龥]))(?![{_MEASURES}])")),
    (0, re.compile(rf"第({_COUNT})(?=[、，,：:]|是)")),
)
_ROWS = ((5, "①", 20), (4, "⑴", 20), (3, "⒈", 20), (2, "㈠", 10), (5, "㊀", 10), (5, "❶", 10))
_MAY_BEGIN = re.compile(
    r"[第（(①-⒛㈠-㈩㊀-㊉❶-❿]|[0-9０-９]\d?[ 　)）.．、]"
    r"|[一二三四五六七八九十][一二三四五六七八九十〇○]{0,2}[ 　]*[、．.)）]"
)
_MOST_KEPT = 8192
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:亿元|万元|元|%|％|个百分点|人|个)")
_LONGEST_HEADING = 40
_ENDS = "。；;，,！!？?、…"


@lru_cache(_MOST_KEPT)
def mark_of(text: str) -> Mark | None:
    """Return the number a text begins with, None when it begins with words.

    >>> mark_of("（二）评价方法")
    Mark(text='（二）', level=2, number=2, typed=3)
    >>> mark_of("3、预算").level, mark_of("1.5万元"), mark_of("一、二季度")
    (3, None, None)
    """
    if not _MAY_BEGIN.match(text):
        return None
    for level, first, most in _ROWS:
        if 0 <= ord(text[0]) - ord(first) < most:
            return Mark(text[0], level, ord(text[0]) - ord(first) + 1, 1)
    for level, pattern in _STYLES:
        if found := pattern.match(text):
            number = counted(found[1])
            return None if number is None else Mark(found[0].rstrip(), level, number, found.end())
    return None


def heading_level(text: str, mark: Mark | None, outline: int) -> int:
    """Return a heading's level, 0 for a paragraph; ``outline`` is the level its style gives.

    The number rules over the style: a clerk sees the one and seldom the other.

    >>> heading_level("五、存在的不足：", mark_of("五、"), 0)
    1
    >>> heading_level("（2）项目支出1129.94万元", mark_of("（2）"), 0)
    0
    """
    words = text[mark.typed :] if mark else text
    if not words.strip() or len(text) > _LONGEST_HEADING or words.rstrip().endswith(tuple(_ENDS)):
        return 0
    if mark and 1 <= mark.level <= 4:
        is_figure = mark.level > 1 and not outline and _AMOUNT.search(words)
        return 0 if is_figure or "。" in words or "\n" in words else mark.level
    if mark or not outline or "。" in words:
        return 0
    return min(outline, 4)
