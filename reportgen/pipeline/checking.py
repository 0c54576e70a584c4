"""A form is read, computed, checked and scored: everything that is wrong with it, at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import calculations, checks, context, packs, records, scores, workbook
from reportgen.figures import Figure
from reportgen.findings import Finding, ReportgenError, Severity, Where, has_errors
from reportgen.packs import find, stamp
from reportgen.packs.own import SCORED, TOTALS
from reportgen.pipeline import printing, reading, typed
from reportgen.records import repeats
from reportgen.review.model import as_finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from reportgen.figures import Record, Value
    from reportgen.packs.model import Pack
    from reportgen.pipeline.printing import Printed
    from reportgen.records import Extract, Repeat
    from reportgen.scores import Scores
    from reportgen.workbook.cells import Book


@dataclass(frozen=True, slots=True)
class Checked:
    """One form, read, computed, checked, scored, printed and read over.

    ``printed`` is None where errors of the form itself made printing useless; ``stem`` is the
    report's name without ending.
    """

    pack: Pack
    book: Book
    record: Record
    scores: Scores
    findings: tuple[Finding, ...]
    printed: Printed | None = None
    stem: str = ""


def check_one(path: Path, folder: Path | None = None) -> Checked:
    """Read a form and say everything that is wrong with it and with the report it gives.

    Raises ReportgenError when there is no such form or pack, or neither can be read.
    """
    book = workbook.read(path)
    pack, amiss = packs.load(folder or pack_folder(book, path))
    require_sound(pack, amiss)
    return check(book, pack, amiss)


def check(book: Book, pack: Pack, amiss: Sequence[Finding] = ()) -> Checked:
    """Judge a form that was read, by a sound pack; ``amiss`` are the pack's own 提醒."""
    known = _known(book, pack)
    found, record, result = known.found, known.record, known.scores
    otherwise = book.file.rpartition(".")[0] or book.file
    if not found.places:  # no form at all: what is missing from it need not be told
        return Checked(pack, book, record, result, (*amiss, *known.unread), stem=otherwise)
    findings = (
        *amiss,
        *stamp.compare(stamp.read(book), pack, book.file),
        *known.unread,
        *known.undivided,
        *checks.run(pack.checks, record, pack.calculations, found.places),
        *repeats.compare(_comparable(found.repeats, known.unread), record, found.places),
        *known.unscored,
    )
    told = context.build(pack, record, result)
    stem = printing.stem(pack, told, otherwise)
    agency, texts = typed.agency(record, pack), typed.paper(record, pack, book)
    if has_errors(findings):
        faults = (as_finding(fault) for fault in typed.faults(texts, pack, agency))
        return Checked(pack, book, record, result, (*findings, *faults), None, stem)
    printed = printing.printed(pack, told)
    more = reading.read_over(printed.docx, f"{stem}.docx", pack, agency, texts)
    return Checked(pack, book, record, result, (*findings, *more), printed, stem)


def read(book: Book, pack: Pack) -> Checked:
    """Read a form and judge nothing: what it says, what follows by computing, what it scores."""
    known = _known(book, pack)
    return Checked(pack, book, known.record, known.scores, (), None, book.file)


def pack_folder(book: Book, path: Path) -> Path:
    """Return the folder of the pack that a form belongs to. Raises ReportgenError PK19."""
    mark = stamp.read(book)
    return find.find(mark.year, path) if mark else find.fitting(book, path)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a form says and what follows from it; what could not be read, divided or scored."""

    found: Extract
    record: Record
    scores: Scores
    unread: Sequence[Finding]
    undivided: Sequence[Finding]
    unscored: Sequence[Finding]


def _known(book: Book, pack: Pack) -> _Known:
    found, unread = records.extract(book, pack)
    given = {**packs.numbers(pack), **found.record}
    record, undivided = calculations.compute(pack.calculations, given)
    record = calculations.words(pack.grades, _placed(record, found.places))
    result, unscored = scores.compute(
        pack.indicators, pack.grades, record, pack.calculations, found.places
    )
    record = calculations.words(pack.grades, {**record, **_outcome(result, found.places)})
    return _Known(found, record, result, unread, undivided, unscored)


def _comparable(again: Iterable[Repeat], unread: Iterable[Finding]) -> Iterable[Repeat]:
    """Leave live formulas out where a cell was refused: Excel still counts with what it holds."""
    refused = has_errors(unread)
    return (each for each in again if not (refused and each.live))


def require_sound(pack: Pack, amiss: Sequence[Finding]) -> None:
    """Refuse to judge a form by a pack that contradicts itself; that is its editor's to mend."""
    errors = [finding for finding in amiss if finding.severity is Severity.ERROR]
    if errors:
        first = f"{errors[0].where}：{errors[0].message}"
        message = f"格式包“{pack.folder.name}”有 {len(errors)} 处错误，不能用来核对。例如 {first}"
        remedy = "请格式包的编写人用 reportgen pack lint 逐项改正。"
        raise ReportgenError("PK30", message, remedy)


def _placed(record: Record, places: Mapping[str, Where]) -> Record:
    """Let a computed figure stand where the form shows it, rather than in rules.xlsx."""
    return {
        name: replace(value, where=places[name])
        if isinstance(value, Figure) and name in places and value.where != places[name]
        else value
        for name, value in record.items()
    }


def _outcome(result: Scores, places: Mapping[str, Where]) -> Record:
    """Return what scoring adds to the record: each indicator's value and points, the totals."""
    values: dict[str, Value] = {}
    for line in result.lines:
        each = line.indicator
        where = places.get(each.name, each.where)
        if line.value is not None:
            values[each.name] = Figure(line.value, each.unit, where, 2, line.sources)
        if line.points is not None:
            name = f"{each.name}{SCORED}"
            there = places.get(name, each.where)
            values[name] = Figure(line.points, "分", there, 2, line.sources)
    totals = (result.total, result.claimed_total, result.best_possible)
    cells = tuple(dict.fromkeys(place for line in result.lines for place in line.sources))
    for name, value in zip(TOTALS, totals, strict=True):
        if value is not None:
            values[name] = Figure(value, "分", places.get(name, Where("")), 2, cells)
    return values


def check_pack(folder: Path) -> tuple[Pack, list[Finding]]:
    """Vet a pack: its rows, its form and its Word file, all at once."""
    from reportgen import template

    pack, findings = packs.load(folder)
    if pack.unreadable:
        return pack, findings
    source = (folder / "report.docx").read_bytes()
    unfit = template.lint(source, template.names(pack), pack.year)
    return pack, [*findings, *unfit, *template.unused(source, pack)]
