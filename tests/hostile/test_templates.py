"""No template can compute, reach out or swell: each is refused by lint and by compiling alike."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reportgen import context, document, packs, pipeline, template
from reportgen.findings import ReportgenError
from reportgen.prose import Context
from tests.helpers.built import example_report
from tests.helpers.forms import EXAMPLE
from tests.helpers.packs import PACK, shipped
from tests.helpers.reading import read_text
from tests.hostile.run import guarded
from tests.hostile.templates import TEMPLATES, Template

NAMES = [each.name for each in TEMPLATES]


@dataclass(frozen=True, slots=True)
class Judged:
    """What lint says (codes with messages), how compiling refuses, or the text of the report."""

    told: tuple[tuple[str, str, str], ...] = ()
    refusal: str = ""
    text: str = ""
    fault: str = ""


@cache
def judged() -> dict[str, Judged]:
    """Return what became of every template, each under a limit of time and memory."""
    return guarded(_judge, NAMES, lambda fault: Judged(fault=fault))


def _judge(name: str) -> Judged:
    [kind] = [each for each in TEMPLATES if each.name == name]
    data, known = kind.make(), template.names(shipped())
    found = template.lint(data, known)
    template.unused(data, shipped())
    told = tuple((each.code, each.severity.value, each.message) for each in found)
    try:
        program = document.compile(data, known)
    except ReportgenError as problem:
        return Judged(told, f"{problem.code} {problem.message}")
    return Judged(told, text=read_text(document.render(program, data, _context())))


@cache
def _context() -> Context:
    checked = example_report().checked
    return context.build(checked.pack, checked.record, checked.scores)


@pytest.mark.parametrize("kind", TEMPLATES, ids=NAMES)
def test_it_is_refused_or_prints_the_report(kind: Template) -> None:
    result = judged()[kind.name]
    assert not result.fault
    errors = [(code, message) for code, severity, message in result.told if severity == "错误"]
    if not kind.code:
        assert not errors
        assert (result.text == kind.added + judged()["原样"].text) is True
        return
    assert any(code == kind.code and kind.words in message for code, message in errors), errors[:5]
    assert result.refusal.startswith("TP")
    assert not result.text


def test_there_are_enough_and_no_two_of_one_name() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert len(NAMES) >= 80


@cache
def _sample() -> tuple[Template, ...]:
    return tuple(each for each in TEMPLATES if each.name in ("运算·全局", "外部模板", "空文件"))


@pytest.mark.parametrize("kind", _sample(), ids=lambda kind: kind.name)
def test_a_pack_with_it_lints_badly_and_builds_nothing(kind: Template, tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    (pack / "report.docx").write_bytes(kind.make())
    assert kind.code in [each.code for each in pipeline.check_pack(pack)[1]]
    with pytest.raises(ReportgenError) as caught:
        pipeline.build_one(EXAMPLE, pack)
    assert caught.value.code == kind.code


@pytest.mark.parametrize("kind", ["fifo", "folder", "device"])
def test_a_template_that_is_no_file_is_a_missing_one(kind: str, tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    target = pack / "report.docx"
    target.unlink()
    if kind == "fifo":
        os.mkfifo(target)
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("/dev/zero")
    with pytest.raises(ReportgenError, match=r"缺少 report\.docx") as caught:
        packs.load(pack)
    assert caught.value.code == "PK01"


def _pack(folder: Path) -> Path:
    return Path(shutil.copytree(PACK, folder / "pack"))
