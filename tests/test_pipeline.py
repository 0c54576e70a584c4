"""The corridor: what comes out of one room is what the next one works with."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from reportgen import pipeline
from reportgen.figures import Figure
from reportgen.findings import ReportgenError, has_errors
from tests.helpers.built import example_report, example_text
from tests.helpers.forms import EXAMPLE, ROOT, cell_of
from tests.helpers.packs import PACK, changed


def test_the_example_checks_clean_and_scores_what_the_rules_give():
    """No finding at all; the seed's 96.2 is not forced."""
    checked = pipeline.check_one(EXAMPLE, PACK)
    assert checked.findings == ()
    assert f"{checked.scores.total:.2f}" == "92.68"
    assert checked.scores.grade == "优秀"


def test_a_computed_figure_stands_where_the_form_shows_it():
    """A clerk opens the form, not rules.xlsx."""
    checked = pipeline.check_one(EXAMPLE, PACK)
    total = checked.record["收入合计"]
    assert isinstance(total, Figure)
    sheet, _ = cell_of("一般公共预算收入")
    assert str(total.where).startswith(f"灰山港镇.xlsx {sheet}!")
    assert len(total.sources) == 4


def test_the_report_is_what_the_reader_saw_last():
    """A change of wording or of a figure shows as a change of tests/golden/2020/report.txt."""
    golden = ROOT / "tests" / "golden" / "2020" / "report.txt"
    assert example_text() == golden.read_text(encoding="utf-8")


def test_the_same_form_gives_the_same_bytes():
    """Nothing of the clock or of this machine gets into a report."""
    again = pipeline.build_one(EXAMPLE, PACK)
    assert again.docx == example_report().docx
    assert again.receipt == example_report().receipt


def test_a_form_with_errors_has_no_report():
    """Nothing but --draft prints it."""
    built = pipeline.build_one(ROOT / "templates" / "2020" / "form.xlsx", PACK)
    assert (built.docx, built.receipt) == (None, None)
    assert has_errors(built.checked.findings)


def test_a_form_that_is_not_there_is_a_broken_world():
    """An error with a remedy, not a finding."""
    with pytest.raises(ReportgenError) as raised:
        pipeline.check_one(ROOT / "没有.xlsx", PACK)
    assert raised.value.code == "WB01"


def test_a_pack_is_vetted_with_its_word_file():
    """Rows, form and report in one list."""
    _, findings = pipeline.check_pack(PACK)
    assert findings == []


def test_a_pack_with_errors_judges_no_form(tmp_path):
    """Its editor is told, not the clerk, and nothing crashes on the half-read rules."""

    def change(book):
        book["勾稽"]["A3"] = "相当"

    with pytest.raises(ReportgenError) as raised:
        pipeline.check_one(EXAMPLE, changed(tmp_path, "rules.xlsx", change))
    assert raised.value.code == "PK30"
    assert raised.value.message == (
        "格式包“pack”有 1 处错误，不能用来核对。例如 "
        "rules.xlsx 勾稽!A3：“规则”写的是“相当”，不是规定的词。是不是“相等”？"
    )


def test_a_workbook_that_is_no_form_is_told_once(tmp_path):
    """Sixteen indicators without points would say nothing new."""
    other = tmp_path / "工资.xlsx"
    book = Workbook()
    book.active["A1"] = "姓名"
    book.save(other)
    assert [f.code for f in pipeline.check_one(other, PACK).findings] == ["RC19"]
