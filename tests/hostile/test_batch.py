"""All of it in one folder, once: every form ends as it does alone, and nothing stops the run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.packs import PACK
from tests.hostile.made import Faulty, Kind, Refused, Same, example, towns, zipped
from tests.hostile.places import NAMES, ODD, Odd
from tests.hostile.run import ALL
from tests.hostile.test_workbooks import place

SECONDS = 300
SHOWN = 3
"""Names that a notice gives; the others it counts."""
STATES = {Refused: "无法读取", Faulty: "有错误", Same: "已生成"}
Data = dict[str, Any]


def _file(kind: Kind) -> str:
    return f"{ALL.index(kind):03}{kind.name}.xlsx"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Path]:
    """Return what the batch says as JSON, and the folder of its reports."""
    home = tmp_path_factory.mktemp("县")
    inputs, outputs = home / "报来的", home / "报告"
    inputs.mkdir()
    names = iter(towns())
    for kind in ALL:
        (inputs / _file(kind)).write_bytes(kind.make(example(next(names))))
    for name in NAMES:
        (inputs / os.fsdecode(name)).write_bytes(zipped(example(next(names))))
    for odd in ODD:
        odd.put(inputs / odd.name)
    asked = ["batch", str(inputs), "-o", str(outputs), "-t", str(PACK), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", *asked],
        capture_output=True,
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.stdout, done.stderr.decode("utf-8", "replace")[-2000:]
    return {**json.loads(done.stdout), "退出码": done.returncode}, outputs


def _told(data: Data, code: str, at: str = "", words: str = "") -> bool:
    return any(
        each["编号"] == code and at in ("", each["位置"]) and words in each["问题"]
        for each in data["问题清单"]
    )


@pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])
def test_a_form_ends_as_it_does_alone(kind: Kind, county: tuple[Data, Path]) -> None:
    data, outputs = county
    [form] = [each for each in data["填报表"] if each["填报表"] == _file(kind)]
    wanted = kind.wanted
    assert form["结果"] == STATES[type(wanted)], form["问题清单"]
    match wanted:
        case Refused(code, words):
            assert _told(form, code, words=words)
        case Faulty(code, at, words):
            assert _told(form, code, place(at), words)
        case Same(code, at):
            assert not code or _told(form, code, place(at))
            assert any(name.endswith(".docx") for name in form["文件"])
            assert all((outputs / form["文件夹"] / name).is_file() for name in form["文件"])


@pytest.mark.parametrize("odd", ODD, ids=[odd.name for odd in ODD])
def test_what_is_no_form_is_told_and_passed_over(odd: Odd, county: tuple[Data, Path]) -> None:
    data, _ = county
    assert odd.name not in [each["填报表"] for each in data["填报表"]]
    told = [
        each
        for each in data["问题清单"]
        if each["编号"] == odd.code
        and odd.words in each["问题"]
        and (odd.code != "BA10" or odd.name in each["文件"])
    ]
    assert len(told) == 1
    if odd.code != "BA10":
        alike = [each for each in ODD if (each.code, each.words) == (odd.code, odd.words)]
        said = re.fullmatch(r"跳过 (\d+) 个(.*)。", told[0]["问题"])
        assert said and int(said[1]) == len(alike)
        assert odd.name in said[2] or (said[2].endswith("等") and len(alike) > SHOWN)


def test_odd_names_are_only_names(county: tuple[Data, Path]) -> None:
    data, outputs = county
    own = {town + "镇" for town in towns()[len(ALL) : len(ALL) + len(NAMES)]}
    done = [each for each in data["填报表"] if each["单位"] in own]
    assert [each["结果"] for each in done] == ["已生成"] * len(NAMES)
    for path in outputs.rglob("*"):
        assert str(path.relative_to(outputs)).isprintable()


def test_there_is_one_result_for_each_form_and_the_summary(county: tuple[Data, Path]) -> None:
    data, outputs = county
    assert data["退出码"] == 1
    assert len(data["填报表"]) == len(ALL) + len(NAMES)
    assert (outputs / "汇总.xlsx").is_file()
