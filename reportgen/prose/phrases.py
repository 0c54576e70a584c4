"""Words typed into a cell, set inside a sentence of the report."""

from __future__ import annotations

from reportgen.prose.kinds import ProseError, blank

_END_MARKS = "。；，、：;,. 　"


def phrase(value: object) -> str:
    """短语: a text without the marks it ends with, to stand in a sentence or in brackets.

    >>> phrase("年初预算金额不足。"), phrase(None)
    ('年初预算金额不足', '')
    """
    if blank(value):
        return ""
    if not isinstance(value, str):
        raise ProseError("“短语”只能用在文字上。")
    return value.strip().rstrip(_END_MARKS)
