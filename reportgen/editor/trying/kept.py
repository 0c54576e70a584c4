"""What a try leaves behind: the report to open, and its lines, which the next is compared with."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.document import cache
from reportgen.editor.trying.lines import Line
from reportgen.outputs import safe_name
from reportgen.outputs.atomic import BusyError, put

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINES, _ENDING, _FOLDER = "上次.json", ".docx", "试印"


def folder(pack: Path, form: Path) -> Path:
    """Return where the tries of this pack with this form are kept: never beside either of them.

    It is in the user's cache, or, where that is switched off, in a temporary folder of ours.
    """
    both = f"{pack.resolve()}\0{form.resolve()}"
    mark = hashlib.sha256(both.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    home = cache.folder() or Path(tempfile.gettempdir()) / f"reportgen-{_user()}"
    return home / _FOLDER / f"{safe_name(f'{pack.resolve().name} {form.stem}')}-{mark}"


def last(place: Path) -> tuple[Line, ...] | None:
    """Return the lines of the last try; None where there was none, or they are not ours."""
    try:
        path = place / _LINES
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        told = json.loads(path.read_text("utf-8"))
        return tuple(Line(str(where), str(text), bool(row)) for where, text, row in told)
    except (OSError, ValueError, TypeError):
        return None


def keep(place: Path, stem: str, docx: bytes, lines: Sequence[Line]) -> Path:
    """Write a report and its lines; return the report's path.

    A report that Word holds open stays, and the new one takes the next number. Older ones go.
    """
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = _written(place, f"{stem}（试印", docx)
    with suppress(BusyError):  # the next try is then compared with the one before this
        put(place / _LINES, json.dumps(lines, ensure_ascii=False).encode(), forced=False)
    for path in sorted(place.glob(f"*{_ENDING}")):
        if path != written and not path.name.startswith("~$"):
            with suppress(OSError):
                path.unlink()
    return written


def _written(place: Path, stem: str, docx: bytes) -> Path:
    for number in count(1):
        path = place / f"{stem}{'' if number == 1 else number}）{_ENDING}"
        with suppress(BusyError):
            put(path, docx, forced=False)
            break
    return path


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"
