"""The reports of a batch as PDF: those that have none yet, many for each start of LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import outputs, pdf
from reportgen.batch import store, work
from reportgen.batch.model import Progress, Stage
from reportgen.findings import Finding, ReportgenError, Severity, Where
from reportgen.outcomes import Outcome, State
from reportgen.outputs import receipt as receipts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reportgen.batch.model import Job
    from reportgen.pdf import Pdf

_REPORT, _PDF = ".docx", ".pdf"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A report that has no PDF yet."""

    outcome: Outcome
    docx: Path


def add(
    job: Job, outcomes: Sequence[Outcome], workers: int, watch: Callable[[Progress], None]
) -> tuple[tuple[Outcome, ...], list[Finding]]:
    """Return the outcomes with their PDFs written, and why there are none at all, if so.

    A report without its PDF is still a report: what went wrong is a 提醒 of that form.
    """
    wanted = {_name(each): each for each in _wanted(job, outcomes)}
    done = {each.form: each for each in outcomes}
    watch(Progress(Stage.PDF, 0, len(wanted)))
    documents = {name: each.docx for name, each in wanted.items()}
    try:
        for number, (name, made) in enumerate(pdf.convert_each(documents, jobs=workers), 1):
            outcome = _with_pdf(job, wanted[name], made)
            done[outcome.form] = outcome
            watch(Progress(Stage.PDF, number, len(wanted)))
    except ReportgenError as broken:
        return tuple(done.values()), [_told(broken, "")]
    return tuple(done.values()), []


def _wanted(job: Job, outcomes: Sequence[Outcome]) -> Iterator[_Wanted]:
    """Yield reports without a PDF; one that a person has edited is no longer ours to print."""
    for outcome in outcomes:
        if outcome.state is not State.DONE or any(name.endswith(_PDF) for name in outcome.files):
            continue
        for name, vouched in outcome.files.items():
            docx = job.out / outcome.folder / name
            if name.endswith(_REPORT) and work.digest(docx) == vouched:
                yield _Wanted(outcome, docx)


def _name(wanted: _Wanted) -> str:
    return f"{wanted.outcome.folder}/{wanted.docx.stem}"


def _with_pdf(job: Job, wanted: _Wanted, made: Pdf | ReportgenError) -> Outcome:
    """Write a PDF beside its report and keep what is known of the form in step."""
    if isinstance(made, ReportgenError):
        found = _told(made, f"{wanted.docx.stem}{_PDF}")
        return replace(wanted.outcome, findings=(*wanted.outcome.findings, found))
    try:
        written = outputs.add_files(receipts.of(wanted.docx), {_PDF: made.data}, made.fonts)
        files = {file.path.name: receipts.sha256(made.data) for file in written.files}
        return _kept(job, wanted.outcome, files, [*made.findings, *outputs.notices(written)])
    except ReportgenError as broken:
        found = _told(broken, f"{wanted.docx.stem}{_PDF}")
        return replace(wanted.outcome, findings=(*wanted.outcome.findings, found))


def _kept(
    job: Job, outcome: Outcome, files: dict[str, str], findings: Sequence[Finding]
) -> Outcome:
    """Return an outcome with more files and findings, its record brought up to date."""
    records = store.of_year(job.out)
    if kept := store.load(records, outcome.form):
        full, made_by = kept
        more = replace(full, files={**full.files, **files}, findings=(*full.findings, *findings))
        store.save(records, more, made_by)
    return replace(
        outcome, files={**outcome.files, **files}, findings=(*outcome.findings, *findings)
    )


def _told(broken: ReportgenError, file: str) -> Finding:
    return Finding(broken.code, Severity.NOTICE, Where(file), broken.message, broken.remedy)
