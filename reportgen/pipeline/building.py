"""A form's report: its bytes, its name, and where each of its figures comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import __version__, context, papers, review
from reportgen.figures import Figure, Table, shown
from reportgen.findings import has_errors
from reportgen.outputs.names import safe_name
from reportgen.outputs.receipt import PrintedFigure, Receipt
from reportgen.packs.own import INDICATORS, SCORED
from reportgen.pipeline import typed
from reportgen.pipeline.checking import Checked, check_one
from reportgen.review import case as cases
from reportgen.review.model import as_finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reportgen.document.program import Program
    from reportgen.figures import Value
    from reportgen.packs.model import Pack
    from reportgen.prose.printable import Context
    from reportgen.review.model import Fault


@dataclass(frozen=True, slots=True)
class Built:
    """One form's report: its bytes, its name without ending or （草稿）, and its receipt.

    Where errors stopped it there are no bytes and no receipt.
    """

    checked: Checked
    docx: bytes | None
    stem: str
    receipt: Receipt | None


def build_one(path: Path, pack_folder: Path | None = None, *, in_draft: bool = False) -> Built:
    """Check a form, print its report and read it over; with errors there is none to hand in.

    ``in_draft`` prints it in spite of errors, marked as a draft and naming them.
    """
    checked = check_one(path, pack_folder)
    pack = checked.pack
    told = context.build(pack, checked.record, checked.scores)
    stem = safe_name(context.said(pack.facts.get("报告文件名", path.stem), told))
    if has_errors(checked.findings) and not in_draft:
        return Built(checked, None, stem, None)
    program, docx = _rendered(pack, told)
    checked = _read_over(checked, docx, f"{stem}.docx")
    stopped = has_errors(checked.findings)
    if stopped and not in_draft:
        return Built(checked, None, stem, None)
    if stopped:
        from reportgen import document

        docx = document.as_draft(docx, checked.findings)
    return Built(checked, docx, stem, _receipt(checked, program.names))


def printed(checked: Checked) -> bytes:
    """Return the report a form gives, whatever is wrong with the form."""
    told = context.build(checked.pack, checked.record, checked.scores)
    return _rendered(checked.pack, told)[1]


def _rendered(pack: Pack, told: Context) -> tuple[Program, bytes]:
    from reportgen import document, template

    source = (pack.folder / "report.docx").read_bytes()
    program = document.compiled(source, template.names(pack))
    return program, document.render(program, source, told)


def _read_over(checked: Checked, docx: bytes, file: str) -> Checked:
    """Add what the printed report shows and no single typed text does."""
    pack = checked.pack
    case = cases.read(
        papers.from_docx(docx, file), pack, typed.agency(checked.record, pack), pack.year
    )
    said = {_words(fault) for fault in typed.faults(checked.record, pack, checked.book)}
    found = [as_finding(fault) for fault in review.run(case) if _words(fault) not in said]
    return replace(checked, findings=(*checked.findings, *found))


def _words(fault: Fault) -> tuple[str, str]:
    return (fault.code, fault.spans[0].text)


def _receipt(checked: Checked, names: Iterable[str]) -> Receipt:
    pack, book = checked.pack, checked.book
    scored = [line.indicator.name for line in checked.scores.lines]
    if INDICATORS in (printed := set(names)):
        printed |= {*scored, *(f"{name}{SCORED}" for name in scored)}
    figures = [each for name in printed for each in _printed(name, checked.record.get(name))]
    return Receipt(
        version=__version__,
        pack_year=str(pack.year),
        pack_name=pack.name,
        pack_fingerprint=pack.fingerprint,
        form_file=book.file,
        form_sha256=book.sha256,
        figures=figures,
    )


def _printed(name: str, value: Value | None) -> Iterator[PrintedFigure]:
    if isinstance(value, Figure):
        text = shown(value.value, value.unit, value.places)
        sources = value.sources or (value.where,)
        yield PrintedFigure(name, value.value, value.unit, (text,), sources)
    elif isinstance(value, Table):
        for number, row in enumerate(value.rows, 1):
            for column, each in row.items():
                yield from _printed(f"{name}.{column}（第{number}行）", each)
