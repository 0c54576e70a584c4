"""What is compared of one form: made where the form is at hand, kept in its record as a line.

The parent of a batch then only puts numbers together, and needs no form's words but few.
"""

from __future__ import annotations

import base64
import binascii
import struct
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reportgen.likeness import bare
from reportgen.likeness.sketches import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.outcomes.model import Outcome

_FORM = "1 "
"""What a line of marks begins with; one made in another way is made anew."""
SHORTEST_SENTENCE = 8
"""Characters. A shorter sentence (一是加强领导) proves nothing."""
_SMALL = 3


class Mark(NamedTuple):
    """One long passage: its place in the form, and its words as numbers.

    ``key`` stands for its words as they are compared, ``keys`` for runs of them, ``sentences``
    for each of its sentences (0 where too short), ``lengths`` are theirs as compared and
    ``sizes`` theirs as counted.
    """

    line: int
    key: int
    keys: tuple[int, ...]
    sentences: tuple[int, ...]
    lengths: tuple[int, ...]
    sizes: tuple[int, ...]


def marked(outcome: Outcome) -> str:
    """Return a form's marks as one line of text."""
    small, large = [], []
    for mark in made(outcome):
        small += [mark.line, len(mark.keys), len(mark.sentences), *mark.lengths, *mark.sizes]
        large += [mark.key, *mark.keys, *mark.sentences]
    data = struct.pack(f"<I{len(large)}Q{len(small)}I", len(large), *large, *small)
    return _FORM + base64.b64encode(data).decode("ascii")


def of(outcome: Outcome) -> Iterable[Mark]:
    """Return a form's marks, as they were kept or else made from its passages."""
    if outcome.marks.startswith(_FORM):
        try:
            return list(_read(base64.b64decode(outcome.marks[len(_FORM) :])))
        except (binascii.Error, struct.error, IndexError, ValueError):
            pass
    return made(outcome)


def _read(data: bytes) -> Iterator[Mark]:
    (count,) = struct.unpack_from("<I", data)
    large = struct.unpack_from(f"<{count}Q", data, 4)
    start = 4 + 8 * count
    small = struct.unpack_from(f"<{(len(data) - start) // 4}I", data, start)
    at = there = 0
    while at < len(small):
        line, runs, sentences = small[at : at + _SMALL]
        middle, end = at + _SMALL + sentences, at + _SMALL + 2 * sentences
        first, last = there + 1 + runs, there + 1 + runs + sentences
        yield Mark(
            line,
            large[there],
            large[there + 1 : first],
            large[first:last],
            small[at + _SMALL : middle],
            small[middle:end],
        )
        at, there = end, last


def made(outcome: Outcome) -> Iterator[Mark]:
    """Yield the marks of a form's long passages."""
    own = bare.names(outcome)
    for line, passage in enumerate(outcome.passages):
        if len(passage.text) >= bare.SHORTEST:
            counted = bare.letters(passage.text)
            words = bare.marked(counted, own)
            if bare.size(words) >= bare.SHORTEST:
                sizes = tuple(map(len, counted.split(bare.END)))
                yield Mark(line, *_numbers(words), sizes)


_Numbers: TypeAlias = tuple[int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


@lru_cache(maxsize=512)
def _numbers(words: str) -> _Numbers:
    """Return a passage's words as numbers; where all copy the example, these are few."""
    sentences = words.split(bare.END)
    return (
        key(words),
        tuple(keys("".join(sentences))),
        tuple(key(each) if len(each) >= SHORTEST_SENTENCE else 0 for each in sentences),
        tuple(map(len, sentences)),
    )


def key(words: str) -> int:
    """Return a number that stands for words, the same on every machine and in every run."""
    code = words.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(blake2b(code, digest_size=8).digest())
