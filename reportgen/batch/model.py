"""What a batch is asked to do, and how it tells what it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome

RECORDS = "批次记录"
"""The folder of records; where it stands is an output folder."""
SECONDS = 30.0
"""For one form; one takes a twentieth of a second, on a slow desk half a one."""
MEMORY_MB = 1024
"""For one worker's address space; a good form takes a tenth of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to know; small, for it goes along with every form."""

    inputs: Path
    out: Path
    pack: Path
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bureau asked for on the command line."""

    inputs: Path
    out: Path
    pack: Path | None = None
    roster: Path | None = None
    last_year: Path | None = None
    pdf: bool = False
    everything: bool = False
    workers: int = 0


def below(path: Path, top: Path) -> str:
    """Return a form's path below the input folder, written the same on every system."""
    return PurePosixPath(*path.relative_to(top).parts).as_posix()


def file_of(form: str) -> str:
    """Return the name of a form's file as it can be read, whatever bytes it is made of."""
    return legible(PurePosixPath(form).name)


class Stage(Enum):
    """What a batch is at."""

    FORMS = "核对、生成报告"
    EARLIER = "读取上年填报表"
    PDF = "转成 PDF"
    SUMMARY = "汇总"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step forward. ``outcome`` is the form just finished, None at a stage's beginning."""

    stage: Stage
    done: int
    total: int
    outcome: Outcome | None = None
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it all.

    ``findings`` are about the folder and the roster, not about one form's content; ``skipped``
    counts the forms that were up to date; ``missing`` names units that handed in nothing.
    ``summary`` is None where 汇总.xlsx could not be written.
    """

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    listed: int
    skipped: int
    summary: Path | None
