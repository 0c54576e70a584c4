"""``form --last-year`` and ``--migrate``: new forms with values of older ones, and a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportgen.cli import issuing, telling
from reportgen.findings import Finding, ReportgenError, Where, has_errors, notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reportgen.editor.carried import Line
    from reportgen.editor.carrying import OldForm, Unit
    from reportgen.forms.carrying import Carried, Item
    from reportgen.forms.carrying_links import Link, Mode
    from reportgen.forms.data import Data
    from reportgen.packs.model import Pack

_ODD, _STRAY = "BA10", "RC14"
"""What is no ordinary file; what stands on a form and belongs to no field."""
_OF_FORMS = ("FM11", "FM12", "FM13")
"""Findings that say why nothing was carried from, or to, a whole form."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run is for, and what it gathers: lines of the report, findings, forms issued."""

    pack: Pack
    mode: Mode
    folder: Path
    form: Callable[[Data], bytes]
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def last_year(
    pack: Pack,
    units: Sequence[tuple[Unit, Data]],
    source: Path,
    folder: Path,
    roster: Path | None = None,
) -> int:
    """Issue units' forms with last year's values; return the exit code.

    A unit whose older form is missing, broken or doubtful has a blank form, and is told.
    """
    from reportgen import forms as blanks
    from reportgen.editor import carrying
    from reportgen.forms.carrying_links import Mode

    run = _Run(pack, Mode.LAST_YEAR, folder, blanks.issuer(pack))
    paths = _found([source], run, avoid=[folder, *([roster] if roster else [])])
    forms, broken = carrying.read(paths, pack, run.mode)
    run.findings.extend(broken)
    matched, amiss = carrying.match([unit for unit, _ in units], forms)
    strange = [*carrying.strangers([unit for unit, _ in units], forms)]
    if source.is_file() and strange:
        raise ReportgenError("FM10", strange[0].message, strange[0].remedy)
    run.findings.extend([*amiss, *(strange if roster else [])])
    links = _links(run, [*matched.values()])
    for unit, known in units:
        older = matched.get(unit.name)
        if older:
            _carry(run, unit.name, older, links[older.older.pack.folder], known)
        else:
            _issue(run, unit.name, known, ())
    return _end(run)


def migrate(pack: Pack, sources: Sequence[Path], folder: Path) -> int:
    """Bring filled forms of an older format over; return the exit code."""
    from reportgen import forms as blanks
    from reportgen.editor import carrying
    from reportgen.forms.carrying_links import Mode

    run = _Run(pack, Mode.MIGRATE, folder, blanks.issuer(pack))
    paths = _found(sources, run, avoid=[folder] if folder not in sources else [])
    forms, broken = carrying.read(paths, pack, run.mode)
    twice = [*carrying.doubled(forms)]
    run.findings.extend([*broken, *twice])
    doubtful = {place.file for each in twice for place in (each.where, *each.related)}
    sure = [each for each in forms if each.label not in doubtful]
    links = _links(run, sure)
    for form in sure:
        if form.older.pack.year != pack.year:
            run.findings.append(_another_year(form, pack))
        _carry(run, form.short, form, links[form.older.pack.folder], None)
    return _end(run)


def _found(sources: Sequence[Path], run: _Run, avoid: Sequence[Path]) -> list[Path]:
    """Return the forms that files and folders name. Raises ReportgenError FM10 for none."""
    from reportgen.batch import folder as folders

    paths: list[Path] = []
    for source in sources:
        if not source.is_dir():
            paths.append(source)
            continue
        looked = folders.look(source, avoid)
        run.findings.extend(each for each in looked.findings if each.code == _ODD)
        paths += looked.forms
    missing = next((each for each in paths if not each.exists()), None)
    if missing or not paths:
        what = f"没有“{missing}”这个文件或文件夹" if missing else f"“{sources[0]}”里没有填报表"
        raise ReportgenError("FM10", f"{what}，没有可带入的内容。", "核对旧填报表放在哪里。")
    return paths


def _links(run: _Run, forms: Iterable[OldForm]) -> Mapping[Path, tuple[Link, ...]]:
    """Return what is carried, by the older pack; a name that is nowhere (FM16) stops the run."""
    from reportgen.forms import carrying_links

    found: dict[Path, tuple[Link, ...]] = {}
    for form in forms:
        old = form.older.pack
        if old.folder in found:
            continue
        links = carrying_links.links(run.pack, old, run.mode)
        found[old.folder] = links
        run.findings.extend(carrying_links.unfollowed(links, run.pack, old, run.mode))
    if any(each.code == "FM16" for each in run.findings):
        telling.tell(run.findings)
        raise typer.Exit(telling.ERRORS)
    return found


