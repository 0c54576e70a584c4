"""Small packs made in a test's own folder, and forms recalculated by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from reportgen import calculations, forms, packs, records, scores, workbook
from reportgen.figures import Figure, Record, Text
from reportgen.findings import Where
from reportgen.forms.data import NOTHING, Data
from reportgen.packs import rules
from reportgen.packs.model import Pack
from reportgen.workbook.cells import Book, CellKind

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def made_pack(
    folder: Path, tables: Mapping[str, str], form: Mapping[str, Mapping[str, object]]
) -> Path:
    """Write a pack: the sheets of rules.xlsx as tables, form.xlsx as cells by sheet.

    A table's first line holds its titles; those it leaves out stay blank.
    """
    folder.mkdir(parents=True)
    book = Workbook()
    book.remove(book.active)
    for title, columns in rules.COLUMNS.items():
        sheet = book.create_sheet(title)
        sheet.append(columns)
        titles, *body = parted(tables.get(title, "名称"))
        for line in body:
            typed = dict(zip(titles, line, strict=True))
            sheet.append([typed.get(column) or None for column in columns])
    _facts(book)
    book.save(folder / "rules.xlsx")
    made_form(form).save(folder / "form.xlsx")
    (folder / "report.docx").write_bytes(b"")
    return folder


def _facts(book: Workbook) -> None:
    known = {row[0].value for row in book["说明"].iter_rows()}
    for name, text in {"年度": "2020", "名称": "试用"}.items():
        if name not in known:
            book["说明"].append((name, text))


def made_form(sheets: Mapping[str, Mapping[str, object]]) -> Workbook:
    """Return a workbook with these cells."""
    book = Workbook()
    book.remove(book.active)
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for at, value in cells.items():
            sheet[at] = value
    return book


def loaded(folder: Path) -> Pack:
    """Return a pack, whatever else is wrong with it."""
    return packs.load(folder)[0]


def recalculated(folder: Path, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Return forms as LibreOffice saves them after working out every formula."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    out = folder / "out"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(out)),
            *(str(folder / f"{name}.xlsx") for name in contents),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: out / f"{name}.xlsx" for name in contents}


def issued(folder: Path, data: Data = NOTHING) -> bytes:
    """Return the form of a pack."""
    return forms.issue(loaded(folder), data)


def both(form: Path, of: Path | Pack) -> dict[str, tuple[object, object]]:
    """Return what the sheet shows and what the program computes for every computed cell.

    ``of`` is the form's pack, or its folder.

    A number is a Decimal of 11 digits behind the point, nothing is None.
    """
    pack = loaded(of) if isinstance(of, Path) else of
    book = workbook.read(form)
    record = computed(book, pack)
    told: dict[str, tuple[object, object]] = {}
    for layout in pack.layout:
        for slot in layout.slots:
            if slot.name not in pack.fields:
                shown = _shown(book.by_title[layout.title].cells.get(slot.address))
                told[slot.name] = (shown, _value(record.get(slot.name)))
    return told


def computed(book: Book, pack: Pack) -> Record:
    """Return all that the program computes from a form, however odd its pack is."""
    found, _ = records.extract(book, pack)
    record, _ = calculations.compute(pack.calculations, {**packs.numbers(pack), **found.record})
    record = calculations.words(pack.grades, record)
    result, _ = scores.compute(pack.indicators, pack.grades, record, pack.calculations)
    values = {"综合得分": result.total, "自评合计": result.claimed_total}
    for line in result.lines:
        values |= {line.indicator.name: line.value, f"{line.indicator.name}得分": line.points}
    there = {n: Figure(v, "", Where("")) for n, v in values.items() if v is not None}
    return calculations.words(pack.grades, {**record, **there})


def _shown(cell: object) -> object:
    if cell is None or not cell.text:
        return None
    assert cell.kind in (CellKind.NUMBER, CellKind.TEXT), cell
    return _exact(Decimal(cell.text)) if cell.kind is CellKind.NUMBER else cell.text


def _value(value: object) -> object:
    match value:
        case Figure():
            return _exact(value.value)
        case Text():
            return value.value
        case _:
            return None


def _exact(value: Decimal) -> Decimal:
    return round(value, 11).normalize() + 0


def parted(table: str) -> list[list[str]]:
    """Return the cells of a table's lines; a bar before and behind a line may be left out."""
    found = []
    for line in filter(None, (each.strip() for each in table.splitlines())):
        inside = line[1:].removesuffix("|") if line.startswith("|") else line
        found.append([cell.strip() for cell in inside.split("|")])
    return found
