"""An outcome and its record in step, and what earlier runs of a form left standing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from reportgen import __version__
from reportgen.batch import store
from reportgen.batch.model import file_of
from reportgen.findings import Finding, ReportgenError, Where, error, notice
from reportgen.outcomes import MadeBy, Outcome, State
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reportgen.batch.model import Job

_REPORT, _PDF = ".docx", ".pdf"
_NAMED = 2
"""Files named of those that an earlier run left; the others are counted."""


def made_by(job: Job) -> MadeBy:
    """Return what the outcomes of a job depend on besides their forms."""
    return MadeBy(__version__, job.fingerprint)


def light(outcome: Outcome) -> Outcome:
    """Return an outcome without its texts: those stay on the disk."""
    return replace(outcome, passages=(), marks="")


def as_finding(broken: ReportgenError, form: str) -> Finding:
    """Return why a form could not be used, as a finding like all others."""
    return error(broken.code, Where(file_of(form)), broken.message, broken.remedy)


def keep(job: Job, outcome: Outcome, told: Sequence[Finding] = ()) -> Outcome:
    """Keep an outcome's record; return the outcome light, with what is ``told`` of this run only.

    A record that cannot be kept is said: the next run will do the form again.
    """
    records = store.of_year(job.out)
    before = store.load(records, outcome.form)
    outcome = replace(outcome, left=_left(job, before[0], outcome) if before else ())
    spoken = replace(light(outcome), findings=(*outcome.findings, *told))
    try:
        store.save(records, outcome, made_by(job))
    except ReportgenError as broken:
        if outcome.state is State.UNWRITTEN:
            return spoken
        found = as_finding(broken, outcome.form)
        return replace(spoken, state=State.UNWRITTEN, findings=(*spoken.findings, found))
    return spoken


def amend(job: Job, outcome: Outcome, **changes: Any) -> Outcome:
    """Change an outcome and its record alike."""
    records = store.of_year(job.out)
    kept = store.load(records, outcome.form)
    if kept:
        store.save(records, replace(kept[0], **changes), made_by(job))
    return replace(outcome, **changes)


def carried(job: Job, outcome: Outcome) -> Mapping[str, str]:
    """Return the files of an outcome, and the PDF made earlier of the very same report."""
    before = store.load(store.of_year(job.out), outcome.form)
    if before is None or before[0].folder != outcome.folder:
        return outcome.files
    stood, files = before[0].files, dict(outcome.files)
    for name, digest in stood.items():
        report = PurePosixPath(name).stem + _REPORT
        same = name.endswith(_PDF) and report in files and stood.get(report) == files[report]
        if same and store.sha256(job.out / outcome.folder / name) == digest:
            files[name] = digest
    return files


def _left(job: Job, before: Outcome, outcome: Outcome) -> tuple[str, ...]:
    """Return the files of a form's earlier runs that still stand and were not written again."""
    written = {f"{outcome.folder}/{name}" for name in outcome.files}
    stood = (*before.left, *(f"{before.folder}/{name}" for name in before.files))
    return tuple(
        path for path in dict.fromkeys(stood) if path not in written and (job.out / path).exists()
    )


def left_over(
    job: Job, outcomes: Sequence[Outcome], forms: Collection[str]
) -> tuple[tuple[Outcome, ...], list[Finding]]:
    """Say what stands there of earlier runs (BA18): with its form, or where that is gone.

    ``forms`` are all forms of the folder. Records that lead to nothing any more are let go.
    """
    records = store.of_year(job.out)
    ours = {f"{each.folder}/{name}" for each in outcomes for name in each.files}
    told = tuple(
        replace(each, findings=(*each.findings, *_standing(job, each.form, each.left, ours)))
        for each in outcomes
    )
    alone: list[Finding] = []
    for other in store.others(records, [each.form for each in outcomes]):
        paths = (*other.left, *(f"{other.folder}/{name}" for name in other.files))
        found = [*_standing(job, other.form, paths, ours, gone=other.form not in forms)]
        alone += found
        if not found:
            store.forget(records, other.form)
    return told, alone


def _standing(
    job: Job, form: str, paths: Iterable[str], ours: Collection[str], *, gone: bool = False
) -> Iterator[Finding]:
    here = [path for path in paths if path not in ours and (job.out / path).exists()]
    if not here:
        return
    names = "、".join(f"《{legible(PurePosixPath(path).name)}》" for path in here[:_NAMED])
    more = f"等 {len(here)} 个文件" if len(here) > _NAMED else ""
    why = "这份填报表已不在输入文件夹" if gone else "与这份填报表现在的内容不一致"
    message = f"由《{legible(form)}》以前生成的{names}{more}还在，{why}。"
    remedy = "不再需要的，删去这些文件；填报表误移、误改的，放回或改正后再运行一次。"
    yield notice("BA18", Where(str(PurePosixPath(here[0]).parent)), message, remedy)
