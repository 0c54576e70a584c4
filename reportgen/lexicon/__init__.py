"""The vocabulary of the genre: words that reports of every year share, as data beside the code.

What one county or one year says differently belongs into its pack, not here.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> dict[str, Any]:
    """Return one list of words, by the name of its file without ending."""
    import tomllib

    place = resources.files(__package__).joinpath(f"{name}.toml")
    return tomllib.loads(place.read_text("utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a plain list; empty lines and lines that begin with # are left out."""
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
