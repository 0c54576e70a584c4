"""Kill -9 at any moment leaves only whole files, and the next run finishes the rest."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from reportgen.outcomes import from_json
from reportgen.outputs import receipt as receipts
from tests.helpers.batches import PACK, digests, put

NAMES = ["修山镇", "灰山港镇", "浮邱山乡", "大栗港镇", "武潭镇", "三堂街镇", "马迹塘镇", "沾溪镇"]
ROUNDS = 4

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportgen", "batch", str(folder), "-o", str(out)]
    return subprocess.Popen(
        [*command, "-t", str(PACK), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=PACK.parents[1],
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A run that nobody disturbed, and how long it took."""
    top = tmp_path_factory.mktemp("whole")
    folder = put(top / "2020", *NAMES)
    began = time.monotonic()
    start(folder, top / "out").wait()
    return folder, digests(top / "out"), time.monotonic() - began


def test_kill_9_at_random_moments_leaves_whole_files_and_the_next_run_finishes(whole):
    folder, expected, seconds = whole
    assert len([name for name in expected if name.endswith(".docx")]) == len(NAMES)
    out = folder.parent / "killed"
    chance = random.Random(2020)
    for number in range(ROUNDS):
        running = start(folder, out)
        time.sleep(seconds * (number + chance.random()) / ROUNDS)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        require_whole(out)
    assert start(folder, out).wait() == 1  # units of the roster are missing
    assert digests(out) == expected


def require_whole(out: Path) -> None:
    """Every file that has its name is whole, and no receipt vouches for what is not there."""
    for path in out.rglob("*"):
        if not path.is_file() or path.name.startswith(".reportgen-"):
            continue
        data = path.read_bytes()
        if path.suffix in {".docx", ".xlsx"}:
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        elif path.name.endswith(".来源.json"):
            assert json.loads(data)
            for name in receipts.vouched(path) or {}:
                assert path.with_name(name).is_file()
        elif path.suffix == ".json":
            assert from_json(data) is not None
