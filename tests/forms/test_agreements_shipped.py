"""The shipped pack, filled in rightly and wrongly: what is live is what the program says."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from reportgen import checks, forms, pipeline, workbook
from reportgen.packs import stamp
from reportgen.workbook.cells import ref
from tests.forms.made import both, needs_office, recalculated
from tests.helpers import county
from tests.helpers.forms import EXAMPLE, cell_of
from tests.helpers.packs import shipped

STATE = 2
MARKS = {"错误": "✗", "提醒": "！"}

# What is typed otherwise into an example's form, by name; None leaves the cell blank.
WRONG = {
    "on the edge": {"收入控制数": 9246.86, "支出决算控制数": 9246.83},
    "over the edge": {"收入控制数": 9246.87, "支出决算控制数": 9246.82},
    "one cell": {"一般公共预算收入": 9224.79},
    "spent too much": {
        "公务接待费本年决算": 60,
        "在职人数": 300,
        "楼堂馆所实际规模": 120.5,
        "公用经费本年决算": 4000,
        "绩效考核得分": 101,
        "产业.占比": 0.9,
    },
    "without reasons": {"基本支出差异说明": None, "项目支出差异说明": "无", "三公经费说明": "—"},
    "days": {"评价开始日期": "2021年5月1日", "填报日期": "2021-04-21", "报告日期": "2021.4.20"},
    "blanks": {"上年结转": None, "项目支出.决算": None, "行政编制": None, "报告日期": None},
}
RIGHT = ("one township", "another", "a third")
NAMES = [*WRONG, *RIGHT, "blank"]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Forms as LibreOffice saves them after working out every formula, in one call."""
    made = {name: changed(EXAMPLE.read_bytes(), cells) for name, cells in WRONG.items()}
    made |= zip(RIGHT, (form for _, form in county.forms(len(RIGHT))), strict=True)
    made["blank"] = forms.issue(shipped())
    named = {str(number): form for number, form in enumerate(made.values())}
    paths = recalculated(tmp_path_factory.mktemp("shipped"), named)
    return dict(zip(made, paths.values(), strict=True))


def changed(form, cells):
    book = load_workbook(io.BytesIO(form))
    for name, value in cells.items():
        title, at = cell_of(name)
        book[title][ref(at)] = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_what_the_check_says(saved, name):
    """✓ where the check is silent, ✗ or ！ where it finds, … where it could not check."""
    book, pack = workbook.read(saved[name]), shipped()
    checked = pipeline.read(book, pack)
    cells = book.by_title[stamp.AGREEMENTS].cells
    shown = [cells[number, STATE].text for number, _ in enumerate(pack.checks, 5)]
    due = []
    for row in pack.checks:
        codes = {each.code for each in checks.run([row], checked.record, pack.calculations)}
        found = MARKS[row.severity.value] if codes - {"CK00"} else "… 待填" if codes else "✓"
        due.append(found)
    assert shown == due


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_every_live_figure_is_the_programs(saved, name):
    """Totals, differences, rates, points and words, on a right form, a wrong one and a blank."""
    told = both(saved[name], shipped())
    assert len(told) == 80
    chosen = {each.name for each in shipped().indicators if each.formula == "选项"}
    computed = {each: told[each] for each in told.keys() - shipped().fields.keys() - chosen}
    assert {each: shown for each, (shown, _) in computed.items()} == {
        each: value for each, (_, value) in computed.items()
    }


@needs_office
def test_the_wrong_forms_are_wrong_and_the_right_ones_right(saved):
    """Else the tests above could pass by finding nothing."""
    pack = shipped()
    counts = {}
    for name, path in saved.items():
        cells = workbook.read(path).by_title[stamp.AGREEMENTS].cells
        shown = [cells[number, STATE].text for number, _ in enumerate(pack.checks, 5)]
        counts[name] = tuple(shown.count(mark) for mark in ("✗", "！", "… 待填"))
    assert {counts[name] for name in (*RIGHT, "on the edge")} == {(0, 0, 0)}
    assert {name: counts[name] for name in WRONG if name != "on the edge"} == {
        "over the edge": (2, 0, 0),
        "one cell": (2, 0, 0),
        "spent too much": (5, 5, 0),
        "without reasons": (2, 1, 0),
        "days": (1, 1, 0),
        "blanks": (0, 0, 8),
    }
    assert counts["blank"] == (0, 0, 46)
