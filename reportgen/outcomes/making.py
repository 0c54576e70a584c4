"""A judged form → what the county wants to know of it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.figures import Figure, Text
from reportgen.outcomes.model import Amount, Line, Outcome, Passage, Score, State
from reportgen.packs.facts import FULL_NAME
from reportgen.packs.model import Kind
from reportgen.pipeline import typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.figures import Record
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack
    from reportgen.pipeline import Checked
    from reportgen.scores import Scores

SHORTEST = 20
"""Characters. A shorter line is a name or a phrase: that two units share it means nothing."""


def of_checked(form: str, checked: Checked, state: State, findings: Sequence[Finding]) -> Outcome:
    """Return the outcome of a form that was read; ``form`` is its path below the input folder."""
    pack, record = checked.pack, checked.record
    return Outcome(
        form=form,
        sha256=checked.book.sha256,
        state=state,
        unit=typed.agency(record, pack),
        full_name=_full_name(record, pack),
        findings=tuple(findings),
        score=_score(checked.scores),
        figures=dict(_figures(record, pack)),
        passages=tuple(_passages(checked)),
    )


def key(outcome: Outcome) -> str:
    """Return what tells one unit from another: its full name as people compare names.

    Empty where the form did not say. Without a full name it is the short one among the forms of
    one folder: two counties may each have a 城关镇.
    """
    if outcome.full_name or not outcome.unit:
        return same(outcome.full_name)
    return same(str(PurePosixPath(outcome.form).parent / outcome.unit))


def same(name: str) -> str:
    """Return a name as people compare names: without blanks and differences of width.

    >>> same("灰山港镇 ") == same("灰山港 镇")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _full_name(record: Record, pack: Pack) -> str:
    named = record.get(pack.facts.get(FULL_NAME, ""))
    return named.value if isinstance(named, Text) else ""


def _score(scores: Scores) -> Score:
    lines = (
        Line(each.indicator.name, each.indicator.title, each.indicator.weight, each.points)
        for each in scores.lines
    )
    return Score(scores.total, scores.claimed_total, scores.grade, tuple(lines))


def _figures(record: Record, pack: Pack) -> Iterator[tuple[str, Amount]]:
    for headline in pack.headlines:
        for name in (headline.name, headline.prior):
            value = record.get(name)
            if isinstance(value, Figure):
                yield name, Amount(value.value, value.unit, value.places, value.where.spot)


def _passages(checked: Checked) -> Iterator[Passage]:
    lines: dict[str, int] = {}
    paper = typed.paper(checked.record, checked.pack, checked.book, [Kind.PARAGRAPHS])
    for block in paper.blocks:
        spot = block.where.spot
        lines[spot] = lines.get(spot, 0) + 1
        if len(block.text) >= SHORTEST:
            yield Passage(spot, lines[spot], block.text)


def of_units(outcomes: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    """Group outcomes by unit, in their own order; forms that name no unit are left out."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if unit := key(outcome):
            groups.setdefault(unit, []).append(outcome)
    return groups
