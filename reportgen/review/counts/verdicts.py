"""RV13, the verdict: a stated count beside a list, more, fewer, or with 等."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.review.counts.enumerations import even, known, shortened
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from reportgen.papers.model import Span
    from reportgen.review.counts.enumerations import Listing
    from reportgen.review.model import Fault

CODE = "RV13"
_LONG_LIST = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """A count as printed (``13个方面``): its value, what it counts, and where it stands.

    ``most`` is 0 or the most that could have been meant, where the list may go on further.
    """

    span: Span
    value: int
    noun: str
    open_ended: bool = False
    sure: bool = True


def verdict(stated: Stated, listed: Listing) -> Fault | None:
    """Return what is wrong with a count beside its list, nothing when it may be right."""
    if listed.least <= stated.value <= listed.most:
        return None
    if stated.value > listed.most:
        return _fewer(stated, listed)
    if any(word in stated.noun for word in known("noun", "abstract")) and not even(listed.items, 3):
        return None
    return _more(stated, listed)


def _fewer(stated: Stated, listed: Listing) -> Fault | None:
    if stated.open_ended and _only_examples(stated.value, len(listed.items)):
        return None
    few = listed.likely
    message = (
        f"“{stated.span.text}”说的是{stated.value}项，列出的只有{few}项"
        f"（“{shortened(listed.span.text)}”），少{stated.value - few}项。"
    )
    spans = (stated.span, listed.span)
    if stated.open_ended:
        remedy = "核对列举是否有遗漏：有遗漏的补齐，数目写错的改正；“等”字确是省略的，不必改。"
        return notice(CODE, spans, message, remedy)
    remedy = "核对数目与列举：列举有遗漏的补齐，数目写错的改正；只举几例的，在末项后加“等”。"
    return (error if stated.sure else notice)(CODE, spans, message, remedy)


def _more(stated: Stated, listed: Listing) -> Fault | None:
    many = max(listed.least, min(listed.likely, len(listed.items)))
    message = (
        f"“{stated.span.text}”说的是{stated.value}项，列出的却有{many}项"
        f"（“{shortened(listed.span.text)}”），多{many - stated.value}项。"
    )
    remedy = "核对数目与列举：数目写错的改正，多列的删去，同一项拆成两项的合并。"
    spans = (stated.span, listed.span)
    return (error if stated.sure else notice)(CODE, spans, message, remedy)


def _only_examples(stated: int, listed: int) -> bool:
    """Tell whether 等 after so few leaves out so many that nobody meant to list them all."""
    if listed >= _LONG_LIST:
        return stated > 2 * listed
    return listed < 2 or stated > 2 * listed or (listed == 2 and stated > 3)
