"""Which numbers of a text are parts of which other one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.sums import readings
from reportgen.review.sums.amounts import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case

_NEVER_PARTS = ("%", "百分点", "倍", "天", "小时", "岁", "分钟", "个月")
_POINTS, _SCORED = "分", "得分"
_EACH = re.compile(r"人均|户均|平均|每")
_FULL = re.compile(r"[。！？\n]")
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}
_AFTER = 6
_LEAD = 8
_MARKS = re.compile(r"[①-⑳]|[（(]\d{1,2}[)）]")


@dataclass(frozen=True, slots=True)
class Item:
    """A number that can be a part or a whole, and the bracket it stands in (-1 for none)."""

    quantity: Quantity
    bracket: int

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.quantity.end


@dataclass(frozen=True, slots=True)
class Relation:
    """A total with its parts as a reader takes them; ``readings`` are all they can be taken for.

    ``wording`` is the word that joins them: 其中, 包括, 合计, ``=``, or a bracket. ``between`` is
    what stands from the total to the last part.
    """

    whole: Quantity
    parts: tuple[Quantity, ...]
    readings: tuple[tuple[Quantity, ...], ...]
    wholes: tuple[Quantity, ...]
    wording: str
    between: str


@cache
def _openers() -> re.Pattern[str]:
    given = words("sums")["openers"]
    known = "|".join((*given["some"], *(word for word in given["whole"] if word != "由")))
    return re.compile(rf"由(?=[^。；]*?(?:组成|构成))|[，,：:；]?(?:{known})|[:：（(=＝]")


def relations(case: Case) -> Iterator[Relation]:
    """Yield every total of the text with its parts."""
    pairs = zip(case.sentences, case.quantities, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0].block.number):
        listed = list(group)
        found = [quantity for _, quantities in listed for quantity in quantities]
        if len(found) > 1:
            yield from _in_block(listed[0][0].block, found)


def _in_block(block: Block, found: list[Quantity]) -> Iterator[Relation]:
    items = _items(block.text, found)
    if len(items) < 2:
        return
    seen: set[int] = set()
    for opener in _openers().finditer(block.text):
        if items[-1].start < opener.end():
            break
        relation = _opened(block.text, items, opener)
        if relation and relation.parts[0].start not in seen:
            seen.add(relation.parts[0].start)
            yield relation
    yield from _closed(block.text, items)


def _items(text: str, found: list[Quantity]) -> list[Item]:
    usable = [each for each in found if is_amount(each)]
    opened: list[int] = []
    items, at = [], 0
    for each in usable:
        for place in range(at, each.start):
            step = _BRACKETS.get(text[place], 0)
            if step > 0:
                opened.append(place)
            elif step < 0 and opened:
                opened.pop()
        at = each.start
        items.append(Item(each, opened[-1] if opened else -1))
    return items


def is_amount(each: Quantity) -> bool:
    """Tell whether a number can be a part or a whole: no rate, no change, nothing per head."""
    if each.share or each.change or each.against or each.value < 0 or "/" in each.measure:
        return False
    if each.measure == _POINTS and each.role != _SCORED:
        return False
    return each.measure not in _NEVER_PARTS and not _EACH.match(each.name)


def _opened(text: str, items: list[Item], opener: re.Match[str]) -> Relation | None:
    after = [item for item in items if item.start >= opener.end()]
    first = after[0]
    if _FULL.search(text, opener.end(), first.start):
        return None
    word = opener[0].lstrip("，,：:；") or opener[0]
    wholes = _wholes(text, [i for i in items if i.end <= opener.start()], first, opener)
    if not wholes:
        return None
    run = _run(text, after, opener.end(), first)
    parts = [item.quantity for item in run]
    if not parts or (word in "（(" and len(parts) < 2):
        return None
    taken = readings.of(text, run)
    between = text[wholes[0].end : run[-1].end + _AFTER]
    return Relation(wholes[0], readings.plain(text, run), taken, tuple(wholes), word, between)


def _wholes(text: str, before: list[Item], first: Item, opener: re.Match[str]) -> list[Quantity]:
    """Return the numbers that can be the total, the likeliest first."""
    alike = [i for i in before if measure(i.quantity) == measure(first.quantity)]
    if not alike:
        return []
    nearest = alike[-1]
    gap = text[nearest.end : opener.start()]
    if first.bracket != nearest.bracket and first.bracket >= 0:
        directly = not text[nearest.end : first.bracket].strip()
        return [nearest.quantity] if directly else []
    if opener[0] in "（(：:=＝" and (opener[0] in "（(" or len(gap) > _LEAD):
        return []
    stops = len(_FULL.findall(gap))
    begins = opener.start() == 0 or text[opener.start() - 1] in "。！？\n " or not gap.strip("。 ")
    if stops > 1 or (stops == 1 and not begins):
        return []
    if opener[0].endswith(("分别为", "分别是")) and len(gap) > 12:
        return []
    ahead = [i for i in alike if i.bracket == nearest.bracket and not _far(text, i, nearest)]
    return [item.quantity for item in reversed(ahead)]


def _far(text: str, item: Item, nearest: Item) -> bool:
    return bool(_FULL.search(text, item.end, nearest.start))


def _run(text: str, after: list[Item], begin: int, first: Item) -> list[Item]:
    """Return the items that can be parts: in one bracket, of one measure, to the full stop."""
    stop = _FULL.search(text, first.end)
    end = stop.start() if stop else len(text)
    run: list[Item] = []
    for item in after:
        if item.start > end or item.bracket < first.bracket:
            break
        if item.bracket != first.bracket:
            continue
        if run and is_bare_total(text, item):
            break
        if measure(item.quantity) == measure(first.quantity):
            run.append(item)
    if marks := [m.end() for m in _MARKS.finditer(text, begin, end) if m.start() != first.bracket]:
        heads = {next((i.start for i in run if i.start >= mark), -1) for mark in marks}
        run = [item for item in run if item.start in heads] or run
    return run


_BARE = re.compile(
    r"(?:^|[，,；;：:、。）)])(?:以上|上述)?(?P<n>[两三四五六七八九十]|\d{1,2})?(?:项|者|类|部分|个单位)?"
    r"(?:合计|共计|总计|总共|一共)(?:支出|收入|金额|资金|人数|为|达|约|是)*$"
)


def is_bare_total(text: str, item: Item) -> bool:
    """Tell whether only 合计 or its like stands before a number: the sum of what came before."""
    return bool(_BARE.search(text[max(0, item.start - 16) : item.start]))


def _closed(text: str, items: list[Item]) -> Iterator[Relation]:
    """Yield totals that come behind their parts."""
    for at, item in enumerate(items):
        joined = re.search(r"[=＝]\s*$", text[max(0, item.start - 3) : item.start])
        if at < 2 or not (joined or is_bare_total(text, item)):
            continue
        begin = max((found.end() for found in _FULL.finditer(text, 0, item.start)), default=0)
        before = [
            each
            for each in items[:at]
            if each.start >= begin
            and each.bracket == item.bracket
            and measure(each.quantity) == measure(item.quantity)
        ]
        if len(before) > 1:
            taken = readings.backwards(text, before)
            plain = readings.plain_backwards(text, before, item)
            between = text[plain[0].start : item.end]
            yield Relation(
                item.quantity, plain, taken, (item.quantity,), "=" if joined else "合计", between
            )
