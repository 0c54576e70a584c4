"""One try: lint the pack, print the form's report by it, and compare with the last one printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import packs, papers, template, workbook
from reportgen.editor import opening
from reportgen.editor.differing_words import aligned, marked
from reportgen.editor.trying import kept
from reportgen.editor.trying.lines import lines
from reportgen.findings import has_errors
from reportgen.pipeline import building, checking
from reportgen.template.office import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reportgen.editor.trying.lines import Line
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

CHANGED, ADDED, GONE, MOVED = "改", "增", "删", "移"
_LINTED: dict[tuple[Path, str], tuple[Finding, ...]] = {}
"""The one last linted: of a pack that did not change there is nothing new to say."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the report that is not as it was; ``text`` shows the words that changed."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a try. ``report`` is None where errors of the pack let nothing be printed.

    ``amiss`` are the pack's findings, ``findings`` those of the form and of its report.
    ``changes`` is None for a first try; ``paragraphs`` and ``rows`` count what was printed.
    """

    amiss: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    report: Path | None = None
    paragraphs: int = 0
    rows: int = 0
    changes: tuple[Change, ...] | None = None


def attempt(folder: Path, form: Path) -> Attempt:
    """Try a pack on a form, whichever pack the form was issued from, whatever is wrong in it.

    Raises ReportgenError where the pack's files or the form are not there or cannot be read.
    """
    pack, amiss = _linted(folder)
    if has_errors(amiss):
        return Attempt(amiss)
    checked = checking.check(workbook.read(form), pack)
    docx = building.printed_of(checked).docx
    now = lines(papers.from_printed(docx, FILE))
    place = kept.folder(folder, form)
    before = kept.last(place)
    report = kept.keep(place, checked.stem, docx, now)
    rows = sum(line.is_row for line in now)
    changes = None if before is None else tuple(_changes(before, now))
    return Attempt(amiss, checked.findings, report, len(now) - rows, rows, changes)


def _linted(folder: Path) -> tuple[Pack, tuple[Finding, ...]]:
    """Return a pack and what is wrong with it, without what only a long trial would show."""
    with opening.named():
        pack, findings = packs.load(folder)
    if pack.unreadable:
        return pack, tuple(findings)
    key = (folder, pack.fingerprint)
    if key not in _LINTED:
        found = template.lint((folder / FILE).read_bytes(), template.names(pack))
        _LINTED.clear()
        _LINTED[key] = tuple(found)
    return pack, (*findings, *_LINTED[key])


def _changes(before: Sequence[Line], now: Sequence[Line]) -> Iterator[Change]:
    for pair in aligned([line.text for line in before], [line.text for line in now]):
        if pair.old is None and pair.new is not None:
            yield Change(ADDED, now[pair.new].place, now[pair.new].text)
        elif pair.new is None and pair.old is not None:
            yield Change(GONE, before[pair.old].place, before[pair.old].text)
        elif pair.old is not None and pair.new is not None:
            was, line = before[pair.old], now[pair.new]
            if was.text != line.text:
                yield Change(CHANGED, line.place, marked(was.text, line.text))
            elif pair.moved:
                yield Change(MOVED, f"{was.place} → {line.place}", line.text)
