"""A report beside the one its form gives: which figures were changed, removed or added by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.papers.model import Span, whole
from reportgen.review.model import error, notice
from reportgen.review.roundtrip import aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from reportgen.findings import Where
    from reportgen.papers.model import Paper
    from reportgen.review.model import Fault
    from reportgen.review.roundtrip.aligned import Pair
    from reportgen.review.roundtrip.tokens import Masked, Token

_CONTEXT = 14
_FEWEST_IN_COMMON = 0.5
_ROUND_TRIP = "RV6"


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of the form: ``base`` in the unit that ``measure`` names, and its cell."""

    name: str
    base: Decimal
    measure: str
    where: Where


@dataclass(frozen=True, slots=True)
class _Difference:
    """What stands in one printing only, or otherwise in the other; ``near`` is where to look."""

    before: Token | None
    after: Token | None
    near: Span


def compare(actual: Paper, expected: Paper, known: Sequence[Known]) -> list[Fault]:
    """Return every figure that differs from the report which the form itself gives.

    One fault a figure. Where less than half of the paragraphs are found again the two are not
    printings of one report: then that is said, and no figure is compared.
    """
    lines = list(aligned.paragraphs(expected, actual))
    old = sum(1 for before, _ in lines if before is not None)
    if old and sum(1 for before, after in lines if before and after) < old * _FEWEST_IN_COMMON:
        return [_another(actual)]
    pairs = [*lines, *aligned.cells(expected, actual)]
    found = _cancelled(list(_differences(pairs, actual)))
    return [_fault(each, known) for each in found]


def fold(faults: Iterable[Fault]) -> list[Fault]:
    """Leave out what only follows from a figure that was changed by hand."""
    faults = list(faults)
    changed = [
        span for fault in faults if fault.code.startswith(_ROUND_TRIP) for span in fault.spans
    ]
    return [
        fault
        for fault in faults
        if fault.code.startswith(_ROUND_TRIP)
        or not any(_meet(span, other) for span in fault.spans for other in changed)
    ]


def _meet(one: Span, other: Span) -> bool:
    same = one.block.number == other.block.number
    return same and one.start < other.end and other.start < one.end


def _differences(pairs: Iterable[Pair], actual: Paper) -> Iterator[_Difference]:
    near = whole(actual.blocks[0])
    for before, after in pairs:
        if after is not None:
            near = whole(after.block)
        if before is None and after is not None:
            yield from (_Difference(None, token, token.span) for token in after.tokens)
        elif after is None and before is not None:
            yield from (_Difference(token, None, near) for token in before.tokens)
        elif before is not None and after is not None:
            yield from _between(before, after, near)


def _between(before: Masked, after: Masked, near: Span) -> Iterator[_Difference]:
    last = near
    for old, new in aligned.numbers(before, after):
        if new is not None:
            last = new.span
        if old is None or new is None or old.worth != new.worth:
            yield _Difference(old, new, last)


def _cancelled(found: Sequence[_Difference]) -> list[_Difference]:
    """A figure that left one place and stands in another was moved, not changed."""
    added = [each for each in found if each.before is None]
    gone = set[int]()
    for each in found:
        if each.after is None and each.before is not None:
            match = next((a for a in added if id(a) not in gone and _is_moved(each, a)), None)
            if match is not None:
                gone |= {id(each), id(match)}
    return [each for each in found if id(each) not in gone]


def _is_moved(removed: _Difference, added: _Difference) -> bool:
    old, new = removed.before, added.after
    return old is not None and new is not None and old.worth == new.worth


def _fault(each: _Difference, known: Sequence[Known]) -> Fault:
    if each.before is None and each.after is not None:
        return notice(
            "RV63",
            [each.after.span],
            f"“{_around(each.after.span)}”中的 {each.after.text}，"
            "按填报表生成的报告里没有，无从核对。",
            "核对这个数的出处；应当由填报表填列的，填入填报表后重新生成报告。",
        )
    assert each.before is not None  # noqa: S101  # one of the two stands
    told = _named(each.before, known)
    if each.after is None:
        return notice(
            "RV62",
            [each.near],
            f"按填报表应有的 {each.before.text}{told}，报告里没有了，"
            f"原句是“{_around(each.before.span)}”。",
            "核对是不是有意删去；误删的，照原句补上。",
        )
    return error(
        "RV61",
        [each.after.span],
        f"报告里是 {each.after.text}，按填报表应为 {each.before.text}{told}。",
        f"核对这个数。报告改错的，改回 {each.before.text}；"
        "填报表填错的，改正填报表后重新生成报告。",
    )


def _named(token: Token, known: Sequence[Known]) -> str:
    """Return which cell of the form a figure comes from, where that is plain."""
    from rapidfuzz import fuzz

    context = token.span.block.text[: token.span.start][-_CONTEXT * 2 :]
    fits = [
        each
        for each in known
        if (each.measure == token.measure and each.base == token.base)
        or (not token.measure and each.base == token.base)
    ]
    if not fits:
        return ""
    best = max(fits, key=lambda each: (fuzz.partial_ratio(each.name, context), each.name))
    return f"（{best.name}，{best.where}）"


def _around(span: Span) -> str:
    text = span.block.text
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


def _another(actual: Paper) -> Fault:
    return error(
        "RV64",
        [whole(actual.blocks[0])],
        "这份报告与按填报表生成的报告，大半段落对不上，没有逐个核对填报表的数。",
        "核对报告和填报表是不是同一单位、同一年度的；都对的，请用 reportgen build 重新生成报告。",
    )
