"""Words that the form's figures decide, turned into their opposite by hand: 增加 into 减少."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Severity
from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.review.model import Fault
    from reportgen.review.roundtrip.aligned import Pair
    from reportgen.review.roundtrip.tokens import Masked

TURNED = "RV61"

_STOP = r"[，。；：（）\n]"
_SAME = 2


def check(pairs: Iterable[Pair]) -> Iterator[Fault]:
    """Yield a notice for each paragraph in which such a word became its opposite.

    A paragraph that was written anew may well have other words: the numbers must be as many.
    """
    for before, after in pairs:
        if before is None or after is None or before.words == after.words:
            continue
        if len(before.tokens) == len(after.tokens):
            yield from _turned(before, after)


def is_turned(fault: Fault) -> bool:
    """Say whether a fault is of a word, not of a figure."""
    return fault.code == TURNED and fault.severity is Severity.NOTICE


def _turned(before: Masked, after: Masked) -> Iterator[Fault]:
    old, new = before.words, after.words
    places: dict[int, int] = {}
    for one, other in words("turned")["同组"]:
        for was, now in ((one, other), (other, one)):
            if was not in old or now not in new:
                continue
            places = places or _places(old, new)
            for found in re.finditer(was, old):
                at = places.get(found.start(), -1)
                if new.startswith(now, at) and _goes_on(old[found.end() :], new[at + len(now) :]):
                    yield _fault(after, was, now, new[:at].count(now))


def _places(old: str, new: str) -> dict[int, int]:
    """Map each place of the old words to its place in the new, where they run side by side."""
    from rapidfuzz.distance import Levenshtein

    return {
        step.src_start + offset: step.dest_start + offset
        for step in Levenshtein.opcodes(old, new)
        if step.src_end - step.src_start == step.dest_end - step.dest_start
        for offset in range(step.src_end - step.src_start)
    }


def _goes_on(old: str, new: str) -> bool:
    """Say whether the same words follow: else the sentence was written anew."""
    return old[:_SAME] == new[:_SAME]


def _fault(after: Masked, was: str, now: str, nth: int) -> Fault:
    text = after.block.text
    at = text.find(now)
    for _ in range(nth):
        at = text.find(now, at + 1)
    span = Span(after.block, at, at + len(now))
    before = re.split(_STOP, text[:at])[-1]
    behind = re.split(_STOP, text[span.end :])[0]
    around = f"{before}{now}{behind}"
    now, was = now.strip("“”"), was.strip("“”")
    return notice(
        TURNED,
        [span],
        f"报告里是“{now}”，按填报表生成的是“{was}”：“{around}”。",
        f"核对有关的数；改错的，改回“{was}”。",
    )
