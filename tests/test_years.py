"""Every year that ships: its example builds without an error, and reads as it did last."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from reportgen import forms, packs, pipeline, workbook
from reportgen.findings import Severity
from reportgen.forms import data
from reportgen.packs import stamp
from tests.forms.made import needs_office, recalculated
from tests.helpers.reading import read_text

ROOT = Path(__file__).parents[1]
YEARS = sorted(folder.name for folder in (ROOT / "templates").iterdir())
TOWN = "灰山港镇.xlsx"
VALUES = ROOT / "tests" / "data" / "灰山港镇-2023.json"

each_year = pytest.mark.parametrize("year", YEARS)


@cache
def pack_of(year):
    """Return a shipped pack, read once."""
    return packs.load(ROOT / "templates" / year)[0]


@cache
def built(year):
    """Return the report of a year's example, built once."""
    return pipeline.build_one(ROOT / "inputs" / year / TOWN, ROOT / "templates" / year)


@cache
def text_of(year):
    """Return what a reader sees of it."""
    return read_text(built(year).docx)


@each_year
def test_the_example_has_no_error(year):
    """A new user's first build gives a report."""
    told = list(built(year).checked.findings)
    assert [each for each in told if each.severity is Severity.ERROR] == []


@each_year
def test_the_report_is_what_the_reader_saw_last(year):
    """A change of wording or of a figure shows as a change of tests/golden/年度/report.txt."""
    golden = ROOT / "tests" / "golden" / year / "report.txt"
    assert text_of(year) == golden.read_text(encoding="utf-8")


@each_year
def test_the_example_form_was_issued_from_the_pack_as_it_is(year):
    """inputs/年度 is not out of date against templates/年度."""
    mark = stamp.read(workbook.read(ROOT / "inputs" / year / TOWN))
    assert mark.year == year
    assert list(stamp.compare(mark, pack_of(year), "x")) == []


@each_year
def test_the_form_finds_its_pack_by_itself(year):
    """Two packs stand side by side; the stamp says which."""
    checked = pipeline.check_one(ROOT / "inputs" / year / TOWN)
    assert checked.pack.folder.name == year


# ------------------------------------------------------------------ 2023: the ten sections

TEN = """
一、部门、单位基本情况
二、一般公共预算支出情况
三、政府性基金预算支出情况
四、国有资本经营预算支出情况
五、社会保险基金预算支出情况
六、部门整体支出绩效情况
七、存在的问题及原因分析
八、下一步改进措施
九、部门整体支出绩效自评结果拟应用和公开情况
十、其他需要说明的情况
"""


def values():
    """Return the example's values, to be changed by a test."""
    return json.loads(VALUES.read_text(encoding="utf-8"))


def form_of(folder, changed):
    """Write the form that a unit with these values would send in."""
    raw = folder / "值.json"
    raw.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    fitted, findings = data.fit(data.read(raw), pack_of("2023"), raw.name)
    assert findings == []
    form = folder / TOWN
    form.write_bytes(forms.issue(pack_of("2023"), fitted))
    return form


def report_of(folder, changed):
    """Return the text of the report of a unit with these values, printed in spite of errors."""
    form = form_of(folder, changed)
    made = pipeline.build_one(form, ROOT / "templates" / "2023", in_draft=True)
    return read_text(made.docx)


def told_of(folder, changed):
    """Return the findings of the form's own agreements: code, cell, message."""
    form = form_of(folder, changed)
    checked = pipeline.check_one(form, ROOT / "templates" / "2023")
    found = [each for each in checked.findings if each.code.startswith("CK")]
    return [(each.code, each.where.spot.split("!")[0], each.message) for each in found]


def section(text, number):
    """Return the lines under a first-level heading."""
    heads = TEN.split()
    start = text.index(heads[number - 1])
    stop = text.index(heads[number]) if number < len(heads) else text.index("附件：1")
    return text[start:stop].splitlines()[1:]


def test_the_example_values_are_those_of_the_example_form(tmp_path):
    """tests/data/灰山港镇-2023.json gives inputs/2023, so a test may start from either."""
    again = workbook.read(form_of(tmp_path, values()))
    shipped = workbook.read(ROOT / "inputs" / "2023" / TOWN)
    names = [layout.title for layout in pack_of("2023").layout]
    assert [again.by_title[name].cells for name in names] == [
        shipped.by_title[name].cells for name in names
    ]


def test_the_ten_sections_stand_in_order():
    heads = re.findall(r"(?m)^[一二三四五六七八九十]、.*$", text_of("2023"))
    assert heads == TEN.split()


