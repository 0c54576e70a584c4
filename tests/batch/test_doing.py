"""What a form whose worker hung or died comes to."""

from __future__ import annotations

import shutil

import pytest

from reportgen.batch import doing, pool, work
from reportgen.batch.model import Asked, Job
from reportgen.batch.plan import Plan
from reportgen.findings import ReportgenError, Where, error, notice
from reportgen.outcomes import State
from tests.helpers.batches import PACK, batch, put


@pytest.mark.parametrize(
    ("end", "code", "message"),
    [
        (
            pool.End.SLOW,
            "BA06",
            "处理这份填报表超过 30 秒，已停止；其他填报表不受影响。",
        ),
        (
            pool.End.FULL,
            "BA07",
            "处理这份填报表用的内存超过上限，已停止；其他填报表不受影响。",
        ),
        (
            pool.End.DEAD,
            "BA08",
            "处理这份填报表的进程两次意外终止；其他填报表不受影响。",
        ),
    ],
)
def test_a_form_that_came_to_no_end_is_told_with_its_reason(
    tmp_path, monkeypatch, end, code, message
):
    (tmp_path / "坏.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(doing.pool, "run", lambda *_: (each for each in [("坏.xlsx", end)]))
    job = Job(tmp_path, tmp_path / "out", tmp_path, "")
    steps = []
    [outcome] = doing.forms(
        job, Plan(("坏.xlsx",), (), {}), Asked(tmp_path, tmp_path / "out"), steps.append
    )
    assert outcome.state is State.STOPPED
    assert [(each.code, each.message) for each in outcome.findings] == [(code, message)]
    assert [(step.done, step.total) for step in steps] == [(0, 1), (1, 1)]


def test_of_thousands_of_findings_the_gravest_are_kept_and_the_rest_counted():
    where = Where("坏.xlsx", "收入支出!A1")
    many = [notice("RC14", where, f"{n}", "核对。") for n in range(300)]
    many += [error("RC05", where, f"{n}", "改正。") for n in range(300)]
    kept = work.bounded(many, "甲/坏.xlsx")
    assert len(kept) == work.MOST + 1
    assert {each.code for each in kept[:-1]} == {"RC05"}
    assert (kept[-1].code, str(kept[-1].where), kept[-1].message) == (
        "BA19",
        "坏.xlsx",
        "这份填报表还有 400 处问题，其中错误 100 处，没有逐一列入汇总。",
    )
    assert work.bounded(many[: work.MOST], "坏.xlsx") == many[: work.MOST]


def test_a_template_that_cannot_be_printed_from_stops_the_run_once(tmp_path):
    put(tmp_path / "2020", "修山镇", "灰山港镇")
    shutil.copytree(PACK, tmp_path / "pack")
    (tmp_path / "pack" / "report.docx").write_bytes(b"PK\x03\x04 no Word file")
    with pytest.raises(ReportgenError) as told:
        batch(tmp_path / "2020", tmp_path / "out", pack=tmp_path / "pack")
    assert told.value.code.startswith("TP")


def test_a_template_that_never_ends_stops_the_run(tmp_path, monkeypatch):
    ended = iter([("report.docx", pool.End.SLOW)])
    monkeypatch.setattr(doing.pool, "run", lambda *_: ended)
    with pytest.raises(ReportgenError) as told:
        doing.require_template(Job(tmp_path, tmp_path, tmp_path, ""))
    assert told.value.code == "BA20"
