"""Who should have handed in a form, and who did."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.batch.model import file_of
from reportgen.findings import Where, error, notice
from reportgen.outcomes import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome
    from reportgen.packs.model import Listed


def missing(roster: Sequence[Listed], outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Return the units of a roster of which there is no form, in the roster's order.

    A form that does not say whose it is counts for the unit its file is named after.
    """
    there = {name for outcome in outcomes for name in _names(outcome)}
    return tuple(each.name for each in roster if not there & _known_as(each))


def compare(
    roster: Sequence[Listed], outcomes: Sequence[Outcome], absent: Sequence[str]
) -> list[Finding]:
    """Say who is missing (BA14) and who is not on the roster (BA13)."""
    if not roster:
        return []
    known = {name for each in roster for name in _known_as(each)}
    strange = (each for each in outcomes if each.unit and not _names(each) & known)
    return [*(_missing(each) for each in absent), *(_unknown(each) for each in strange)]


def _known_as(listed: Listed) -> set[str]:
    return {same(name) for name in (listed.name, *listed.others)}


def _names(outcome: Outcome) -> set[str]:
    told = {same(name) for name in (outcome.unit, outcome.full_name) if name}
    return told if outcome.unit else told | {same(PurePosixPath(outcome.form).stem)}


def _missing(name: str) -> Finding:
    message = f"名册中的“{name}”没有报送填报表。"
    return error("BA14", Where(name), message, "催报；已经撤并的，从名册中删去。")


def _unknown(outcome: Outcome) -> Finding:
    message = f"“{outcome.unit}”不在名册中。"
    remedy = "核对填报表中的单位简称；确是应报单位的，补进名册。"
    return notice("BA13", Where(file_of(outcome.form)), message, remedy)
