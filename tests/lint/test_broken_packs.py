"""Broken packs, one mistake each and several at once: every word that lint says of them.

The packs and what is said stand in tests/golden/lint, one file for each part of a pack, for a
person to read. A place or a message that changes shows there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.linted import FOLDER, Case, as_file, cases, told

FILES = sorted(FOLDER.glob("*.txt"))
ALL = [(path, case) for path in FILES for case in cases(path)]
RIGHT = "正确的改动"


@pytest.mark.parametrize(
    ("path", "case"), ALL, ids=[f"{path.stem}：{case.title}" for path, case in ALL]
)
def test_lint_says_all_of_it_in_these_words(path: Path, case: Case, tmp_path: Path) -> None:
    """Code, severity, place, message, remedy and other places, of every finding in its order."""
    assert told(case.changes, tmp_path) == case.told


def test_at_least_60_packs_are_broken_and_none_is_right_by_chance() -> None:
    """A pack that is broken and says nothing belongs among the right ones, and so the other way."""
    broken = [case for path, case in ALL if path.stem != RIGHT]
    assert len(broken) >= 60
    assert [case.title for case in broken if "办法：" not in case.told] == []
    assert [c.title for p, c in ALL if p.stem == RIGHT and c.told != "（没有问题）"] == []


def test_every_title_and_every_set_of_changes_is_there_once() -> None:
    """Two cases of one title would be one in a person's mind."""
    titles = [(path.stem, case.title) for path, case in ALL]
    changes = [case.changes for _, case in ALL]
    assert len({*titles}) == len(titles)
    assert len({*changes}) == len(changes)


def test_every_finding_is_at_a_place_that_can_be_opened() -> None:
    """A file and a spot in it; only a sheet that is missing has no spot."""
    heads = [line for _, case in ALL for line in case.told.splitlines() if line[:1] not in " （"]
    where = re.compile(r"(form\.xlsx|rules\.xlsx|report\.docx)( \S.*)?  (错误|提醒) [A-Z]{2}\d\d")
    assert [line for line in heads if not where.fullmatch(line)] == []
    assert [line for line in heads if line.split("  ")[0] == "rules.xlsx"] != []
    assert all(" " in line.split("  ")[0] or "PK02" in line or "TP" in line for line in heads)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_is_as_the_program_writes_it(path: Path) -> None:
    """``python -m tests.helpers.linted`` changes nothing but what lint says."""
    assert as_file(cases(path)) == path.read_text("utf-8")
