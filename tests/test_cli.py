"""The commands as a clerk, a bureau and a template editor use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from openpyxl import Workbook, load_workbook

from reportgen import __version__, forms
from reportgen.cli import app, run, telling
from reportgen.findings import Where, error, notice
from reportgen.forms import data
from tests.helpers.forms import EXAMPLE, ROOT, cell_of
from tests.helpers.packs import PACK, shipped

REPORT = "灰山港镇2020年度部门整体支出绩效评价报告"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A work folder with the pack and the example, and nothing else."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "inputs" / "2020").mkdir(parents=True)
    shutil.copy(EXAMPLE, tmp_path / "inputs" / "2020")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys):
    """Run a command; return its exit code and what was printed."""

    def tell(*arguments: str) -> tuple[int, str]:
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return tell


def form_with(path: Path, **values: object) -> Path:
    """Save the example form with the cells of some names typed otherwise."""
    book = load_workbook(EXAMPLE)
    for name, value in values.items():
        title, at = cell_of(name)
        book[title].cell(*at).value = value
    book.save(path)
    return path


def test_build_writes_the_report_and_says_what_was_checked(desk, told):
    """The clerk's one command."""
    code, text = told("build", "inputs/2020/灰山港镇.xlsx")
    assert code == 0
    assert f"已生成  outputs/2020/{REPORT}.docx" in text.replace("\\", "/")
    assert "核对 47 项勾稽关系、16 项评价指标；没有错误" in text
    assert "综合得分 92.68 分，评价等级“优秀”。" in text
    assert sorted(path.name for path in (desk / "outputs" / "2020").iterdir()) == [
        f"{REPORT}.docx",
        f"{REPORT}.来源.json",
        f"{REPORT}.问题清单.txt",  # ten people were asked, which the review says
    ]


def test_every_printed_figure_is_in_the_receipt_with_its_cells(desk, told):
    """The receipt traces a figure of the report to the cells it came from."""
    told("build", "inputs/2020/灰山港镇.xlsx")
    receipt = json.loads((desk / "outputs" / "2020" / f"{REPORT}.来源.json").read_bytes())
    figures = {each["名称"]: each for each in receipt["印出的数"]}
    assert figures["政府性基金收入"]["数值"] == "21.87"
    title, _ = cell_of("政府性基金收入")
    assert figures["政府性基金收入"]["出处"][0].startswith(f"灰山港镇.xlsx {title}!")
    assert len(figures["收入合计"]["出处"]) == 4
    assert figures["预算控制率得分"]["出处"]
    assert "项目支出.决算（第1行）" in figures


def test_a_second_build_changes_nothing(desk, told):
    """Same input, same bytes."""
    told("build", "inputs/2020/灰山港镇.xlsx")
    before = {p.name: p.read_bytes() for p in (desk / "outputs" / "2020").iterdir()}
    code, text = told("build", "inputs/2020/灰山港镇.xlsx")
    assert (code, "没有变化" in text) == (0, True)
    assert {p.name: p.read_bytes() for p in (desk / "outputs" / "2020").iterdir()} == before


def test_a_report_that_a_person_edited_is_kept(desk, told):
    """The new one gets a number, and the message says so."""
    told("build", "inputs/2020/灰山港镇.xlsx")
    report = desk / "outputs" / "2020" / f"{REPORT}.docx"
    report.write_bytes(report.read_bytes() + b"edited")
    code, text = told("build", "inputs/2020/灰山港镇.xlsx")
    assert code == 0
    assert report.read_bytes().endswith(b"edited")
    assert (desk / "outputs" / "2020" / f"{REPORT}（2）.docx").exists()
    assert "没有覆盖" in text


def test_errors_stop_the_report_and_are_all_named(desk, told):
    """Bad data is a list of findings, not the first one."""
    form = form_with(desk / "错.xlsx", 在职人数=None, 行政编制="九十四", 收入控制数=9248.84)
    code, text = told("build", form)
    assert code == 1
    assert not (desk / "outputs").exists()
    for words in ("“在职人数”没有填写。", "“行政编制”填的是“九十四”", "收入控制数为 9248.84万元"):
        assert words in text
    assert "报告没有生成" in text


def test_a_draft_is_printed_in_spite_of_errors_and_says_so(desk, told):
    """Named 草稿, marked 草稿, and still exit code 1."""
    form = form_with(desk / "错.xlsx", 收入控制数=9248.84)
    code, text = told("build", "--draft", form)
    assert code == 1
    [draft] = (desk / "outputs" / "2020").glob("*.docx")
    assert draft.name == f"{REPORT}（草稿）.docx"
    assert "草稿" in text