def test_a_fund_the_unit_does_not_have_keeps_its_line():
    assert section(text_of("2023"), 4) == ["我镇2023年度无国有资本经营预算收支。"]
    assert section(text_of("2023"), 5) == ["我镇2023年度无社会保险基金预算收支。"]


def test_a_fund_the_unit_has_is_told(tmp_path):
    """The one line gives way to the figures and to what the unit says of them."""
    changed = values()
    changed |= {"国有资本经营上年结转": 3.5, "国有资本经营收入": 20, "国有资本经营全年预算": 23.5}
    changed |= {
        "国有资本经营项目支出": 20.5,
        "国有资本经营年末结转": 3,
        "国有资本经营说明": "用于改制。",
    }
    assert section(report_of(tmp_path, changed), 4) == [
        "2023年度国有资本经营预算上年结转3.50万元，收入20.00万元，支出20.50万元，全部为项目支出，"
        "年末结转3.00万元；国有资本经营预算全年预算数23.50万元，国有资本经营预算执行率为87.23%。",
        "用于改制。",
    ]


def test_every_project_has_its_own_table():
    """附件3 is printed once for each row of 项目支出, with that project's indicators only."""
    pages = text_of("2023").split("2023年度项目支出绩效自评表\n填报单位")[1:]
    projects = [row["名称"] for row in values()["项目支出"]]
    assert [re.search(r"项目名称 \| (\S+)", page)[1] for page in pages] == projects
    for page, project in zip(pages, projects, strict=True):
        own = [row["三级"] for row in values()["项目绩效"] if row["项目"] == project]
        assert re.findall(r"(?m)^\|(?: \S* \|){2} (\S+) \| \S+ \| \S+ \| \d+\.\d\d \|", page) == own


def test_a_project_is_scored_by_its_rate_and_its_indicators():
    """96.30% of 10 points, and 90 of 90: 99.63."""
    first = text_of("2023").split("2023年度项目支出绩效自评表\n填报单位")[1]
    assert "| 92.00 | 92.00 | 88.60 | 10 | 96.30% | 9.63 |" in first
    assert "| 总分（含预算执行率） | 100 | 99.63 |" in first


def test_a_unit_without_projects_says_so(tmp_path):
    changed = values()
    for name in [name for name in changed if re.match(r"(其他|省级)专项$|项目(支出|绩效)$", name)]:
        del changed[name]
    text = report_of(tmp_path, changed)
    assert "我镇2023年度无项目支出。" in section(text, 2)
    assert text.count("我镇2023年度无项目支出，不填报本表。") == 1
    assert "附件3-" not in text


def test_points_lost_without_a_cause_are_told_at_their_row(tmp_path):
    changed = values()
    row = next(row for row in changed["产出指标"] if "偏差原因" in row)
    del row["偏差原因"]
    [(code, sheet, message)] = told_of(tmp_path, changed)
    assert (code, sheet) == ("CK05", "部门整体支出绩效自评表")
    assert row["三级"] in message or row["二级"] in message


def test_the_indicators_of_a_project_add_up_to_ninety(tmp_path):
    changed = values()
    changed["项目绩效"][0] |= {"分值": 19, "得分": 19}
    [(code, sheet, message)] = told_of(tmp_path, changed)
    assert (code, sheet) == ("CK01", "项目支出")
    assert changed["项目支出"][0]["名称"] in message


def test_no_year_is_typed_in_the_pack():
    """Years are tags, so that next year's pack is a copy with one cell changed."""
    book = workbook.read(ROOT / "templates" / "2023" / "form.xlsx")
    cells = [cell.text for sheet in book.sheets for cell in sheet.cells.values()]
    assert [text for text in cells if re.search(r"202[234]年", text)] == []


@needs_office
@each_year
def test_the_live_figures_of_the_form_are_the_programs(year, tmp_path):
    """LibreOffice recalculates the example; a cell that then differed would be told (RC13)."""
    form = (ROOT / "inputs" / year / TOWN).read_bytes()
    [saved] = recalculated(tmp_path, {"甲": form}).values()
    again = pipeline.check_one(saved, ROOT / "templates" / year)
    assert [each.code for each in again.findings] == [
        each.code for each in built(year).checked.findings
    ]
    assert again.scores.total == built(year).checked.scores.total
    live = [cell for sheet in again.book.sheets for cell in sheet.cells.values() if cell.formula]
    assert len(live) > 100
