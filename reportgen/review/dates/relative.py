"""RV16, RV17: years that a reader must guess, 今年 and 20年."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

RELATIVE, SHORT = "RV16", "RV17"
_YEAR = re.compile(r"(\d{4})年")
_TITLED = re.compile(r"《[^》]*》|“[^”]*”")
_TWO_DIGITS = re.compile(r"(?<![\d.〔\[【（(第—～~\-’'])['’]?(?P<year>\d{2})年")
_WHAT = (
    r"度?(?:全年|上半年|下半年|年初|年末|年底|部门|单位|整体|一般公共|“?三公|项目|基本|公务|实际)?"
    r"(?:预算|决算|支出|收入|执行|收支|结转|结余|绩效|工作|公用)"
)
_FIGURE = re.compile(rf"{_WHAT}|度(?![假过])|[末底初](?!期)")
_STANDS_ALONE = re.compile(
    r"[，,、和与及至—～~]|我[镇乡局委办]|[全本][镇乡县]|\d{1,2}月|同期|[增减略有]|$"
)
_AFTER = re.compile(r"(?:^|[，。；：、（\s]|较|比|与|和|同|截至|截止|于|至)$")
_NEAR = 3
_BEFORE = 1000


def check(case: Case) -> Iterator[Fault]:
    """Yield one notice for each word that stands for a year, and one for all short years."""
    yield from _relative(case)
    yield from _short(case)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    given = words("relative")
    return {
        word: re.compile(
            rf"(?<![{given['not_after'][word]}]){word}(?![{given['not_before'][word]}])"
        )
        for word in given["words"]["known"]
    }


def _relative(case: Case) -> Iterator[Fault]:
    blocks = [*case.paper.blocks, *case.paper.cells]
    said = "\n".join(block.text for block in blocks)
    for word, pattern in _patterns().items():
        if word not in said:
            continue
        places = [
            Span(block, *found.span())
            for block in blocks
            if word in block.text
            for found in pattern.finditer(_TITLED.sub(_blank, block.text))
        ]
        if not places:
            continue
        meant = _meant(places, case.year)
        yield notice(
            RELATIVE,
            places,
            f"“{word}”出现{len(places)}处，指哪一年要靠上下文推断{meant}。",
            f"改写为具体年份，写明4位数，把“{word}”逐处替换。",
        )


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])


def _meant(places: list[Span], year: int | None) -> str:
    """Return that one word means two years, when the years before it say so."""
    around = {year, year + 1} if year else set()
    told = [_last_year(place.block, place.start, around) for place in places]
    years = sorted({each for each in told if each})
    if len(years) < 2:
        return ""
    parts = [f"{told.count(each)}处前文说的是{each}年" for each in years]
    return "；" + "，".join(parts) + "，同一个词所指不同"


def _last_year(block: Block, end: int, around: set[int]) -> int | None:
    years = [int(found) for found in _YEAR.findall(block.text, max(0, end - _BEFORE), end)]
    return next((each for each in reversed(years) if each in around), None)


def _short(case: Case) -> Iterator[Fault]:
    places = [
        place
        for block in case.paper.blocks
        if "年" in block.text
        for place in _short_years(block, case.year)
    ]
    if not places:
        return
    quoted = "、".join(f"“{words}”" for words in dict.fromkeys(place.text for place in places))
    yield notice(
        SHORT,
        places,
        f"年份只写了后两位：{quoted}，共{len(places)}处。",
        "补齐为4位数的年份。",
    )


def _short_years(block: Block, year: int | None) -> Iterator[Span]:
    for found in _TWO_DIGITS.finditer(block.text):
        if year is not None and abs(int(found["year"]) - year % 100) > _NEAR:
            continue
        before, after = block.text[: found.start()], block.text[found.end() :]
        if _FIGURE.match(after) or (_AFTER.search(before) and _STANDS_ALONE.match(after)):
            yield Span(block, *found.span())