def test_a_draft_has_its_list_beside_it(desk, told):
    """The clerk ticks off the list; the draft is for reading."""
    form = form_with(desk / "错.xlsx", 收入控制数=9248.84)
    told("build", "--draft", form)
    folder = desk / "outputs" / "2020"
    assert {each.name for each in folder.iterdir()} == {
        f"{REPORT}（草稿）{ending}" for ending in (".docx", ".问题清单.txt", ".来源.json")
    }
    listed = (folder / f"{REPORT}（草稿）.问题清单.txt").read_text("utf-8-sig")
    assert listed.startswith("问题清单　错.xlsx\n错误 ")
    assert "收入控制数为 9248.84万元" in listed


def test_two_forms_of_one_name_make_two_reports(desk, told):
    """A township filled in over another's form, the short name left as it was."""
    other = form_with(desk / "马迹塘镇.xlsx", 填表人="李四")
    _, text = told("build", "inputs/2020/灰山港镇.xlsx", other)
    assert (
        f"《{REPORT}.docx》是由另一份填报表《灰山港镇.xlsx》生成的，没有覆盖；"
        f"这次的写成《{REPORT}（2）.docx》。"
    ) in text
    assert "核对两份填报表的单位简称。" in text
    folder = desk / "outputs" / "2020"
    receipts = [folder / f"{REPORT}{number}.来源.json" for number in ("", "（2）")]
    names = [json.loads(each.read_bytes())["填报表"]["文件名"] for each in receipts]
    assert names == ["灰山港镇.xlsx", "马迹塘镇.xlsx"]


def test_an_older_report_is_named_when_errors_stop_the_new_one(desk, told):
    """Else the old one, of other figures, is handed in."""
    form = desk / "inputs" / "2020" / "灰山港镇.xlsx"
    told("build", form)
    form_with(form, 收入控制数=9248.84)
    code, text = told("build", form)
    assert code == 1
    assert f"以前生成的《{REPORT}.docx》还在，内容与这份填报表不一致。" in text
    _, text = told("build", "--draft", form)
    assert f"以前生成的《{REPORT}.docx》还在" in text
    assert f"以前生成的《{REPORT}（草稿）.docx》" not in text


def test_an_older_draft_is_named_beside_the_report(desk, told):
    """It says 草稿, and has other figures."""
    form = desk / "inputs" / "2020" / "灰山港镇.xlsx"
    right = form.read_bytes()
    form_with(form, 收入控制数=9248.84)
    told("build", "--draft", form)
    form.write_bytes(right)
    _, text = told("build", form)
    assert f"以前生成的《{REPORT}（草稿）.docx》还在，内容与这份填报表不一致。" in text


def test_no_path_is_judged_by_the_command_line_itself():
    """typer would answer “命令写法不对” for a file that may not be read, and stop the others."""

    def commands(command):
        for each in getattr(command, "commands", {}).values():
            yield from commands(each)
        yield command

    paths = [
        (command.name, param.name, param.type)
        for command in commands(typer.main.get_command(app))
        for param in command.params
        if command.name != "form" and hasattr(param.type, "readable")
    ]
    assert len(paths) >= 7
    assert [(c, p) for c, p, kind in paths if kind.exists or kind.readable] == []


def test_a_path_without_a_name_is_shown_as_typed(desk, told):
    """Path("/").name is empty."""
    assert "“/”是文件夹" in told("check", "/")[1]
    assert "“.”是文件夹" in told("check", ".")[1]
    assert json.loads(told("check", "--json", "/")[1])[0]["填报表"] == "/"


def test_errors_are_all_printed_and_notices_up_to_thirty(capsys):
    """A screen full of hints would hide the one error."""
    wrong = [error("CK01", Where("表.xlsx", f"表!A{n}"), f"错{n}。", "改正。") for n in range(40)]
    hints = [notice("CK05", Where("表.xlsx", f"表!B{n}"), f"提{n}。", "核对。") for n in range(31)]
    telling.tell([*hints[:-1], *wrong], "check --json")
    text = capsys.readouterr().out
    assert (text.count("错误 CK01"), text.count("提醒 CK05"), "另有" in text) == (40, 30, False)
    telling.tell([*hints, *wrong], "check --json")
    text = capsys.readouterr().out
    assert (text.count("错误 CK01"), text.count("提醒 CK05")) == (40, 30)
    assert text.endswith("……另有 1 处提醒，用 check --json 查看全部。\n")


