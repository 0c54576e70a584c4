"""What must be done: forms that are new or changed, or whose reports are not as they were left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import packs, workbook
from reportgen.batch import store, work
from reportgen.batch.keeping import light, made_by
from reportgen.batch.model import Job, below
from reportgen.findings import Finding, ReportgenError, Where, notice
from reportgen.outcomes import Outcome, State
from reportgen.outputs import receipt as receipts
from reportgen.packs import find, stamp
from reportgen.packs.facts import is_year
from reportgen.pipeline import require_sound
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reportgen.batch.model import Asked
    from reportgen.packs.model import Pack

_SETTLED = {State.DONE, State.ERRORS, State.UNREADABLE}
"""What the same form would come to again; the rest is tried anew in every run."""
_LOOKED_INTO = 20
"""Files tried for a stamp before the newest pack is taken."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``todo`` are forms to do, ``kept`` outcomes that still hold, ``again`` copies of others.

    ``again`` maps a form to the one whose very bytes it holds.
    """

    todo: tuple[str, ...]
    kept: tuple[Outcome, ...]
    again: Mapping[str, str]


def pack_for(asked: Asked) -> Pack:
    """Return the pack of a batch: the one asked for, that of the folder's year, of its first form.

    Raises ReportgenError when there is none, or it contradicts itself.
    """
    pack, amiss = packs.load(asked.pack or _near(asked.inputs))
    require_sound(pack, amiss)
    return pack


def _near(inputs: Path) -> Path:
    name = inputs.resolve().name
    if is_year(name):
        return find.find(name, inputs / "填报表")
    for form in sorted(inputs.rglob("*.xls*"))[:_LOOKED_INTO]:
        try:
            mark = stamp.read(workbook.read(form))
        except ReportgenError:
            continue
        if mark:
            return find.find(mark.year, form)
    return find.newest(inputs / "填报表")


def plan(job: Job, forms: Sequence[Path], *, everything: bool) -> Plan:
    """Sort forms, given by their paths, into what must be done and what still holds."""
    todo: list[str] = []
    kept: list[Outcome] = []
    again: dict[str, str] = {}
    first: dict[str, str] = {}
    for path in forms:
        form = below(path, job.inputs)
        digest = work.digest(path)
        if digest and digest in first:
            again[form] = first[digest]
            continue
        first[digest] = form
        outcome = None if everything else _still_holds(job, form, digest)
        if outcome is None:
            todo.append(form)
        else:
            kept.append(outcome)
    return Plan(tuple(todo), tuple(kept), again)


def _still_holds(job: Job, form: str, digest: str) -> Outcome | None:
    """Return a form's outcome of an earlier run, if nothing it came from or wrote is otherwise."""
    kept = store.load(store.of_year(job.out), form)
    if kept is None or not digest:
        return None
    outcome, by = kept
    if by != made_by(job) or outcome.sha256 != digest or outcome.state not in _SETTLED:
        return None
    folder = job.out / outcome.folder
    if outcome.files and receipts.vouched(folder / outcome.receipt) is None:
        return None
    now = {name: store.sha256(folder / name) for name in outcome.files}
    if None in now.values():
        return None
    edited = [_edited(name) for name, vouched in outcome.files.items() if now[name] != vouched]
    return replace(light(outcome), findings=(*outcome.findings, *edited))


def _edited(name: str) -> Finding:
    message = f"《{name}》生成以后有人改过；填报表没有变，这次没有重新生成。"
    remedy = (
        "确认改动是有意的；改的是文字、数据的，同样改到填报表里。"
        "要重新生成的，加 --all（改过的不会被覆盖）。"
    )
    return notice("BA15", Where(name), message, remedy)


def copies(plan_made: Plan) -> list[Finding]:
    """Say which forms are the very same file as another, and were not done twice."""
    return [
        notice(
            "BA05",
            Where(legible(copy)),
            f"与《{legible(form)}》逐字节相同，只处理了《{legible(form)}》。",
            "确认没有误拷；多余的一份移出文件夹。",
        )
        for copy, form in plan_made.again.items()
    ]
