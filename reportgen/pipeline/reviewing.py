"""A finished report, whoever made it, read and judged; with its form, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import packs, papers, review
from reportgen.findings import Finding, ReportgenError, Where, error, has_errors
from reportgen.packs import find
from reportgen.pipeline import building, known
from reportgen.pipeline.checking import check_one, require_sound
from reportgen.pipeline.typed import agency
from reportgen.review import case as cases
from reportgen.review.model import Fault, as_finding
from reportgen.review.roundtrip import compare as roundtrip

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.packs.model import Pack
    from reportgen.papers.model import Paper
    from reportgen.pipeline.checking import Checked
    from reportgen.workbook.cells import Book


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One report, read and judged. ``faults`` know the words, ``findings`` are for people.

    ``source`` is the .docx that comments can be put on, None where the report is no Word file;
    ``sha256`` is of the report's own bytes. ``pack`` is None where none of its year was found,
    ``form`` where none was given.
    """

    paper: Paper
    pack: Pack | None
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]
    source: bytes | None
    sha256: str
    form: Book | None = None


def review_one(path: Path, pack_folder: Path | None = None, form: Path | None = None) -> Reviewed:
    """Read a report and say everything that is wrong with it, in its own order.

    Without a pack folder the form's pack is used, or the one of the report's year, or none.
    Raises ReportgenError when a file is missing or cannot be read.
    """
    read = _read(path)
    whose, year = cases.agency_of(read.paper), cases.year_of(read.paper)
    checked = check_one(form, pack_folder) if form is not None else None
    pack = checked.pack if checked else _pack(year, path, pack_folder)
    if checked and pack:
        whose = whose or agency(checked.record, pack)
        faults = review.run(cases.read(read.paper, pack, whose, pack.year))
        faults = _with_form(faults, read.paper, checked)
    else:
        faults = review.run(cases.read(read.paper, pack, whose, year))
    findings = (*_of_form(checked), *(as_finding(fault) for fault in faults))
    book = checked.book if checked else None
    return Reviewed(read.paper, pack, tuple(faults), findings, read.docx, read.sha256, book)


@dataclass(frozen=True, slots=True)
class _Read:
    paper: Paper
    docx: bytes | None
    sha256: str


def _read(path: Path) -> _Read:
    """Read a report; an old .doc is turned into a .docx first, which then stands for it."""
    import hashlib

    data = papers.load(path)
    sha256 = hashlib.sha256(data).hexdigest()
    kind = papers.kind(data, path.name)
    if kind == "doc":
        from reportgen import pdf

        data, kind = pdf.to_docx(data), "docx"
    return _Read(papers.from_bytes(data, path.name), data if kind == "docx" else None, sha256)


def _pack(year: int | None, path: Path, folder: Path | None) -> Pack | None:
    """Return the pack asked for, else the one of the report's year, if there is a sound one."""
    if folder is not None:
        pack, amiss = packs.load(folder)
        require_sound(pack, amiss)
        return pack
    try:
        pack, amiss = packs.load(find.find(str(year), path))
    except ReportgenError:
        return None
    return None if has_errors(amiss) else pack


def _with_form(faults: list[Fault], paper: Paper, checked: Checked) -> list[Fault]:
    """Add what differs from the form, leave out what only follows from that."""
    expected = papers.from_printed(building.printed_of(checked).docx, paper.file)
    differing = roundtrip.compare(paper, expected, known.figures(checked.record, checked.book.file))
    together = roundtrip.fold([*faults, *differing])
    return sorted(together, key=review.order)


def _of_form(checked: Checked | None) -> list[Finding]:
    if checked is None or not has_errors(checked.findings):
        return []
    wrong = sum(finding.severity.value == "错误" for finding in checked.findings)
    message = f"填报表“{checked.book.file}”本身有 {wrong} 处错误，以它为准的核对未必可靠。"
    remedy = "先用 reportgen check 逐项改正填报表，再核对报告。"
    return [error("RV65", Where(checked.book.file), message, remedy)]