def test_pack_lint_of_a_damaged_report_still_tells_the_rest(desk, told):
    """The rules' mistakes are not hidden by a Word file that cannot be opened."""
    pack = desk / "templates" / "2020"
    book = load_workbook(pack / "rules.xlsx")
    book["字段"]["B5"] = "数字型"
    book.save(pack / "rules.xlsx")
    (pack / "report.docx").write_bytes(b"PK damaged")
    code, text = told("pack", "lint", pack)
    assert code == 1
    assert "TP01" in text
    assert "字段!B5" in text


def test_check_prints_findings_as_json_and_nothing_else(desk, told):
    """For another program."""
    form = form_with(desk / "错.xlsx", 收入控制数=9248.84)
    code, text = told("check", "--json", form, "没有.xlsx")
    results = json.loads(text)
    assert code == 2
    assert [each["退出码"] for each in results] == [1, 2]
    [finding] = results[0]["问题清单"]
    assert finding["编号"] == "CK01"
    assert finding["文件"] == "错.xlsx"
    title, _ = cell_of("收入控制数")
    assert finding["位置"].startswith(f"{title}!")
    assert results[1]["问题清单"][0]["编号"] == "WB01"


def test_check_of_a_good_form_says_so(desk, told):
    """Exit code 0."""
    code, text = told("check", "inputs/2020/灰山港镇.xlsx")
    assert code == 0
    assert text.rstrip().endswith("没有错误，1 处提醒。")


def empty_workbook(path: Path) -> Path:
    Workbook().save(path)
    return path


# What is given instead of a form; exit code, and words of the message.
BROKEN = {
    "no such file": (lambda desk: desk / "没有.xlsx", 2, "没有.xlsx"),
    "a folder": (lambda desk: desk / "inputs", 2, "文件夹"),
    "words": (lambda desk: write(desk / "表.xlsx", "这不是表".encode()), 2, "表.xlsx"),
    "nothing": (lambda desk: write(desk / "空.xlsx", b""), 2, "空"),
    "an empty workbook": (lambda desk: empty_workbook(desk / "空表.xlsx"), 1, "不是本格式的填报表"),
}


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_form_is_named_for_what_it_is(case, desk, told):
    """A clear Chinese message and an exit code, never a traceback."""
    make, expected, words = BROKEN[case]
    code, text = told("build", make(desk))
    assert code == expected
    assert words in text
    assert "Traceback" not in text
    assert "办法：" in text


def test_a_form_of_another_year_is_named(desk, told):
    """Its own pack is not there, and the pack given is of another year."""
    form = desk / "上年.xlsx"
    book = load_workbook(EXAMPLE)
    book["格式信息"]["B1"] = "2019"
    book.save(form)
    code, text = told("check", form)
    assert (code, "找不到 2019 年度的格式包" in text) == (2, True)
    code, text = told("check", form, "-t", "templates/2020")
    assert code == 1
    assert "错误 RC16\n  这是 2019 年度的填报表，格式包是 2020 年度的。" in text


def test_a_form_without_its_stamp_is_read_and_said(desk, told):
    """Sheets copied into a new workbook lose it."""
    form = desk / "抄.xlsx"
    book = load_workbook(EXAMPLE)
    del book["格式信息"]
    book.save(form)
    code, text = told("check", form)
    assert (code, "RC17" in text) == (0, True)


def test_a_pack_that_changed_since_the_form_was_issued_is_said(desk, told):
    """The form is still read, by its words."""
    form = desk / "旧.xlsx"
    book = load_workbook(EXAMPLE)
    book["格式信息"]["B3"] = "0" * 16
    book.save(form)
    code, text = told("check", form)
    assert (code, "RC18" in text) == (0, True)


def test_one_form_that_cannot_be_read_does_not_stop_the_next(desk, told):
    """Each form on its own; the worst exit code counts."""
    code, text = told("build", desk / "没有.xlsx", "inputs/2020/灰山港镇.xlsx")
    assert code == 2
    assert "已生成" in text


