"""A report beside the one its form gives: which figures were changed, removed or added by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Where
from reportgen.papers.model import Block, Span, whole
from reportgen.review.roundtrip import absent, aligned, telling, turned
from reportgen.review.roundtrip.rows import rows_of
from reportgen.review.roundtrip.telling import Difference, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.papers.model import Paper
    from reportgen.review.model import Fault
    from reportgen.review.roundtrip.aligned import Pair
    from reportgen.review.roundtrip.known import Known
    from reportgen.review.roundtrip.rows import Row
    from reportgen.review.roundtrip.tokens import Masked, Token

_FEWEST_IN_COMMON = 0.5
_ROUND_TRIP, _CHANGED = "RV6", "RV61"


def compare(actual: Paper, expected: Paper, known: Sequence[Known]) -> list[Fault]:
    """Return every figure that differs from the report which the form itself gives.

    One fault a figure; the figures that one paragraph or row lost, or got, are one fault.
    Where less than half of the paragraphs are found again the two are not
    printings of one report: then that is said, and no figure is compared.
    """
    if not (actual.blocks or actual.cells):
        return []
    lines = list(aligned.paragraphs(expected, actual))
    old = sum(1 for before, _ in lines if before is not None)
    if old and sum(1 for before, after in lines if before and after) < old * _FEWEST_IN_COMMON:
        return [telling.another(_head(actual))]
    pairs = [*lines, *aligned.cells(expected, actual)]
    rows = {**rows_of(expected), **rows_of(actual)}
    found = _cancelled(list(_differences(_without_serials(pairs, rows), actual)))
    told = Told(known, rows, _lost(pairs))
    faults = [telling.fault(group, told) for group in _grouped(found, rows)]
    return [*faults, *absent.check(lines, actual, _head(actual)), *turned.check(pairs)]


def fold(faults: Iterable[Fault]) -> list[Fault]:
    """Leave out what only follows from a figure that was changed by hand.

    A figure that was added or is missing proves nothing: what the checks say of it stands.
    A changed word that a check has found wrong by itself is left to that check.
    """
    faults = list(faults)
    figures = [f for f in faults if f.code == _CHANGED and not turned.is_turned(f)]
    others = [fault for fault in faults if not fault.code.startswith(_ROUND_TRIP)]
    kept = [fault for fault in faults if _is_of_a_figure(fault) or not _share(fault, figures)]
    return [fault for fault in kept if not (turned.is_turned(fault) and _share(fault, others))]


def _is_of_a_figure(fault: Fault) -> bool:
    return fault.code.startswith(_ROUND_TRIP) and not turned.is_turned(fault)


def _share(fault: Fault, others: Sequence[Fault]) -> bool:
    spans = [span for other in others for span in other.spans]
    return any(_meet(span, other) for span in fault.spans for other in spans)


def _meet(one: Span, other: Span) -> bool:
    same = one.block.number == other.block.number
    return same and one.start < other.end and other.start < one.end


def _head(paper: Paper) -> Span:
    """Return the first words of a paper, which may be all tables, or empty."""
    nothing = Block(0, "", Where(paper.file))
    return whole(next(iter((*paper.blocks, *paper.cells)), nothing))


def _without_serials(pairs: Iterable[Pair], rows: dict[int, Row]) -> Iterator[Pair]:
    """Yield the pairs that hold figures: the number of a row is none."""
    for pair in pairs:
        blocks = [each.block for each in pair if each]
        if not any((row := rows.get(id(each))) and row.is_serial(each) for each in blocks):
            yield pair


def _lost(pairs: Iterable[Pair]) -> frozenset[int]:
    """Return the blocks, by their identity, that stand in the form's report only."""
    return frozenset(id(before.block) for before, after in pairs if before and after is None)


def _differences(pairs: Iterable[Pair], actual: Paper) -> Iterator[Difference]:
    near = _head(actual)
    for before, after in pairs:
        if after is not None:
            near = whole(after.block)
        if before is None and after is not None:
            yield from (Difference(None, token, token.span) for token in after.tokens)
        elif after is None and before is not None:
            yield from (Difference(token, None, near) for token in before.tokens)
        elif before is not None and after is not None:
            yield from _between(before, after, near)


def _between(before: Masked, after: Masked, near: Span) -> Iterator[Difference]:
    last = near
    for old, new in aligned.numbers(before, after):
        if new is not None:
            last = new.span
        if old is None or new is None or not _is_same(old, new):
            yield Difference(old, new, last)


def _is_same(old: Token, new: Token) -> bool:
    return old.worth == new.worth or new.is_rounding_of(old)


def _cancelled(found: Sequence[Difference]) -> list[Difference]:
    """A figure that left one place and stands in another was moved, not changed."""
    added = [each for each in found if each.before is None]
    gone = set[int]()
    for each in found:
        if each.after is None and each.before is not None:
            match = next((a for a in added if id(a) not in gone and _is_moved(each, a)), None)
            if match is not None:
                gone |= {id(each), id(match)}
    return [each for each in found if id(each) not in gone]


def _is_moved(removed: Difference, added: Difference) -> bool:
    old, new = removed.before, added.after
    return old is not None and new is not None and old.worth == new.worth


def _grouped(found: Sequence[Difference], rows: dict[int, Row]) -> list[list[Difference]]:
    """Put together what one paragraph or row lost, or got; a changed figure stands alone."""
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for each in found:
        token = each.before or each.after
        assert token is not None  # noqa: S101  # one of the two stands
        block = token.span.block
        row = rows.get(id(block))
        line = row.cells[0] if row else block
        alone = id(each) if each.before and each.after else 0
        groups.setdefault((each.before is None, id(line), alone), []).append(each)
    return list(groups.values())
