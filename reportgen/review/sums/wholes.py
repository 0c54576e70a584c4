"""Which numbers of a text are parts of which other one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.passages import naming
from reportgen.review.kept import kept
from reportgen.review.sums import readings, spread
from reportgen.review.sums.amounts import MONEY, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case

_NEVER_PARTS = ("%", "百分点", "倍", "天", "小时", "岁", "分钟", "个月")
_POINTS, _SCORED = "分", "得分"
_EACH = re.compile(r"人均|户均|平均|每")
_STOPS = "。！？\n"
_FULL = re.compile(f"[{_STOPS}]")
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}
_BRACKET = re.compile(r"[（(）)]")
_AFTER = 6
_LEAD = 8
_GIVEN = re.compile(r"[）)]?[，,、]?(?:实际|自评)?得分?[为：:]?\s*\d")
LED = "按"
_MOST_WHOLES = 20
_WINDOW = 100
"""How many numbers before and behind a word are looked at."""
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
    return re.compile(rf"由(?=[^。；]*?(?:组成|构成))|[，,：:；]?(?:{known})|{_led()}|[:：（(=＝]")


@cache
def _led() -> str:
    return "|".join(words("sums")["openers"]["led"])


@kept
def relations(case: Case) -> Sequence[Relation]:
    """Return every total of the text with its parts."""
    return list(_relations(case))


def _relations(case: Case) -> Iterator[Relation]:
    pairs = zip(case.sentences, case.quantities, strict=True)
    blocks: list[tuple[Block, list[Quantity]]] = []
    for sentence, quantities in pairs:
        if blocks and blocks[-1][0].number == sentence.block.number:
            blocks[-1][1].extend(quantities)
        else:
            blocks.append((sentence.block, [*quantities]))
    for block, found in blocks:
        if len(found) > 1:
            yield from _in_block(block, found)
    for wholes, taken, between in (*spread.lists(blocks), *spread.sentences(blocks)):
        yield Relation(wholes[0], taken[0], taken, wholes, "其中", between)


def _in_block(block: Block, found: list[Quantity]) -> Iterator[Relation]:
    items = _items(block.text, found)
    if len(items) < 2:
        return
    seen: set[int] = set()
    starts = [item.start for item in items]
    for opener in _openers().finditer(block.text):
        if items[-1].start < opener.end():
            break
        at = bisect_left(starts, opener.end())
        relation = _opened(block.text, items[max(0, at - _WINDOW) : at + _WINDOW], opener)
        if relation and relation.parts[0].start not in seen:
            seen.add(relation.parts[0].start)
            yield relation
    yield from _closed(block.text, items)


def _items(text: str, found: list[Quantity]) -> list[Item]:
    usable = [each for each in found if is_amount(each)]
    brackets = [(each.start(), _BRACKETS[each[0]]) for each in _BRACKET.finditer(text)][::-1]
    opened: list[int] = []
    items = []
    for each in usable:
        while brackets and brackets[-1][0] < each.start:
            place, step = brackets.pop()
            if step > 0:
                opened.append(place)
            elif opened:
                opened.pop()
        items.append(Item(each, opened[-1] if opened else -1))
    return items


def is_amount(each: Quantity) -> bool:
    """Tell whether a number can be a part or a whole: no rate, no change, nothing per head."""
    if each.share or each.change or each.against or each.value < 0 or "/" in each.measure:
        return False
    if each.measure == _POINTS and not (
        (each.role == _SCORED and not _GIVEN.match(each.block.text, each.end)) or _is_scored(each)
    ):
        return False
    return each.measure not in _NEVER_PARTS and not _EACH.match(each.name)


def _is_scored(each: Quantity) -> bool:
    """Tell whether points were given: of 得分 and 分值 the former stands nearer before them."""
    text = each.block.text
    if _GIVEN.match(text, each.end):
        return False
    begin = _full_before(text, each.start)
    before = text[begin : each.start]
    scored = before.rfind("得分")
    return scored > max(before.rfind(word) for word in ("分值", "满分", "权重", "标准分", "扣"))


def _full_before(text: str, end: int) -> int:
    """Return where the sentence begins that a place stands in."""
    return max(text.rfind(stop, 0, end) for stop in _STOPS) + 1


def _opened(text: str, items: list[Item], opener: re.Match[str]) -> Relation | None:
    after = [item for item in items if item.start >= opener.end()]
    first = after[0]
    if _FULL.search(text, opener.end(), first.start):
        return None
    word = opener[0].lstrip("，,：:；") or opener[0]
    word = LED if re.fullmatch(_led(), opener[0]) else word
    wholes = _wholes(text, [i for i in items if i.end <= opener.start()], first, opener)
    if not wholes:
        return None
    run = _run(text, after, opener.end(), first)
    parts = [item.quantity for item in run]
    if not parts or (word in "（(" and len(parts) < 2) or readings.is_endless(text, run):
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
    return [item.quantity for item in reversed(ahead[-_MOST_WHOLES:])]


def _far(text: str, item: Item, nearest: Item) -> bool:
    return bool(_FULL.search(text, item.end, nearest.start))


def _run(text: str, after: list[Item], begin: int, first: Item) -> list[Item]:
    """Return the items that can be parts: in one bracket, of one measure, to the full stop."""
    stop = _FULL.search(text, first.end)
    end = stop.start() if stop else len(text)
    actual = words("sums")["budget"]["actual"]
    run: list[Item] = []
    for item in after:
        if item.start > end or item.bracket < first.bracket:
            break
        if item.bracket != first.bracket:
            continue
        if run and is_bare_total(text, item):
            break
        if item.quantity.role == actual and any(_is_budget(each) for each in run):
            break
        if measure(item.quantity) == measure(first.quantity):
            run.append(item)
    if marks := [m.end() for m in _MARKS.finditer(text, begin, end) if m.start() != first.bracket]:
        heads = {next((i.start for i in run if i.start >= mark), -1) for mark in marks}
        run = [item for item in run if item.start in heads] or run
    return run


def _is_budget(item: Item) -> bool:
    return item.quantity.role in words("sums")["budget"]["all"]


def _is_spent(text: str, item: Item) -> bool:
    """Tell whether a bare total is what was spent, which is no sum of budgets: 全年支出."""
    given = words("sums")
    clause = _CLAUSE.split(text[max(0, item.start - 18) : item.start])[-1]
    known = any(word in clause for word in given["budget"]["spent"])
    return known and not any(word in clause for word in given["openers"]["total"])


_CLAUSE = re.compile(r"[，,；;：:、。）)]")
_OWN = re.compile("^(?:收入|支出|资金)(?=合计|共计|总计|总共|一共)")


def is_bare_total(text: str, item: Item) -> bool:
    """Tell whether only 合计 or its like stands before a number: the sum of what came before."""
    clause = _CLAUSE.split(text[max(0, item.start - 18) : item.start])[-1]
    if "累计" in clause or (clause.strip() == "共" and measure(item.quantity) != MONEY):
        return False
    return naming.is_bare_total(_OWN.sub("", clause))


def _closed(text: str, items: list[Item]) -> Iterator[Relation]:
    """Yield totals that come behind their parts."""
    for at, item in enumerate(items):
        joined = re.search(r"[=＝]\s*$", text[max(0, item.start - 3) : item.start])
        if at < 2 or not (joined or is_bare_total(text, item)):
            continue
        begin = _full_before(text, item.start)
        before = [
            each
            for each in items[max(0, at - _WINDOW) : at]
            if each.start >= begin
            and each.bracket == item.bracket
            and measure(each.quantity) == measure(item.quantity)
        ]
        if _is_spent(text, item) and any(_is_budget(each) for each in before):
            continue
        if len(before) > 1 and not readings.is_endless(text, before):
            taken = readings.backwards(text, before)
            plain = readings.plain_backwards(text, before, item)
            between = text[plain[0].start : item.end]
            yield Relation(
                item.quantity, plain, taken, (item.quantity,), "=" if joined else "合计", between
            )
