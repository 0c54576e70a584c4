"""Which lines of a table a sum may be the sum of: every reading of its structure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.review.tables.model import OF_WHICH, SUBTOTAL, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.review.tables.model import Line

    Parts = tuple[Line, ...]


_MOST_GROUPS = 2
_MOST_PARTS = 4


class Reading(NamedTuple):
    """Lines that may add up to a sum; ``is_plain`` where the table can be read no other way."""

    parts: Parts
    is_plain: bool


def readings(lines: Sequence[Line], at: int) -> list[Reading]:
    """Return the ways to read what the sum in line ``at`` adds up, the likeliest first."""
    before, after = list(lines[:at]), list(lines[at + 1 :])
    leads = _is_sum(lines[0])
    is_first = not any(_is_sum(line) for line in before)
    ends = lines[at].kind == SUBTOTAL or not after or (is_first and _is_sum(after[-1]))
    found = [*_of_side(before, lines[at], is_sure=ends and not leads)]
    others = _of_side(after[::-1], lines[at], is_sure=leads and (at == 0 or ends))
    found = [*others, *found] if leads else [*found, *others]
    kept: dict[tuple[int, ...], Reading] = {}
    for reading in found:
        key = tuple(sorted(line.at for line in reading.parts))
        if reading.parts and key not in kept:
            kept[key] = reading
    return list(kept.values())


def _of_side(side: list[Line], total: Line, *, is_sure: bool) -> Iterator[Reading]:
    """Yield the readings of the lines on one side, the nearest to the sum standing last."""
    if not side:
        return
    sums = [place for place, line in enumerate(side) if line.kind and line.kind != OF_WHICH]
    since = side[sums[-1] + 1 :] if sums else side
    plain = is_sure and is_flat(since)
    if not sums:
        yield Reading(tuple(since), plain)
    elif total.kind == TOTAL:
        subtotals = [line for line in side if line.kind not in ("", OF_WHICH)]
        covered = is_sure and not since and all(line.kind != TOTAL for line in subtotals)
        yield Reading(tuple(subtotals), covered)
        yield from _with_sums(side, subtotals, since)
        yield Reading(tuple(since), False)
    else:
        yield Reading(tuple(since), plain)
    groups = [line for line in since if total.groups and line.groups[:1] == total.groups[:1]]
    for rows in (since, [line for line in side if not _is_sum(line)], groups):
        for tops in tops_of(rows):
            yield Reading(tuple(tops), False)


def _with_sums(
    side: Sequence[Line], subtotals: Sequence[Line], since: Sequence[Line]
) -> Iterator[Reading]:
    totals = [line for line in side if line.kind == TOTAL]
    later = [line for line in subtotals if not totals or line.at > totals[-1].at]
    for tops in tops_of(since):
        yield Reading((*subtotals, *tops), False)
        yield Reading((*later, *tops), False)
        if totals:
            yield Reading((totals[-1], *tops), False)
            yield Reading((*totals, *tops), False)
    yield Reading(tuple(totals), False)
    first = next((place for place, line in enumerate(side) if _is_sum(line)), 0)
    for tops in tops_of(side[:first]):
        yield Reading((*tops, *subtotals), False)


def _is_sum(line: Line) -> bool:
    return line.kind not in ("", OF_WHICH)


def is_flat(lines: Sequence[Line]) -> bool:
    """Tell whether nothing in some lines hints that one could be a part of another."""
    if any(line.kind for line in lines) or not lines or any(_is_odd(line) for line in lines):
        return False
    return len({line.indent for line in lines}) == 1 and len({line.mark for line in lines}) == 1


def _is_odd(line: Line) -> bool:
    return any(word in line.text for word in words("tables")["sum"]["odd"])


def tops_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the choices of the lines that no other line holds."""
    if not lines:
        return
    rows = [line for line in lines if line.kind != OF_WHICH]
    yield rows
    if not rows:
        return
    shallow = min(line.indent for line in rows)
    yield [line for line in rows if line.indent == shallow]
    marked = [line.mark for line in rows if line.mark]
    if marked:
        yield [line for line in rows if line.mark == min(marked)]
        yield [line for line in rows if not line.mark]
        yield [line for line in rows if not line.mark and line.indent == shallow]
    inner = {part.at for at in range(len(lines)) for part in children(lines, at)}
    yield [line for line in rows if line.at not in inner]
    yield [line for line in rows if not _is_odd(line)]
    yield from _without_parts(lines)


def _without_parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines without 其中 and the next few, which may go on with it unindented."""
    firsts = [at for at, line in enumerate(lines) if line.kind == OF_WHICH]
    if not firsts or len(firsts) > _MOST_GROUPS:
        return
    for lengths in product(range(1, _MOST_PARTS + 1), repeat=len(firsts)):
        spans = zip(firsts, lengths, strict=True)
        inner = {place for at, length in spans for place in range(at, at + length)}
        yield [line for at, line in enumerate(lines) if at not in inner]


def continued(lines: Sequence[Line], at: int) -> Iterator[Parts]:
    """Yield the sets of lines that 其中 under a line may begin where nothing is indented."""
    following = lines[at + 1 :]
    if not following or following[0].kind != OF_WHICH or lines[at].kind == OF_WHICH:
        return
    for length in range(2, _MOST_PARTS + 1):
        parts = following[:length]
        if len(parts) < length or any(line.kind or line.mark for line in parts[1:]):
            return
        yield tuple(parts)


def children(lines: Sequence[Line], at: int) -> Parts:
    """Return the lines directly under a line, by their indent or by their numbers."""
    parent = lines[at]
    following = lines[at + 1 :]
    if not following or _is_sum(parent):
        return ()
    first = following[0]
    if first.indent > parent.indent:
        return _indented(parent, following)
    if first.mark > parent.mark and first.kind != OF_WHICH:
        return _numbered(first, following)
    return ()


def _indented(parent: Line, following: Sequence[Line]) -> Parts:
    found: list[Line] = []
    first = following[0]
    for line in following:
        if line.indent <= parent.indent or _is_sum(line):
            break
        if line.indent == first.indent:
            found.append(line)
        elif line.indent < first.indent:
            return (first,)
    return tuple(found)


def _numbered(first: Line, following: Sequence[Line]) -> Parts:
    """Return the lines that count on from the first one; others may stand between them."""
    found = [first]
    if first.place != 1:
        return ()
    for line in following[1:]:
        if _is_sum(line) or 0 < line.mark < first.mark:
            break
        if line.mark != first.mark:
            continue
        if line.place != len(found) + 1:
            break
        found.append(line)
    return tuple(found)
