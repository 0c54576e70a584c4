"""Find the tags in a line of text, and the braces that never became one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = re.compile(r"\{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_FULL_WIDTH = re.compile(r"[{｛]｛|｛[{｛%％]|[}｝]｝|｝[}｝]|[%％]｝|\{％|％\}")
_WIDE_TAG = re.compile(r"[{｛][{｛%％][^{}｛｝]*[}｝%％][}｝]")
_LOOSE = re.compile(r"\{[{%#]?|[}%#]?\}")
_WORD = re.compile(r"\w*")
_STEPS = {"if": 1, "for": 1, "endif": -1, "endfor": -1}
_PREFIX = re.compile(r"^(p|tr)\s+(?=if\b|elif\b|else\b|endif\b|for\b|endfor\b)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. ``text`` is as typed; ``start`` and ``end`` count characters of its paragraph."""

    text: str
    start: int
    end: int

    @property
    def is_block(self) -> bool:
        """A condition or a repetition; it prints nothing itself."""
        return self.text.startswith("{%")

    @property
    def inner(self) -> str:
        """What stands between the braces, quotes straightened and docxtpl's prefix taken off."""
        return _PREFIX.sub("", straight(self.text[2:-2]).strip())

    @property
    def word(self) -> str:
        """What a block tag does: ``if``, ``else``, ``endfor``; nothing of a tag that prints."""
        found = _WORD.match(self.inner) if self.is_block else None
        return found[0] if found else ""

    @property
    def step(self) -> int:
        """How much deeper what follows stands: 1 behind an if or a for, -1 behind its end."""
        return _STEPS.get(self.word, 0)

    @property
    def prefix(self) -> str:
        """docxtpl's ``p`` or ``tr`` where the editor typed it, else nothing."""
        found = _PREFIX.match(self.text[2:-2].strip()) if self.is_block else None
        return found[1] if found and not self.text[2].isspace() else ""


@dataclass(frozen=True, slots=True)
class Loose:
    """Braces that belong to no tag. ``kind`` is 开 (opened only), 关 (closed only) or 全角."""

    kind: str
    excerpt: str


def straight(text: str) -> str:
    """Return text with Word's curly quotes made straight, as docxtpl does inside tags."""
    return text.translate(_QUOTES)


def scan(text: str) -> tuple[list[Tag], list[Loose]]:
    """Return the tags of one paragraph and the braces left over.

    >>> [tag.inner for tag in scan("共{{ 编制数 }}人")[0]], scan("共{{ 编制数 人")[1][0].kind
    (['编制数'], '开')
    """
    tags: list[Tag] = []
    loose: list[Loose] = []
    last = 0
    for start, end in _spans(text):
        loose += _loose(text, last, start)
        last = end
        inside = text[start + 2 : end - 2]
        if "{" in inside or "}" in inside:
            loose.append(Loose("开", _around(text, start)))
            continue
        tags.append(Tag(text[start:end], start, end))
    return tags, loose + _loose(text, last, len(text))


def only_blocks(text: str) -> bool:
    """Tell whether a text holds block tags and nothing else a reader would see."""
    tags, loose = scan(text)
    blocks = [tag for tag in tags if tag.is_block]
    return bool(blocks) and not loose and not "".join(between(text)).strip() and blocks == tags


def between(text: str) -> list[str]:
    """Return a text's fixed pieces: what stands around its tags."""
    return [piece for piece, _ in parted(text)]


def parted(text: str) -> Iterator[tuple[str, str]]:
    """Yield each fixed piece of a text with the tag behind it; the last has none."""
    last = 0
    for start, end in _spans(text):
        yield text[last:start], text[start:end]
        last = end
    yield text[last:], ""


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tags start and end. An end that is missing once is not looked for again.

    A pattern would look to the end of the text from each of a thousand braces left open.
    """
    missing: set[str] = set()
    position = 0
    while opening := _OPENING.search(text, position):
        closing = _CLOSINGS[opening[0]]
        found = -1 if closing in missing else text.find(closing, opening.end())
        if found < 0:
            missing.add(closing)
            position = opening.start() + 1
        else:
            position = found + 2
            yield opening.start(), position


def _loose(text: str, start: int, end: int) -> list[Loose]:
    """Return the braces of a stretch without tags, each tag in full-width braces once."""
    found: list[Loose] = []
    last = start
    for tag in _WIDE_TAG.finditer(text, start, end):
        if _FULL_WIDTH.search(tag[0]):
            found += _odd(text, last, tag.start())
            found.append(Loose("全角", _around(text, tag.start())))
            last = tag.end()
    return found + _odd(text, last, end)


def _odd(text: str, start: int, end: int) -> list[Loose]:
    """Return the braces of a stretch; what closes one told of is not told again."""
    part = text[start:end]
    is_wide = _FULL_WIDTH.search(part) is not None
    pattern, opening = (_FULL_WIDTH, "全角") if is_wide else (_LOOSE, "开")
    found: list[Loose] = []
    is_open = False
    for brace in pattern.finditer(part):
        opens = brace[0][0] in "{｛"
        if opens or not is_open:
            kind = opening if opens or is_wide else "关"
            found.append(Loose(kind, _around(text, start + brace.start())))
        is_open = opens
    return found


def _around(text: str, spot: int, reach: int = 12) -> str:
    return text[max(0, spot - reach // 2) : spot + reach].strip()
