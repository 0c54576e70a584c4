"""The characters of a printed page → its lines → paragraphs that were broken at the margin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.papers.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NUMBER = re.compile(
    r"[—–\-－―─·•\s]*第?[ 　]*\d{1,4}[ 　]*页?[—–\-－―─·•\s]*(?:[/／，,共]+[ 　]*\d{1,4}[ 　]*页?)?"
)
_LONGEST_NUMBER = 40
_ENDS = "。；：！？;:!?…"
_CLOSING = "”’）)》】"
_INDENT = 1.2
_SHORT = 1.6
_FURTHEST = 4
_OTHER_SIZE = 0.15
_WIDE_GAP = "  "
_VERY_SHORT = 0.35
_GAP, _LATIN_GAP = 0.9, 0.22
_TALL = 0.5
_FEWEST_PAGES = 3
_FEW_LINES = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a page: its words, where it begins and ends, how tall its letters are."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Column:
    """Between which two edges the text of a page runs."""

    left: float
    right: float


def lines_of(chars: Iterable[Mapping[str, Any]], page: int) -> list[Printed]:
    """Return the lines that some characters of one page make, from top to bottom."""
    upright = [char for char in chars if char["upright"] and char["text"]]
    upright.sort(key=lambda char: ((char["top"] + char["bottom"]) / 2, char["x0"]))
    rows: list[list[Mapping[str, Any]]] = []
    middle = 0.0
    for char in upright:
        here = (char["top"] + char["bottom"]) / 2
        if rows and here - middle <= _TALL * min(char["height"], rows[-1][-1]["height"]):
            rows[-1].append(char)
        else:
            rows.append([char])
        middle = here
    made = [_line(sorted(row, key=lambda char: char["x0"]), page) for row in rows]
    return [line for line in made if line.text]


def _line(row: Sequence[Mapping[str, Any]], page: int) -> Printed:
    words, end = "", None
    for char in row:
        if end is not None and not words.endswith(" "):
            words += _between(words[-1:], char, char["x0"] - end)
        words += char["text"]
        end = char["x1"]
    seen = [char for char in row if char["text"].strip()] or list(row)
    size = Counter(round(char["height"], 1) for char in seen).most_common(1)[0][0]
    edges = (seen[0]["x0"], seen[-1]["x1"], min(char["top"] for char in seen))
    return Printed(words.strip(), page, *edges, size)


def _between(before: str, char: Mapping[str, Any], gap: float) -> str:
    """Return the blank that a gap stands for; between Chinese and digits a small one is none."""
    size = char["height"]
    if gap > 2 * size:
        return "  "
    is_latin = before.isascii() and before.isalpha() and char["text"][0].isascii()
    return " " if gap > (_LATIN_GAP if is_latin else _GAP) * size else ""


def column(lines: Sequence[Printed], width: float) -> Column:
    """Return the edges of the text: the leftmost line, and where most full lines end.

    Few lines tell nothing of the right edge: it is taken to be as wide as the left.
    """
    if not lines:
        return Column(0, width)
    left = min(line.left for line in lines)
    ends = sorted(line.right for line in lines)
    return Column(left, ends[int(len(ends) * 0.8)] if len(ends) >= _FEW_LINES else width - left)


def furniture(pages: Sequence[Sequence[Printed]]) -> set[Printed]:
    """Return page numbers, and what is printed over or under the text of most pages."""
    found: set[Printed] = set()
    for end in (0, -1):
        for _ in range(2):
            rest = [[line for line in page if line not in found] for page in pages]
            edge = [page[end] for page in rest if page]
            times = Counter(_worded(line) for line in edge)
            most = max(_FEWEST_PAGES, len(pages) // 2)
            found.update(
                line for line in edge if _is_page(line.text) or times[_worded(line)] >= most
            )
    return found


def _is_page(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def _worded(line: Printed) -> str:
    return re.sub(r"\d+", "", line.text)


def begins(line: Printed, waiting: Sequence[Printed], edges: Mapping[int, Column]) -> bool:
    """Tell whether a line begins a paragraph, given the lines of the one before it.

    Indented lines do, unless they hang below a number; so does what follows a line that was
    set in the middle, at the right, or in columns.
    """
    before = waiting[-1]
    above, own = edges[before.page], edges[line.page]
    room, indent = above.right - before.right, line.left - own.left
    is_ended = before.text.rstrip(_CLOSING).endswith(tuple(_ENDS))
    is_short = room > _SHORT * before.size
    is_marked = mark_of(line.text) is not None
    is_other_size = abs(line.size - before.size) > _OTHER_SIZE * before.size
    if is_other_size or _WIDE_GAP in line.text or _WIDE_GAP in before.text:
        return True
    if indent > _INDENT * line.size:
        return is_short or is_ended or is_marked or not _hangs(line, waiting, above)
    is_set_apart = len(waiting) == 1 and before.left - above.left > _FURTHEST * before.size
    if is_set_apart or room > _VERY_SHORT * (above.right - above.left):
        return True
    return is_short and (is_ended or is_marked)


def _hangs(line: Printed, waiting: Sequence[Printed], above: Column) -> bool:
    """Tell whether an indented line goes on below a number that stands at the margin."""
    before = waiting[-1]
    if len(waiting) > 1:
        return abs(before.left - line.left) < _TALL * line.size
    return before.left - above.left < _TALL * before.size and mark_of(before.text) is not None


def joined(texts: Iterable[str]) -> str:
    """Return lines as one: without a blank, except between two words in letters.

    >>> joined(["支出9224.", "79万元，其", "中Word", "file"])
    '支出9224.79万元，其中Word file'
    """
    whole = ""
    for text in texts:
        is_word = whole[-1:].isascii() and whole[-1:].isalpha() and text[:1].isascii()
        whole += (" " if is_word and text[:1].isalpha() else "") + text
    return whole
