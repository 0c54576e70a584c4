"""Slips of the keyboard around and inside tags that can be put right without a doubt.

Full-width braces, bars and signs; characters nobody sees; a brace too few or too many; the
words of another habit (如果, 并且); a name typed with a blank in it, a character doubled or two
changed over. A name that merely resembles another is left: 上年 is one character from 本年.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.prose import FILTERS
from reportgen.template.grammar import parse
from reportgen.template.hints import JOINED, KEYWORDS
from reportgen.template.tags import Tag
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

    from reportgen.template.known import Names

_UNSEEN = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_Z = f"[{_UNSEEN}]*"
_TAG = re.compile(
    rf"(?P<open>[{{｛]{_Z}[{{｛]?{_Z}[%％]?)(?P<inner>[^{{}}｛｝\n]{{1,300}}?)"
    rf"(?P<close>[%％]?{_Z}[}}｝]{_Z}[}}｝]?)"
)
_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*'|[“”][^“”]*[“”]|[‘’][^‘’]*[‘’])")
_SIGNS = str.maketrans(
    {
        "｜": "|", "（": "(", "）": ")", "，": ",", "＞": ">", "＜": "<", "＝": "=", "！": "!",
        "．": ".", "－": "-", "\u3000": " ", "\u00a0": " ", "≥": ">=", "≤": "<=", "≠": "!=",
    }
)  # fmt: skip
_SINGLE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")
_WORD = re.compile(r"\w+(?:\.\w+)?")
_PROGRAM_WORDS = {
    *("if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not"),
    *("loop", "loop.first", "loop.last", "loop.index", "p", "tr"),
}
_FOR = re.compile(r"for\s+(\w+)\s+in\s")
_BETWEEN = re.compile(r"(?<=\s)\S+(?=\s)")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """One piece of a text and what stands there when it is put right."""

    start: int
    end: int
    before: str
    after: str


def words_of(known: Names, texts: Collection[str] = ()) -> frozenset[str]:
    """Return every name a tag may hold, and the variables that the fors of some texts bring."""
    names = set(known) | _PROGRAM_WORDS | set(FILTERS)
    columns = {c for kind in known.values() if isinstance(kind, Mapping) for c in kind}
    names |= {
        f"{name}.{column}"
        for name, kind in known.items()
        if isinstance(kind, Mapping)
        for column in kind
    }
    variables = {found for text in texts for found in _FOR.findall(text)}
    names |= variables | {f"{each}.{column}" for each in variables for column in columns}
    return frozenset(names)


def edits(text: str, words: frozenset[str]) -> Iterator[Edit]:
    """Yield what can be put right in one paragraph or cell, in order.

    >>> [each.after for each in edits("｛｛ 编制数 ｝｝{{编制数 ｜ 万元}}", frozenset({"编制数"}))]
    ['{{ 编制数 }}', '{{编制数 | 万元}}']
    """
    if not re.search(r"[{｛}｝]", text):
        return
    for found in _TAG.finditer(text):
        after = _mended(found, words)
        if after and after != found[0]:
            yield Edit(found.start(), found.end(), found[0], after)


def mended(text: str, words: frozenset[str]) -> str:
    """Return a text with all that put right."""
    for each in reversed(list(edits(text, words))):
        text = text[: each.start] + each.after + text[each.end :]
    return text


def _mended(found: re.Match[str], words: frozenset[str]) -> str:
    """Return a tag as it was meant, nothing where that is not certain."""
    opening, closing = (_braces(found[name]) for name in ("open", "close"))
    is_block = "%" in opening or "%" in closing
    right = ("{%", "%}") if is_block else ("{{", "}}")
    inner = _unseen_gone(found["inner"])
    options = [_inner(inner, words, is_block=is_block), _signs(inner), inner]
    good = next((each for each in options if _reads(right, each)), None)
    if (opening, closing) == right:
        return f"{right[0]}{inner if good is None else good}{right[1]}"
    if good is None or _strangers(good, words):
        return ""
    return f"{right[0]} {good.strip()} {right[1]}"


def _braces(text: str) -> str:
    return _unseen_gone(text).translate(str.maketrans("｛｝％", "{}%"))


def _unseen_gone(text: str) -> str:
    return re.sub(f"[{_UNSEEN}]", "", text)


def _reads(right: tuple[str, str], inner: str) -> bool:
    text = f"{right[0]}{inner}{right[1]}"
    try:
        parse(Tag(text, 0, len(text)))
    except Refused:
        return False
    return True


def _strangers(inner: str, words: frozenset[str]) -> bool:
    """Tell whether a tag holds a word that is neither known nor in quotes."""
    return any(
        word not in words and not word[0].isdigit()
        for piece in _QUOTED.split(inner)[::2]
        for word in _WORD.findall(piece)
    )


def _signs(inner: str) -> str:
    """Return the inside of a tag with half-width signs, what is in quotes left alone."""
    pieces = _QUOTED.split(inner)
    pieces[::2] = [unicodedata.normalize("NFKC", p.translate(_SIGNS)) for p in pieces[::2]]
    return "".join(pieces)


def _inner(inner: str, words: frozenset[str], *, is_block: bool) -> str:
    """Return the inside of a tag in the words and with the names that were meant."""
    pieces = _QUOTED.split(_signs(inner))
    pieces[::2] = [_said(piece, words, is_block=is_block) for piece in pieces[::2]]
    whole = "".join(pieces)
    return _keyword(whole).rstrip(":： ") + _tail(whole) if is_block else whole


def _tail(text: str) -> str:
    return " " if text.endswith((" ", ":", "：")) else ""


def _said(piece: str, words: frozenset[str], *, is_block: bool) -> str:
    if is_block:
        piece = _SINGLE_EQUALS.sub("==", piece)
        piece = re.sub(r"\s*(&&|\|\|)\s*", lambda m: " and " if m[1] == "&&" else " or ", piece)
        piece = _BETWEEN.sub(lambda m: m[0] if m[0] in words else JOINED.get(m[0], m[0]), piece)
    piece = _joined(re.sub(r"(?<=\w)。(?=\w)", ".", piece), words)
    return _WORD.sub(lambda found: _name(found[0], words), piece)


def _joined(piece: str, words: frozenset[str]) -> str:
    """Return a piece whose one name, typed with blanks in it, is whole again."""
    name, bar, rest = piece.partition("|")
    tight = "".join(name.split())
    if tight in words and name.strip() != tight:
        lead, tail = name[: len(name) - len(name.lstrip())], name[len(name.rstrip()) :]
        return f"{lead}{tight}{tail}{bar}{rest}"
    return piece


def _name(word: str, words: frozenset[str]) -> str:
    if word in words or len(word) < _SHORTEST:
        return word
    letters = Counter(word)
    near = [
        each for each in words if abs(len(each) - len(word)) < 2 and _is_slip(word, each, letters)
    ]
    return near[0] if len(near) == 1 else word


def _is_slip(word: str, name: str, letters: Counter[str]) -> bool:
    """Tell whether two neighbours of a name were changed over, or one typed twice."""
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(name))
    if len(word) == len(name):
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        return at < len(name) and swapped == name and letters == Counter(name)
    doubled = word[:at] + word[at + 1 :]
    return len(word) == len(name) + 1 and at > 0 and doubled == name and word[at] == word[at - 1]


def _keyword(inner: str) -> str:
    """Return a block's inside with its keyword as it must be."""
    stripped = inner.lstrip()
    lead = inner[: len(inner) - len(stripped)]
    parts = stripped.split(None, 2)
    two = " ".join(parts[:2])
    if two in KEYWORDS:
        return " ".join([f"{lead}{KEYWORDS[two]}", *parts[2:]])
    if parts and parts[0] in KEYWORDS:
        return f"{lead}{KEYWORDS[parts[0]]}{stripped[len(parts[0]) :]}"
    return inner
