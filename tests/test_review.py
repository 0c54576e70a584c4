"""Reviewing, through the command line: build, edit in Word, review; and a stranger's report."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import docx
import pytest

from reportgen import pipeline
from reportgen.cli import run
from reportgen.findings import ReportgenError, Severity
from reportgen.pipeline.reviewing import review_one
from tests.helpers.forms import EXAMPLE, ROOT
from tests.helpers.seed import seed_docx, seed_text

PACK = ROOT / "templates" / "2020"
EDITS = (
    ("编制数共计223人", "编制数共计232人"),
    ("其中：基本支出8116.90万元", "其中：基本支出8161.90万元"),
    ("同比增长9.58%", "同比增长9.85%"),
    ("满意度为96.00%", "满意度为98.00%"),
)
ROW, EDITED_CELL = "公务接待费", ("34.00", "43.00")


@cache
def built() -> bytes:
    """The example's report as the program prints it."""
    made = pipeline.build_one(EXAMPLE, PACK)
    assert made.docx is not None
    return made.docx


def edited(data: bytes) -> bytes:
    """The same report after a hand changed five figures in Word, one of them in a table."""
    report = docx.Document(io.BytesIO(data))
    for old, new in EDITS:
        [paragraph] = [each for each in report.paragraphs if old in each.text]
        text = paragraph.text.replace(old, new)
        for run_ in paragraph.runs[1:]:
            run_.text = ""
        paragraph.runs[0].text = text
    [row] = [
        row
        for table in report.tables
        for row in table.rows
        if row.cells[0].text == ROW and row.cells[-1].text == EDITED_CELL[0]
    ]
    row.cells[-1].paragraphs[0].runs[0].text = EDITED_CELL[1]
    written = io.BytesIO()
    report.save(written)
    return written.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_built_report_left_alone_has_no_error(tmp_path: Path) -> None:
    report = saved(tmp_path, "报告.docx", built())
    for form in (None, EXAMPLE):
        found = review_one(report, PACK, form).findings
        assert [each for each in found if each.severity is Severity.ERROR] == []


def test_five_figures_changed_by_hand_are_exactly_five_errors(tmp_path: Path) -> None:
    """What only follows from a changed figure, a sum that no longer adds up, is not told again."""
    report = saved(tmp_path, "报告.docx", edited(built()))
    reviewed = review_one(report, PACK, EXAMPLE)
    wrong = [each for each in reviewed.faults if each.severity is Severity.ERROR]
    assert [(each.code, each.spans[0].text) for each in wrong] == [
        ("RV61", "232人"),
        ("RV61", "8161.90万元"),
        ("RV61", "9.85%"),
        ("RV61", "43.00"),
        ("RV61", "98.00%"),
    ]


def test_the_seed_is_the_same_as_text_and_as_word_file(tmp_path: Path) -> None:
    text = saved(tmp_path, "种子.txt", seed_text().encode())
    word = saved(tmp_path, "种子.docx", seed_docx())
    told = [
        [(each.code, each.severity, each.message) for each in review_one(path, PACK).faults]
        for path in (text, word)
    ]
    assert told[0] == told[1]


def test_findings_come_in_the_order_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = saved(tmp_path, "报告.docx", edited(built()))
    assert run(["review", str(report), "--form", str(EXAMPLE), "-t", str(PACK)]) == 1
    told = capsys.readouterr().out
    assert told.index("232人") < told.index("8161.90万元") < told.index("98.00%")
    assert "5 处错误" in told


def test_a_commented_copy_is_written_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = saved(tmp_path, "报告.docx", edited(built()))
    target = tmp_path / "批" / "批注件.docx"
    run(["review", str(report), "--form", str(EXAMPLE), "-t", str(PACK), "-o", str(target)])
    comments = [comment.text for comment in docx.Document(str(target)).comments]
    assert sum("RV61" in each for each in comments) == 5
    assert f"批注件  {target}" in capsys.readouterr().out


def test_a_folder_gives_the_copy_its_name(tmp_path: Path) -> None:
    report = saved(tmp_path, "报告.docx", seed_docx())
    run(["review", str(report), "-t", str(PACK), "-o", str(tmp_path / "批")])
    assert (tmp_path / "批" / "报告（批注）.docx").exists()


@pytest.mark.parametrize("name", ["报告.docx", "批注.xlsx"])
def test_the_copy_never_stands_over_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    report = saved(tmp_path, "报告.docx", seed_docx())
    assert run(["review", str(report), "-t", str(PACK), "-o", str(tmp_path / name)]) == 2
    assert "OU11" in capsys.readouterr().err
    assert report.read_bytes() == seed_docx()


def test_a_text_takes_no_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = saved(tmp_path, "报告.txt", seed_text().encode())
    assert run(["review", str(report), "-t", str(PACK), "-o", str(tmp_path / "批")]) == 2
    told = capsys.readouterr()
    assert "OU12" in told.err
    assert "“报告.txt”不是 Word 文件，不能加批注。" in told.err
    assert "鸬鹚渡镇" in told.out, "what was found is told all the same"


def test_json_holds_every_finding_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = saved(tmp_path, "报告.docx", edited(built()))
    code = run(["review", str(report), "--form", str(EXAMPLE), "-t", str(PACK), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["报告"], told["退出码"], code) == ("报告.docx", 1, 1)
    assert [each["编号"] for each in told["问题清单"] if each["级别"] == "错误"] == ["RV61"] * 5


def test_json_tells_a_broken_world_in_the_same_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(tmp_path / "没有.docx"), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["报告"], told["退出码"]) == ("没有.docx", 2)


def test_a_form_with_errors_is_said_first(tmp_path: Path) -> None:
    from reportgen import forms, packs
    from reportgen.forms import data

    pack, _ = packs.load(PACK)
    values = data.read(ROOT / "tests" / "data" / "灰山港镇-原文.json")
    fitted, _ = data.fit(values, pack, "值.json")
    form = saved(tmp_path, "灰山港镇.xlsx", forms.issue(pack, fitted))
    report = saved(tmp_path, "报告.docx", built())
    first = review_one(report, PACK, form).findings[0]
    assert first.code == "RV65"
    assert first.message.startswith("填报表“灰山港镇.xlsx”本身有 ")


def test_a_report_of_a_year_without_a_pack_is_reviewed_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = seed_text().replace("2020", "2017").replace("2021", "2018").replace("2019", "2016")
    report = saved(tmp_path, "报告.txt", text.encode())
    assert review_one(report).pack is None
    run(["review", str(report)])
    assert "没有这一年度的格式包" in capsys.readouterr().out


def test_a_pack_that_contradicts_itself_is_not_used(tmp_path: Path) -> None:
    report = saved(tmp_path, "报告.txt", seed_text().encode())
    with pytest.raises(ReportgenError) as raised:
        review_one(report, tmp_path)
    assert raised.value.code == "PK01"


def test_an_old_doc_is_turned_into_a_docx_and_commented(tmp_path: Path) -> None:
    """The first bytes of an OLE file; what soffice makes of it is tested with the pdf room."""
    report = saved(tmp_path, "报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ReportgenError):
        review_one(report, PACK)


def test_two_reports_at_once_are_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "甲.docx", "乙.docx"]) == 2
    told = capsys.readouterr().err
    assert "命令写法不对：多写了“乙.docx”。" in told
    assert "reportgen review --help" in told
