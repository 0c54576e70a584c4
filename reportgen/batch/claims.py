"""Two forms that speak for one unit: neither is believed, and both are named."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reportgen import outputs
from reportgen.batch.keeping import amend
from reportgen.findings import Where, error
from reportgen.outcomes import Outcome, State, of_units, same
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.batch.model import Job
    from reportgen.findings import Finding

_OF_WRITING = "OU"
"""What was told of files that have been taken back since."""


def settle(job: Job, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes, those of units with several forms turned to 重复报送.

    Reports that were made of such forms, by this run or an earlier one, are taken back; what a
    person has edited since stays.
    """
    clashes = {
        outcome.form: (code, [each.form for each in group if each is not outcome])
        for code, group in _groups(outcomes)
        for outcome in group
    }
    return tuple(
        _rejected(job, each, *clashes[each.form]) if each.form in clashes else each
        for each in outcomes
    )


def _groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Sequence[Outcome]]]:
    """Yield forms of one unit (BA04), and units of one name whose reports would mix (BA17)."""
    told: set[str] = set()
    for group in of_units(outcomes).values():
        if len(group) > 1:
            told |= {each.form for each in group}
            yield "BA04", group
    folders: dict[str, list[Outcome]] = {}
    for each in outcomes:
        if each.folder and each.form not in told:
            folders.setdefault(same(each.folder), []).append(each)
    yield from (("BA17", group) for group in folders.values() if len(group) > 1)


def _rejected(job: Job, outcome: Outcome, code: str, others: Sequence[str]) -> Outcome:
    """Take a form's report back; what a person has edited stays and will be told (BA18)."""
    folder = job.out / outcome.folder
    if outcome.receipt:
        outputs.retract(folder / outcome.receipt)
        with suppress(OSError):
            folder.rmdir()
    stays = tuple(f"{outcome.folder}/{name}" for name in outcome.files if (folder / name).exists())
    why = _one_unit(outcome, others) if code == "BA04" else _one_folder(outcome, others)
    told = (why, *(each for each in outcome.findings if not each.code.startswith(_OF_WRITING)))
    left = tuple(dict.fromkeys((*outcome.left, *stays)))
    return amend(job, outcome, state=State.TWICE, files={}, receipt="", left=left, findings=told)


def _one_unit(outcome: Outcome, others: Sequence[str]) -> Finding:
    name = outcome.full_name or outcome.unit
    message = f"与{_listed(others)}都是“{name}”的填报表，内容不同，都没有采用。"
    remedy = "问清以哪一份为准，其余的移出文件夹，再运行一次。"
    return error("BA04", _where(outcome), message, remedy)


def _one_folder(outcome: Outcome, others: Sequence[str]) -> Finding:
    message = f"与{_listed(others)}的报告会放进同一个文件夹“{outcome.folder}”，都没有采用。"
    remedy = "两个单位的，分放在两个子文件夹里；单位写错、没有写的，改正后再运行一次。"
    return error("BA17", _where(outcome), message, remedy)


def _where(outcome: Outcome) -> Where:
    return Where(legible(outcome.form))


def _listed(forms: Iterable[str]) -> str:
    return "、".join(f"《{legible(form)}》" for form in forms)
