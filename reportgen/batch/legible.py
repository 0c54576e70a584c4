"""File names of strangers, as they can be read: GBK bytes, line breaks, 255 of them."""

from __future__ import annotations

import os
import unicodedata

LONGEST = 60
"""Characters shown of one name."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def legible(name: str, longest: int = LONGEST) -> str:
    r"""Return a file name that can be printed, written as UTF-8 and read.

    A name in GBK, as old archives leave them, is read as GBK. What cannot be seen is shown by
    its escape, and the middle of a long name is left out, so that its ending stays.

    >>> legible("灰山港镇.xlsx"), legible("a\nb.xls")
    ('灰山港镇.xlsx', 'a\\nb.xls')
    """
    if any(unicodedata.category(c) == "Cs" for c in name):
        name = _decoded(name)
    shown = "".join(_escaped(c) if _hides(c) else c for c in name)
    if len(shown) <= longest:
        return shown
    return f"{shown[: longest - 16]}……{shown[-14:]}"


def _decoded(name: str) -> str:
    """Undo what Python does to bytes that are no UTF-8; those of no encoding keep their marks."""
    try:
        return os.fsencode(name).decode("gb18030")
    except UnicodeError:
        return name


def _hides(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
