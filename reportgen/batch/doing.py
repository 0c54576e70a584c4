"""The forms of a batch through the workers, and their outcomes as they come."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reportgen.batch import folder, pool, store, work
from reportgen.batch.model import MEMORY_MB, SECONDS, Job, Progress, Stage, below, file_of
from reportgen.findings import Where, error
from reportgen.outcomes import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.batch.model import Asked
    from reportgen.batch.plan import Plan
    from reportgen.findings import Finding

_LIMITS = pool.Limits(SECONDS, MEMORY_MB)
_WARM = "reportgen.batch.warm"


def forms(
    job: Job, planned: Plan, asked: Asked, watch: Callable[[Progress], None]
) -> tuple[Outcome, ...]:
    """Do what is to be done; return the outcomes of all forms, in the order of their paths."""
    outcomes = list(planned.kept)
    total, kept = len(planned.todo), len(planned.kept)
    watch(Progress(Stage.FORMS, 0, total, skipped=kept))
    store.clear_faults(job.out)
    results = pool.run(partial(work.one, job), planned.todo, workers(asked), _LIMITS, _WARM)
    for number, (form, result) in enumerate(results, 1):
        outcome = _ended(job, form, result) if isinstance(result, pool.End) else result
        outcomes.append(outcome)
        watch(Progress(Stage.FORMS, number, total, outcome, kept))
    return tuple(sorted(outcomes, key=lambda each: each.form))


def earlier(asked: Asked, job: Job, watch: Callable[[Progress], None]) -> tuple[Outcome, ...]:
    """Read the forms of the year before, where they were asked for."""
    if asked.last_year is None:
        return ()
    before = replace(job, inputs=asked.last_year)
    names = [below(path, asked.last_year) for path in folder.look(asked.last_year).forms]
    watch(Progress(Stage.EARLIER, 0, len(names)))
    found: list[Outcome] = []
    results = pool.run(partial(work.earlier, before), names, workers(asked), _LIMITS, _WARM)
    for number, (_, result) in enumerate(results, 1):
        if isinstance(result, Outcome):
            found.append(result)
        watch(Progress(Stage.EARLIER, number, len(names)))
    return tuple(sorted(found, key=lambda each: each.form))


def workers(asked: Asked) -> int:
    """Return how many forms are done at once."""
    return max(1, asked.workers or pool.processors())


def _ended(job: Job, form: str, end: pool.End) -> Outcome:
    told = {pool.End.SLOW: _slow, pool.End.FULL: work.too_large, pool.End.DEAD: _dead}
    return work.ended(job, form, State.STOPPED, told[end](form))


def _slow(form: str) -> Finding:
    message = f"处理这份填报表超过 {SECONDS:.0f} 秒，已停止；其他填报表不受影响。"
    remedy = "用 Excel 打开它，另存为新的 .xlsx 后再运行一次；仍不行的，重新发表填报。"
    return error("BA06", Where(file_of(form)), message, remedy)


def _dead(form: str) -> Finding:
    message = "处理这份填报表的进程两次意外终止；其他填报表不受影响。"
    remedy = "用 Excel 打开它，另存为新的 .xlsx 后再运行一次；仍不行的，交给程序维护人员。"
    return error("BA08", Where(file_of(form)), message, remedy)
