"""One form in a worker: read, judged, printed, written, recorded. It never raises."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reportgen import outputs, packs, pipeline, workbook
from reportgen.batch import store
from reportgen.batch.keeping import as_finding, carried, keep, light, made_by
from reportgen.batch.model import RECORDS, file_of
from reportgen.findings import Finding, ReportgenError, Severity, Where, error, has_errors, notice
from reportgen.outcomes import Outcome, State, of_checked
from reportgen.outputs import receipt as receipts
from reportgen.pipeline.printing import template_of
from reportgen.workbook import files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.batch.model import Job
    from reportgen.packs.model import Pack
    from reportgen.pipeline import Built

_OF_EARLIER_RUNS = "OU06"
"""A batch tells of these itself, in every run until they are gone (BA18)."""
MOST = 200
"""Findings kept of one form; nobody mends more before looking again."""


def one(job: Job, form: str) -> Outcome:
    """Do one form; ``form`` is its path below the input folder. The passages stay on the disk."""
    told: Sequence[Finding] = ()
    try:
        outcome, told = _done(job, form)
    except ReportgenError as broken:
        outcome = ended(job, form, State.UNREADABLE, as_finding(broken, form))
    except MemoryError:
        outcome = ended(job, form, State.STOPPED, too_large(form))
    except Exception:
        outcome = ended(job, form, State.BROKEN, _fault(job, form))
    return keep(job, outcome, told)


def unfit(job: Job, _name: str) -> tuple[str, str, str] | None:
    """Return why the pack's Word file cannot be printed from, None where it can."""
    try:
        template_of(_pack(job.pack)[0])
    except ReportgenError as broken:
        return broken.code, broken.message, broken.remedy
    return None


def earlier(job: Job, form: str) -> Outcome | str:
    """Read what a unit handed in for the year before; return why where it cannot be read.

    ``job.inputs`` is last year's folder.
    """
    path = job.inputs / form
    try:
        book = workbook.read(path)
        pack, _ = _pack(pipeline.pack_folder(book, path))
        outcome = of_checked(form, pipeline.read(book, pack), State.DONE, ())
        if not outcome.unit:
            return "没有写明单位"
        store.save(store.of_last_year(job.out), outcome, made_by(job))
    except ReportgenError as broken:
        return broken.message
    except (Exception, MemoryError):
        return f"程序故障：{traceback.format_exc().strip().rpartition(chr(10))[2]}"
    return light(outcome)


def ended(job: Job, form: str, state: State, why: Finding) -> Outcome:
    """Return the outcome of a form that came to nothing."""
    return Outcome(form, digest(job.inputs / form), state, findings=(why,))


def too_large(form: str) -> Finding:
    """Return the finding for a form that took more memory than any form needs."""
    message = "处理这份填报表用的内存超过上限，已停止；其他填报表不受影响。"
    remedy = "删去填报区域以外的内容，另存为新的 .xlsx；仍不行的，重新发表填报。"
    return error("BA07", Where(file_of(form)), message, remedy)


def bounded(findings: Sequence[Finding], form: str) -> Sequence[Finding]:
    """Return the gravest findings, and one that counts the rest: a spoilt form has thousands."""
    if len(findings) <= MOST:
        return findings
    ordered = sorted(findings, key=lambda each: each.severity is not Severity.ERROR)
    rest = ordered[MOST:]
    errors = sum(each.severity is Severity.ERROR for each in rest)
    of_them = f"，其中错误 {errors} 处" if errors else ""
    message = f"这份填报表还有 {len(rest)} 处问题{of_them}，没有逐一列入汇总。"
    remedy = "看它的问题清单；问题成片的，多半是行列错位或粘贴了别的内容，先改正这些。"
    return [*ordered[:MOST], notice("BA19", Where(file_of(form)), message, remedy)]


def _done(job: Job, form: str) -> tuple[Outcome, Sequence[Finding]]:
    """Return a form's outcome, and what is to be told of writing it."""
    path = job.inputs / form
    pack, amiss = _pack(job.pack)
    checked = pipeline.check(workbook.read(path), pack, amiss)
    built = pipeline.built_from(checked)
    state = State.ERRORS if has_errors(checked.findings) else State.DONE
    outcome = of_checked(form, checked, state, bounded(checked.findings, form))
    outcome = replace(outcome, folder=_folder(form, outcome.unit))
    try:
        return _written(job, outcome, built)
    except ReportgenError as broken:
        findings = (*outcome.findings, as_finding(broken, form))
        return replace(outcome, state=State.UNWRITTEN, findings=findings), ()


@lru_cache(maxsize=4)
def _pack(folder: Path) -> tuple[Pack, Sequence[Finding]]:
    return packs.load(folder)


def _folder(form: str, unit: str) -> str:
    """Return the folder of a unit's report; forms in a folder of their own keep it."""
    path = PurePosixPath(form)
    parts = [outputs.safe_name(part) for part in (*path.parent.parts, unit or path.stem)]
    if parts[0] == RECORDS or parts[0].startswith("汇总"):
        parts[0] += "（单位）"
    return str(PurePosixPath(*parts))


def _written(job: Job, outcome: Outcome, built: Built) -> tuple[Outcome, Sequence[Finding]]:
    gone: Callable[[str], bool] = partial(_is_gone, (job.inputs / outcome.form).parent)
    with store.only_writer(job.out, outcome.folder):
        written, told = pipeline.write(built, job.out / outcome.folder, gone=gone)
    vouched = receipts.vouched(written.receipt) or {}
    made = {file.path.name: vouched[file.path.name] for file in written.files}
    outcome = replace(outcome, files=made, receipt=written.receipt.name)
    outcome = replace(outcome, files=carried(job, outcome))
    return outcome, [each for each in told if each.code != _OF_EARLIER_RUNS]


def _is_gone(folder: Path, name: str) -> bool:
    """Tell whether another form is no longer there: its report then gives way to this one's."""
    return not (folder / name).exists()


def _fault(job: Job, form: str) -> Finding:
    """Keep the trace of a bug and say where it is."""
    trace = traceback.format_exc()
    try:
        kept = f"“{RECORDS}”文件夹中的《{store.put_fault(job.out, form, trace).name}》"
    except (ReportgenError, OSError):
        kept = "报错的末行：" + trace.strip().rpartition("\n")[2]
    message = f"程序本身出了故障，没有处理完这份填报表；详细情况见{kept}。"
    remedy = "把那个文件和填报表交给程序维护人员；其他填报表不受影响。"
    return error("BA09", Where(file_of(form)), message, remedy)


def digest(path: Path) -> str:
    """Return a file's sha256, empty where it cannot be read as an ordinary file."""
    try:
        return hashlib.sha256(files.load(path)).hexdigest()
    except (ReportgenError, MemoryError):
        return ""
