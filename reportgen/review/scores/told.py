"""RV21 and RV22, of a sentence: the score it claims against the points it lists or takes off."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span
from reportgen.passages.numerals import narrow
from reportgen.review.model import error
from reportgen.review.scores.sheets import FULL, Claim, claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

CODE, ABOVE = "RV21", "RV22"
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_ITEM = re.compile(
    rf"(?P<full>{_NUMBER})分[）)]?[，,、]?(?:实际|自评)?(?:得分|得)[为：:]?\s*(?P<got>{_NUMBER})分"
    rf"|(?P<first>{_NUMBER})分[（(](?:满分|分值|权重)[为：:]?\s*(?P<whole>{_NUMBER})分?[）)]"
)
_NEXT_CLAIM = re.compile(r"得分率|[。！？][^。]*(?:总分|综合得分|自评得分|评价得分)")
_LISTED = re.compile(r"其中|具体|分别|如下|包括|：")
_TAKEN = re.compile(rf"(?<!不)(?<!未)扣(?:除|减|掉|了|分)?\s*(?P<number>{_NUMBER})分")
_ALL_TAKEN = re.compile(r"(?:共|合计|共计|总计|累计|总共|一共)$")
_REST = re.compile(r"(?:其余|其他|其它)[^。；扣]{0,14}(?:满分|(?:不|未|没有)扣分)")
_UNSURE = re.compile(r"每|加分|加\d|最多扣|规定|标准|扣完")
_FEWEST = 2


class Item(NamedTuple):
    """Points given and the points there were to give, each with its place."""

    got: Decimal
    full: Decimal
    got_at: Span
    full_at: Span


def check(case: Case) -> Iterator[Fault]:
    """Yield scores that are not the sum of what is listed behind them, or of what was taken off."""
    met = set()
    for claim in claims(case):
        if claim.block.number in met or claim.block.is_cell:
            continue
        met.add(claim.block.number)
        rest = narrow(claim.block.text)
        stop = _NEXT_CLAIM.search(rest, claim.span.end)
        rest = rest[: stop.start()] if stop else rest
        yield from _of_items(claim, _items(claim.block, rest, claim.span.end))
        yield from _of_taken(claim, rest)


def _items(block: Block, text: str, begin: int) -> list[Item]:
    found = list(_ITEM.finditer(text, begin))
    if found and not _LISTED.search(text, begin, found[0].start()):
        return []
    items = []
    for each in found:
        got, full = ("got", "full") if each["got"] else ("first", "whole")
        spans = [Span(block, each.start(key), each.end(key)) for key in (got, full)]
        items.append(Item(Decimal(each[got]), Decimal(each[full]), *spans))
    return items


def _of_items(claim: Claim, items: Sequence[Item]) -> Iterator[Fault]:
    for item in items:
        if item.got > item.full:
            yield error(
                ABOVE,
                (item.got_at, item.full_at),
                f"得分{item.got}分高于满分{item.full}分。",
                "核对这一项的得分和满分，改正填错的一个。",
            )
    if len(items) < _FEWEST or sum(item.full for item in items) != FULL:
        yield from _of_full(claim, items)
        return
    total = sum((item.got for item in items), Decimal(0))
    if total != claim.value:
        added = "＋".join(f"{item.got}" for item in items)
        yield error(
            CODE,
            (claim.span, *(item.got_at for item in items)),
            f"文中说得分为{claim.value}分，各项得分相加为{added}＝{total}分，"
            f"相差{abs(total - claim.value)}分。",
            f"核对总分和各项得分；各项无误的，总分改为{total}分。",
        )


def _of_full(claim: Claim, items: Sequence[Item]) -> Iterator[Fault]:
    """Hold the points there are to give against the hundred, where those given add up."""
    full = sum((item.full for item in items), Decimal(0))
    if len(items) <= _FEWEST or sum(item.got for item in items) != claim.value:
        return
    added = "＋".join(f"{item.full}" for item in items)
    yield error(
        CODE,
        [item.full_at for item in items],
        f"各项得分相加等于总分{claim.value}分，各项分值相加却为{added}＝{full}分，不是{FULL:f}分。",
        "核对各项分值，改正填错的一项。",
    )


def _of_taken(claim: Claim, text: str) -> Iterator[Fault]:
    found = list(_TAKEN.finditer(text, claim.span.end))
    if not found or _UNSURE.search(text, claim.span.end):
        return
    first = found[0]
    told = _ALL_TAKEN.search(text[claim.span.end : first.start()])
    parts = found[1:] if told else found
    is_all = told or _REST.search(text, claim.span.end)
    due = FULL - claim.value
    taken = Decimal(first["number"]) if told else _sum(parts)
    if is_all and taken != due:
        yield _taken(claim, [first] if told else parts, taken, due)
    elif told and len(parts) >= _FEWEST and _sum(parts) > taken:
        yield _taken(claim, parts, _sum(parts), due)


def _sum(found: Sequence[re.Match[str]]) -> Decimal:
    return sum((Decimal(each["number"]) for each in found), Decimal(0))


def _taken(claim: Claim, found: Sequence[re.Match[str]], taken: Decimal, due: Decimal) -> Fault:
    spans = [Span(claim.block, each.start("number"), each.end("number")) for each in found]
    added = "＋".join(each["number"] for each in found)
    said = f"{added}＝{taken}" if len(found) > 1 else added
    return error(
        CODE,
        (claim.span, *spans),
        f"文中说得分为{claim.value}分，即扣{due}分，列出的扣分为{said}分。",
        f"核对总分和各项扣分；扣分无误的，总分改为{FULL - taken}分。",
    )
