"""Broken packs as text: what was changed, and every word that lint says of it.

``python -m tests.helpers.linted`` writes anew what lint says; git shows the difference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reportgen import pipeline, template, workbook
from reportgen.findings import Finding, as_text
from reportgen.template import Names, leftover, plain
from tests.helpers.breaking import broken

FOLDER = Path(__file__).parents[1] / "golden" / "lint"
_TITLE, _CHANGE = "# ", "改动 "
_SILENCE = "（没有问题）"


@dataclass(frozen=True, slots=True)
class Case:
    """One pack: a title, the changes that make it, and what lint said."""

    title: str
    changes: tuple[str, ...]
    told: str


def cases(path: Path) -> list[Case]:
    """Return the cases of one file, in its order."""
    found = []
    for text in f"\n{path.read_text('utf-8')}".split(f"\n{_TITLE}")[1:]:
        title, *lines = text.rstrip("\n").split("\n")
        changes = [line for line in lines if line.startswith(_CHANGE)]
        told = [line for line in lines if line not in changes]
        made = tuple(line.removeprefix(_CHANGE) for line in changes)
        found.append(Case(title, made, "\n".join(told).strip("\n")))
    return found


def told(changes: tuple[str, ...], folder: Path) -> str:
    """Return what lint says of the shipped pack, so changed."""
    with _remembering():
        _, findings = pipeline.check_pack(broken(list(changes), folder))
    return "\n".join(as_text(each) for each in findings) or _SILENCE


@contextmanager
def _remembering() -> Iterator[None]:
    """Let a file that is not changed be read once, and judged once for the same names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "read", lambda path: _read(path.read_bytes(), path.name))
        patch.setattr(template, "lint", _judged)
        patch.setattr(leftover, "_printed", _printed)
        yield


_lint, _printed = template.lint, cache(leftover._printed)
_read = cache(workbook.read_bytes)
_found: dict[tuple[object, ...], list[Finding]] = {}


def _judged(source: bytes, known: Names, *more: object) -> list[Finding]:
    key = (source, plain(known), *more)
    if key not in _found:
        _found[key] = _lint(source, known, *more)  # type: ignore[arg-type]
    return _found[key]


def as_file(found: list[Case]) -> str:
    """Return the cases as the text of their file."""
    parts = []
    for case in found:
        changes = [f"{_CHANGE}{line}" for line in case.changes]
        parts.append("\n".join([f"{_TITLE}{case.title}", *changes, "", case.told]))
    return "\n\n".join(parts) + "\n"


def rewrite(path: Path) -> None:
    """Write a file anew with what lint says today."""
    fresh = []
    for case in cases(path):
        with tempfile.TemporaryDirectory() as folder:
            fresh.append(Case(case.title, case.changes, told(case.changes, Path(folder))))
    path.write_text(as_file(fresh), "utf-8")


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.txt")):
        rewrite(each)
