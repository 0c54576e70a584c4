"""Read and vet a pack (格式包): form.xlsx, rules.xlsx and report.docx of one year."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from reportgen import workbook
from reportgen.figures import Figure
from reportgen.findings import Finding, ReportgenError, Severity, Where, error, near
from reportgen.packs import (
    facts,
    headlines,
    homes,
    layout,
    roster,
    rules,
    sense,
    trials,
    unwritable,
)
from reportgen.packs.entries import RULES, Entry, Rows, entries
from reportgen.packs.model import Field, Pack
from reportgen.packs.vet import implied_fields, is_number, vet
from reportgen.workbook.cells import Book, spot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

FILES = ("form.xlsx", "rules.xlsx", "report.docx")
_OPTIONAL = {
    roster.SHEET: roster.COLUMNS,
    headlines.SHEET: headlines.COLUMNS,
    trials.SHEET: trials.COLUMNS,
}
_NOTHING = Rows((), [], readable=False)
_T = TypeVar("_T")


def load(folder: Path) -> tuple[Pack, list[Finding]]:
    """Read a pack; the findings are everything in it that cannot be used as it stands.

    Raises ReportgenError (PK01) when the folder or one of its three files is not there.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        message = f"“{folder}”不是完整的格式包，缺少 {'、'.join(missing)}。"
        remedy = "用 -t 指明格式包文件夹，其中应有 form.xlsx、rules.xlsx、report.docx。"
        raise ReportgenError("PK01", message, remedy)
    form, book = (workbook.read(folder / name) for name in FILES[:2])
    sheets, findings = _sheets(book)
    findings += unwritable.vet(folder, FILES[:2])
    told, places, twice = facts.read(sheets["说明"].entries)
    year = int(told["年度"]) if facts.is_year(told.get("年度", "")) else 0
    indicators = _rows(sheets["指标"], rules.indicator)
    layouts, amiss = layout.read(form, {**told, **_years(year)}, indicators)
    pack = Pack(
        folder=folder,
        year=year,
        name=told.get("名称", folder.name),
        facts=told,
        fields=_by_name(_rows(sheets["字段"], rules.field), implied_fields(indicators), findings),
        calculations=_rows(sheets["计算"], rules.calculation),
        checks=_rows(sheets["勾稽"], rules.check),
        indicators=indicators,
        grades=_rows(sheets["等级"], rules.grade),
        layout=layouts,
        fingerprint=_fingerprint(folder),
        form_fingerprint=_form_fingerprint(form, book),
        fact_places=places,
        roster=_rows(sheets.get(roster.SHEET, _NOTHING), roster.read),
        headlines=_rows(sheets.get(headlines.SHEET, _NOTHING), headlines.read),
        trials=_rows(sheets.get(trials.SHEET, _NOTHING), trials.read),
        unreadable=frozenset(title for title, rows in sheets.items() if not rows.readable),
    )
    findings += [*(found for rows in sheets.values() for found in rows.findings), *twice, *amiss]
    spots = {each.where for each in findings if each.severity is Severity.ERROR}
    if "说明" not in pack.unreadable:
        findings += facts.year(told, places, spots)
    homeless, pack = [*homes.vet(pack)], homes.mended(pack)
    vetted = [*homeless, *vet(pack, spots)]
    optional = [*_vet_optional(pack, sheets, spots | {each.where for each in vetted})]
    doubts = sense.vet(pack, form, sheets, spots | {each.where for each in vetted})
    return pack, list(dict.fromkeys([*findings, *optional, *vetted, *doubts]))


def _vet_optional(
    pack: Pack, sheets: Mapping[str, Rows], told: Collection[Where]
) -> Iterator[Finding]:
    there = {title for title in _OPTIONAL if title in sheets and sheets[title].readable}
    yield from roster.vet(pack.roster, told, is_there=roster.SHEET in there)
    yield from headlines.vet(pack, told, is_there=headlines.SHEET in there)
    yield from trials.vet(pack, told, is_there=trials.SHEET in there)


def numbers(pack: Pack) -> dict[str, Figure]:
    """Return the facts of 说明 that are numbers (满意度满分: 5), and the years."""
    where = Where(RULES, "说明")
    known = {**pack.facts, **_years(pack.year)}
    return {
        name: Figure(Decimal(text), "", where, 0 if text.isdigit() else 2, (where,))
        for name, text in known.items()
        if is_number(text)
    }


def _sheets(book: Book) -> tuple[dict[str, Rows], list[Finding]]:
    """Return the rows of every sheet there must or may be; blanks around a title do not count."""
    findings = []
    there = {sheet.title.strip(): sheet for sheet in reversed(book.sheets)}
    for title, sheet in reversed(there.items()):
        if title not in {*rules.COLUMNS, *_OPTIONAL}:
            message = f"不认识工作表“{title}”。{near(title, [*rules.COLUMNS, *_OPTIONAL])}"
            remedy = f"只用这些工作表：{'、'.join([*rules.COLUMNS, *_OPTIONAL])}。"
            findings.append(error("PK02", Where(RULES, spot(sheet.title, (1, 1))), message, remedy))
    for title in rules.COLUMNS:
        if title not in there:
            message = f"缺少工作表“{title}”。"
            findings.append(error("PK02", Where(RULES), message, "补上这张工作表。"))
    wanted = {**rules.COLUMNS, **{name: _OPTIONAL[name] for name in _OPTIONAL if name in there}}
    return {
        title: entries(there[title], columns) if title in there else _NOTHING
        for title, columns in wanted.items()
    }, findings


def _rows(found: Rows, read: Callable[[Entry], _T]) -> tuple[_T, ...]:
    return tuple(read(entry) for entry in found.entries)


def _by_name(
    typed: Iterable[Field], implied: Iterable[Field], findings: list[Finding]
) -> Mapping[str, Field]:
    fields: dict[str, Field] = {}
    for field in typed:
        if field.name and field.name in fields:
            message = f"名称“{field.name}”用了不止一次。"
            remedy = "一个名称只能指一个数，请另取一个名称。"
            first = fields[field.name].where
            findings.append(error("PK05", field.where, message, remedy, [first]))
        fields.setdefault(field.name, field)
    for field in implied:
        fields.setdefault(field.name, field)
    return fields


def _years(year: int) -> dict[str, str]:
    return {"年度": str(year), "上年度": str(year - 1), "下年度": str(year + 1)}


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def _form_fingerprint(form: Book, book: Book) -> str:
    return hashlib.sha256(f"{form.sha256} {book.sha256}".encode()).hexdigest()[:16]
