"""One wrong number, one finding: of several faults at one place the one that explains it best."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.papers.model import Span
    from reportgen.review.model import Fault

ORDER: tuple[frozenset[str], ...] = tuple(
    frozenset(codes.split())
    for codes in ("RV04", "RV01 RV05", "RV02 RV03", "RV21", "RV09", "RV08", "RV24", "RV13", "RV52")
)
"""What is wrong by itself goes before what only shows that something is.

A wrong unit makes sums, shares and comparisons wrong; a sum or a rate says what is due, two
values that differ (RV08) only that one is wrong; a count names the character that a spelling
(RV52) only doubts.
"""

_RANKS = {code: rank for rank, codes in enumerate(ORDER) for code in codes}
_UNIT = "RV04"
_OF_TWO_VALUES = frozenset({"RV08", "RV09"})
_TOLD_TWICE = frozenset({"RV02", "RV03"})
_OF_NUMBERS = frozenset({"RV01", "RV02", "RV03", "RV08", "RV09"})


def foremost(faults: Iterable[Fault]) -> list[Fault]:
    """Leave out each fault whose number another explains better; its evidence is kept.

    Only faults of the same words are weighed, and a 提醒 never stands for an 错误: two wrong
    numbers are two faults, however near they stand.
    """
    faults = list(faults)
    ranked = sorted((each for each in faults if each.code in _RANKS), key=_key)
    by_block: dict[int, list[Fault]] = {}
    evidence: dict[int, list[Span]] = {}
    gone: set[int] = set()
    for fault in ranked:
        better = next((each for each in _near(fault, by_block) if _explains(each, fault)), None)
        if better is None:
            by_block.setdefault(fault.spans[0].block.number, []).append(fault)
        else:
            gone.add(id(fault))
            told = fault.spans if fault.code in _OF_TWO_VALUES | _TOLD_TWICE else ()
            evidence.setdefault(id(better), []).extend(told)
    return [_with(fault, evidence.get(id(fault), ())) for fault in faults if id(fault) not in gone]


def _key(fault: Fault) -> tuple[bool, int, int]:
    """Sort errors first, then by the order, then those whose evidence stands nearest."""
    place = fault.spans[0].block.number
    far = len([1 for span in fault.spans if span.block.number != place])
    return (fault.severity is not Severity.ERROR, _RANKS[fault.code], far)


def _near(fault: Fault, by_block: dict[int, list[Fault]]) -> list[Fault]:
    blocks = dict.fromkeys(span.block.number for span in fault.spans)
    return [each for number in blocks for each in by_block.get(number, ())]


def _explains(better: Fault, fault: Fault) -> bool:
    if better.code == _UNIT and fault.code in _OF_NUMBERS:
        return any(_meet(better.spans[0], span) for span in fault.spans)
    if not _meet(better.spans[0], fault.spans[0]) or better.severity is not _worse(better, fault):
        return False
    if better.code == fault.code or _RANKS[better.code] == _RANKS[fault.code]:
        return {better.code, fault.code} <= _TOLD_TWICE
    if _RANKS[better.code] > _RANKS[fault.code]:
        return False
    if fault.code in _OF_TWO_VALUES:
        return any(span.text in better.message for span in fault.spans[1:])
    return True


def _worse(one: Fault, other: Fault) -> Severity:
    return Severity.ERROR if Severity.ERROR in (one.severity, other.severity) else one.severity


def _meet(one: Span, other: Span) -> bool:
    same = one.block.number == other.block.number
    return same and one.start < other.end and other.start < one.end


def _with(fault: Fault, more: Sequence[Span]) -> Fault:
    known = {span.order for span in fault.spans}
    added = {span.order: span for span in more if span.order not in known}
    return replace(fault, spans=(*fault.spans, *added.values())) if added else fault
