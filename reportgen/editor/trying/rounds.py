"""Try again whenever the pack or the form is saved, until told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.editor.trying.attempt import attempt
from reportgen.findings import ReportgenError
from reportgen.outputs.reasons import why
from reportgen.packs import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from reportgen.editor.trying.attempt import Attempt

_QUIET, _GATHER, _STEP = 500, 600, 60
"""Milliseconds: the longest wait for news and for one save to end, and between two looks."""
_DAMAGED = "TP01"
_Signature = tuple[tuple[int, int] | None, ...]


def rounds(
    folder: Path, form: Path, stop: Event | None = None
) -> Iterator[Attempt | ReportgenError]:
    """Yield a first try, and another after every save; Ctrl-C ends it, or ``stop``.

    Programs save by writing anew and renaming, and a file may be met half written: what cannot
    be read is told only when it stays so while nothing changes. Raises ReportgenError where
    there is no such pack or form to begin with.
    """
    if not folder.is_dir() or not form.is_file():
        yield attempt(folder, form)
    yield from at_ticks(folder, form, _ticks(folder, form, stop))


def at_ticks(folder: Path, form: Path, ticks: Iterable[None]) -> Iterator[Attempt | ReportgenError]:
    """Look at the files at every tick, and try again where one of them was saved."""
    files = [*(folder / name for name in FILES), form]
    tried: _Signature = ()
    pending = False
    for _ in ticks:
        signature = _signature(files)
        if signature == tried and not pending:
            continue
        made = _made(folder, form)
        hasty = signature != tried and _is_unreadable(made)
        tried, pending = signature, hasty
        if not hasty:
            yield made


def _ticks(folder: Path, form: Path, stop: Event | None) -> Iterator[None]:
    """Yield at once, at every save, and when it is quiet: a share may not tell of saves."""
    from watchfiles import watch

    yield
    places = dict.fromkeys((folder.resolve(), form.resolve().parent))
    for _ in watch(
        *places,
        watch_filter=None,
        debounce=_GATHER,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_QUIET,
        yield_on_timeout=True,
        recursive=False,
    ):
        yield


def _made(folder: Path, form: Path) -> Attempt | ReportgenError:
    try:
        return attempt(folder, form)
    except ReportgenError as fault:
        return fault
    except OSError as fault:  # another program is just saving it, or has locked it
        message = f"读不了“{fault.filename or folder}”：{why(fault)}。"
        return ReportgenError("PK76", message, "关闭占用这个文件的程序，或重新保存一次。")


def _is_unreadable(made: Attempt | ReportgenError) -> bool:
    """Tell whether a file could not be read, as may be while it is being saved."""
    return isinstance(made, ReportgenError) or any(each.code == _DAMAGED for each in made.amiss)


def _signature(files: Sequence[Path]) -> _Signature:
    """Return what changes when a file is saved; nothing for one that is not there just now."""
    found: list[tuple[int, int] | None] = []
    for path in files:
        try:
            status = path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)
