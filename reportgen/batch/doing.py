"""The forms of a batch through the workers, and their outcomes as they come."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reportgen.batch import folder, pool, store, work
from reportgen.batch.keeping import keep
from reportgen.batch.model import MEMORY_MB, SECONDS, Job, Progress, Stage, below, file_of
from reportgen.findings import ReportgenError, Where, error, notice
from reportgen.outcomes import Outcome, State
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from reportgen.batch.model import Asked
    from reportgen.batch.plan import Plan
    from reportgen.findings import Finding

_LIMITS = pool.Limits(SECONDS, MEMORY_MB)
_NAMED = 3
_WARM = "reportgen.batch.warm"


def require_template(job: Job) -> None:
    """Raise ReportgenError once, not for every form, where the pack's Word file is of no use."""
    template = "report.docx"
    for _, why in pool.run(partial(work.unfit, job), [template], 1, _LIMITS, _WARM):
        if isinstance(why, pool.End):
            message = f"格式包的 {template} 在规定的时间和内存内没有处理完，不能用来生成报告。"
            remedy = "请格式包的编写人用 reportgen pack lint 检查，或换回原来的格式包。"
            raise ReportgenError("BA20", message, remedy)
        if why is not None:
            raise ReportgenError(*why)


def forms(
    job: Job, planned: Plan, asked: Asked, watch: Callable[[Progress], None]
) -> tuple[Outcome, ...]:
    """Do what is to be done; return the outcomes of all forms, in the order of their paths."""
    outcomes = list(planned.kept)
    total, kept = len(planned.todo), len(planned.kept)
    watch(Progress(Stage.FORMS, 0, total, skipped=kept))
    store.clear_faults(job.out)
    with closing(
        pool.run(partial(work.one, job), planned.todo, workers(asked), _LIMITS, _WARM)
    ) as results:
        for number, (form, result) in enumerate(results, 1):
            outcome = _ended(job, form, result) if isinstance(result, pool.End) else result
            outcomes.append(outcome)
            watch(Progress(Stage.FORMS, number, total, outcome, kept))
    return tuple(sorted(outcomes, key=lambda each: each.form))


def earlier(
    asked: Asked, job: Job, watch: Callable[[Progress], None]
) -> tuple[tuple[Outcome, ...], list[Finding]]:
    """Read the forms of the year before, where they were asked for, and say which were not."""
    if asked.last_year is None:
        return (), []
    before = replace(job, inputs=asked.last_year)
    names = [below(path, asked.last_year) for path in folder.look(asked.last_year).forms]
    watch(Progress(Stage.EARLIER, 0, len(names)))
    found: list[Outcome] = []
    unread: dict[str, str] = {}
    with closing(
        pool.run(partial(work.earlier, before), names, workers(asked), _LIMITS, _WARM)
    ) as results:
        for number, (form, result) in enumerate(results, 1):
            if isinstance(result, Outcome):
                found.append(result)
            else:
                unread[form] = result if isinstance(result, str) else "处理时中途停止"
            watch(Progress(Stage.EARLIER, number, len(names)))
    ordered = tuple(sorted(found, key=lambda each: each.form))
    return ordered, [_unread(asked.last_year, names, unread)] if unread or not names else []


def _unread(inputs: Path, names: Sequence[str], unread: Mapping[str, str]) -> Finding:
    where = Where(legible(inputs.name))
    remedy = "核对 --last-year 写的文件夹；上年的格式包要在 templates 里。"
    if not names:
        return notice("BA21", where, "上年填报表的文件夹里没有填报表，没有与上年比较。", remedy)
    first = [f"《{legible(form)}》（{unread[form].rstrip('。')}）" for form in sorted(unread)]
    listed = "、".join(first[:_NAMED]) + ("等" if len(first) > _NAMED else "")
    message = f"上年填报表有 {len(unread)} 份没有读成：{listed}；这些单位没有与上年比较。"
    return notice("BA21", where, message, remedy)


def workers(asked: Asked) -> int:
    """Return how many forms are done at once."""
    return max(1, asked.workers or pool.processors())


def _ended(job: Job, form: str, end: pool.End) -> Outcome:
    told = {pool.End.SLOW: _slow, pool.End.FULL: work.too_large, pool.End.DEAD: _dead}
    return keep(job, work.ended(job, form, State.STOPPED, told[end](form)))


def _slow(form: str) -> Finding:
    message = f"处理这份填报表超过 {SECONDS:.0f} 秒，已停止；其他填报表不受影响。"
    remedy = "用 Excel 打开它，另存为新的 .xlsx 后再运行一次；仍不行的，重新发表填报。"
    return error("BA06", Where(file_of(form)), message, remedy)


def _dead(form: str) -> Finding:
    message = "处理这份填报表的进程两次意外终止；其他填报表不受影响。"
    remedy = "用 Excel 打开它，另存为新的 .xlsx 后再运行一次；仍不行的，交给程序维护人员。"
    return error("BA08", Where(file_of(form)), message, remedy)
