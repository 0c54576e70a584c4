"""Two lists of texts side by side: which belongs to which, and which words changed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ALIKE, MOVED = 0.55, 0.75
"""From here on two texts in one place, or in two places, are the same one changed."""
_LONG_ENOUGH = 6
_MANY = 16384
_TOKENS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[A-Za-z0-9.%]+|.", re.DOTALL)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_NAME = re.compile(r"'[^']*'|\"[^\"]*\"|[^\W\d][\w.]*")
_FEW, _AROUND, _LONGEST_SAME = 2, 18, 44


@dataclass(frozen=True, slots=True)
class Pair:
    """An old text and the new one it became; one of the two is None where it has no partner."""

    old: int | None
    new: int | None
    moved: bool = False


@lru_cache(maxsize=_MANY)
def plain(text: str) -> str:
    """Return a text as it is compared: blanks and full-width forms make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def likeness(old: str, new: str) -> float:
    """Return how much two texts have in common, from 0 to 1."""
    return fuzz.ratio(old, new) / 100


def with_new_names(text: str, renamed: Mapping[str, str]) -> str:
    """Put new names for old ones into every tag of a text."""
    if not renamed:
        return text
    return _TAG.sub(lambda tag: names_replaced(tag[0], renamed), text)


def names_replaced(text: str, renamed: Mapping[str, str]) -> str:
    """Put new names for old ones wherever a name stands; quoted words stay."""
    return _NAME.sub(lambda name: _new_name(name[0], renamed), text)


def _new_name(name: str, renamed: Mapping[str, str]) -> str:
    """Return a name's new one; the columns of a list go with it (项目支出.序号)."""
    table, dot, column = name.partition(".")
    return renamed.get(name) or renamed.get(table, table) + dot + column


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair two lists of texts, in the order of the new one; what was moved is found again."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs += [Pair(a + i, c + i) for i in range(b - a)]
        else:
            pairs += _block(old, new, range(a, b), range(c, d))
    return _with_moves(pairs, old, new)


def _block(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> list[Pair]:
    """Pair what stands between two equal stretches, in order, so that the likest stay together."""
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    gain = [[_gain(old[i], new[j]) for j in news] for i in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            together = best[i + 1][j + 1] + gain[i][j] if gain[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return list(_walk(best, gain, olds, news))


def _walk(
    best: list[list[float]], gain: list[list[float]], olds: range, news: range
) -> Iterator[Pair]:
    i = j = 0
    while i < len(olds) and j < len(news):
        if gain[i][j] and best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            yield Pair(olds[i], news[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield Pair(olds[i], None)
            i += 1
        else:
            yield Pair(None, news[j])
            j += 1
    yield from (Pair(each, None) for each in olds[i:])
    yield from (Pair(None, each) for each in news[j:])


def _gain(old: str, new: str) -> float:
    found = likeness(old, new)
    return found if found >= ALIKE else 0.0


def _with_moves(pairs: list[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    gone = [p.old for p in pairs if p.new is None and p.old is not None]
    come = [p.new for p in pairs if p.old is None and p.new is not None]
    found = [
        (likeness(old[i], new[j]), i, j)
        for i in gone
        for j in come
        if min(len(plain(_TAG.sub("□", old[i]))), len(new[j])) >= _LONG_ENOUGH
    ]
    origin: dict[int, int] = {}
    for alike, i, j in sorted(found, key=lambda each: (-each[0], each[1:])):
        if alike >= MOVED and j not in origin and i not in origin.values():
            origin[j] = i
    taken = set(origin.values())
    return [
        Pair(origin[p.new], p.new, moved=True) if p.old is None and p.new in origin else p
        for p in pairs
        if not (p.new is None and p.old in taken)
    ]


def marked(old: str, new: str) -> str:
    """Return both texts in one: 【-旧-】【+新+】 where they differ, long same stretches cut short.

    >>> marked("在职人员控制率为{{ 甲 }}。", "在职人员比例为{{ 甲 }}。")
    '在职人员【-控制率-】【+比例+】为{{ 甲 }}。'
    """
    olds, news = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[str] = []
    edits = _joined(SequenceMatcher(None, olds, news, autojunk=False).get_opcodes())
    for number, (same, a, b, c, d) in enumerate(edits):
        if same:
            last = number == len(edits) - 1
            pieces.append(_shortened(olds[a:b], first=not number, last=last))
            continue
        gone, come = "".join(olds[a:b]), "".join(news[c:d])
        pieces.append((f"【-{gone}-】" if gone else "") + (f"【+{come}+】" if come else ""))
    return "".join(pieces)


def _joined(
    codes: Sequence[tuple[str, int, int, int, int]],
) -> list[tuple[bool, int, int, int, int]]:
    """Join edits with only a few same characters between them: words, not confetti."""
    found: list[tuple[bool, int, int, int, int]] = []
    last = len(codes) - 1
    for number, (kind, a, b, c, d) in enumerate(codes):
        same = kind == "equal" and (number in (0, last) or b - a > _FEW)
        if found and not same and not found[-1][0]:
            _, first, _, start, _ = found[-1]
            found[-1] = (False, first, b, start, d)
        else:
            found.append((same, a, b, c, d))
    return found


def _shortened(tokens: Sequence[str], *, first: bool, last: bool) -> str:
    """Cut the middle out of a long stretch, never a tag in two."""
    text = "".join(tokens)
    if len(text) <= _LONGEST_SAME:
        return text
    head = "" if first else _start_of(tokens)
    tail = "" if last else _start_of([token[::-1] for token in reversed(tokens)])[::-1]
    return f"{head}……{tail}" if len(head) + len(tail) < len(text) else text


def _start_of(tokens: Sequence[str]) -> str:
    taken = ""
    for token in tokens:
        if len(taken) >= _AROUND:
            break
        taken += token
    return taken
