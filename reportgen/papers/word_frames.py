"""The markup of a printed report without its words: every report of a template has the same.

What a stretch of markup means, from the end of one paragraph to the end of the next, is found out
once; after that only the words are left to read. A story with more than plain paragraphs and
tables is not read here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reportgen.papers.word_plain import (
    CELL,
    OUTSIDE,
    PIECE,
    SIGNS,
    STEPS,
    TAIL,
    WORDS,
    Unusual,
    is_foreign,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from reportgen.papers.word_paragraphs import Properties
    from reportgen.papers.word_tables import Look

_END, _SAID = "</w:p>", "</w:t>"
_CLOSING = "</w:body>"
_OPENINGS = ('<w:t xml:space="preserve"', "<w:t")
_MOST = 4096


class Kind(NamedTuple):
    """What the properties of a paragraph say.

    One that is simple has no number given by Word, is shown, and ends where its mark stands:
    nothing but its outline and its indent is left to say of it.
    """

    properties: Properties
    is_simple: bool
    outline: int


class Meaning(NamedTuple):
    """How a template's properties of paragraphs, cells and rows are read."""

    paragraph: Callable[[str | None], Kind]
    look: Callable[[str | None], Look]
    skipped: Callable[[str | None], int | None]


Told: TypeAlias = "tuple[Kind, str]"
"""A paragraph: what it is, and what it says."""
Row: TypeAlias = "tuple[int | None, list[tuple[Look, list[Told]]]]"
"""How many columns stand empty before a row, None where it is deleted, and its cells."""


class _Stretch(NamedTuple):
    """What one stretch of markup does, step by step, and inside of what it ends."""

    steps: tuple[tuple[str, Any], ...]
    after: int


@dataclass(frozen=True, slots=True)
class Frames:
    """The stretches of markup that are known of one template, by what they stand inside of."""

    meaning: Meaning
    known: tuple[dict[str, _Stretch], ...] = field(
        default_factory=lambda: tuple({} for _ in range(CELL + 1))
    )


def read(story: str, start: int, frames: Frames) -> list[Told | list[Row]]:
    """Return the paragraphs and tables of a body; raise Unusual where not all of it is plain."""
    markup, texts = _apart(story[start:])
    stretches = markup.split(_END)
    if markup.count(_CLOSING) != 1 or _CLOSING not in stretches[-1]:
        raise Unusual
    items: list[Any] = []
    rows: list[Row] = []
    told, inside = items, OUTSIDE
    said = iter(texts)
    for each in stretches:
        stretch = frames.known[inside].get(each) or _learn(each, inside, frames)
        inside = stretch.after
        for name, meant in stretch.steps:
            if name == "p":
                kind, words = meant
                told.append((kind, next(said) if words is None else _composed(words, said)))
            elif name == "tc":
                told = []
                rows[-1][1].append((meant, told))
            elif name == "tr":
                rows.append((meant, []))
            elif name == "tbl":
                rows = []
                items.append(rows)
            elif name == "end_tbl":
                told = items
    return items


def _apart(body: str) -> tuple[str, list[str]]:
    """Return the markup with nothing said in it, and what was said."""
    *pieces, rest = body.split(_SAID)
    markup: list[str] = []
    texts: list[str] = []
    for piece in pieces:
        opening, _, text = piece.rpartition(">")
        if not opening.endswith(_OPENINGS):
            raise Unusual
        markup.append(opening)
        texts.append(text)
    everything = "".join(texts)
    if "&" in everything or "<" in everything or "\r" in everything:
        raise Unusual
    return f">{_SAID}".join([*markup, rest]), texts


def _composed(words: Sequence[str | None], said: Iterator[str]) -> str:
    return "".join([next(said) if each is None else each for each in words])


def _learn(markup: str, inside: int, frames: Frames) -> _Stretch:
    """Find out what a stretch of markup means here, and keep it; the last is one of its own."""
    if is_foreign(markup):
        raise Unusual
    known = frames.known[inside]
    is_last = _CLOSING in markup
    whole = markup if is_last else markup + _END
    steps: list[tuple[str, Any]] = []
    at, now = 0, inside
    while found := PIECE.match(whole, at):
        name, at = found.lastgroup or "", found.end()
        if name in STEPS:
            before, after = STEPS[name]
            if now != before:
                raise Unusual
            now = after
        elif name != "none" and now not in (OUTSIDE, CELL):
            raise Unusual
        steps += _meant(name, found, frames.meaning)
    if is_last and now != OUTSIDE:
        raise Unusual
    if whole[at:] and not (is_last and TAIL.fullmatch(whole, at)):
        raise Unusual
    if markup.count(_SAID) != sum(_slots(meant[1]) for name, meant in steps if name == "p"):
        raise Unusual
    if len(known) >= _MOST:
        known.clear()
    known[markup] = stretch = _Stretch(tuple(steps), now)
    return stretch


def _meant(name: str, found: re.Match[str], meaning: Meaning) -> list[tuple[str, Any]]:
    """Return the step a piece of markup is, none for one that changes nothing."""
    if name == "p":
        signs = [SIGNS[sign] or None for _, sign in WORDS.findall(found["runs"])]
        words = None if signs == [None] else tuple(signs)
        return [(name, (meaning.paragraph(found["pPr"]), words))]
    if name == "empty":
        return [("p", (meaning.paragraph(None), ()))]
    if name == "tc":
        return [(name, meaning.look(found["tcPr"]))]
    if name == "tr":
        return [(name, meaning.skipped(found["trPr"]))]
    if name == "odd":
        raise Unusual
    return [(name, None)] if name in ("tbl", "end_tbl") else []


def _slots(words: Sequence[str | None] | None) -> int:
    return 1 if words is None else sum(each is None for each in words)
