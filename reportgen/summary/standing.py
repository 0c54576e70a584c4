"""Who stands where: names that tell units apart, ranks, means and medians, without floats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.outcomes import State, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from reportgen.outcomes import Amount, Outcome, Score
    from reportgen.packs.model import Headline
    from reportgen.summary.model import County

COUNTED = (State.DONE, State.UNWRITTEN)
"""Forms without errors: only their points are ranked and only their figures are added up."""
SCORED_FIGURE = "综合得分"


@dataclass(frozen=True, slots=True)
class Unit:
    """One form's place in the county, and what the unit handed in last year (``before``).

    ``label`` is unlike all others; equal totals share a rank.
    """

    outcome: Outcome
    label: str
    rank: int | None
    before: Outcome | None

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
    short = Counter(same(each.unit) for each in county.outcomes)
    plain = [
        Unit(
            each, labels[each.form], None, _before(county, each, alone=short[same(each.unit)] == 1)
        )
        for each in county.outcomes
    ]
    totals = Counter(unit.total for unit in plain if unit.total is not None)
    ranks: dict[Decimal | None, int] = {}
    above = 0
    for total in sorted((t for t in totals if t is not None), reverse=True):
        ranks[total] = above + 1
        above += totals[total]
    placed = [replace(unit, rank=ranks.get(unit.total)) for unit in plain]
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


def last_year(unit: Unit, headline: Headline) -> Amount | None:
    """Return last year's value: what the form itself says, else what was handed in last year."""
    figures = unit.outcome.figures
    return figures.get(headline.prior) or handed_in(unit, headline)


def handed_in(unit: Unit, headline: Headline) -> Amount | None:
    """Return the value of the form handed in last year."""
    return unit.before.figures.get(headline.name) if unit.before else None


def _before(county: County, outcome: Outcome, *, alone: bool) -> Outcome | None:
    """Return last year's form of a unit: by full name; by the short one where that is its alone."""
    full = same(outcome.full_name)
    names = [name for name in (full, same(outcome.unit)) if name]
    found = next((county.earlier[name] for name in names if name in county.earlier), None)
    if found is None or (full and same(found.full_name) == full):
        return found
    ours, theirs = _district(outcome), _district(found)
    near = ours.endswith(theirs) or theirs.endswith(ours)
    return found if alone and near else None


def _district(outcome: Outcome) -> str:
    """Return what a full name has before the short one: 桃江县, or nothing."""
    full, short = same(outcome.full_name), same(outcome.unit)
    return full.partition(short)[0] if short and short in full else ""


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
