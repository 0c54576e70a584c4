"""A small made-up county in a folder, and a batch run over it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl

from reportgen.batch import Asked, Progress, Result
from reportgen.batch.run import run
from reportgen.outcomes import Outcome
from tests.helpers import county
from tests.helpers.forms import ROOT, cell_of

PACK = ROOT / "templates" / "2020"


@cache
def form(name: str) -> bytes:
    """Return the filled form of a township; the same name gives the same bytes."""
    return next(iter(county.forms(1, names=[name])))[1]


@cache
def changed(name: str, field: str, value: str | float) -> bytes:
    """Return a township's form with one cell typed otherwise."""
    book = openpyxl.load_workbook(io.BytesIO(form(name)))
    title, (row, column) = cell_of(field)
    book[title].cell(row, column).value = value
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def wrong(name: str) -> bytes:
    """Return a township's form whose total does not add up."""
    return changed(name, "支出决算控制数", 1)


def put(folder: Path, *names: str, **others: bytes) -> Path:
    """Put the forms of townships into a folder, and other files by their names."""
    for name, data in {**{f"{each}.xlsx": form(each) for each in names}, **others}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def batch(folder: Path, out: Path, **asked: object) -> Result:
    """Run a batch in this process, its forms in one worker."""
    return heard(folder, out, **asked)[0]


def heard(folder: Path, out: Path, **asked: object) -> tuple[Result, list[Progress]]:
    """Run a batch; return also every step it told."""
    steps: list[Progress] = []
    wanted: dict[str, object] = {"pack": PACK, "workers": 1, **asked}
    return run(Asked(folder, out, **wanted), steps.append), steps  # type: ignore[arg-type]


def by_form(result: Result) -> Mapping[str, Outcome]:
    """Return a batch's outcomes by their forms."""
    return {outcome.form: outcome for outcome in result.outcomes}


def digests(folder: Path) -> Mapping[str, str]:
    """Return the sha256 of every file below a folder, locks aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