def _carry(
    run: _Run, unit: str, form: OldForm, links: tuple[Link, ...], known: Data | None
) -> None:
    from reportgen.forms import carrying
    from reportgen.forms.carrying_links import Mode

    carried = carrying.carry(run.pack, form.older, links, run.mode, known)
    extra: list[Item] = []
    if run.mode is Mode.MIGRATE:
        extra = _of_the_rest(run, form, carried)
    _issue(run, unit, carried.data, (*carried.items, *extra))


def _of_the_rest(run: _Run, form: OldForm, carried: Carried) -> list[Item]:
    """Return what an older form has and the new one does not, and what is still to be filled in."""
    from reportgen.forms import carrying, carrying_told

    old = form.older
    told = {each.name for each in carried.items if each.fate is carrying.Fate.LEFT}
    left = [*carrying_told.left_over(old, carried.items)]
    if old.pack.folder == run.pack.folder:  # its own earlier names are known to nobody any more
        run.findings.extend(each for each in old.unread if each.code == _STRAY)
    blank = [
        each for each in carrying_told.lacking(run.pack, carried.data) if each.name not in told
    ]
    return [*left, *blank]


def _another_year(form: OldForm, pack: Pack) -> Finding:
    message = (
        f"这是 {form.older.pack.year} 年度的格式，其中的内容都当作 {pack.year} 年度的带入，"
        f"已标为请核对。"
    )
    remedy = f"核对填的是 {pack.year} 年度的内容；填的是上年的，改用 --last-year。"
    return notice("FM14", Where(form.label), message, remedy)


def _issue(run: _Run, unit: str, data: Data, items: Sequence[Item]) -> None:
    from reportgen import outputs
    from reportgen.editor import carried
    from reportgen.forms import carrying_told

    target = run.folder / f"{outputs.safe_name(unit)}.xlsx"
    content = run.form(data)
    if issuing.held_back(target, content):
        run.held.append(unit)
        run.lines.append(carried.whole(unit, Where(""), f"已有“{target.name}”，没有发出"))
        return
    run.issued.append(unit)
    placed = [*carried.located(items, content, run.pack, target.name)]
    run.lines.extend(carried.Line(unit, item) for item in placed)
    run.findings.extend(carrying_told.told(placed, target.name))


def _end(run: _Run) -> int:
    """Print the counts and what was not carried, write the report, return the exit code."""
    from reportgen import outputs
    from reportgen.editor import carried
    from reportgen.outputs.names import CARRIED

    if len(run.issued) == 1:
        _tell_each(run.lines)
    telling.tell(run.findings, f"{CARRIED}.xlsx")
    amiss = [each for each in run.findings if each.code in _OF_FORMS]
    lines = [*run.lines, *(carried.whole("", each.where, each.message) for each in amiss)]
    written = outputs.write(run.folder / f"{CARRIED}.xlsx", carried.workbook_of(lines))
    left = f"，{len(run.held)} 份没有发出" if run.held else ""
    typer.echo(f"填报表发出 {len(run.issued)} 份{left}：{_counted(run.lines)}。")
    typer.echo(f"逐项情况写在 {written.path}。")
    return telling.ERRORS if run.held or has_errors(run.findings) else telling.DONE


def _counted(lines: Sequence[Line]) -> str:
    from reportgen.forms.carrying import Fate

    fates = [line.item.fate for line in lines if line.item.source_name or line.item.name]
    return "，".join(f"{each.value} {fates.count(each)} 项" for each in Fate)


def _tell_each(lines: Sequence[Line]) -> None:
    """Print where each carried value came from; the rows of a list's column as one."""
    from reportgen.forms.carrying import Fate

    rows: dict[str, list[Item]] = {}
    for line in lines:
        if line.item.fate is not Fate.LEFT:
            rows.setdefault(line.item.name, []).append(line.item)
    for name, items in rows.items():
        first = items[0]
        more = f"（{len(items)} 行）" if first.row else ""
        typer.echo(f"  {first.fate.value}  {first.target.spot}  {name}{more} ← {first.source}")
