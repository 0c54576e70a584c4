"""The made-up townships that tests and benchmarks fill forms for: each agrees with itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.findings import Severity
from tests.helpers import county
from tests.helpers.forms import EXAMPLE
from tests.helpers.packs import shipped


@pytest.mark.parametrize("texts", ["own", "shared"])
def test_made_up_townships_agree_with_themselves_and_differ(
    tmp_path: Path, texts: county.Texts
) -> None:
    checked = [pipeline.check_one(path) for path in county.write(tmp_path, 17, texts=texts)[12:]]
    example = pipeline.check_one(EXAMPLE)
    for each in checked:
        assert not [str(found) for found in each.findings if found.severity is Severity.ERROR]
        assert each.scores.total == each.scores.claimed_total
        assert "示例" in str(each.record["填表人"])
        assert "示例" in str(each.record["其他说明"])
        assert f"不作为{each.stem.partition('2020')[0]}实际情况引用" in str(each.record["其他说明"])
    assert len({each.scores.total for each in checked}) == 5
    assert len({each.record["收入合计"].value for each in checked}) == 5
    ours = {each.record["主要职能"].value for each in checked}
    assert len(ours) == (5 if texts == "own" else 1)
    notices = max(len(each.findings) for each in checked)
    assert notices <= len(example.findings) + (2 if texts == "own" else 0)


def test_names_are_those_of_the_roster_first_and_no_two_are_alike() -> None:
    names = [name for name, _ in county.forms(60, texts="shared")]
    assert names[:15] == [each.name for each in shipped().roster]
    assert len(set(names)) == 60


def test_the_same_seed_gives_the_same_form() -> None:
    first, again, other = (
        county.fill(EXAMPLE.read_bytes(), "东溪乡", seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
