"""Read and vet a pack (格式包): form.xlsx, rules.xlsx and report.docx of one year."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from reportgen import workbook
from reportgen.figures import Figure
from reportgen.findings import Finding, ReportgenError, Where, error, near
from reportgen.packs import layout, rules
from reportgen.packs.entries import RULES, Entry, entries
from reportgen.packs.model import Field, Kind, Pack
from reportgen.packs.vet import implied_fields, is_number, vet
from reportgen.workbook.cells import Book, spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

FILES = ("form.xlsx", "rules.xlsx", "report.docx")
_OPTIONAL = ("名单", "试例")
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
    facts = {entry.text("项目"): entry.text("内容") for entry in sheets["说明"]}
    year = _year(facts, findings)
    indicators = _rows(sheets["指标"], rules.indicator)
    layouts, amiss = layout.read(form, {**facts, **_years(year)}, indicators)
    fields = _rows(sheets["字段"], rules.field)
    pack = Pack(
        folder=folder,
        year=year,
        name=facts.get("名称", folder.name),
        facts=facts,
        fields=_by_name(fields, implied_fields(indicators), findings),
        calculations=_rows(sheets["计算"], rules.calculation),
        checks=_rows(sheets["勾稽"], rules.check),
        indicators=indicators,
        grades=_rows(sheets["等级"], rules.grade),
        layout=layouts,
        fingerprint=_fingerprint(folder),
        form_fingerprint=_form_fingerprint(form, book),
    )
    findings += [finding for rows in sheets.values() for e in rows[:1] for finding in e.findings]
    return pack, [*findings, *amiss, *vet(pack)]


def numbers(pack: Pack) -> dict[str, Figure]:
    """Return the facts of 说明 that are numbers (满意度满分: 5), and the years."""
    where = Where(RULES, "说明")
    facts = {**pack.facts, **_years(pack.year)}
    return {
        name: Figure(Decimal(text), "", where, 0 if text.isdigit() else 2, (where,))
        for name, text in facts.items()
        if is_number(text)
    }


def _sheets(book: Book) -> tuple[dict[str, list[Entry]], list[Finding]]:
    found: dict[str, list[Entry]] = {}
    findings = []
    for sheet in book.sheets:
        if sheet.title not in rules.COLUMNS and sheet.title not in _OPTIONAL:
            message = f"不认识工作表“{sheet.title}”。{near(sheet.title, rules.COLUMNS)}"
            remedy = f"只用这些工作表：{'、'.join(rules.COLUMNS)}。"
            findings.append(error("PK02", Where(RULES, spot(sheet.title, (1, 1))), message, remedy))
    for title, columns in rules.COLUMNS.items():
        if title not in book.by_title:
            findings.append(
                error("PK02", Where(RULES), f"缺少工作表“{title}”。", "补上这张工作表。")
            )
            found[title] = []
            continue
        found[title], amiss = entries(book.by_title[title], columns)
        if not found[title]:
            findings += amiss
    return found, findings


def _rows(found: Sequence[Entry], read: Callable[[Entry], _T]) -> tuple[_T, ...]:
    return tuple(read(entry) for entry in found)


def _by_name(
    typed: Iterable[Field], implied: Iterable[Field], findings: list[Finding]
) -> Mapping[str, Field]:
    fields: dict[str, Field] = {}
    for field in typed:
        if field.name in fields:
            message = f"名称“{field.name}”用了不止一次。"
            remedy = "一个名称只能指一个数，请另取一个名称。"
            first = fields[field.name].where
            findings.append(error("PK05", field.where, message, remedy, [first]))
        fields.setdefault(field.name, field)
    for field in implied:
        fields.setdefault(field.name, field)
    for name, field in list(fields.items()):
        table = name.partition(".")[0]
        if "." in name and (table not in fields or fields[table].kind is not Kind.TABLE):
            message = f"“{name}”所属的清单“{table}”没有定义。"
            remedy = f"在“字段”中加一行：名称 {table}，类型 表。"
            findings.append(error("PK09", field.where, message, remedy))
    return fields


def _year(facts: Mapping[str, str], findings: list[Finding]) -> int:
    text = facts.get("年度", "")
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    message = f"“说明”中的“年度”是“{text}”，应为四位年份。"
    where = Where(RULES, spot("说明", (1, 1)))
    findings.append(error("PK18", where, message, "填写四位年份，如 2020。"))
    return 0


def _years(year: int) -> dict[str, str]:
    return {"年度": str(year), "上年度": str(year - 1), "下年度": str(year + 1)}


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def _form_fingerprint(form: Book, book: Book) -> str:
    return hashlib.sha256(f"{form.sha256} {book.sha256}".encode()).hexdigest()[:16]
