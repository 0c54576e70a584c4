"""A worker that hangs, dies or eats memory costs its own task and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from reportgen.batch.pool import End, Limits, processors, run
from tests.helpers.forms import ROOT
from tests.helpers.misbehaving import ends, whose, work

LIMITS = Limits(seconds=2, megabytes=1024)
GOOD = [f"表{number}" for number in range(20)]
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit or signal")


def results(*tasks: str, workers: int = 2) -> dict[str, str | End]:
    return dict(run(work, tasks, workers, LIMITS))


def test_every_task_has_its_own_result():
    assert results(*GOOD) == {task: f"{task} 做完" for task in GOOD}


@pytest.mark.parametrize("bad", ["die", pytest.param("killed", marks=posix)])
def test_a_task_that_ends_its_process_is_tried_twice_and_named(bad):
    found = results(bad, *GOOD)
    assert found.pop(bad) is End.DEAD
    assert found == {task: f"{task} 做完" for task in GOOD}


def test_a_task_whose_process_ended_by_chance_has_its_result(tmp_path):
    task = f"once:{tmp_path / 'mark'}"
    assert results(*GOOD, task)[task] == f"{task} 做完"


def test_a_task_that_hangs_is_stopped_at_its_time():
    found = results("hang", *GOOD)
    assert found.pop("hang") is End.SLOW
    assert found == {task: f"{task} 做完" for task in GOOD}


@posix
def test_memory_beyond_the_limit_is_refused_to_the_task_alone():
    found = results("eat:", *GOOD)
    assert found.pop("eat:") is End.FULL
    assert found == {task: f"{task} 做完" for task in GOOD}


def test_work_that_raises_ends_alone():
    found = results("raise", *GOOD)
    assert found.pop("raise") is End.DEAD
    assert found == {task: f"{task} 做完" for task in GOOD}


def test_a_pool_that_loses_all_its_workers_at_once_goes_on():
    found = results("die", "die:二", "die:三", *GOOD)
    assert [found.pop(task) for task in ("die", "die:二", "die:三")] == [End.DEAD] * 3
    assert found == {task: f"{task} 做完" for task in GOOD}


def test_work_is_shared_by_as_many_processes_as_asked_for():
    def workers(number: int) -> set[str | End]:
        return {found for _, found in run(whose, GOOD, number, LIMITS)}

    assert len(workers(1)) == 1
    assert len(workers(3)) > 1
    assert str(os.getpid()) not in workers(1)


def test_closing_the_iterator_ends_the_workers():
    going = run(whose, GOOD, 1, LIMITS)
    _, pid = next(going)
    going.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(pid)), 0)


STARTS = """
import sys, time
from tests.helpers import misbehaving
from reportgen.batch.pool import Limits, run

print("begun", flush=True)
going = run(misbehaving.work, ["hang"], 2, Limits(60, 1024), "tests.helpers.slow_to_import")
try:
    next(going)
except KeyboardInterrupt:
    going.close()
    print("stopped", flush=True)
"""


@posix
@pytest.mark.parametrize("wait", [0.1, 0.4, 0.8, 1.5])
def test_stopping_while_the_workers_begin_leaves_no_process_and_no_traceback(wait):
    """Those begun hear Ctrl-C as well: they come of the same terminal."""
    running = subprocess.Popen(
        [sys.executable, "-c", STARTS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    assert running.stdout
    assert running.stdout.readline() == "begun\n"
    time.sleep(wait)
    os.killpg(running.pid, signal.SIGINT)
    printed, errors = running.communicate(timeout=30)
    assert (printed, errors) == ("stopped\n", "")
    assert ends(running.pid)


def test_there_is_at_least_one_processor():
    assert processors() >= 1
