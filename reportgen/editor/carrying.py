"""Older forms: each read by its own pack, and found for the unit that it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen import packs, records, workbook
from reportgen.figures import Text
from reportgen.findings import Finding, ReportgenError, Where, error, near, notice
from reportgen.forms.carrying import Older
from reportgen.forms.carrying_links import Mode
from reportgen.packs import facts, find, stamp
from reportgen.packs.entries import RULES
from reportgen.pipeline import checking
from reportgen.records.words import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reportgen.figures import Record
    from reportgen.packs.model import Pack
    from reportgen.workbook.cells import Book


@dataclass(frozen=True, slots=True)
class OldForm:
    """An older form of a unit, ``label`` as a person finds it: its folder and its file."""

    label: str
    older: Older
    short: str
    full: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a new form is for, by all the names it goes by."""

    name: str
    others: tuple[str, ...] = ()
    full: str = ""


def read(paths: Iterable[Path], new: Pack, mode: Mode) -> tuple[tuple[OldForm, ...], list[Finding]]:
    """Read older forms; FM11 says which could not be used. The same bytes twice count once."""
    known: dict[Path, Pack] = {}
    found: dict[str, OldForm] = {}
    findings = []
    for path in paths:
        try:
            form = _one(path, new, mode, known)
        except ReportgenError as broken:
            message = f"不能用作{mode.value}的填报表：{broken.message}"
            findings.append(error("FM11", Where(_label(path)), message, broken.remedy))
            continue
        found.setdefault(form.sha256, form)
    return tuple(found.values()), findings


def _label(path: Path) -> str:
    folder = path.absolute().parent.name
    return f"{folder}/{path.name}" if folder else path.name


def _one(path: Path, new: Pack, mode: Mode, known: dict[Path, Pack]) -> OldForm:
    book = replace(workbook.read(path), file=_label(path))
    folder = _folder(book, path, new, mode)
    pack = known.get(folder)
    if pack is None:
        pack, amiss = packs.load(folder)
        checking.require_sound(pack, amiss)
        known[folder] = pack
    extract, unread = records.extract(book, pack)
    if not extract.places:
        raise ReportgenError("FM11", unread[0].message, unread[0].remedy)
    record = _named(checking.read(book, pack).record, pack)
    short, full = (_word(record, pack, fact) for fact in (facts.OF_UNIT, facts.FULL_NAME))
    older = Older(pack, record, extract.places, unread)
    return OldForm(book.file, older, short or path.stem, full, book.sha256)


def _named(record: Record, pack: Pack) -> Record:
    """Say which pack's rules.xlsx it is, where a computed figure stands on no sheet of the form."""
    own = f"{pack.folder.name}/{RULES}"
    return {
        name: replace(value, where=replace(value.where, file=own))
        if value.where.file == RULES
        else value
        for name, value in record.items()
    }


def _word(record: Record, pack: Pack, fact: str) -> str:
    value = record.get(pack.facts.get(fact, ""))
    return value.value if isinstance(value, Text) else ""


def _folder(book: Book, path: Path, new: Pack, mode: Mode) -> Path:
    """Return the pack a form was issued from; last year's forms must be last year's."""
    mark = stamp.read(book)
    before = str(new.year - 1)
    year = mark.year if mark else before
    if mode is Mode.LAST_YEAR and year != before:
        message = f"它是 {year} 年度的，{new.year} 年度的上年是 {before} 年度。"
        raise ReportgenError("FM11", message, f"换成 {before} 年度的填报表。")
    if year == str(new.year) or (mode is Mode.MIGRATE and not mark):
        return new.folder
    beside = new.folder.absolute().parent / year
    return beside if beside.is_dir() else find.find(year, path)


def match(
    units: Sequence[Unit], forms: Sequence[OldForm]
) -> tuple[Mapping[str, OldForm], list[Finding]]:
    """Return each unit's older form by the unit's name, and what does not go together.

    A form is a unit's by its full name, or else by its short one or another right spelling of
    it. Where two are, neither is taken (FM12): nobody knows which is the right one.
    """
    found: dict[str, OldForm] = {}
    findings: list[Finding] = []
    free = list(_free(units, forms))
    for unit in units:
        own = _of(unit, forms)
        if len(own) == 1:
            found[unit.name] = own[0]
        elif own:
            findings.append(_doubled(unit.name, own))
        else:
            findings.append(_without(unit, free))
    return found, findings


def strangers(units: Sequence[Unit], forms: Sequence[OldForm]) -> Iterator[Finding]:
    """Yield FM13 for every older form that is of none of these units."""
    yield from (_nobodys(each, units) for each in _free(units, forms))


def _free(units: Sequence[Unit], forms: Sequence[OldForm]) -> Iterator[OldForm]:
    """Yield the forms that are of none of these units."""
    known = {form.sha256 for unit in units for form in _of(unit, forms)}
    yield from (each for each in forms if each.sha256 not in known)


def _of(unit: Unit, forms: Iterable[OldForm]) -> list[OldForm]:
    spellings = {key(name) for name in (unit.name, *unit.others)}
    by_name = [each for each in forms if key(each.short) in spellings]
    by_full = [each for each in forms if unit.full and key(each.full) == key(unit.full)]
    return by_full or by_name


def doubled(forms: Sequence[OldForm]) -> Iterator[Finding]:
    """Yield FM12 for every unit that has more than one of these forms."""
    by_unit: dict[str, list[OldForm]] = {}
    for each in forms:
        by_unit.setdefault(key(each.short), []).append(each)
    yield from (_doubled(own[0].short, own) for own in by_unit.values() if len(own) > 1)


def _doubled(name: str, own: Sequence[OldForm]) -> Finding:
    labels = "、".join(each.label for each in own)
    message = f"“{name}”有 {len(own)} 份旧表：{labels}，没有带入。"
    others = [Where(each.label) for each in own[1:]]
    return error("FM12", Where(own[0].label), message, "只留一份，再运行一次。", others)


def _without(unit: Unit, free: Iterable[OldForm]) -> Finding:
    """Say that a unit has no form; only one that is nobody else's may be meant."""
    hint = near(unit.name, [each.short for each in free])
    message = f"没有找到“{unit.name}”的上年填报表，没有带入。{hint}"
    remedy = "核对上年的文件夹；名称有变的，在名册的“又作”一栏写上年的名称。"
    return notice("FM13", Where(unit.name), message, remedy)


def _nobodys(form: OldForm, units: Iterable[Unit]) -> Finding:
    hint = near(form.short, [each.name for each in units])
    message = f"这是“{form.short}”的填报表，没有要发表的单位与它对应。{hint}"
    remedy = "核对名册；名称有变的，在“又作”一栏写上年的名称；已撤并的，不用处理。"
    return notice("FM13", Where(form.label), message, remedy)
