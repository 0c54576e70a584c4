"""One start of LibreOffice for a group of reports: each PDF is handed on as it comes."""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, TypeAlias

from reportgen.findings import ReportgenError
from reportgen.pdf import soffice
from reportgen.pdf.steady import steady

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Source: TypeAlias = bytes | Path
"""A Word file's bytes, or where they lie: those of 2,000 reports need not be held at once."""

_TARGET = "pdf:writer_pdf_Export"
_LOOK = 0.05
"""Seconds between two looks at what has come."""
_LEAVE = 10.0
"""Seconds for LibreOffice to end after its last PDF; a hang there costs no report."""


@dataclass(frozen=True, slots=True)
class Task:
    """A report to be made into a PDF, and how many times a call broke at it."""

    name: str
    source: Source
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A report's Word file and its PDF, or why there is none."""

    name: str
    docx: bytes
    pdf: bytes | ReportgenError


@dataclass(frozen=True, slots=True)
class Means:
    """What a call needs: the program, the seconds a report may take, and whom to tell.

    ``room`` is a folder that keeps the profile from call to call. ``goes_on`` says False when
    all must stop.
    """

    program: Path
    room: Path
    timeout: float
    hand_on: Callable[[Made], None]
    goes_on: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Left:
    """The reports of a call without a PDF: those that broke, and those it never came to."""

    came: bool
    broken: tuple[Task, ...]
    unreached: tuple[Task, ...]
    problem: ReportgenError


def call(means: Means, group: Sequence[Task]) -> Left | None:
    """Convert a group; return what was left over, None when nothing was.

    LibreOffice takes the files in the order given. What has no PDF though a later one has was
    refused; the one after the last PDF is what the call broke at, and those behind it were
    never reached. A profile that saw a call break is not used again.
    """
    with _desk(means.room) as work:
        tasks = _laid_out(means, work, group)
        if not tasks:
            return None
        came, problem = _convert(means, work, tasks)
    if len(came) == len(tasks):
        return None
    shutil.rmtree(means.room / soffice.PROFILE, ignore_errors=True)
    last = max(came, default=-1)
    broken = tuple(t for n, t in enumerate(tasks[: last + 2]) if n not in came)
    return Left(bool(came), broken, tuple(tasks[last + 2 :]), problem)


@contextmanager
def _desk(room: Path) -> Iterator[Path]:
    """A folder for one call; taken away with all that the call left in it."""
    work = Path(mkdtemp(dir=room))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _laid_out(means: Means, work: Path, tasks: Sequence[Task]) -> list[Task]:
    """Put the reports under plain numbers, for a C locale cannot open a Chinese name.

    One that cannot be read is told at once and left out.
    """
    ready: list[Task] = []
    for task in tasks:
        try:
            docx = task.source if isinstance(task.source, bytes) else task.source.read_bytes()
        except OSError:
            means.hand_on(Made(task.name, b"", _unreadable()))
            continue
        _word(work, len(ready)).write_bytes(docx)
        ready.append(task)
    return ready


def _convert(means: Means, work: Path, tasks: Sequence[Task]) -> tuple[set[int], ReportgenError]:
    """Return the numbers of the reports that came, and what to say of the others."""
    came: set[int] = set()
    begun, slow = 0, False
    sources = [_word(work, number) for number in range(len(tasks))]
    with soffice.started(means.program, means.room, work, sources, _TARGET) as process:
        since = time.monotonic()
        while means.goes_on() and process.poll() is None and not slow:
            if (newest := _newest(work, begun, len(tasks))) > begun:
                came |= _handed_on(means, work, tasks, range(begun, newest))
                begun, since = newest, time.monotonic()
            last = begun == len(tasks) - 1 and soffice.whole(_pdf(work, begun))
            slow = time.monotonic() - since > (_LEAVE if last else means.timeout)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
    came |= _handed_on(means, work, tasks, range(begun, len(tasks)))
    problem = soffice.too_slow(means.timeout) if slow else soffice.nothing_came(soffice.said(work))
    return came, problem


def _handed_on(means: Means, work: Path, tasks: Sequence[Task], numbers: range) -> set[int]:
    """Hand on those of the PDFs that are whole; return their numbers."""
    came = set()
    for number in numbers:
        if means.goes_on() and (pdf := soffice.whole(_pdf(work, number))):
            docx = _word(work, number).read_bytes()
            means.hand_on(Made(tasks[number].name, docx, steady(pdf, docx)))
            came.add(number)
    return came


def _newest(work: Path, begun: int, count: int) -> int:
    """Return the number of the last PDF that was begun: all before it are done."""
    numbers = range(count - 1, begun, -1)
    return next((number for number in numbers if _pdf(work, number).is_file()), begun)


def _word(work: Path, number: int) -> Path:
    return work / f"{number:04}.docx"


def _pdf(work: Path, number: int) -> Path:
    return work / soffice.MADE / f"{number:04}.pdf"


def _unreadable() -> ReportgenError:
    return ReportgenError(
        "PD07",
        "要转成 PDF 的 Word 报告读不到：它已被移走、删除，或没有读取权限。",
        "确认报告还在原处、可以打开，再加 --pdf 运行一次。",
    )
