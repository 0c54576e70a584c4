"""What a table is called, and the unit its numbers are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.items import Line
    from reportgen.papers.model import Block

_UNIT = re.compile(
    r"(?:^|[（(\[【\s，,；;、])(?:金额|计量|货币|数量)?单位[:：]\s*([^）)\]】\s，,；;。]{1,8})"
)
_MONEY = re.compile(r"[（(【]((?:亿|千万|百万|万|千)?元)[)）】]\s*$")
_ONLY_UNIT = re.compile(r"[（(\[【]?[ 　]*(?:金额|计量|货币|数量)?单位[:：][^，。]{1,8}$")
_ASIDE = re.compile(
    r"(?:填报|编制|填表|评价|预算|公开)?(?:单位|部门|日期|时间|人)(?:名称|（盖章）|\(盖章\))?[:：]"
)
NUMBERED = re.compile(
    r"\s*(?:续|附)?表[ 　]*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?![0-9.年])"
)
_LONGEST = 50
_LINES_BETWEEN = 3
_SENTENCE = ("。", "；", "：", ":", "，", "！", "？")


def name(
    above: Sequence[Block], rows: Sequence[Sequence[Line]], section: Sequence[Block]
) -> tuple[str, str]:
    """Return title and unit; ``above`` are the paragraphs since the table before.

    A numbered line over the table rules, then a line merged over its whole width, then a short
    line directly above, then the heading it stands under.
    """
    near = list(reversed(above[-_LINES_BETWEEN:]))
    inside = _inside(rows)
    beside = [block.text for block in near if _ONLY_UNIT.fullmatch(block.text.strip())]
    line = _line_above(near)
    if line and (NUMBERED.match(line) or not inside):
        title = line
    else:
        title = inside or (section[-1].text if section else "")
    head = [cell.text for row in rows[:2] for cell in dict.fromkeys(row)]
    return title, unit_of([title, *beside, *([line] if line else []), *head])


def unit_of(texts: Sequence[str]) -> str:
    """Return the first unit that some texts tell.

    >>> unit_of(["1、基本支出使用情况（单位：万元）"]), unit_of(["填报单位：灰山港镇"])
    ('万元', '')
    """
    for pattern in (_UNIT, _MONEY):
        for text in texts:
            if len(text) <= _LONGEST and (found := pattern.search(text)):
                return found[1]
    return ""


def _line_above(near: Sequence[Block]) -> str:
    for block in near:
        text = block.text.strip()
        if _ONLY_UNIT.fullmatch(text) or _ASIDE.match(text):
            continue
        if len(text) > _LONGEST or text.endswith(_SENTENCE):
            return text if NUMBERED.match(text) and len(text) <= _LONGEST else ""
        return text
    return ""


def _inside(rows: Sequence[Sequence[Line]]) -> str:
    """Return the words of a first row that is one cell over the whole width."""
    first = rows[0]
    is_one = len(first) > 1 and len(set(first)) == 1
    text = first[0].text.strip() if is_one else ""
    return text if len(text) <= _LONGEST and not _ONLY_UNIT.fullmatch(text) else ""
