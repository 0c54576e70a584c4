"""What scoring hands on: one line for each indicator, and the totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.figures import Figure, Text
    from reportgen.findings import Where
    from reportgen.packs.model import Indicator


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One indicator scored. ``points`` are 分, 0 to the weight, in hundredths.

    ``value`` is a fraction where the indicator's unit is %; None where nothing was divided,
    chosen or computed. ``choice`` is the option of a 选项 indicator. ``points`` are None where
    the indicator could not be computed. ``claimed`` and ``reason`` are what the agency wrote,
    None where it wrote nothing.
    """

    indicator: Indicator
    value: Decimal | None
    points: Decimal | None
    claimed: Figure | None
    reason: Text | None
    sources: tuple[Where, ...]
    choice: Text | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """All lines and what they come to, in 分.

    ``total`` is None while any indicator that counts has no points; ``claimed_total`` is the
    sum of the claimed points, None while any is missing. ``best_possible`` takes the full
    weight for what is judged by hand or could not be computed. ``grade`` is the word for the
    total, empty where there is none.
    """

    lines: tuple[ScoreLine, ...]
    total: Decimal | None
    claimed_total: Decimal | None
    best_possible: Decimal
    grade: str
