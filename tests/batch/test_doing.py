"""What a form whose worker hung or died comes to."""

from __future__ import annotations

import pytest

from reportgen.batch import doing, pool
from reportgen.batch.model import Asked, Job
from reportgen.batch.plan import Plan
from reportgen.outcomes import State


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
    monkeypatch.setattr(doing.pool, "run", lambda *_: iter([("坏.xlsx", end)]))
    job = Job(tmp_path, tmp_path / "out", tmp_path, "")
    steps = []
    [outcome] = doing.forms(
        job, Plan(("坏.xlsx",), (), {}), Asked(tmp_path, tmp_path / "out"), steps.append
    )
    assert outcome.state is State.STOPPED
    assert [(each.code, each.message) for each in outcome.findings] == [(code, message)]
    assert [(step.done, step.total) for step in steps] == [(0, 1), (1, 1)]
