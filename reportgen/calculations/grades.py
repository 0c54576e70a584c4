"""Words a figure chooses: 优秀 for 96.20, 满意 for 4.80 (等级 sheet)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Figure, Record, Text, Value, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from reportgen.packs.model import Grade


def choose(grades: Iterable[Grade], figure: Figure) -> Grade | None:
    """Return the step of one scale that a figure reaches; None below the lowest step.

    The figure counts as it is printed: 89.996 prints as 90.00, and a reader who sees 90.00
    expects the word for 90.
    """
    value = printed(figure)
    reached = [grade for grade in grades if grade.floor <= value]
    return max(reached, key=lambda grade: grade.floor, default=None)


def words(grades: Sequence[Grade], record: Record) -> Record:
    """Return the record with a Text added for every scale whose figure is there.

    May be called again when more figures are known (综合得分 comes after the scores).
    """
    values: dict[str, Value] = dict(record)
    for name in dict.fromkeys(grade.name for grade in grades):
        scale = [grade for grade in grades if grade.name == name]
        figure = record.get(scale[0].figure)
        if isinstance(figure, Figure) and (chosen := choose(scale, figure)):
            values[name] = Text(chosen.label, chosen.where)
    return values


def printed(figure: Figure) -> Decimal:
    """Return a figure's value as a reader sees it; a rate stays a fraction."""
    return rounded(figure.value, figure.places + (2 if figure.unit == "%" else 0))