def test_without_libreoffice_the_report_is_still_written(desk, told, monkeypatch):
    """The message says what to install."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("reportgen.pdf.soffice._USUAL_PLACES", ())
    code, text = told("build", "--pdf", "inputs/2020/灰山港镇.xlsx")
    assert code == 0
    assert (desk / "outputs" / "2020" / f"{REPORT}.docx").exists()
    assert "PD01" in text
    assert "LibreOffice" in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_with_libreoffice_there_is_a_pdf_beside_the_report(desk, told):
    """And the receipt vouches for it."""
    code, _ = told("build", "--pdf", "inputs/2020/灰山港镇.xlsx")
    assert code == 0
    pdf = desk / "outputs" / "2020" / f"{REPORT}.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_form_issues_a_blank_form_with_a_name(desk, told):
    """The name goes into the cell and into the file's name."""
    code, _ = told("form", "templates/2020", "-o", "发表", "--name", "马迹塘镇")
    assert code == 0
    title, at = cell_of("单位简称")
    book = load_workbook(desk / "发表" / "马迹塘镇.xlsx")
    assert book[title].cell(*at).value == "马迹塘镇"


def test_form_never_overwrites_a_form_that_may_be_filled_in(desk, told):
    """Half a day's typing is not replaced by blanks."""
    code, text = told("form", "templates/2020", "-o", "inputs/2020", "--name", "灰山港镇")
    assert code == 2
    assert "FM05" in text
    assert (desk / "inputs" / "2020" / "灰山港镇.xlsx").read_bytes() == EXAMPLE.read_bytes()


def test_form_with_data_that_fits_nowhere_issues_nothing(desk, told):
    """All mistakes at once, and no form."""
    (desk / "值.json").write_text('{"在职人员数": 1, "编制": 2}', encoding="utf-8")
    code, text = told("form", "templates/2020", "-o", "发表", "--data", "值.json")
    assert (code, text.count("FM01")) == (1, 2)
    assert not (desk / "发表").exists()


def test_rule_prints_a_page_and_offers_near_codes(told):
    """The page of a code; a code that is none is answered in Chinese."""
    code, text = told("rule", "CK01")
    assert code == 0
    for heading in ("做什么", "为什么", "反例", "正例", "依据"):
        assert heading in text
    code, text = told("rule", "CK99")
    assert code == 2
    assert "CK99" in text


def test_rule_without_a_code_lists_every_page(told):
    """For those who do not know the code."""
    code, text = told("rule")
    pages = list((ROOT / "reportgen" / "pages").glob("*.md"))
    assert (code, len(text.splitlines())) == (0, len(pages))


def test_pack_lint_of_the_shipped_pack_finds_nothing(told):
    """Exit code 0 and no finding."""
    code, text = told("pack", "lint", PACK)
    assert code == 0
    assert text.splitlines()[-2].endswith("没有错误。")
    assert text.splitlines()[-1] == "已用编造的数试填、试印一遍。"


def test_pack_lint_names_mistakes_in_all_three_files_at_once(desk, told):
    """form.xlsx, rules.xlsx and report.docx, each at its place."""
    book = load_workbook(desk / "templates" / "2020" / "rules.xlsx")
    book["字段"]["B5"] = "数字型"
    book.save(desk / "templates" / "2020" / "rules.xlsx")
    code, text = told("pack", "lint", "templates/2020", "--json")
    found = json.loads(text)["问题清单"]
    assert code == 1
    assert ("rules.xlsx", "字段!B5") in {(each["文件"], each["位置"]) for each in found}


def test_pack_show_prints_text_or_json(told):
    """A golden copy of the text is held in tests/golden."""
    code, text = told("pack", "show", PACK)
    assert (code, "## 勾稽（47）" in text) == (0, True)
    code, text = told("pack", "show", PACK, "--json")
    shown = json.loads(text)
    assert (code, shown["年度"], len(shown["指标"])) == (0, 2020, 16)


def test_init_makes_a_folder_one_can_work_in(tmp_path, told, monkeypatch):
    """After that one command builds the example."""
    code, text = told("init", tmp_path / "工作目录")
    assert (code, "试一试" in text) == (0, True)
    monkeypatch.chdir(tmp_path / "工作目录")
    code, _ = told("build", "inputs/2020/灰山港镇.xlsx")
    assert code == 0


def test_init_leaves_alone_what_is_there(tmp_path, told):
    """A second init does not undo a filled form."""
    told("init", tmp_path)
    form = tmp_path / "inputs" / "2020" / "灰山港镇.xlsx"
    form.write_bytes(b"filled in")
    code, _ = told("init", tmp_path)
    assert (code, form.read_bytes()) == (0, b"filled in")


