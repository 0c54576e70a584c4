"""Words in which a check found nothing are not looked through again: reports share many."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportgen.papers.model import Block
    from reportgen.passages.model import Sentence

_MOST = 4096
More = ParamSpec("More")
Found = TypeVar("Found")
Words = TypeVar("Words", "Block", "Sentence")


def quiet(
    look: Callable[Concatenate[Words, More], Iterable[Found]],
) -> Callable[Concatenate[Words, More], Iterable[Found]]:
    """Return a check of one text that passes over texts it found nothing in before.

    What it finds may depend on the text and on ``more``, which can be told apart, on nothing
    else. Only that nothing was found is kept: what was found knows its place.
    """
    silent: dict[tuple[object, ...], None] = {}

    def asked(words: Words, /, *more: More.args, **told: More.kwargs) -> Iterable[Found]:
        key = (words.text, *more, *told.values())
        if key in silent:
            return ()
        found = tuple(look(words, *more, **told))
        if not found:
            if len(silent) >= _MOST:
                del silent[next(iter(silent))]
            silent[key] = None
        return found

    update_wrapper(asked, look)
    return asked
