"""Run a pack's 试例: build each example's report and look for what it must say, or must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import workbook
from reportgen.findings import Finding, ReportgenError, Severity, error, has_errors, notice
from reportgen.packs import stamp
from reportgen.packs.model import place
from reportgen.packs.trials import FOLDER
from reportgen.pipeline import checking
from reportgen.template import office, places
from reportgen.template.wordml import paragraphs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.packs.model import Pack, Trial

UNTRIED = "PK69"
"""What is said of an example of another year."""
_SHORT = 40


def run(pack: Pack) -> list[Finding]:
    """Return what the examples of a pack do not say as they should; the pack must lint clean."""
    forms = dict.fromkeys(trial.form for trial in pack.trials)
    return [
        finding
        for form in forms
        for finding in _one(form, [trial for trial in pack.trials if trial.form == form], pack)
    ]


def _one(form: str, trials: Sequence[Trial], pack: Pack) -> Iterator[Finding]:
    where = place(trials[0], "填报表")
    again = f"打开“{FOLDER}”里的“{form}”改正；或用 reportgen form --migrate 把它移到新表上。"
    try:
        book = workbook.read(pack.folder / FOLDER / form)
        mark = stamp.read(book)
        if mark is not None and mark.year != str(pack.year):
            message = f"“{form}”是 {mark.year} 年度的填报表，没有拿来试。"
            yield notice(UNTRIED, where, message, again)
            return
        checked = checking.check(book, pack)
    except ReportgenError as fault:
        yield error("PK67", where, f"“{form}”不能用来试：{fault.message}", fault.remedy)
        return
    if checked.printed is None or has_errors(checked.findings):
        yield error("PK67", where, f"“{form}”不能用来试：{_first(checked.findings)}", again)
        return
    said = _said(checked.printed.docx)
    for trial in trials:
        yield from _missed(trial, said)


def _first(findings: Sequence[Finding]) -> str:
    errors = [each for each in findings if each.severity is Severity.ERROR]
    return f"有 {len(errors)} 处错误，如 {errors[0].where.spot}：{errors[0].message}"


def _said(report: bytes) -> dict[str, str]:
    """Return every paragraph of a report that says something, with its place."""
    found: dict[str, str] = {}
    taken_apart = office.read(report)
    for part in taken_apart.parts:
        if part.kind == "core":
            continue
        spots = places.places(part, taken_apart)
        found |= {text_of(each): spots[each] for each in paragraphs(part.root)}
    return {text: spot for text, spot in found.items() if text.strip()}


def _missed(trial: Trial, said: dict[str, str]) -> Iterator[Finding]:
    there = [spot for text, spot in said.items() if trial.text in text]
    where = place(trial, "文字")
    if trial.wanted and not there:
        message = f"“{trial.form}”的报告里没有“{_short(trial.text)}”。{_nearest(trial.text, said)}"
        remedy = "改正格式包；报告本该改成这样的，改正这一行的文字。"
        yield error("PK68", where, message, remedy)
    elif there and not trial.wanted:
        message = f"“{trial.form}”的报告里有“{_short(trial.text)}”（{there[0]}），不应有。"
        remedy = "改正格式包；报告本该这样写的，删去这一行。"
        yield error("PK68", where, message, remedy)


def _nearest(text: str, said: dict[str, str]) -> str:
    from rapidfuzz import fuzz, process

    long = [each for each in said if len(each) * 2 >= len(text)]
    best = process.extractOne(text, long, scorer=fuzz.partial_ratio, score_cutoff=70)
    return f"最接近的是 {said[best[0]]}：“{_around(text, best[0])}”。" if best else ""


def _around(text: str, paragraph: str) -> str:
    """Return the part of a paragraph that is like a text."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(text, paragraph)
    if found is None or len(paragraph) < len(text):
        return _short(paragraph)
    return _short(paragraph[found.dest_start : found.dest_end])


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
