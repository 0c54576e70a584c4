"""批次记录: what each form came to, kept beside the reports so that a run can go on from it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen import likeness
from reportgen.batch.model import RECORDS
from reportgen.findings import ReportgenError
from reportgen.outcomes import from_json, same, to_json
from reportgen.outputs import safe_name
from reportgen.outputs.atomic import BusyError, make_folder, put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from reportgen.outcomes import MadeBy, Outcome

_LOCKS = "锁"
_FAULTS = "程序故障"
_STRIPES = 16


def of_year(out: Path) -> Path:
    """Return where the records of a batch stand."""
    return out / RECORDS


def of_last_year(out: Path) -> Path:
    """Return where the records of the forms of the year before stand."""
    return out / RECORDS / "上年"


def place(records: Path, form: str) -> Path:
    """Return where a form's record stands."""
    return records / f"{_stem(form)}.json"


def save(records: Path, outcome: Outcome, made_by: MadeBy) -> None:
    """Keep an outcome, with what likeness compares. Raises ReportgenError OU01 to OU03.

    It is not forced onto the disk: what a power cut takes, the next run does again.
    """
    marked = outcome if outcome.marks else replace(outcome, marks=likeness.marked(outcome))
    _put(place(records, outcome.form), to_json(marked, made_by))


def load(records: Path, form: str) -> tuple[Outcome, MadeBy] | None:
    """Return what an earlier run kept of a form, None where nothing or nothing whole is."""
    try:
        kept = from_json(place(records, form).read_bytes())
    except OSError:
        return None
    return kept if kept and kept[0].form == form else None


def forget(records: Path, form: str) -> None:
    """Let the next run do a form again."""
    with suppress(OSError):
        place(records, form).unlink(missing_ok=True)


def others(records: Path, forms: Collection[str]) -> Iterator[Outcome]:
    """Yield what is kept of forms that are no longer in the folder, in order."""
    known = {place(records, form).name for form in forms}
    with suppress(OSError):
        for path in sorted(records.glob("*.json")):
            kept = from_json(path.read_bytes()) if path.name not in known else None
            if kept:
                yield kept[0]


def put_fault(out: Path, form: str, trace: str) -> Path:
    """Keep what a program fault left behind for those who mend the program."""
    path = out / RECORDS / _FAULTS / f"{_stem(form)}.txt"
    _put(path, trace.encode("utf-8", "backslashreplace"))
    return path


def clear_faults(out: Path) -> None:
    """Take away the traces of an earlier run."""
    with suppress(OSError):
        for path in (out / RECORDS / _FAULTS).glob("*.txt"):
            path.unlink(missing_ok=True)


def sha256(path: Path) -> str | None:
    """Return the digest of a file of ours, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _put(path: Path, data: bytes) -> None:
    try:
        put(path, data, forced=False)
    except BusyError as problem:
        message = f"《{path.name}》正被别的程序打开，没有更新。"
        raise ReportgenError("OU03", message, "关闭打开它的程序，再运行一次。") from problem


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Hold the output folder for this run; a process that ends, however, lets go of it.

    Raises ReportgenError BA03 when another run holds it, OU01 when it cannot be held.
    """
    from filelock import Timeout

    try:
        with _held(out, "本次运行", 0):
            yield
    except Timeout:
        message = f"另一次批量生成正在写“{out}”，这一次没有运行。"
        remedy = "等那一次结束再运行，或用 -o 换一个输出文件夹。"
        raise ReportgenError("BA03", message, remedy) from None


@contextmanager
def only_writer(out: Path, folder: str) -> Iterator[None]:
    """Hold one unit's folder, so that two forms of one unit cannot write through each other."""
    mark = hashlib.sha256(same(folder).encode("utf-8", "surrogatepass")).hexdigest()
    with _held(out, f"{int(mark, 16) % _STRIPES}", -1):
        yield


@contextmanager
def _held(out: Path, name: str, seconds: float) -> Iterator[None]:
    from filelock import FileLock

    lock = FileLock(_lock(out, name))
    try:
        lock.acquire(timeout=seconds)
    except TimeoutError:
        raise
    except OSError as problem:
        message = f"不能写入输出文件夹“{out}”：没有写的权限，或同名处已有别的东西。"
        remedy = "核对输出文件夹的权限，或用 -o 换一个能写的文件夹。"
        raise ReportgenError("OU01", message, remedy) from problem
    try:
        yield
    finally:
        lock.release()


def _lock(out: Path, name: str) -> str:
    folder = out / RECORDS / _LOCKS
    make_folder(folder)
    return str(folder / f"{name}.lock")


def _stem(form: str) -> str:
    mark = hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe_name(PurePosixPath(form).stem)[:40]}-{mark}"
