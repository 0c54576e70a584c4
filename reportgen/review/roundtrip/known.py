"""A figure of a form, and how a number of a report is led back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.findings import Where
    from reportgen.review.roundtrip.tokens import Token

_DISTINCT = 3
_FITS = 0.5
_MOST_CELLS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of the form: ``base`` in the unit that ``measure`` names, and its cell.

    ``where`` is None where it stands in no cell of the form: a fact of the pack, or a figure
    that is only computed; ``sources`` are then the form's cells it was computed from.
    """

    name: str
    base: Decimal
    measure: str
    where: Where | None
    sources: tuple[Where, ...] = ()

    @property
    def told(self) -> str:
        """Return its name and its place as a clerk finds it."""
        if self.where is not None:
            return f"{self.name}，{self.where}"
        if not self.sources:
            return self.name
        first, *others = self.sources[:_MOST_CELLS]
        cells = "、".join([str(first), *(each.spot for each in others)])
        return f"{self.name}，由{cells}{'等' if len(self.sources) > _MOST_CELLS else ''}计算"


def source(token: Token, context: str, known: Sequence[Known]) -> Known | None:
    """Return the figure a number comes from, None where it is not plain.

    Its value must be the same; of several the one is taken whose name shares most with the words
    around the number. A value printed with one or two digits stands for nothing without its name.
    """
    fits = [each for each in known if each.base == token.base and _counts(token, each)]
    scored = [(_shared(each.name, context), each.name, each) for each in fits]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda each: each[:2])
    digits = sum(each.isdecimal() for each in token.text)
    return best if score >= _FITS or (score > 0 and digits >= _DISTINCT) else None


def _counts(token: Token, known: Known) -> bool:
    return not token.measure or token.measure == known.measure


def _shared(name: str, context: str) -> float:
    """Return how much of a name's words, two characters at a time, stand in a context.

    >>> _shared("基本支出决算", "其中基本支出"), _shared("新开工项目数", "扶贫")
    (0.6, 0.0)
    """
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return len([each for each in pairs if each in context]) / len(pairs) if pairs else 0.0
