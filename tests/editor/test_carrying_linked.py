"""The 2023 pack's linked lists and row calculations, carried into a copied pack of 2024."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen import packs, workbook
from reportgen.cli import run
from reportgen.editor import carried as carried_over
from reportgen.figures import Table
from reportgen.findings import Where
from reportgen.forms.carrying import Fate, Item
from reportgen.packs import columns
from reportgen.pipeline import checking
from reportgen.workbook.cells import spot
from tests.helpers.packs import PACK, put

ROOT = PACK.parents[1]
NAME = "灰山港镇"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The example of 2023 and a pack of 2024 whose choices and their list follow last year's."""
    shutil.copytree(ROOT / "templates" / "2023", tmp_path / "templates" / "2023")
    shutil.copytree(ROOT / "templates" / "2023", tmp_path / "templates" / "2024")
    rules = tmp_path / "templates" / "2024" / "rules.xlsx"
    book = load_workbook(rules)
    put(book, "说明", ("项目", "年度"), "内容", 2024)
    for name in carried():
        put(book, "字段", ("名称", name), "上年字段", name)
    book.save(rules)
    shutil.copytree(ROOT / "inputs" / "2023", tmp_path / "inputs" / "2023")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pack_of_2023():
    return packs.load(ROOT / "templates" / "2023")[0]


def carried():
    """Every column that a choice is made in, and the one it is made from."""
    fields = pack_of_2023().fields.values()
    linked = [each for each in fields if each.choices_from and "." in each.name]
    assert linked
    return [name for each in linked for name in (each.name, each.choices_from)]


def read(path, year):
    pack, _ = packs.load(Path("templates") / year)
    return checking.read(workbook.read(Path(path)), pack).record


def column(record, name):
    table = record[columns.parts(name)[0]]
    assert isinstance(table, Table)
    return [
        row[columns.parts(name)[1]].value for row in table.rows if columns.parts(name)[1] in row
    ]


@pytest.mark.parametrize(
    "how",
    [("--last-year", "inputs/2023", "--name", NAME), ("--migrate", f"inputs/2023/{NAME}.xlsx")],
    ids=["last-year", "migrate"],
)
def test_choices_come_with_the_words_they_are_made_from(folder, how, capsys):
    code = run(["form", "templates/2024", "-o", "新", *how])
    text = capsys.readouterr().out
    assert code == 0, text
    before, now = read(f"inputs/2023/{NAME}.xlsx", "2023"), read(f"新/{NAME}.xlsx", "2024")
    for name in carried():
        assert column(now, name) == column(before, name) != []
    assert "里没有“" not in text


def test_a_migrated_form_computes_every_row_again(folder):
    """Nothing computed is typed: the rows' figures are worked out from what was carried."""
    assert run(["form", "templates/2024", "-o", "新", "--migrate", "inputs/2023"]) == 0
    before, now = read(f"inputs/2023/{NAME}.xlsx", "2023"), read(f"新/{NAME}.xlsx", "2024")
    computed = columns.computed(pack_of_2023().calculations)
    assert len(computed) > 1
    for name in computed:
        assert column(now, name) == column(before, name) != []


def test_last_years_row_figures_can_be_asked_for(folder):
    """A column of a list may take what the older pack computed in each row."""
    computed = columns.computed(pack_of_2023().calculations)
    rules = folder / "templates" / "2024" / "rules.xlsx"
    name, row = next((n, r) for n, r in computed.items() if n.split(".")[0] == first_list())
    table = columns.parts(name)[0]
    book = load_workbook(rules)
    titles = [cell.value for cell in book["字段"][1]]
    field = {"名称": f"{table}.上年率", "类型": "数", "单位": row.unit, "小数位": row.places}
    field |= {"必填": "否", "上年字段": name}
    book["字段"].append([field.get(title) for title in titles])
    book.save(rules)
    add_column(folder / "templates" / "2024" / "form.xlsx", table)
    told = ["--last-year", "inputs/2023", "--name", NAME]
    assert run(["form", "templates/2024", "-o", "新", *told]) == 0
    before, now = read(f"inputs/2023/{NAME}.xlsx", "2023"), read(f"新/{NAME}.xlsx", "2024")
    places = row.places + (2 if row.unit == "%" else 0)
    assert (
        column(now, f"{table}.上年率")
        == [round(each, places) for each in column(before, name)]
        != []
    )


def first_list():
    return columns.parts(carried()[1])[0]


def add_column(path, table):
    """Put the new column on the form, right of the list's last one."""
    book = load_workbook(path)
    layout, slot = next(
        (layout, slot)
        for layout in pack_of_2023().layout
        for slot in layout.tables
        if slot.name == table
    )
    sheet, last = book[layout.title], max(slot.columns.values()) + 1
    sheet.cell(slot.row - 1, last).value = "上年的率"
    sheet.cell(slot.row, last).value = f"{{{{ {table}.上年率 }}}}"
    book.save(path)


def test_what_was_left_out_of_a_list_is_told_at_its_own_cell():
    """Not at the list's first: the clerk types it there. Beyond the list there is no such cell."""
    pack = pack_of_2023()
    form = (ROOT / "inputs" / "2023" / f"{NAME}.xlsx").read_bytes()
    items = [
        Item("项目支出.资金来源", "项目支出.资金来源", Fate.LEFT, "", Where(""), row=row)
        for row in (1, 2, 99)
    ]
    first, second, beyond = (each.target for each in carried_over.located(items, form, pack, NAME))
    [slot] = [t for layout in pack.layout for t in layout.tables if t.name == "项目支出"]
    column = slot.columns["资金来源"]
    assert [first.spot, second.spot] == [spot(slot.sheet, (slot.row + at, column)) for at in (0, 1)]
    assert beyond.spot == spot(slot.sheet, (slot.row, min(slot.columns.values())))
