"""What of a pack's folder goes with a copy of it: all that an editor keeps there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NOT_KEPT = ("~$", ".", "~WRL")
_NOT_KEPT_ENDINGS = (".tmp", ".bak", ".lnk")
_NOT_KEPT_NAMES = ("thumbs.db", "desktop.ini")


def kept_files(folder: Path) -> list[str]:
    """Return the files an editor keeps in the folder; what Office leaves behind is not kept."""
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        name = path.name.lower()
        left_behind = (
            any(part.startswith(_NOT_KEPT) for part in inside.parts)
            or name.endswith(_NOT_KEPT_ENDINGS)
            or name in _NOT_KEPT_NAMES
        )
        if path.is_file() and not left_behind:
            found.append(inside.as_posix())
    return found