def test_init_where_nothing_can_be_written_says_why(tmp_path, told):
    """A file stands where the folder should be."""
    (tmp_path / "占用").write_bytes(b"")
    code, text = told("init", tmp_path / "占用" / "工作目录")
    assert code == 2
    assert "OU08" in text
    assert "不能在“" in text


def test_version(told):
    """One line."""
    assert told("--version") == (0, f"reportgen {__version__}\n")


COMMANDS = [
    [], ["build"], ["batch"], ["check"], ["form"], ["rule"], ["init"], ["pack"], ["pack", "lint"], ["pack", "show"],
    ["pack", "new"], ["pack", "diff"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_chinese(command, told):
    """No English word but names of commands, options, formats and products."""
    code, text = told(*command, "--help")
    assert code == 0
    names = {
        "reportgen",
        "build",
        "check",
        "review",
        "form",
        "rule",
        "init",
        "pack",
        "lint",
        "show",
        "new",
        "diff",
        "fields",
        "try",
        "batch",
    }
    allowed = names | {
        "xlsx",
        "xls",
        "et",
        "JSON",
        "PDF",
        "LibreOffice",
        "CK",
        "outputs",
        "inputs",
        "h",
        "t",
        "o",
    }
    words = set(re.findall(r"(?<![-\w])[A-Za-z]+", re.sub(r"--\w+", "", text)))
    assert words <= allowed


JOBS = "命令写法不对：选项“--jobs”应为不小于 0 的整数（同时处理几份；写 0 或不写，按处理器个数）。"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "命令写法不对：缺少参数“填报表”。"),
        (["nope"], "命令写法不对：没有“nope”这个命令。"),
        (["build", "--zz", "x"], "命令写法不对：没有“--zz”这个选项。"),
        (["build", "-t"], "命令写法不对：选项“-t”缺少内容。"),
        (["pack"], "命令写法不对：没有写明要做什么。"),
        (["batch", "x", "--jobs", "-3"], JOBS),
        (["batch", "x", "--jobs", "abc"], JOBS),
        (["batch", "x", "--jobs"], "命令写法不对：选项“--jobs”缺少内容。"),
    ],
)
def test_a_mistyped_command_is_answered_in_chinese(arguments, message, told):
    """Exit code 2."""
    code, text = told(*arguments)
    assert code == 2
    assert message in text


def test_the_data_of_the_seed_can_be_issued_and_fails_check(desk, told):
    """The seed's own contradictions, through the commands."""
    told("form", "templates/2020", "-o", "原文", "--data", ROOT / "tests/data/灰山港镇-原文.json")
    code, text = told("check", "原文/灰山港镇.xlsx")
    assert code == 1
    assert text.count("错误 CK01") == 3
    assert forms.issue(shipped(), data.NOTHING)


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, typer.Abort, EOFError])
def test_a_command_broken_off_says_so(stopped, told, monkeypatch):
    """Exit code 130, wherever it is broken off."""

    def stop(*_: object) -> None:
        raise stopped

    monkeypatch.setattr(Path, "resolve", stop)
    code, text = told("batch", "甲")
    assert code == 130
    assert text.strip().startswith("已停止")
    assert text.endswith("再运行一次，接着处理没有完成的。\n")


BREAKS_OFF = """
import sys
from importlib.abc import MetaPathFinder

class Stop(MetaPathFinder):
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stop())
from reportgen.__main__ import main
sys.argv[1:] = ["batch", "甲"]
main()
"""


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("module", ["typer", "reportgen.cli", "reportgen.batch.run"])
def test_ctrl_c_during_the_first_imports_is_answered(module):
    """No traceback and no silence: half a second is long enough to see a typing mistake."""
    done = program("-c", BREAKS_OFF.replace("sys.argv[1]:", f"{module!r}:"))
    assert done.returncode == 130
    assert done.stderr.startswith("已停止")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows has Chinese file names everywhere")
def test_a_system_that_knows_only_english_is_answered_in_chinese(tmp_path):
    """LC_ALL=C has no Chinese file names: the program begins anew in UTF-8."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program("-m", "reportgen", "init", str(tmp_path / "工作目录"), **plain)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "工作目录" / "inputs" / "2020" / "灰山港镇.xlsx").is_file()
    assert "工作目录" in done.stdout
