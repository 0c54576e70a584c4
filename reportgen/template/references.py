"""Which columns of which list a tag names: what makes a row or a paragraph repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reportgen.prose import LIST_FILTERS
from reportgen.template.tags import scan

if TYPE_CHECKING:
    from reportgen.template.known import Names

_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|(?P<owner>\w+)\.(?P<column>\w+)|\w+")
_FILTER_AFTER = re.compile(r"\s*\|\s*(\w+)")


def lists_named(text: str, known: Names) -> set[str]:
    """Return the lists whose columns the tags of a text print row by row.

    A column joined or counted as a whole (顿号, 个数) repeats nothing.
    """
    return {
        found["owner"]
        for tag in scan(text)[0]
        if not tag.inner.startswith("for ")
        for found in _columns(tag.inner)
        if isinstance(known.get(found["owner"]), Mapping)
    }


def renamed(text: str, owner: str, variable: str) -> str:
    """Return a text whose tags read a list's columns from the loop's row instead."""
    pieces: list[str] = []
    last = 0
    for tag in scan(text)[0]:
        pieces += text[last : tag.start], _renamed_tag(tag.text, owner, variable)
        last = tag.end
    return "".join(pieces) + text[last:]


def _renamed_tag(tag: str, owner: str, variable: str) -> str:
    for found in reversed(list(_columns(tag))):
        if found["owner"] == owner:
            tag = tag[: found.start()] + f"{variable}.{found['column']}" + tag[found.end() :]
    return tag


def _columns(inner: str) -> Iterator[re.Match[str]]:
    for found in _WORD.finditer(inner):
        after = _FILTER_AFTER.match(inner, found.end())
        if found["owner"] and not (after and after[1] in LIST_FILTERS):
            yield found
