"""One form in a worker: read, judged, printed, written, recorded. It never raises."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reportgen import __version__, outputs, packs, pipeline, workbook
from reportgen.batch import store
from reportgen.batch.model import file_of
from reportgen.findings import Finding, ReportgenError, Where, error, has_errors
from reportgen.outcomes import MadeBy, Outcome, State, of_checked
from reportgen.outputs import receipt as receipts
from reportgen.workbook import files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.batch.model import Job
    from reportgen.packs.model import Pack
    from reportgen.pipeline import Built


def one(job: Job, form: str) -> Outcome:
    """Do one form; ``form`` is its path below the input folder. The passages stay on the disk."""
    try:
        outcome = _done(job, form)
    except ReportgenError as broken:
        outcome = ended(job, form, State.UNREADABLE, as_finding(broken, form))
    except MemoryError:
        outcome = ended(job, form, State.STOPPED, too_large(form))
    except Exception:
        outcome = ended(job, form, State.BROKEN, _fault(job, form))
    return _kept(job, outcome)


def earlier(job: Job, form: str) -> Outcome | None:
    """Read what a unit handed in for the year before; None where it cannot be read.

    ``job.inputs`` is last year's folder. What is the same as at the last reading is not read.
    """
    path, records = job.inputs / form, store.of_last_year(job.out)
    kept = store.load(records, form)
    if kept and kept[0].sha256 == digest(path) and kept[1] == made_by(job):
        return replace(kept[0], passages=())
    try:
        book = workbook.read(path)
        pack, _ = _pack(pipeline.pack_folder(book, path))
        outcome = of_checked(form, pipeline.read(book, pack), State.DONE, ())
        store.save(records, outcome, made_by(job))
    except Exception:
        return None
    return replace(outcome, passages=())


def made_by(job: Job) -> MadeBy:
    """Return what the outcomes of a job depend on besides their forms."""
    return MadeBy(__version__, job.fingerprint)


def ended(job: Job, form: str, state: State, why: Finding) -> Outcome:
    """Return the outcome of a form that came to nothing."""
    return Outcome(form, digest(job.inputs / form), state, findings=(why,))


def as_finding(broken: ReportgenError, form: str) -> Finding:
    """Return why a form could not be used, as a finding like all others."""
    return error(broken.code, Where(file_of(form)), broken.message, broken.remedy)


def too_large(form: str) -> Finding:
    """Return the finding for a form that took more memory than any form needs."""
    message = "处理这份填报表用的内存超过上限，已停止；其他填报表不受影响。"
    remedy = "删去填报区域以外的内容，另存为新的 .xlsx；仍不行的，重新发表填报。"
    return error("BA07", Where(file_of(form)), message, remedy)


def _done(job: Job, form: str) -> Outcome:
    path = job.inputs / form
    pack, amiss = _pack(job.pack)
    checked = pipeline.check(workbook.read(path), pack, amiss)
    built = pipeline.built_from(checked)
    state = State.ERRORS if has_errors(checked.findings) else State.DONE
    outcome = of_checked(form, checked, state, checked.findings)
    outcome = replace(outcome, folder=_folder(form, outcome.unit))
    try:
        return _written(job, outcome, built)
    except ReportgenError as broken:
        findings = (*outcome.findings, as_finding(broken, form))
        return replace(outcome, state=State.UNWRITTEN, findings=findings)


@lru_cache(maxsize=4)
def _pack(folder: Path) -> tuple[Pack, Sequence[Finding]]:
    return packs.load(folder)


def _folder(form: str, unit: str) -> str:
    """Return the folder of a unit's report; forms in a folder of their own keep it."""
    path = PurePosixPath(form)
    above = (outputs.safe_name(part) for part in path.parent.parts)
    return str(PurePosixPath(*above, outputs.safe_name(unit or path.stem)))


def _written(job: Job, outcome: Outcome, built: Built) -> Outcome:
    gone: Callable[[str], bool] = partial(_is_gone, (job.inputs / outcome.form).parent)
    with store.only_writer(job.out, outcome.folder):
        written, told = pipeline.write(built, job.out / outcome.folder, gone=gone)
    vouched = receipts.vouched(written.receipt) or {}
    made = {file.path.name: vouched[file.path.name] for file in written.files}
    return replace(outcome, findings=(*outcome.findings, *told), files=made)


def _is_gone(folder: Path, name: str) -> bool:
    """Tell whether another form is no longer there: its report then gives way to this one's."""
    return not (folder / name).exists()


def _kept(job: Job, outcome: Outcome) -> Outcome:
    """Keep an outcome's record; without it the next run does the form again."""
    light = replace(outcome, passages=())
    try:
        store.save(store.of_year(job.out), outcome, made_by(job))
    except (ReportgenError, OSError) as problem:
        why = problem if isinstance(problem, ReportgenError) else None
        if why is None or outcome.state is State.UNWRITTEN:
            return light
        found = as_finding(why, outcome.form)
        return replace(light, state=State.UNWRITTEN, findings=(*light.findings, found))
    return light


def _fault(job: Job, form: str) -> Finding:
    """Keep the trace of a bug and say where it is."""
    trace = traceback.format_exc()
    try:
        kept = f"“{store.FOLDER}”文件夹中的《{store.put_fault(job.out, form, trace).name}》"
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
