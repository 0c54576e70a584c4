"""Totals whose parts are told each in a sentence or a paragraph of its own."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.sums.amounts import MONEY, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.passages.model import Quantity

    Read = tuple[Block, list[Quantity]]
    Parts = tuple[Quantity, ...]
    Found = tuple[Parts, tuple[Parts, ...], str]

_LEADS = re.compile(
    r"(?:其中|包括|包含|如下|分为|构成|具体(?:为|是|情况)?|分别为|分别是|组成)[^。；]{0,8}[：:]$"
)
_MARK = re.compile(
    r"\s*(?:(?P<bracket>[（(]\d{1,2}[)）])|(?P<dot>\d{1,2}[.．、](?!\d))|(?P<ring>[①-⑳])"
    r"|(?P<chinese>[（(][一二三四五六七八九十]{1,2}[)）])|(?P<said>[一二三四五六七八九]是))"
)
_HEAD = 24
_MOST = 400
_STOP = re.compile(r"[。！？\n]")
_ONE_OF = re.compile(r"其中[：:，,]?[^。，,；;]{0,12}$")


def lists(blocks: Sequence[Read]) -> Iterator[Found]:
    """Yield a total before a colon with the first amount of each item of the list under it."""
    for at, (block, found) in enumerate(blocks[:-2]):
        lead = block.text.rstrip()
        if not found or block.is_cell or not _LEADS.search(lead):
            continue
        last = max(mark.end() for mark in re.finditer(r"^|[。！？；]", lead))
        wholes = [each for each in found if each.start >= last and _is_plain(each)]
        if len(wholes) == 1 and (items := _items(blocks, at, measure(wholes[0]))):
            taken = tuple(islice(product(*items), _MOST))
            yield (wholes[0],), taken, lead[wholes[0].end :]


def _items(blocks: Sequence[Read], at: int, of: str) -> list[list[Quantity]]:
    """Return of each item of a list the amounts it can be of, the likeliest first."""
    kind, items = "", []
    for block, found in blocks[at + 1 :]:
        mark = _MARK.match(block.text)
        if mark is None or (kind and mark.lastgroup != kind) or block.is_cell:
            break
        kind = str(mark.lastgroup)
        alike = [each for each in found if measure(each) == of and _is_plain(each)]
        likely = [each for each in alike if each.role in ("", "决算")]
        if not likely or likely[0].start > mark.end() + _HEAD + (likely[0] is not alike[0]) * _HEAD:
            return []
        if _STOP.search(block.text, mark.end(), likely[0].start):
            return []
        items.append([likely[0], *(each for each in alike[:4] if each is not likely[0])])
    return items if len(items) > 1 else []


def _is_plain(each: Quantity) -> bool:
    return not (each.share or each.change or each.against or each.about or "/" in each.measure)


def sentences(blocks: Sequence[Read]) -> Iterator[Found]:
    """Yield 支出9万元，其中基本支出5万元。项目支出4万元: two sentences, one division."""
    for block, found in blocks:
        if len(found) < 3 or "其中" not in block.text or not _STOP.search(block.text):
            continue
        for one, other in words("sums")["partitions"]["whole"]:
            if one in block.text and other in block.text:
                yield from _divided(block, [e for e in found if _is_plain(e)], (one, other))


def _divided(block: Block, found: list[Quantity], names: tuple[str, str]) -> Iterator[Found]:
    money = [each for each in found if measure(each) == MONEY]
    for at, first in enumerate(money[1:], 1):
        whole = money[at - 1]
        between = block.text[whole.end : first.start]
        if first.name != names[0] or not _ONE_OF.search(between) or _STOP.search(between[:-14]):
            continue
        rest = block.text[first.end :]
        stop = _STOP.search(rest)
        after = [e for e in money[at + 1 :] if e.name == names[1]]
        if stop is None or not after or after[0].start < first.end + stop.start():
            return
        begin = max(m.end() for m in re.finditer(r"^|[。！？]", block.text[: after[0].start]))
        said = block.text[begin : after[0].start].strip()
        years = {first.year, after[0].year} - {None}
        if (
            len(years) < 2
            and first.role == after[0].role
            and re.fullmatch(rf"(?:{_MARK.pattern})?{names[1]}(?:共|共计|合计|为|是)*", said)
        ):
            wholes = tuple(reversed(money[:at]))
            yield wholes, ((first, after[0]),), between
        return
