"""A form's report: its bytes, its name, and where each of its figures comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import __version__, context, outputs
from reportgen.figures import Figure, Table, shown
from reportgen.findings import has_errors
from reportgen.outputs.receipt import PrintedFigure, Receipt
from reportgen.packs.own import INDICATORS, SCORED
from reportgen.pipeline import printing
from reportgen.pipeline.checking import Checked, check_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reportgen.figures import Value
    from reportgen.pipeline.printing import Printed


@dataclass(frozen=True, slots=True)
class Built:
    """One form's report: its bytes, its name without ending or （草稿）, and its receipt.

    Where errors stopped it there are no bytes, and the receipt tells of no figures.
    """

    checked: Checked
    docx: bytes | None
    stem: str
    receipt: Receipt

    @property
    def name(self) -> str:
        """Return the name its files take: the stem, with （草稿） where errors remain."""
        is_draft = self.docx is not None and has_errors(self.checked.findings)
        return outputs.draft(self.stem) if is_draft else self.stem


def build_one(path: Path, pack_folder: Path | None = None, *, in_draft: bool = False) -> Built:
    """Check a form and hand over its report; with errors there is none.

    ``in_draft`` prints it in spite of errors, marked as a draft and naming them.
    """
    return built_from(check_one(path, pack_folder), in_draft=in_draft)


def built_from(checked: Checked, *, in_draft: bool = False) -> Built:
    """Hand over the report of a form that was judged; with errors there is none, or a draft."""
    stopped = has_errors(checked.findings)
    if stopped and not in_draft:
        return Built(checked, None, checked.stem, _receipt(checked, ()))
    printed = printed_of(checked)
    docx = printed.docx
    if stopped:
        from reportgen import document

        docx = document.as_draft(docx, checked.findings)
    return Built(checked, docx, checked.stem, _receipt(checked, printed.names))


def printed_of(checked: Checked) -> Printed:
    """Return the report a form gives, whatever is wrong with the form."""
    if checked.printed is not None:
        return checked.printed
    told = context.build(checked.pack, checked.record, checked.scores)
    return printing.printed(checked.pack, told)


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
