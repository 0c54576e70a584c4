"""The outcomes of a batch → the county's summary, beside the reports."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import __version__, likeness, outputs, summary
from reportgen.batch import store
from reportgen.batch.model import Progress, Stage
from reportgen.findings import ReportgenError, Where, error
from reportgen.outcomes import same
from reportgen.outputs import Receipt
from reportgen.outputs.names import parted
from reportgen.summary.model import County

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reportgen.batch.model import Job, Result
    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome
    from reportgen.packs.model import Listed, Pack

_FILE = "汇总.xlsx"


def write(
    job: Job,
    result: Result,
    pack: Pack,
    roster: Sequence[Listed],
    earlier: Sequence[Outcome],
    watch: Callable[[Progress], None],
) -> Result:
    """Write 汇总.xlsx; return the result with its place and what there is to say of it.

    A summary that a person has written into stays as it is: the new one takes a number.
    """
    watch(Progress(Stage.SUMMARY, 0, 1))
    alike = likeness.compare(
        _Kept(store.of_year(job.out), tuple(each.form for each in result.outcomes)),
        _Kept(store.of_last_year(job.out), tuple(each.form for each in earlier)),
        known=_printed(pack),
    )
    county = County(
        title=f"{pack.year}年度{pack.name}汇总",
        pack=pack,
        outcomes=result.outcomes,
        roster=tuple(each.name for each in roster),
        missing=result.missing,
        findings=result.findings,
        likeness=alike,
        earlier=_by_unit(earlier),
        inputs=_way(job.out, job.inputs),
    )
    try:
        place, told = _put(job, pack, summary.workbook(county))
    except ReportgenError as broken:
        found = error(broken.code, Where(_FILE), broken.message, broken.remedy)
        return replace(result, summary=None, findings=(*result.findings, found))
    watch(Progress(Stage.SUMMARY, 1, 1))
    return replace(result, summary=place, findings=(*result.findings, *told))


def _put(job: Job, pack: Pack, data: bytes) -> tuple[Path, list[Finding]]:
    receipt = Receipt(__version__, str(pack.year), pack.name, pack.fingerprint)
    stem, ending = parted(_FILE)
    written = outputs.write_set(job.out, stem, {ending: data}, receipt)
    return written.files[0].path, outputs.notices(written)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Outcomes with their texts, read from the disk one at a time, as often as asked for."""

    records: Path
    forms: tuple[str, ...]

    def __iter__(self) -> Iterator[Outcome]:
        for form in self.forms:
            if found := store.load(self.records, form):
                yield found[0]


def _printed(pack: Pack) -> tuple[str, ...]:
    """Return what the form itself says: that two units have it means nothing."""
    labels = (text for sheet in pack.layout for text in sheet.labels.values())
    return tuple(dict.fromkeys([*labels, *pack.facts.values()]))


def _by_unit(earlier: Sequence[Outcome]) -> Mapping[str, Outcome]:
    """Return last year's outcomes by full name, and by a short name that only one unit has.

    The names are as ``outcomes.same`` gives them.
    """
    short = Counter(same(each.unit) for each in earlier)
    return {
        **{same(each.unit): each for each in earlier if short[same(each.unit)] == 1},
        **{same(each.full_name): each for each in earlier if each.full_name},
    }


def _way(out: Path, inputs: Path) -> str:
    """Return the way from the summary to the forms; none from one drive to another."""
    try:
        return os.path.relpath(inputs, out).replace(os.sep, "/")
    except ValueError:
        return ""
