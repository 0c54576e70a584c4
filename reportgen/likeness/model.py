"""What copied text is, as plain data: groups of passages, and the share of each form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Copy:
    """One passage of a group: whose it is, its cell (``单位概况!B66``), which line, its words.

    ``copied`` is how many of its characters (blanks and punctuation not counted) stand in the
    group: all of them, or those of some sentences where the passage is longer than the others.
    Of a group of many only the first have their words, ``text`` is empty in the others.
    ``earlier`` tells that it stands in a form of last year; ``form`` is then the path of that one.
    """

    form: str
    unit: str
    spot: str
    line: int
    text: str
    copied: int
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Passages nearly word for word the same: this year's in order of forms, then last year's.

    ``units`` is how many different units of this year have it; 1 where a unit copied only its
    own last year's. ``exact`` tells that they differ in nothing but names of units and figures.
    """

    copies: tuple[Copy, ...]
    units: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a form stands also elsewhere, in characters of its long paragraphs.

    ``elsewhere`` are those in another unit's form of this year, ``last_year`` those in the
    unit's own of last year, None where there is none; a character may count in both.
    """

    total: int
    elsewhere: int
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Copied text of a batch: the groups, those with most characters copied first, and shares.

    ``shares`` are by the path of the form, of this year's forms only.
    """

    groups: tuple[Group, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)
