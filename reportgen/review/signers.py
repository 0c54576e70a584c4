"""Where a report names the agency that it is of: title, cover, foot, and the forms after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block, Paper

TITLE, COVER, FOOT = "标题", "封面或附表", "落款"
_LINES_OF_A_HEAD = 15
_LONGEST_OF_A_HEAD = 80
_SPAN = r"(?:20\d\d\s*年?\s*[-—–－~～至到]+\s*)?"
_YEAR = re.compile(
    rf"(?:{_SPAN}20\d\d|二[〇○零O０0Ｏ]?[〇○零一二三四五六七八九O０0Ｏ]{{2,3}})\s*年"
)
_PART = r"(?:度?\s*(?:上半年|下半年|中期|1\s*[-—–－~～至到]+\s*\d{1,2}月))?度?"
_DATE = re.compile(r"\s*(?:20\d\d|二[〇○零O０0Ｏ一二三四五六七八九]{3})\s*年.{1,3}月.{1,3}日\s*")
_ABOUT = re.compile(r"绩效|整体支出|报告|自评")
_UPPER = re.compile(
    r"(?:中共)?(?P<upper>(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?"
    r"(?:(?:(?![县区])[\u4e00-\u9fff]){2,8}?(?:市|自治州|州|地区|盟))?"
    r"(?:[\u4e00-\u9fff]{1,10}?(?:自治县|县|区|市|旗)"
    r"(?!管|委|人民政府(?!.{1,9}(?:镇|乡|街道))|党|人大|政协|纪|级|直))?)"
    r"(?:(?<=[市县区旗])人民政府(?=.{1,9}(?:街道|镇|乡)))?"
    r"(?P<short>[\u3400-\u9fff（）]{2,}?)(?:人民政府|(?<=[镇乡])政府|(?<=[镇乡])委员会|(?<=街道)办事处)?"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One place that says whose report it is."""

    place: str
    span: Span

    @property
    def name(self) -> str:
        """Return the agency as it stands there."""
        return self.span.text


def short(agency: str) -> str:
    """Return an agency's name without province, city and county, and without 人民政府.

    >>> short("湖南省益阳市桃江县灰山港镇人民政府"), short("桃江县市场监督管理局")
    ('灰山港镇', '市场监督管理局')
    """
    found = _UPPER.fullmatch(agency)
    return found["short"] if found else agency


def county(agency: str) -> str:
    """Return what stands before an agency's short name, as far as it is printed.

    >>> county("湖南省桃江县灰山港镇人民政府"), county("灰山港镇人民政府")
    ('湖南省桃江县', '')
    """
    found = _UPPER.fullmatch(agency)
    return found["upper"] if found else ""


@kept
def claims(paper: Paper) -> tuple[Claim, ...]:
    """Return every place where a report says whose it is, in reading order."""
    if not paper.is_report:
        return ()
    head = _head(paper.blocks)
    found = [*_in_head(head), *_asked((*paper.blocks, *paper.cells)), *_in_cells(paper)]
    found += _at_foot(paper.blocks, head)
    return tuple(sorted(found, key=lambda each: each.span.order))


def chosen(paper: Paper, found: Sequence[Claim]) -> str:
    """Return the agency most places agree on, as fully as it is printed anywhere."""
    if not found:
        return ""
    text = "\n".join(block.text for block in paper.blocks)
    names = {short(each.name): 0 for each in found}
    for name in sorted(names, key=len, reverse=True):
        longer = (count for other, count in names.items() if name in other and name != other)
        names[name] = text.count(name) - sum(longer)
    best = max(names, key=lambda name: names[name])
    return max((each.name for each in found if short(each.name) == best), key=len)


