"""Where a form and what was made of it lie, seen from the folder of 汇总.xlsx."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome
    from reportgen.summary.model import County
    from reportgen.summary.standing import Unit

_LEFT = "BA18"
_ENDINGS = ((".docx", "打开报告"), (".问题清单.txt", "问题清单"))


def report(outcome: Outcome) -> tuple[str, str]:
    """Return the way to a form's report, or to its list of findings, and what to call it."""
    for ending, words in _ENDINGS:
        names = sorted((n for n in outcome.files if n.endswith(ending)), key=lambda n: (len(n), n))
        if names:
            return "/".join(
                part for part in (outcome.folder, names[0]) if part not in {"", "."}
            ), words
    return "", ""


def form(county: County, outcome: Outcome) -> tuple[str, str]:
    """Return the way to the form itself, and what to call it."""
    way = f"{county.inputs.rstrip('/')}/{outcome.form}" if county.inputs else ""
    return way, "打开填报表" if way else ""


def finder(units: Sequence[Unit]) -> Callable[[Finding], Unit | None]:
    """Return what finds the unit that a finding of the folder is about.

    Such a finding stands at a form's path or name, at a report's folder, or at a file in it.
    """
    names = Counter(map(_file, units))
    known = {unit.outcome.folder: unit for unit in units if unit.outcome.folder}
    known |= {_file(unit): unit for unit in units if names[_file(unit)] == 1}
    known |= {unit.outcome.form: unit for unit in units}

    def find(found: Finding) -> Unit | None:
        file = found.where.file
        return known.get(file) or known.get(str(PurePosixPath(file).parent))

    return find


def _file(unit: Unit) -> str:
    return PurePosixPath(unit.outcome.form).name


def report_of(found: Finding, unit: Unit | None) -> tuple[str, str]:
    """Return the way to what a finding of the folder is about; to the folder for what is left."""
    if found.code == _LEFT:
        return found.where.file, "打开文件夹"
    return report(unit.outcome) if unit else ("", "")


def form_of(county: County, unit: Unit | None) -> tuple[str, str]:
    """Return the way to the form of a unit, nothing of none."""
    return form(county, unit.outcome) if unit else ("", "")
