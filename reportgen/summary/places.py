"""Where a form and what was made of it lie, seen from the folder of 汇总.xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.outcomes import Outcome
    from reportgen.summary.model import County

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
