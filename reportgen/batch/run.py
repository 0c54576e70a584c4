"""The whole of a batch, readable aloud: find, plan, do, settle, convert, sum up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.batch import claims, doing, folder, pdfs, plan, roll, store, summing
from reportgen.batch.model import Job, Result
from reportgen.findings import ReportgenError, Where, notice
from reportgen.packs import rosters
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from reportgen.batch.model import Asked, Progress
    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome
    from reportgen.packs.model import Listed, Pack

    Watch = Callable[[Progress], None]


def run(asked: Asked, watch: Watch) -> Result:
    """Do a folder of forms; ``watch`` hears of every step.

    Raises ReportgenError where nothing could be done at all: no such folder, no form in it, no
    sound pack, no roster, another run at work, an output folder that cannot be written.
    """
    forms, amiss = _forms(asked)
    pack = plan.pack_for(asked)
    roster, doubtful = _roster(asked, pack)
    job = Job(asked.inputs, asked.out, pack.folder.resolve(), pack.fingerprint)
    with store.only_run(asked.out):
        planned = plan.plan(job, forms, everything=asked.everything)
        outcomes = claims.settle(job, doing.forms(job, planned, asked, watch))
        unconverted: Sequence[Finding] = ()
        if asked.pdf:
            outcomes, unconverted = pdfs.add(job, outcomes, doing.workers(asked), watch)
        earlier = doing.earlier(asked, job, watch)
        absent = roll.missing(roster, outcomes)
        findings = (
            *amiss,
            *doubtful,
            *plan.copies(planned),
            *unconverted,
            *roll.compare(roster, outcomes, absent),
            *_orphans(job, outcomes, planned.again),
        )
        skipped, summary = len(planned.kept), asked.out / "汇总.xlsx"
        result = Result(outcomes, findings, absent, len(roster), skipped, summary)
        return summing.write(job, result, pack, roster, earlier, watch)


def _forms(asked: Asked) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Return the forms there are, and what was passed over."""
    if not asked.inputs.is_dir():
        message = f"没有“{asked.inputs}”这个文件夹。"
        remedy = "写放填报表的文件夹，如 inputs 下的年度文件夹。"
        raise ReportgenError("BA01", message, remedy)
    apart = [path for path in (asked.out, asked.roster) if path is not None]
    found = folder.look(asked.inputs, avoid=apart)
    if not found.forms and not found.findings:
        message = f"“{asked.inputs}”里没有填报表。"
        raise ReportgenError("BA02", message, "把各单位报来的填报表（.xlsx）放进这个文件夹。")
    return found.forms, found.findings


def _roster(asked: Asked, pack: Pack) -> tuple[Sequence[Listed], Sequence[Finding]]:
    """Return who should hand in a form: by the roster given, else by the pack's 名单."""
    if asked.roster is None:
        return pack.roster, ()
    rows, findings = rosters.read(asked.roster, pack)
    return [row.listed for row in rows], findings


def _orphans(job: Job, outcomes: Sequence[Outcome], copies: Collection[str]) -> Iterator[Finding]:
    """Yield reports whose forms are no longer there (BA18); records of nothing are let go."""
    records = store.of_year(job.out)
    known = {*(each.form for each in outcomes), *copies}
    ours = {f"{each.folder}/{name}" for each in outcomes for name in each.files}
    for outcome in store.others(records, known):
        files = (f"{outcome.folder}/{name}" for name in outcome.files)
        here = [file for file in files if file not in ours and (job.out / file).exists()]
        if not here:
            store.forget(records, outcome.form)
            continue
        message = f"由《{legible(outcome.form)}》生成的文件还在，这份填报表已不在输入文件夹。"
        remedy = "不再需要的，删去这个文件；填报表误移的，放回去再运行一次。"
        yield notice("BA18", Where(here[0]), message, remedy)
