"""Keep compiled templates in the user's own cache folder, as data that proves itself.

A program is plain JSON: nothing in a cache file can run. A file that is unreadable, not ours
or not exactly what was asked for is passed over, and the template compiled again.
"""

from __future__ import annotations

import os
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import __version__
from reportgen.document.program import FORMAT, from_json, to_json
from reportgen.template import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.document.program import Program
    from reportgen.template import Names

VARIABLE = "REPORTGEN_CACHE"
_LARGEST = 50 * 1024 * 1024
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")
)


def compiled(template: bytes, known: Names, compiler: Callable[[bytes, Names], Program]) -> Program:
    """Return a program from the cache, or compile it and keep it where the folder allows."""
    home = folder()
    if home is None:
        return compiler(template, known)
    path = home / f"{_key(template, known)}.json"
    program = _read(path, sha256(template).hexdigest())
    if program is None:
        program = compiler(template, known)
        _write(path, program)
    return program


def folder() -> Path | None:
    """Return the cache's folder: REPORTGEN_CACHE, else the system's place for such things.

    An empty REPORTGEN_CACHE switches the cache off.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    for variable in ("LOCALAPPDATA",) if sys.platform == "win32" else ("XDG_CACHE_HOME",):
        base = os.environ.get(variable, "")
        if Path(base).is_absolute():
            return Path(base) / "reportgen"
    try:
        return Path.home() / ".cache" / "reportgen"
    except RuntimeError:
        return None


def _key(template: bytes, known: Names) -> str:
    mark = sha256(f"{__version__}\0{FORMAT}\0{plain(known)}\0".encode("utf-8", "surrogatepass"))
    mark.update(template)
    return mark.hexdigest()


def _read(path: Path, template: str) -> Program | None:
    """Return the program in a file, or None where anything about it is not as we left it."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            checksum, _, body = file.read(_LARGEST).partition(b"\n")
        if checksum.decode("ascii") != _checksum(path, body):
            return None
        program = from_json(body.decode("utf-8"))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return program if program.template == template else None


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether this user wrote the file and nobody else may; Windows keeps that elsewhere."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _checksum(path: Path, body: bytes) -> str:
    """Return the checksum of a program under its own name: a renamed file must not pass."""
    return sha256(path.name.encode() + b"\0" + body).hexdigest()


def _write(path: Path, program: Program) -> None:
    """Keep a program; a folder that cannot be written is no reason to stop."""
    import tempfile

    body = to_json(program).encode("utf-8")
    temporary = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(_checksum(path, body).encode() + b"\n" + body)
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
