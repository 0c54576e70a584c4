"""One file onto the disk: the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.outputs.reasons import why

if TYPE_CHECKING:
    from pathlib import Path

TRIES = 3
PAUSE = 0.5
"""Seconds. Word lets go of a file soon after closing it."""

_PREFIX, _ENDING = ".reportgen-", ".tmp"
_STALE_AFTER = 3600
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if os.name == "posix" else {errno.ENOSPC}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}

_REMEDIES = {errno.EISDIR: "把这个文件夹改名或移走，再运行一次。"}


class BusyError(Exception):
    """The file that should give way is held open by another program."""


def put(path: Path, data: bytes, *, forced: bool = True) -> None:
    """Write ``data`` to ``path`` in one step; on any failure the old file stands untouched.

    The bytes go to a file of our own in the same folder, are forced onto the disk, and only
    then take the name. Kill -9 and a power cut leave the old file or the new one; which of
    the two after a power cut is certain only once ``sync_folder`` has been called. What can be
    made again need not be ``forced`` onto the disk: after a power cut it may be empty.
    Raises BusyError when the old file is open in Word (Windows), ReportgenError otherwise.
    """
    make_folder(path.parent)
    temporary = _temporary(path.parent)
    try:
        _fill(temporary, data, forced=forced)
        _take_name(temporary, path)
    except OSError as problem:
        raise _told(problem, path) from problem
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder that is missing, and clear it once of what a killed run left behind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _told_folder(problem, folder) from problem
    _sweep_once(folder.absolute())


def sweep(folder: Path) -> int:
    """Remove temporary files of runs that are no more; return how many.

    A file is stale when the process that wrote it, on this machine, has ended, or when it is
    an hour old: another machine may be writing into the same shared folder.
    """
    swept = 0
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_ENDING}"):
            with suppress(OSError):
                if _is_stale(path):
                    path.unlink()
                    swept += 1
    return swept


@cache
def _sweep_once(folder: Path) -> None:
    """A folder of a thousand reports is looked through once in a run, not a thousand times."""
    sweep(folder)


@cache
def _machine() -> str:
    """Six digits for this desk: a process id means something here only."""
    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return hashlib.sha256(node.encode("utf-8", "replace")).hexdigest()[:6]


def _temporary(folder: Path) -> Path:
    """A name no other has: in a container every run may have the same process id."""
    return folder / f"{_PREFIX}{_machine()}-{os.getpid()}-{os.urandom(4).hex()}{_ENDING}"


def _is_stale(path: Path) -> bool:
    machine, _, rest = path.name.removeprefix(_PREFIX).partition("-")
    pid = rest.partition("-")[0]
    if machine == _machine() and pid.isdecimal() and not _is_running(int(pid)):
        return True
    return time.time() - path.stat().st_mtime > _STALE_AFTER


def _is_running(pid: int) -> bool:
    """Tell whether a process lives; asking on Windows would end it, so there it does."""
    if os.name != "posix" or pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _fill(path: Path, data: bytes, *, forced: bool) -> None:
    """Make a file that must not exist yet, with the permissions any new file gets."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if forced:
            os.fsync(file.fileno())


def _take_name(temporary: Path, path: Path) -> None:
    """Give the new file its name. Only here can a PermissionError mean "open elsewhere".

    A folder that lets files be made but not renamed refuses a free name too: that is OU01.
    """
    for attempt in range(1, TRIES + 1):
        try:
            temporary.replace(path)
        except PermissionError as problem:
            if path.is_dir():  # Windows answers "no permission"
                raise IsADirectoryError(errno.EISDIR, "", str(path)) from problem
            if not path.exists():
                raise
            if attempt == TRIES:
                raise BusyError(path.name) from problem
            time.sleep(PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Force new names themselves onto the disk, once for all files of a report.

    It takes longer than writing them. Windows has no such call, and some shares refuse it.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told_folder(problem: OSError, folder: Path) -> ReportgenError:
    """Say in plain words why a folder could not be made."""
    if problem.errno in _CLOSED:
        return _closed(folder)
    reason = "磁盘已满" if problem.errno in _FULL else why(problem)
    return ReportgenError(
        "OU02" if problem.errno in _FULL else "OU03",
        f"没有建成输出文件夹“{folder}”；{reason}。",
        "核对磁盘或网络盘是否正常，或用 -o 换一个输出文件夹，再运行一次。",
    )


def _closed(folder: Path) -> ReportgenError:
    return ReportgenError(
        "OU01",
        f"不能写入输出文件夹“{folder}”：没有写的权限，或同名处已有一个文件。",
        "核对输出文件夹的名称和权限，或用 -o 换一个能写的文件夹。",
    )


def _told(problem: OSError, path: Path) -> ReportgenError:
    """Say in plain words why the disk refused."""
    if problem.errno in _FULL:
        return ReportgenError(
            "OU02",
            f"磁盘已满，没有写成《{path.name}》；原有的文件没有动。",
            "腾出磁盘空间，或用 -o 换一个输出文件夹，再运行一次。",
        )
    if problem.errno in _CLOSED:
        return _closed(path.parent)
    return ReportgenError(
        "OU03",
        f"没有写成《{path.name}》，原有的文件没有动；{why(problem)}。",
        _REMEDIES.get(
            problem.errno or 0, "核对磁盘或网络盘是否正常、文件夹路径是否过长，再运行一次。"
        ),
    )
