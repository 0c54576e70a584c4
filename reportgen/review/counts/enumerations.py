"""Lists in running text: where one begins, its items, and how many they may be counted as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import chinese

if TYPE_CHECKING:
    from reportgen.papers.model import Block

NUMBER = r"\d{1,3}|[两俩二三四五六七八九十]{1,3}"
MOST = 60
"""No list of a report is longer; a larger number counts something else."""
_OPEN, _CLOSE = "（(《“〔【[「『‘", "）)》”〕】]」』’"
_STOPS = "，。；：！？\n,;:!?"
_MARKS = frozenset(f"{_OPEN}{_CLOSE}{_STOPS}")
_LONGEST_QUOTE = 30
_LONGEST_CLAUSE = 1500


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its words, its items, and the fewest and most it may fairly be counted as."""

    span: Span
    items: tuple[str, ...]
    least: int
    most: int

    @property
    def likely(self) -> int:
        """Return how many most readers would count."""
        return min(len(self.items) + (1 if _joined(self.items[-1]) else 0), self.most)


@cache
def known(part: str, key: str) -> tuple[str, ...]:
    """Return words of the lexicon, longest first."""
    return tuple(sorted(words("counts")[part][key], key=len, reverse=True))


def value(text: str) -> int:
    """Return the value of a stated count; 0 where it is an ordinal or none.

    >>> value("18"), value("十三"), value("俩"), value("二")
    (18, 13, 2, 0)
    """
    if text == "二":
        return 0
    return int(text) if text.isdigit() else chinese(text.replace("俩", "两")) or 0


@cache
def counting() -> re.Pattern[str]:
    """Return what every stated count ends in: where it is not found there is none."""
    classifiers = "|".join(known("number", "classifiers"))
    return re.compile(rf"[\d两俩二三四五六七八九十](?:{classifiers})")


def depths(text: str) -> list[int]:
    """Return how many brackets and quotes each character stands in; a bracket stands in itself."""
    depth, told = 0, []
    for each in text:
        if each in _OPEN:
            depth += 1
        told.append(depth)
        if each in _CLOSE:
            depth = max(0, depth - 1)
    return told


def clause_start(text: str, end: int) -> int:
    """Return where the clause that ends at ``end`` begins; brackets inside it are passed over.

    What is longer than any clause is none: it begins where it ends.
    """
    depth = 0
    first = max(0, end - _LONGEST_CLAUSE)
    for at in range(end - 1, first - 1, -1):
        each = text[at]
        if each not in _MARKS:
            continue
        if each in _CLOSE:
            depth += 1
        elif each in _OPEN:
            if not depth:
                return at + 1
            depth -= 1
        elif not depth:
            return at + 1
    return end if first else 0


def clause_end(text: str, start: int, stops: str = _STOPS) -> int:
    """Return where the clause that begins at ``start`` ends; at once where it is endless."""
    depth, last = 0, min(len(text), start + _LONGEST_CLAUSE)
    for found in _any_of(f"{_OPEN}{_CLOSE}{stops}").finditer(text, start, last):
        if found[0] in _OPEN:
            depth += 1
        elif found[0] in _CLOSE:
            if not depth:
                return found.start()
            depth -= 1
        elif not depth:
            return found.start()
    return last if last == len(text) else start


def split(text: str, marks: str = "、") -> tuple[str, ...]:
    """Return the items of a list; quotes and titles side by side are items too.

    >>> split("个人（家庭、集体）收入、就业")
    ('个人（家庭、集体）收入', '就业')
    >>> split("“农旅”“农商”")
    ('“农旅”', '“农商”')
    """
    if not _any_of(_OPEN).search(text):
        plain = _any_of(marks).split(text)
        return tuple(item.strip() for item in plain if item.strip())
    items, begin = [], 0
    for at, depth in enumerate(depths(text)):
        if not depth and text[at] in marks:
            items.append(text[begin:at])
            begin = at + 1
        elif depth == 1 and at and text[at - 1 : at + 1] in ("”“", "》《") and "、" in marks:
            items.append(text[begin:at])
            begin = at
    items.append(text[begin:])
    return tuple(item.strip() for item in items if item.strip())


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def listing(block: Block, start: int, end: int) -> Listing:
    """Return the list between two places of a block."""
    items = split(block.text[start:end])
    inner = [at for at, item in enumerate(items[:-1]) if at and _may_begin(item)]
    least = len(items) - (inner[-1] if inner else 0)
    most = len(items) + sum(joints(item) for item in items)
    return Listing(Span(block, start, end), items, least, most)


def of_a_kind(noun: str, items: tuple[str, ...]) -> bool:
    """Tell whether the names listed end as names of the things counted do.

    >>> of_a_kind("规模工业企业", ("湘怡钙业有限公司", "第二水泥厂")), of_a_kind("企业", ("油茶",))
    (True, False)
    >>> of_a_kind("办公室", ("党政办公室", "应急办公室"))
    True
    """
    names = tuple(item.removesuffix("等") for item in items)
    ends = {name[-2:] for name in names}
    return (len(names) > 1 and len(ends) == 1 and ends.pop() in noun) or any(
        kind in noun and all(name.endswith(tuple(tails)) for name in names)
        for kind, tails in words("counts")["kin"].items()
    )


def even(items: tuple[str, ...], apart: int) -> bool:
    """Tell whether items are about as long as each other; the first may hold a verb."""
    lengths = [len(item) for item in items[1:]]
    return max(lengths) - min(lengths) <= apart


def shortened(text: str) -> str:
    """Return words to quote: long ones by both ends."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{text[:12]}……{text[-12:]}"


def _may_begin(item: str) -> bool:
    return bool(joints(item)) or any(word in item for word in known("list", "begins"))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile("|".join(known("list", "joints")))


def joints(item: str) -> int:
    """Return how often 和, 及, 与 may join two things in an item."""
    return len(_joint().findall(item))


def _joined(item: str) -> bool:
    found = _joint().search(item)
    return found is not None and found.start() > 1 and len(item) - found.end() > 1
