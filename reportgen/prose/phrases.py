"""Words typed into a cell, set inside a sentence of the report."""

from __future__ import annotations

from reportgen.prose.kinds import ProseError, blank

_END_MARKS = "。；，、：;,. 　"


def name(value: object) -> str:
    """名称: a name to stand right before a figure; in quotes where it ends in a digit.

    ``扶贫项目2020`` and 243.37万元 would otherwise read as one number.

    >>> name("人大工作经费"), name("扶贫项目2020。")
    ('人大工作经费', '“扶贫项目2020”')
    """
    text = phrase(value)
    return f"“{text}”" if text[-1:].isdigit() else text


def phrase(value: object) -> str:
    """短语: a text without the marks it ends with, to stand in a sentence or in brackets.

    >>> phrase("年初预算金额不足。"), phrase(None)
    ('年初预算金额不足', '')
    """
    if blank(value):
        return ""
    if not isinstance(value, str):
        raise ProseError("“短语”“名称”只能用在文字上。")
    return value.strip().rstrip(_END_MARKS)
