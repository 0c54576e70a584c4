"""``reportgen batch`` as a bureau runs it: what it prints, how it ends, how it is broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.batch import Progress, Result, Stage
from reportgen.cli import batch as command
from reportgen.cli.watching import Tally
from reportgen.findings import Where, error, notice
from reportgen.outcomes import Outcome, State
from tests.helpers.batches import PACK, put, wrong

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
    assert "共 2 份填报表：已生成 1 份，有错误 1 份；其中 0 份没有变化，没有重做。" in printed
    assert "应报 15 个单位，未报 13 个。" in printed
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
def test_ctrl_c_stops_cleanly_says_what_is_done_and_the_next_run_goes_on(tmp_path):
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
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors.startswith("已停止：已处理 ")
    assert errors.endswith("再运行一次，接着处理没有完成的。\n")
    assert "Traceback" not in errors
    assert ends(running.pid)
    assert not list(folder.with_name("out").rglob(".reportgen-*"))
    again = json.loads(run(folder, "--json").stdout)
    assert {each["结果"] for each in again["填报表"]} == {"已生成"}
    assert 0 < again["没有重做"] < len(NAMES)


def ends(group: int) -> bool:
    """Tell whether every process of a group comes to its end."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


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


def test_the_tally_counts_forms_and_what_failed():
    tally = Tally()
    tally.hear(Progress(Stage.FORMS, 0, 3, skipped=2))
    tally.hear(Progress(Stage.FORMS, 1, 3, Outcome("一.xlsx", "", State.DONE), 2))
    tally.hear(Progress(Stage.FORMS, 2, 3, Outcome("二.xlsx", "", State.ERRORS), 2))
    tally.hear(Progress(Stage.PDF, 1, 9))
    assert str(tally) == "已处理 2 份（其中 1 份没有生成报告），还有 1 份没有处理"
