"""File names of strangers, as they can be read: GBK bytes, line breaks, 255 of them."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

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
    shown = "".join(_escaped(c) if _hides(c) else c for c in decoded(name))
    if len(shown) <= longest:
        return shown
    return f"{shown[: longest - 16]}……{shown[-14:]}"


def decoded(name: str) -> str:
    r"""Return a file name that can be written as UTF-8; old archives leave names in GBK.

    Undoes what Python does to bytes that are no UTF-8; those of no encoding are shown as such.

    >>> decoded("灰山港镇.xlsx".encode("gbk").decode("utf-8", "surrogateescape"))
    '灰山港镇.xlsx'
    """
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("utf-8", "backslashreplace")


def _hides(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
