"""A table of contents repeats every heading with its page: it is not read twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.papers.items import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.items import Item

_ENTRY = re.compile(
    r".{1,60}?(?:[.．·…‥]{3,}|\t|[ 　]{2,})[.．·…\s]*[-—（(]?\s*\d{1,3}\s*[-—）)]?\s*"
)
_NAME = re.compile(r"目[ 　]*[录次]")
_FEWEST = 2


def without_contents(items: Sequence[Item]) -> list[Item]:
    """Return the items without the lines of a table of contents and its name.

    Lines with dots and a page are taken out wherever three stand together or 目录 is above.
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
    return kept


def _is_entry(item: Item) -> bool:
    return isinstance(item, Line) and _ENTRY.fullmatch(item.text) is not None


def _is_name(item: Item) -> bool:
    return isinstance(item, Line) and _NAME.fullmatch(item.text) is not None
