"""How a list of amounts can be taken: what belongs to it, and what is a part of a part."""

from __future__ import annotations

import re
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Protocol

from reportgen.lexicon import words
from reportgen.review.sums.amounts import base, summed, tolerance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.passages.model import Quantity

_INNER = re.compile(r"其中|包括|包含")
_MOST = 200
_LONG, _LONGEST, _FEW = 20, 60, 40


class Placed(Protocol):
    """An amount and the bracket it stands in."""

    @property
    def quantity(self) -> Quantity: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def is_endless(text: str, run: Sequence[Placed]) -> bool:
    """Tell whether a list is longer than one that a person writes, or holds too many lists."""
    readings = prod(map(len, _choices(_inner(text, run), run)))
    return len(run) > _LONGEST or readings > (_MOST if len(run) <= _LONG else _FEW)


def of(text: str, run: Sequence[Placed]) -> tuple[tuple[Quantity, ...], ...]:
    """Return what a list behind its total can be taken for: it may end early, and hold lists."""
    kept = {
        taken[:length] for taken in _without_inner(text, run) for length in range(1, len(taken) + 1)
    }
    return _quantities(run, kept)


def backwards(text: str, run: Sequence[Placed]) -> tuple[tuple[Quantity, ...], ...]:
    """Return what a list before its total can be taken for: it may begin late."""
    kept = {taken[begin:] for taken in _without_inner(text, run) for begin in range(len(taken) - 1)}
    return _quantities(run, kept)


def _quantities(
    run: Sequence[Placed], kept: Iterable[tuple[int, ...]]
) -> tuple[tuple[Quantity, ...], ...]:
    return tuple(tuple(run[at].quantity for at in places) for places in kept)


def plain(text: str, run: Sequence[Placed]) -> tuple[Quantity, ...]:
    """Return what a reader takes a list for."""
    run = _same_topic(text, run)
    for at in _inner(text, run):
        for length in range(len(run) - at, 0, -1):
            inner = [item.quantity for item in run[at : at + length]]
            whole = run[at - 1].quantity
            if abs(summed(inner) - base(whole)) <= tolerance(whole, inner):
                return tuple(i.quantity for i in (*run[:at], *run[at + length :]))
    if inner_lists := _inner(text, run):
        run = run[: inner_lists[0]]
    return tuple(item.quantity for item in run)


def plain_backwards(text: str, run: Sequence[Placed], total: Placed) -> tuple[Quantity, ...]:
    """Return what a reader takes for the parts before a total: what is told in one breath."""
    begin = max(text.rfind(mark, 0, total.start - 12) for mark in "；;：")
    near = [item for item in run if item.start > begin]
    return tuple(item.quantity for item in (near if len(near) > 1 else run))


def _same_topic(text: str, run: Sequence[Placed]) -> Sequence[Placed]:
    """Return the parts up to where the sentence begins to speak of something else."""
    verbs = tuple(words("sums")["parts"]["verbs"])
    led = _clause(text, run[0].start).startswith(verbs)
    listed = len(run) > 1 and re.search("[；;]", text[run[0].end : run[1].start])
    for at, item in enumerate(run[1:], 1):
        between = text[run[at - 1].end : item.start]
        if not listed and re.search("[；;]", between):
            return run[:at]
        if not led and _clause(text, item.start).startswith(verbs):
            return run[:at]
    return run


def _clause(text: str, start: int) -> str:
    return re.split(r"[，,；;：:、（）()。]", text[max(0, start - 40) : start])[-1]


def _inner(text: str, run: Sequence[Placed]) -> list[int]:
    return [at for at in range(1, len(run)) if _INNER.search(text, run[at - 1].end, run[at].start)]


def _choices(inner: Sequence[int], run: Sequence[Placed]) -> list[range]:
    """Return how long each list inside a list may be."""
    ends = [*inner[1:], len(run)]
    return [range(end - at + 1) for at, end in zip(inner, ends, strict=False)]


def _without_inner(text: str, run: Sequence[Placed]) -> Iterator[tuple[int, ...]]:
    """Yield the places in the list with each list inside it left out, as long as it may be."""
    inner = _inner(text, run)
    for lengths in islice(product(*_choices(inner, run)), _MOST):
        gone = {
            at + step for at, length in zip(inner, lengths, strict=True) for step in range(length)
        }
        yield tuple(at for at in range(len(run)) if at not in gone)
