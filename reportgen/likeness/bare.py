"""Words as they are compared: no blanks, no punctuation, one mark for figures and own names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportgen.outcomes.model import Outcome

SHORTEST = 25
"""Characters. Shorter paragraphs are headings and set phrases that anybody writes alike."""
END = "。"
_ENDS = "！？；!?;\n"
_COMMON = "，、：“”（）《》 \u3000"
_GAP = re.compile(r"[^\w。]+|_+")
_FIGURE = re.compile(r"\d+|[一二三四五六七八九十百千万亿零〇两]{2,}")
_OWN, _NUMBER = "＠", "＃"
_HALF = re.compile(r"(.{2,}?)(?:\w{1,3}族)?(?:镇|乡|街道)")
Names: TypeAlias = tuple[str, ...]


def names(outcome: Outcome) -> Names:
    """Return what finds a unit's own names: the full one, the short one, and its half 灰山港."""
    half = _HALF.fullmatch(outcome.unit)
    found = {letters(name) for name in (outcome.full_name, outcome.unit, half[1] if half else "")}
    return tuple(sorted((name for name in found if name), key=lambda name: (-len(name), name)))


def letters(text: str) -> str:
    """Return a text without blanks and punctuation, but with its sentences' ends."""
    for end in _ENDS:
        text = text.replace(end, END)
    for sign in _COMMON:
        text = text.replace(sign, "")
    return text if text.replace(END, "").isalnum() else _GAP.sub("", text)


def marked(counted: str, own: Names) -> str:
    """Return such a text as it is compared.

    A 乡 that copies a 镇 writes 我乡 for 我镇, so that ranks are all one here; so are figures.
    """
    for name in own:
        counted = counted.replace(name, _OWN)
    return _FIGURE.sub(_NUMBER, counted.replace("街道", "镇").replace("乡", "镇"))


def size(counted: str) -> int:
    """Return how many characters such a text counts."""
    return len(counted) - counted.count(END)
