"""Read each text once: the reports of one template share most of their sentences.

What is remembered depends on the words alone, never on the place where they stand.
"""

from __future__ import annotations

from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")

MOST = 16_384
"""Texts of each kind: some megabytes in all, and far more than one template holds."""
LONGEST = 1_000
"""A longer text hardly comes twice, and would take the room of many."""


def remembered(
    read: Callable[[Sequence[str]], Iterable[T]],
) -> Callable[[Sequence[str]], list[T]]:
    """Wrap what reads many texts together, so that it is given new ones only, each once."""
    known: dict[str, T] = {}

    @wraps(read)
    def over(texts: Sequence[str]) -> list[T]:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if not fresh:
            return [known[text] for text in texts]
        found = dict(zip(fresh, read(fresh), strict=True))
        every = [found[text] if text in found else known[text] for text in texts]
        if len(known) + len(found) > MOST:
            known.clear()
        short = (each for each in found.items() if len(each[0]) <= LONGEST)
        known.update(islice(short, MOST))
        return every

    return over


def each_once(read: Callable[[str], T]) -> Callable[[Sequence[str]], list[T]]:
    """Wrap what reads one text: the same for each of many."""

    @remembered
    @wraps(read)
    def over(texts: Sequence[str]) -> list[T]:
        return [read(text) for text in texts]

    return over
