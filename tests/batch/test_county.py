"""The example county from beginning to end: forms issued, filled in, done, summed up."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.helpers import county
from tests.helpers.batches import PACK
from tests.helpers.forms import cell_of

ROSTER = PACK / "rules.xlsx"
BROKEN, MISSING = "武潭镇", "高桥镇"

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def reportgen(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PACK.parents[1])


def broken(data: bytes) -> bytes:
    """Return a form whose total does not add up."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    title, (row, column) = cell_of("收入控制数")
    book[title].cell(row, column).value = 1
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Fifteen forms issued for a 名册; fourteen filled in, one of them wrongly; then the batch."""
    top = tmp_path_factory.mktemp("桃江县")
    issued = reportgen("form", PACK, "--roster", ROSTER, "-o", top / "2020")
    assert issued.returncode == 0, issued.stdout
    forms = sorted((top / "2020").glob("*.xlsx"))
    assert len(forms) == 15
    for path in forms:
        filled = county.fill(path.read_bytes(), path.stem)
        path.write_bytes(broken(filled) if path.stem == BROKEN else filled)
    (top / "2020" / f"{MISSING}.xlsx").unlink()
    told = reportgen("batch", top / "2020", "-o", top / "out", "-t", PACK, "--pdf", "--json")
    assert told.returncode == 1, told.stderr
    return top, json.loads(told.stdout)


def rows(top: Path, title: str) -> list[tuple[object, ...]]:
    """Return the cells of one sheet of the summary."""
    book = openpyxl.load_workbook(top / "out" / "汇总.xlsx")
    return [tuple(row) for row in book[title].iter_rows(values_only=True)]


def test_thirteen_reports_are_made_with_their_pdfs(done):
    top, told = done
    states = {each["单位"]: each["结果"] for each in told["填报表"]}
    assert states.pop(BROKEN) == "有错误"
    assert set(states.values()) == {"已生成"}
    assert len(states) == 13
    for ending in (".docx", ".pdf", ".来源.json"):
        assert len(list((top / "out").glob(f"*/*{ending}"))) == (14 if "来源" in ending else 13)


def test_the_broken_one_is_named_at_its_cell_and_the_missing_one_by_name(done):
    _, told = done
    [wrong] = [each for each in told["填报表"] if each["单位"] == BROKEN]
    assert ("CK01", "收入支出!D9") in {(f["编号"], f["位置"]) for f in wrong["问题清单"]}
    assert told["未报"] == [MISSING]
    assert [(f["编号"], f["文件"]) for f in told["问题清单"]] == [("BA14", MISSING)]


def test_the_summary_says_it_all_on_its_first_sheet(done):
    top, told = done
    text = {str(cell) for row in rows(top, "总览") for cell in row if cell is not None}
    assert {each["单位"] for each in told["填报表"]} <= text
    assert {MISSING, BROKEN} <= text
    assert {each["得分"] for each in told["填报表"] if each["结果"] == "已生成"} <= {
        f"{cell:.2f}" if isinstance(cell, float) else str(cell)
        for row in rows(top, "总览")
        for cell in row
    }


def test_every_form_says_that_it_is_an_example(done):
    top, _ = done
    title, (row, column) = cell_of("填表人")
    for path in (top / "2020").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert "示例" in str(book[title].cell(row, column).value)


def test_a_second_run_with_pdf_makes_nothing_anew(done):
    top, _ = done
    again = reportgen("batch", top / "2020", "-o", top / "out", "-t", PACK, "--pdf", "--json")
    assert json.loads(again.stdout)["没有重做"] == 14
