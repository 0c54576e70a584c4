"""The whole of a batch, readable aloud: find, plan, do, settle, convert, sum up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reportgen.batch import claims, doing, folder, keeping, pdfs, plan, roll, store, summing
from reportgen.batch.model import Job, Result, below
from reportgen.findings import ReportgenError, Severity
from reportgen.packs import rosters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reportgen.batch.model import Asked, Progress
    from reportgen.findings import Finding
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
        if planned.todo:
            doing.require_template(job)
        outcomes = claims.settle(job, doing.forms(job, planned, asked, watch))
        unconverted: Sequence[Finding] = ()
        if asked.pdf:
            outcomes, unconverted = pdfs.add(job, outcomes, doing.workers(asked), watch)
        outcomes, alone = keeping.left_over(job, outcomes, [below(p, job.inputs) for p in forms])
        earlier, unread = doing.earlier(asked, job, watch)
        absent = roll.missing(roster, outcomes)
        findings = (
            *amiss,
            *doubtful,
            *plan.copies(planned),
            *unconverted,
            *unread,
            *roll.compare(roster, outcomes, absent),
            *alone,
        )
        skipped, summary = len(planned.kept), asked.out / "汇总.xlsx"
        result = Result(outcomes, findings, absent, len(roster), skipped, summary)
        return summing.write(job, result, pack, roster, earlier, watch)


def _forms(asked: Asked) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Return the forms there are, and what was passed over."""
    for path in (asked.inputs, asked.last_year):
        if path is not None:
            _require_folder(path)
    _require_apart(asked.inputs, asked.out, "输出文件夹（-o）")
    _require_apart(asked.inputs, asked.last_year, "上年填报表的文件夹（--last-year）")
    apart = [path for path in (asked.out, asked.roster, asked.last_year) if path is not None]
    found = folder.look(asked.inputs, avoid=apart)
    if not found.forms and not found.findings:
        message = f"“{asked.inputs}”里没有填报表。"
        raise ReportgenError("BA02", message, "把各单位报来的填报表（.xlsx）放进这个文件夹。")
    return found.forms, found.findings


def _require_folder(path: Path) -> None:
    remedy = "写放填报表的文件夹，如 inputs 下的年度文件夹。"
    if not os.path.isdir(path):  # noqa: PTH112  never raises, whatever may not be looked into
        why = "是一个文件，不是文件夹" if os.path.lexists(path) else "不存在，没有这个文件夹"
        raise ReportgenError("BA01", f"“{path}”{why}。", remedy)
    if not os.access(path, os.R_OK | os.X_OK):
        remedy = "请管理员开放读取权限，再运行一次。"
        raise ReportgenError("BA01", f"打不开文件夹“{path}”：没有读取权限。", f"核对权限；{remedy}")


def _require_apart(inputs: Path, other: Path | None, what: str) -> None:
    if other is not None and other.resolve() == inputs.resolve():
        message = f"{what}与填报表文件夹是同一个：“{inputs}”。"
        raise ReportgenError("BA22", message, "换成另一个文件夹，再运行一次。")


def _roster(asked: Asked, pack: Pack) -> tuple[Sequence[Listed], Sequence[Finding]]:
    """Return who should hand in a form: by the roster given, else by the pack's 名单."""
    if asked.roster is None:
        return pack.roster, ()
    try:
        rows, findings = rosters.read(asked.roster, pack)
    except ReportgenError as broken:
        remedy = "用 --roster 指明名册工作簿（.xlsx），其中有“单位”一栏。"
        raise ReportgenError(broken.code, f"名册{broken.message}", remedy) from None
    wrong = {each.where for each in findings if each.severity is Severity.ERROR}
    return [row.listed for row in rows if row.listed.where not in wrong], findings
