"""What the county's summary is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.findings import Finding
    from reportgen.likeness.model import Likeness
    from reportgen.outcomes import Outcome
    from reportgen.packs.model import Pack


@dataclass(frozen=True, slots=True)
class County:
    """A county's year: one outcome per form, and whom the bureau expected.

    ``title`` heads the first sheet. ``roster`` and ``missing`` are names of units; without a
    roster both are empty. ``findings`` are those of the folder, not of one form. ``earlier`` are
    last year's outcomes by the unit's full name, and by a short name that only one unit of last
    year has, both as ``outcomes.same`` gives them. ``inputs`` is the way from
    the folder of 汇总.xlsx to the forms (``../../inputs/2020``), empty where there is none: then
    forms are named but not linked.
    """

    title: str
    pack: Pack
    outcomes: tuple[Outcome, ...] = ()
    roster: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    likeness: Likeness | None = None
    earlier: Mapping[str, Outcome] = field(default_factory=dict)
    inputs: str = ""
