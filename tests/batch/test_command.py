"""``reportgen batch`` as a bureau runs it: what it prints, how it ends, how it is broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.batch import Progress, Result, Stage
from reportgen.cli import batch as command
from reportgen.cli import ending
from reportgen.cli.watching import Tally, _line
from reportgen.findings import Where, error, notice
from reportgen.outcomes import Outcome, State
from tests.helpers.batches import PACK, put, wrong
from tests.helpers.misbehaving import ends

NAMES = ["修山镇", "灰山港镇", "浮邱山乡", "大栗港镇", "武潭镇", "三堂街镇"]


def arguments(folder: Path, *more: str) -> list[str]:
    out = folder.with_name("out")
    given = ["batch", str(folder), "-o", str(out), "-t", str(PACK), *more]
    return [sys.executable, "-m", "reportgen", *given]


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(folder, *more), capture_output=True, text=True, check=False, cwd=PACK.parents[1]
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Two forms, one of them wrong, as lines and as JSON."""
    folder = put(
        tmp_path_factory.mktemp("told") / "2020", "修山镇", **{"武潭镇.xlsx": wrong("武潭镇")}
    )
    return run(folder), run(folder, "--all", "--json")


def test_a_log_has_a_line_for_each_form_and_ends_with_the_summary(told):
    lines, _ = told
    assert lines.returncode == 1
    printed = lines.stdout.splitlines()
    assert [line for line in printed if "修山镇.xlsx  已生成" in line]
    assert [line for line in printed if "武潭镇.xlsx  有错误" in line and "CK01" in line]
    assert "共 2 份填报表：已生成 1 份，有错误 1 份。" in printed
    [absent] = [line for line in printed if "未报" in line]
    assert absent.startswith("应报 15 个单位，未报 13 个：")
    assert "灰山港镇" in absent
    assert "BA14" not in lines.stdout
    assert printed[-1].startswith("汇总  ")
    assert lines.stderr == ""


def test_json_is_alone_on_its_stream(told):
    _, data = told
    assert data.returncode == 1
    assert data.stderr == ""
    found = json.loads(data.stdout)
    assert [(each["填报表"], each["结果"]) for each in found["填报表"]] == [
        ("修山镇.xlsx", "已生成"),
        ("武潭镇.xlsx", "有错误"),
    ]
    assert Path(found["汇总"]).is_file()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise there")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ctrl_c_stops_cleanly_says_what_is_done_and_the_next_run_goes_on(tmp_path, sent):
    folder = put(tmp_path / "2020", *NAMES)
    running = subprocess.Popen(
        arguments(folder, "--jobs", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PACK.parents[1],
        start_new_session=True,
    )
    assert running.stdout
    first = running.stdout.readline()
    assert first.startswith("1/6  ")
    os.killpg(running.pid, getattr(signal, sent))
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors.startswith("已停止：已处理 ")
    assert errors.endswith("再运行一次，接着处理没有完成的。\n")
    assert errors.count("\n") == 1
    assert ends(running.pid)
    assert not list(folder.with_name("out").rglob(".reportgen-*"))
    again = json.loads(run(folder, "--json").stdout)
    assert {each["结果"] for each in again["填报表"]} == {"已生成"}
    assert 0 < again["没有重做"] < len(NAMES)


def result(*states: State, findings=()) -> Result:
    outcomes = tuple(Outcome(f"{n}.xlsx", "", state) for n, state in enumerate(states))
    return Result(outcomes, tuple(findings), (), 0, 0, Path("汇总.xlsx"))


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (result(State.DONE, State.DONE), 0),
        (result(State.DONE, findings=[notice("BA13", Where("甲.xlsx"), "不在。", "核对。")]), 0),
        (result(State.DONE, findings=[error("BA14", Where("乙"), "未报。", "催报。")]), 1),
        (result(State.DONE, State.ERRORS), 1),
        (result(State.DONE, State.STOPPED), 1),
        (result(State.DONE, State.ERRORS, State.BROKEN), 3),
    ],
)
def test_the_exit_code_tells_the_worst(came, code):
    assert command._exit_code(came) == code