def _head(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the lines above the first paragraph."""
    head = []
    for block in blocks[:_LINES_OF_A_HEAD]:
        body = len(block.text) > _LONGEST_OF_A_HEAD or block.text.rstrip().endswith("。")
        if body or block.level in (1, 2):
            break
        head.append(block)
    return tuple(head)


@cache
def _name() -> str:
    endings = sorted(words("names")["agency"]["endings"], key=len, reverse=True)
    part = r"(?:（(?![盖公印签]章)[\u4e00-\u9fff]{1,14}）)?"
    return rf"[\u3400-\u9fff（）]{{2,28}}?(?:{'|'.join(endings)}){part}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what a line of a title looks like: name first, name after the year, name alone."""
    agency = words("names")["agency"]
    before, after = ("|".join(agency[key]) for key in ("before", "after"))
    led = rf"\s*(?:附件\d*[:：]?\s*)?(?:{before})?"
    return (
        re.compile(rf"{led}(?P<name>{_name()})\s*(?:{after})?\s*(?:{_YEAR.pattern})"),
        re.compile(rf"{led}{_YEAR.pattern}{_PART}\s*(?P<name>{_name()})(?={after})"),
        re.compile(rf"{led}(?P<name>{_name()})(?={after})"),
    )


@cache
def _alone() -> re.Pattern[str]:
    date = _DATE.pattern
    seal = r"\s*(?:[（(](?:盖章|公章|印章|签章)[）)])?"
    return re.compile(rf"\s*(?P<name>{_name()}){seal}(?P<date>{date})?\s*")


def _pieces(blocks: Sequence[Block]) -> list[tuple[Block, int, str]]:
    """Return the lines of some blocks, with where each begins."""
    found = []
    for block in blocks:
        start = 0
        for line in block.text.split("\n"):
            if line.strip():
                found.append((block, start, line))
            start += len(line) + 1
    return found


def _in_head(head: Sequence[Block]) -> Iterator[Claim]:
    lines = _pieces(head)
    for number, (block, start, line) in enumerate(lines):
        match = next((each for p in _patterns() if (each := p.match(line))), None)
        following = lines[number + 1][2] if number + 1 < len(lines) else ""
        if match is None and _ABOUT.search(following):
            match = _alone().fullmatch(line)
        if match and (_ABOUT.search(line) or _ABOUT.search(following)):
            yield Claim(TITLE, Span(block, start + match.start("name"), start + match.end("name")))


@cache
def _asking() -> re.Pattern[str]:
    seal = r"(?:[（(](?:盖章|公章|印章|签章)[）)])?"
    after = r"(?=\s|$|[（(，。；])"
    mark = r"(?:\s*[:：]\s*|\s+)"
    return re.compile(rf"(?:{_asked_words()}){seal}{mark}{seal}\s*(?P<name>{_name()}){after}")


@cache
def _asked_words() -> str:
    return "|".join(re.escape(each) for each in words("names")["agency"]["asked"])


def _in_cells(paper: Paper) -> Iterator[Claim]:
    """Yield the names that stand in the cell after one that asks for them."""
    asking = {cell.number for cell in paper.cells if _asks().fullmatch("".join(cell.text.split()))}
    for grid in paper.grids if asking else ():
        for row in grid.rows:
            for label, cell in pairwise(row):
                if label.number not in asking:
                    continue
                if name := _alone().fullmatch(cell.text):
                    yield Claim(COVER, Span(cell, *name.span("name")))


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(rf"(?:{_asked_words()})(?:[（(](?:盖章|公章|印章|签章)[）)])?[:：]?")


def _asked(blocks: Sequence[Block]) -> Iterator[Claim]:
    for block in blocks:
        if "单位" in block.text or "部门" in block.text:
            for match in _asking().finditer(block.text):
                yield Claim(COVER, Span(block, *match.span("name")))


def _at_foot(blocks: Sequence[Block], head: Sequence[Block]) -> Iterator[Claim]:
    """Yield the signatures: a name on a line of its own, with or above a date."""
    lines = _pieces(blocks[len(head) :])
    for number, (block, start, line) in enumerate(lines):
        if len(line.strip()) > _LONGEST_OF_A_HEAD:
            continue
        following = lines[number + 1][2] if number + 1 < len(lines) else ""
        dated = _DATE.fullmatch(following)
        if not dated and not line.rstrip().endswith("日"):
            continue
        match = _alone().fullmatch(line)
        if match and (dated or match["date"]):
            yield Claim(FOOT, Span(block, start + match.start("name"), start + match.end("name")))
