"""The reports of a batch as PDF: those that have none yet, many for each start of LibreOffice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import outputs, pdf
from reportgen.batch import store
from reportgen.batch.keeping import amend
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
        with closing(pdf.convert_each(documents, jobs=workers)) as results:
            for number, (name, made) in enumerate(results, 1):
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
            if name.endswith(_REPORT) and store.sha256(docx) == vouched:
                yield _Wanted(outcome, docx)


def _name(wanted: _Wanted) -> str:
    return f"{wanted.outcome.folder}/{wanted.docx.stem}"


def _with_pdf(job: Job, wanted: _Wanted, made: Pdf | ReportgenError) -> Outcome:
    """Write a PDF beside its report and keep what is known of the form in step."""
    outcome = wanted.outcome
    file = f"{outcome.folder}/{wanted.docx.stem}{_PDF}"
    if isinstance(made, ReportgenError):
        return replace(outcome, findings=(*outcome.findings, _told(made, file)))
    try:
        receipt = job.out / outcome.folder / outcome.receipt
        written = outputs.add_files(receipt, {_PDF: made.data}, made.fonts)
        name = written.files[0].path.name
        more = {**outcome.files, name: receipts.sha256(made.data)}
        findings = (*outcome.findings, *made.findings)
        outcome = amend(job, outcome, files=more, findings=findings)
    except ReportgenError as broken:
        return replace(outcome, findings=(*outcome.findings, _told(broken, file)))
    return replace(outcome, findings=(*outcome.findings, *outputs.notices(written)))


def _told(broken: ReportgenError, file: str) -> Finding:
    return Finding(broken.code, Severity.NOTICE, Where(file), broken.message, broken.remedy)
