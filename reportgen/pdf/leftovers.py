"""The folders that a killed run left behind: LibreOffice's profile in each, some ten megabytes."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "reportgen-pdf-"
_OLD = 24 * 3600.0
"""Seconds without a sign of life: a run at work changes its folders every few minutes."""


def sweep() -> None:
    """Take away what runs before left; what cannot be taken away is left in peace."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if time.time() - _last_change(folder) > _OLD:
                shutil.rmtree(folder, ignore_errors=True)  # never follows a link


def _last_change(folder: Path) -> float:
    """Return when a run last put something into its folder or one of its workers' rooms."""
    times = [folder.lstat().st_mtime]
    if folder.is_dir() and not folder.is_symlink():
        times += [room.lstat().st_mtime for room in folder.iterdir()]
    return max(times)