HEARD = """
| FORMS 0/3                           | 已处理 0 份，还有 3 份没有处理；汇总表没有写 |
| FORMS 2/3                           | 已处理 2 份（其中 1 份没有生成报告），还有 1 份没有处理；汇总表没有写 |
| FORMS 0/0                           | 报告已生成；汇总表没有写 |
| FORMS 0/0 PDF 3/15                  | 报告已生成，PDF 转了 3 份，还有 12 份没有转；汇总表没有写 |
| FORMS 2/2 PDF 2/2 EARLIER 1/4       | 报告已生成（1 份没有生成），PDF 转了 2 份；汇总表没有写 |
| FORMS 0/0 SUMMARY 0/1               | 报告已生成；汇总表没有写 |
| FORMS 0/0 EARLIER 4/4 SUMMARY 1/1   | 报告已生成；汇总表已写好 |
| EARLIER 1/4                         | 还没有开始处理 |
"""


@pytest.mark.parametrize(
    ("steps", "words"),
    [[c.strip() for c in line.split("|")[1:3]] for line in HEARD.splitlines() if "|" in line],
)
def test_what_is_told_on_breaking_off_is_true_in_every_stage(steps, words):
    tally = Tally()
    for name, counts in zip(steps.split()[::2], steps.split()[1::2], strict=True):
        done, total = map(int, counts.split("/"))
        for number in range(done + 1):
            state = State.ERRORS if number == 2 else State.DONE
            outcome = Outcome(f"{number}.xlsx", "", state) if number and name == "FORMS" else None
            tally.hear(Progress(Stage[name], number, total, outcome))
    assert str(tally) == words


def test_signals_are_put_back_and_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt), command._signals():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with command._signals():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_line_names_the_first_error_though_a_notice_stands_before_it():
    where = Where("一.xlsx", "表!A1")
    found = (notice("CK05", where, "提。", "核对。"), error("CK01", where, "错。", "改正。"))
    line = _line(Outcome("一.xlsx", "", State.ERRORS, findings=found))
    assert line == "一.xlsx  有错误，1 处错误、1 处提醒  CK01 错。"


def failed(name: str) -> Outcome:
    where = Where(f"{name}.xlsx", "表!A1")
    found = tuple(error("CK01", where, f"错{n}。", "改正。") for n in range(5))
    return Outcome(f"{name}.xlsx", "", State.ERRORS, findings=found)


@pytest.mark.parametrize(("summary", "see"), [(Path("汇总.xlsx"), "，见汇总表"), (None, "")])
def test_the_end_tells_failed_forms_in_short(capsys, summary, see):
    outcomes = (*(failed(f"镇{n}") for n in range(30)), failed("长" * 200))
    ending.tell(Result(outcomes, (), (), 0, 3, summary))
    printed = capsys.readouterr().out
    assert printed.count("CK01") == 60
    assert printed.count(f"……另有 2 处{see}。\n") == 20
    assert f"……另有 11 份没有生成报告{see}。\n" in printed
    assert "共 31 份填报表：有错误 31 份；其中 3 份没有变化，没有重做。" in printed


def test_names_of_two_hundred_characters_are_cut(capsys):
    odd = notice("BA05", Where("长" * 200), "相同。", "确认。")
    ending.tell(Result((failed("长" * 200),), (odd,), ("长" * 200,), 1, 0, None))
    assert max(map(len, capsys.readouterr().out.splitlines())) < 160


def test_units_that_handed_in_nothing_take_one_line(capsys):
    names = tuple(f"单位{n}" for n in range(25))
    absent = tuple(error("BA14", Where(name), "没有报送。", "催报。") for name in names)
    ending.tell(Result((), absent, names, 30, 0, Path("汇总.xlsx")))
    printed = capsys.readouterr().out
    assert "BA14" not in printed
    listed = "、".join(names[:20])
    assert f"没有可以处理的填报表。\n应报 30 个单位，未报 25 个：{listed}等。\n" in printed


def test_a_summary_that_could_not_be_written_is_said(capsys):
    came = Result((Outcome("甲.xlsx", "", State.DONE),), (), (), 0, 0, None)
    ending.tell(came)
    assert capsys.readouterr().out.endswith("\n汇总表没有写成。\n")
    assert command._exit_code(came) == 1
    assert ending.as_data(came)["汇总"] is None


def test_a_run_that_cannot_start_is_json_too(tmp_path):
    done = run(tmp_path / "没有", "--json")
    assert (done.returncode, done.stderr) == (2, "")
    found = json.loads(done.stdout)
    assert found["退出码"] == 2
    assert [(each["编号"], each["级别"]) for each in found["问题清单"]] == [("BA01", "错误")]
