"""Who stands where: names that tell units apart, ranks, means and medians, without floats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.outcomes import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from reportgen.outcomes import Amount, Outcome, Score
    from reportgen.packs.model import Headline
    from reportgen.summary.model import County

COUNTED = (State.DONE, State.UNWRITTEN)
"""Forms without errors: only their points are ranked and only their figures are added up."""
SCORED_FIGURE = "综合得分"


@dataclass(frozen=True, slots=True)
class Unit:
    """One form's place in the county: ``label`` is unlike all others, equal totals share a rank."""

    outcome: Outcome
    label: str
    rank: int | None

    @property
    def counted(self) -> bool:
        """Tell whether the form's points and figures count."""
        return self.outcome.state in COUNTED

    @property
    def score(self) -> Score | None:
        """Return what the form scored, None where it does not count."""
        return self.outcome.score if self.counted else None

    @property
    def total(self) -> Decimal | None:
        """Return the points of all indicators, None where it does not count or is not whole."""
        return self.score.total if self.score else None


def units(county: County) -> tuple[Unit, ...]:
    """Return every form, the ranked first, then those that count, then those that do not."""
    labels = _labels(county.outcomes)
    plain = [Unit(each, labels[each.form], None) for each in county.outcomes]
    totals = Counter(unit.total for unit in plain if unit.total is not None)
    ranks: dict[Decimal | None, int] = {}
    above = 0
    for total in sorted((t for t in totals if t is not None), reverse=True):
        ranks[total] = above + 1
        above += totals[total]
    placed = [Unit(unit.outcome, unit.label, ranks.get(unit.total)) for unit in plain]
    states = list(State)
    return tuple(
        sorted(
            placed,
            key=lambda unit: (
                unit.rank or above + 1,
                not unit.counted,
                states.index(unit.outcome.state),
                unit.outcome.form,
            ),
        )
    )


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Return the mean, None of nothing."""
    return sum(values[1:], values[0]) / len(values) if values else None


def median(ordered: Sequence[Decimal]) -> Decimal | None:
    """Return the middle of values in order, None of nothing.

    >>> from decimal import Decimal
    >>> median([Decimal(1), Decimal(2), Decimal(4), Decimal(9)])
    Decimal('3')
    """
    if not ordered:
        return None
    low, high = (len(ordered) - 1) // 2, len(ordered) // 2
    return (ordered[low] + ordered[high]) / 2 if low != high else ordered[low]


def labels_of_grades(county: County) -> list[str]:
    """Return the words of the scale for the whole score, the best first."""
    rows = [each for each in county.pack.grades if each.figure == SCORED_FIGURE]
    named = [each for each in rows if each.name == rows[0].name]
    return [each.label for each in sorted(named, key=lambda each: -each.floor)]


def last_year(unit: Unit, headline: Headline, earlier: Mapping[str, Outcome]) -> Amount | None:
    """Return last year's value: what the form itself says, else what was handed in last year."""
    figures = unit.outcome.figures
    return figures.get(headline.prior) or handed_in(unit, headline, earlier)


def handed_in(unit: Unit, headline: Headline, earlier: Mapping[str, Outcome]) -> Amount | None:
    """Return the value of the form handed in last year."""
    names = (unit.outcome.full_name, unit.outcome.unit)
    found = next((earlier[name] for name in names if name and name in earlier), None)
    return found.figures.get(headline.name) if found else None


def _labels(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """The short name; with the folder, or else the form, where several have the same."""
    names = {each.form: _name(each) for each in outcomes}
    often = Counter(names.values())
    folders = {form: str(PurePosixPath(form).parent) for form in names}
    together = Counter((names[form], folders[form]) for form in names)
    labels = {}
    for form, name in names.items():
        alone = together[name, folders[form]] == 1 and folders[form] != "."
        aside = folders[form] if alone else form
        labels[form] = name if often[name] == 1 else f"{name}（{aside}）"
    return labels


def _name(outcome: Outcome) -> str:
    return outcome.unit or outcome.full_name or PurePosixPath(outcome.form).stem
