"""One context told again and again, otherwise each time: nought, less, not there, one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from reportgen.packs.model import Kind
from reportgen.prose import Number
from reportgen.template.known import PARAGRAPHS, is_number, options, owned, unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.prose import Context, Printable, Rows
    from reportgen.prose.printable import Single
    from reportgen.template import Names

_MOODS = 3
"""Rounds where any name may be anything; where most are there; where most are not."""
_NUMBER = "序号"
_SOME_DAY = date(2000, 1, 1)
_FAR = 100


def completed(told: Context, known: Names) -> Context:
    """Return a context with a value where there was none: what could not be computed, too."""
    kinds = {name: kind for name, kind in known.items() if isinstance(kind, str)}
    return {
        name: _standing(name, kinds[name]) if value is None and name in kinds else value
        for name, value in told.items()
    }


def _standing(name: str, kind: str) -> Single:
    if is_number(kind):
        return Number(Decimal(_draw(name) % 1000).scaleb(-2) + 1, unit(kind))
    if kind == PARAGRAPHS:
        return ("某一段",)
    if kind == Kind.DATE.value:
        return _SOME_DAY
    return next(iter(options(kind)), "某一项")


def variations(
    told: Context, known: Names, compared: Mapping[str, Sequence[Single]], rounds: int
) -> Iterator[Context]:
    """Yield contexts in which each name is now as it was, now nought, less, or not there.

    ``compared`` are the values a name is compared with in the template. What a name is in a
    round depends on both alone: the same every time.
    """
    for turn in range(1, rounds + 1):
        this = _Round(turn, known, compared)
        yield {name: _name(name, value, this) for name, value in told.items()}


@dataclass(frozen=True, slots=True)
class _Round:
    turn: int
    known: Names
    compared: Mapping[str, Sequence[Single]]


def _draw(text: str) -> int:
    """Return a number that looks drawn by lot and is the same for the same text."""
    return int.from_bytes(sha256(text.encode()).digest()[:4])


def _name(name: str, value: Printable, this: _Round) -> Printable:
    kind = this.known.get(name, "")
    if isinstance(kind, str):
        return _cell(name, _single(value), kind, this)
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, tuple) else []
    return _some(name, rows, kind, this)


def _single(value: Printable) -> Single:
    if isinstance(value, tuple):
        return tuple(line for line in value if isinstance(line, str))
    return value


def _some(
    name: str,
    rows: Sequence[Mapping[str, Single]],
    kinds: Mapping[str, str],
    this: _Round,
    within: int = 0,
) -> Rows:
    """Return none, one or all of a list's rows, each cell varied but the row's own number.

    ``within`` tells the rows that belong to one row from those that belong to the next.
    """
    kept = rows[: (0, 1, len(rows), len(rows))[_draw(f"{name} {this.turn} {within}") % 4]]
    return tuple(
        {
            column: _column(f"{name}.{column}", value, kinds.get(column, ""), this, at)
            for column, value in row.items()
        }
        for at, row in enumerate(kept, within)
    )


def _column(name: str, value: Single, kind: str, this: _Round, row: int) -> Single:
    child = owned(kind)
    columns = this.known.get(child, "")
    if child and not isinstance(columns, str) and isinstance(value, tuple):
        rows = [each for each in value if isinstance(each, Mapping)]
        return _some(child, rows, columns, this, _FAR * (row + 1))  # type: ignore[return-value]
    if name.endswith(f".{_NUMBER}"):
        return value
    return _cell(name, value, kind, this, row)


def _cell(name: str, value: Single, kind: str, this: _Round, row: int = 0) -> Single:
    offered = _offered(value, kind, this.compared.get(name, ()))
    drawn = _draw(f"{name} {this.turn} {row}")
    mood = this.turn % _MOODS
    if mood and drawn % _MOODS:  # most names alike: what takes many of them comes about, too
        return offered[mood - 1]
    return offered[drawn // _MOODS % len(offered)]


def _offered(value: Single, kind: str, compared: Sequence[Single]) -> list[Single]:
    words = options(kind)
    if words:
        return [*words, None]
    offered: list[Single] = [value, None, *compared]
    if isinstance(value, Number):
        amounts = (Decimal(0), -abs(value.value))
        offered += [Number(amount, value.unit, value.places) for amount in amounts]
    return offered
