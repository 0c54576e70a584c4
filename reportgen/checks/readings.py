"""How a gap may have come about: readings to look at, never corrections.

A reading supposes that one cell holds a slip of the hand, or that the total itself is wrong,
and says what else would then agree or no longer agree. Which of them is true only the
account books can tell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.calculations import compute
from reportgen.calculations.sums import all_sources, is_typed, sources
from reportgen.calculations.wording import exact, gap_said, said
from reportgen.checks.leaves import Leaf, leaves, replaced
from reportgen.checks.sides import is_off, sides
from reportgen.checks.slips import SWAPPED, significant, slip
from reportgen.figures import Figure, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportgen.findings import Finding
    from reportgen.packs.model import Calculation, CheckRow

VERBS = frozenset({"合计相等", "相等"})
"""Agreements of which a reading can be tried: both sides are sums that must be equal."""

_MOST_PARTS = 3
_TELLING_DIGITS = 4
_ORDER = "一二三四五"


@dataclass(frozen=True, slots=True)
class Around:
    """What a reading is tried against: the pack's agreements and computed figures."""

    rows: Sequence[CheckRow]
    calculations: Sequence[Calculation]


def offered(finding: Finding, row: CheckRow, record: Record, around: Around) -> Finding:
    """Return the finding with its readings after the remedy; unchanged where there are none."""
    found = readings(row, record, around)
    if not found:
        return finding
    if len(found) == 1:
        return replace(finding, remedy=f"{finding.remedy}一种可能：{found[0]}。")
    listed = "；".join(f"{_ORDER[at]}是{reading}" for at, reading in enumerate(found))
    return replace(finding, remedy=f"{finding.remedy}几种可能：{listed}。")


def readings(row: CheckRow, record: Record, around: Around) -> list[str]:
    """Return the readings of one failed agreement, parts first, then totals.

    A part is offered when one slip in it explains the whole gap. When more than three parts
    would do, nothing tells one cell from another and nothing is offered. A total is offered
    beside parts, or when something speaks for it: a slip, a look-alike elsewhere on the form,
    another figure it would equal.
    """
    both = sides(row, record)
    if both is None:
        return []
    gap = both[0].value - both[1].value
    found = leaves(row, record, {each.name: each for each in around.calculations})
    often = Counter(leaf.figure.where for leaf in found)
    supposed = [
        (leaf, leaf.figure.value - leaf.factor * gap)
        for leaf in found
        if often[leaf.figure.where] == 1
    ]
    parts = [
        (f"{_new(leaf, value)}（{why}）", _effects(leaf, value, row, record, around))
        for leaf, value in supposed
        if not leaf.is_head and (why := slip(leaf.figure.value, value, leaf.figure.places))
    ]
    if len(parts) > _MOST_PARTS:
        return []
    cells = frozenset(all_sources(leaf.figure for leaf in found))
    totals = [
        (f"{_new(leaf, value)}{why}", _effects(leaf, value, row, record, around))
        for leaf, value in supposed
        if leaf.is_head and ((why := _for_total(leaf, value, record, cells)) or parts)
    ]
    return [*_with_effects(parts), *_with_effects(totals)]


def _with_effects(found: Sequence[tuple[str, str]]) -> list[str]:
    """Put each reading's effect after it; one that several share is said once, after the last."""
    effects = {effect for _, effect in found}
    if len(found) == 1 or len(effects) > 1:
        return [f"{text}，此时{effect}" if effect else text for text, effect in found]
    texts = [text for text, _ in found]
    if texts and (effect := effects.pop()):
        texts[-1] += f"，这{'两' if len(texts) == 2 else '几'}种情形下{effect}"
    return texts


def _new(leaf: Leaf, value: Decimal) -> str:
    return f"{leaf}为 {exact(value, leaf.figure.unit, leaf.figure.places)}"


def _for_total(leaf: Leaf, value: Decimal, record: Record, cells: frozenset[object]) -> str:
    """Return what speaks for another total; empty when nothing does."""
    typed = leaf.figure
    equal = next(
        (
            name
            for name, other in _figures(record)
            if other.value == value
            and other.unit == typed.unit
            and cells.isdisjoint(sources(other))
        ),
        "",
    )
    why = slip(typed.value, value, typed.places) or _look_alike(leaf, record)
    words = f"，与{equal}相等" if equal and significant(value) >= _TELLING_DIGITS else ""
    return f"（{why}）{words}" if why else words


def _look_alike(leaf: Leaf, record: Record) -> str:
    """Return the words for another typed figure with two digits of this one swapped."""
    typed = leaf.figure
    if significant(typed.value) < _TELLING_DIGITS:
        return ""
    for name, other in _figures(record):
        if other.where == typed.where or other.unit != typed.unit or not is_typed(other):
            continue
        if slip(typed.value, other.value, typed.places) == SWAPPED:
            return f"所填 {said(typed)}与{name}的 {said(other)}{SWAPPED}"
    return ""


def _figures(record: Record) -> Iterator[tuple[str, Figure]]:
    return ((name, value) for name, value in record.items() if isinstance(value, Figure))


def _effects(leaf: Leaf, value: Decimal, row: CheckRow, record: Record, around: Around) -> str:
    """Say which other agreement the reading would mend, and which it would break."""
    then, _ = compute(around.calculations, replaced(record, leaf, value))
    others = [each for each in around.rows if each.verb in VERBS and each is not row]
    mended = [each for each in others if is_off(each, record) and not is_off(each, then)]
    broken = [each for each in others if not is_off(each, record) and is_off(each, then)]
    words = [f"{each.left}与{each.right}也就相符" for each in mended[:1]]
    return "，但".join([*words, *(_breaks(each, then) for each in broken[:1])])


def _breaks(row: CheckRow, record: Record) -> str:
    both = sides(row, record)
    if both is None:
        return ""
    left, right = both
    gap = gap_said(abs(left.value - right.value), left.unit, left.places).removeprefix("+")
    return f"{row.left}与{row.right}会相差 {gap}"
