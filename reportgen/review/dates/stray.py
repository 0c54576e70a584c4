"""Tell whether a sentence gives the results of a year that a report has no reason to speak of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words

if TYPE_CHECKING:
    from reportgen.passages.model import Sentence
    from reportgen.review.model import Case

_NUMBER = re.compile(r"[\s（()）①-⑳\d一二三四五六七八九十、.．]*")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REACH = 60


def is_told(sentence: Sentence, text: str, found: re.Match[str], case: Case) -> bool:
    """Tell whether a sentence opens with a year and goes on with what was done in it.

    A paragraph that names several such years, or speaks of how things came about, is history.
    """
    if not _NUMBER.fullmatch(text, 0, found.start()):
        return False
    block = sentence.block
    others = set(_YEARS.findall(block.text)) - {found["year"], str(case.year)}
    if others or _past().search(text) or _origins().search(block.text):
        return False
    rest = text[found.end() : found.end() + _REACH]
    return _results().search(rest) is not None and not _is_history(case, block.number)


def _is_history(case: Case, number: int) -> bool:
    """Tell whether a paragraph stands where a unit presents itself."""
    over: dict[int, str] = {}
    for block in case.paper.blocks:
        if block.number > number:
            break
        if 0 < block.level < 9:
            over = {level: text for level, text in over.items() if level < block.level}
            over[block.level] = block.text
    return any(_presents().search(text) for text in over.values())


def _one_of(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words("years")["stray"][key]))


@cache
def _results() -> re.Pattern[str]:
    return _one_of("results")


@cache
def _past() -> re.Pattern[str]:
    return _one_of("past")


@cache
def _origins() -> re.Pattern[str]:
    return _one_of("origins")


@cache
def _presents() -> re.Pattern[str]:
    return _one_of("presents")
