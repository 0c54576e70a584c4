"""Run every kind through the whole chain, each under a limit of time and memory, two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from reportgen.batch import pool
from tests.hostile.cells import CELLS
from tests.hostile.containers import ARCHIVES, OTHER_FILES
from tests.hostile.made import Faulty, Kind
from tests.hostile.markup import MARKUP
from tests.hostile.oddities import ODDITIES
from tests.hostile.structure import STRUCTURE

LIMITS = pool.Limits(seconds=30, megabytes=1024)
ALL: tuple[Kind, ...] = (*OTHER_FILES, *ARCHIVES, *MARKUP, *ODDITIES, *STRUCTURE, *CELLS)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: the refusal, or the findings and the text of the report.

    ``draft`` is the text of a draft where one was asked for. ``fault`` says that the program
    itself broke, or took too long or too much memory.
    """

    refusal: str = ""
    findings: tuple[tuple[str, str, str, str], ...] = ()
    text: str | None = None
    draft: str = ""
    fault: str = ""

    def told(self, code: str, at: str = "", words: str = "", severity: str = "") -> bool:
        """Tell whether a finding of this code stands at this place and holds these words."""
        return any(
            each[0] == code
            and each[1].endswith(severity)
            and at in ("", each[2])
            and words in each[3]
            for each in self.findings
        )


def guarded(
    work: Callable[[str], _T], names: Iterable[str], broken: Callable[[str], _T]
) -> dict[str, _T]:
    """Return what comes of each name; ``broken`` makes a result of what went wrong on the way."""
    return {
        name: broken(str(found)) if isinstance(found, pool.End) else found
        for name, found in pool.run(work, list(names), 2, LIMITS)
    }


@cache
def results() -> dict[str, Result]:
    """Return what became of every kind of workbook."""
    return guarded(_outcome, [kind.name for kind in ALL], lambda fault: Result(fault=fault))


def _outcome(name: str) -> Result:
    from reportgen import pipeline
    from reportgen.findings import ReportgenError
    from tests.helpers.packs import PACK
    from tests.helpers.reading import read_text
    from tests.hostile.made import example

    [kind] = [each for each in ALL if each.name == name]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "填报表.xlsx"
        path.write_bytes(kind.make(example()))
        try:
            built = pipeline.build_one(path, PACK)
        except ReportgenError as problem:
            return Result(refusal=f"{problem.code} {problem.message}")
        wants_draft = isinstance(kind.wanted, Faulty) and kind.wanted.printed
        draft = pipeline.build_one(path, PACK, in_draft=True).docx if wants_draft else None
    findings = tuple(
        (each.code, each.severity.value, each.where.spot, each.message)
        for each in built.checked.findings
    )
    return Result(
        findings=findings,
        text=read_text(built.docx) if built.docx else None,
        draft=read_text(draft) if draft else "",
    )
