"""A table of contents repeats every heading with its page: it is not read twice."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from reportgen.papers.items import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.items import Item

_DOTS = ".．·…‥"
_LEADS = re.compile(rf"[{_DOTS}]{{3,}}|\t|[ 　]{{2,}}")
_DIGITS = "0123456789０１２３４５６７８９"
_LONGEST = 60
_DIGITS_OF_A_PAGE = 3
_NAME = re.compile(r"目[ 　]*[录次]")
_FEWEST = 2


def without_contents(items: Sequence[Item]) -> list[Item]:
    """Return the items without the lines of a table of contents and its name.

    Lines with dots and a page are taken out wherever three stand together or 目录 is above;
    the name is, wherever it stands.
    """
    kept: list[Item] = []
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and _is_entry(items[end]):
            end += 1
        named = bool(kept) and _is_name(kept[-1])
        if end - at > _FEWEST or (end > at and named):
            if named:
                kept.pop()
            at = end
            continue
        kept.append(items[at])
        at += 1
    return [item for item in kept if not _is_name(item)]


def _is_entry(item: Item) -> bool:
    return isinstance(item, Line) and _leads_to_page(item.text)


def _leads_to_page(text: str) -> bool:
    """Tell whether a line is a heading, dots or a gap, and the number of a page.

    >>> [_leads_to_page(each) for each in ("一、概况………（3）", "一、概况　　12 ", "共 3")]
    [True, True, False]
    """
    told = text.rstrip()
    told = (told[:-1] if told.endswith(("-", "—", "）", ")")) else told).rstrip()
    before = told.rstrip(_DIGITS)
    if not 0 < len(told) - len(before) <= _DIGITS_OF_A_PAGE:
        return False
    if before.rstrip().endswith(("-", "—", "（", "(")):
        before = before.rstrip()[:-1]
    name = before.rstrip(_DOTS + string.whitespace + "\u3000\u00a0")
    return 0 < len(name) <= _LONGEST and _LEADS.search(before, len(name)) is not None


def _is_name(item: Item) -> bool:
    return isinstance(item, Line) and _NAME.fullmatch(item.text) is not None
