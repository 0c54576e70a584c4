"""Tables that were typed or copied into plain text: how their rows and cells are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Row: TypeAlias = list[tuple[str, int]]
"""The cells of a row with the blanks around them, each with the number of its line."""

_BAR = re.compile(r"[|│┃｜]")
_RULE = re.compile(r"[\s|│┃｜:：\-—─━+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═]+")
_GAP = re.compile(r"(?:[ \xa0]{2,}|　+|[ \xa0]+　+[ \xa0]*)")
_NUMBER = re.compile(r"[-−—+]?[\d,，.]+[%％]?|[-—/]+")
_LONGEST_CELL = 30
_FIELD = re.compile(r"[^：:]{1,10}[：:]")


@dataclass(frozen=True, slots=True)
class Found:
    """A table in the lines from ``start`` up to ``end``."""

    start: int
    end: int
    rows: list[Row]


Tried: TypeAlias = tuple[Found | None, int]


def tables(lines: Sequence[str]) -> Iterator[Found]:
    """Yield the tables of a text in order.

    Each way tells how far it has looked in vain: a long text is read once, not once a line.
    """
    at = 0
    tried = [0] * len(_WAYS)
    while at < len(lines):
        start = at
        for number, way in enumerate(_WAYS):
            if at < tried[number]:
                continue
            found, tried[number] = way(lines, at)
            if found:
                yield found
                at = found.end
                break
        at += at == start


def _led_by_tabs(lines: Sequence[str], start: int) -> Tried:
    """Read cells that stand one on a line behind a tab, rows parted by an empty line."""
    if not lines[start].startswith("\t") or not lines[start].strip():
        return None, start + 1
    rows: list[Row] = [[]]
    at = start
    while at < len(lines):
        line = lines[at]
        if line.startswith("\t"):
            rows[-1].append((line.strip("\t\r\n"), at + 1))
        elif line.strip():
            break
        elif rows[-1]:
            rows.append([])
        at += 1
    rows = [row for row in rows if row]
    widths = {len(row) for row in rows}
    texts = [text for row in rows for text, _ in row]
    if len(rows) < 2 or len(widths) > 1 or widths == {1} or _are_sentences(texts):
        return None, at
    return Found(start, rows[-1][-1][1], rows), at


def _barred(lines: Sequence[str], start: int) -> Tried:
    """Read rows whose cells stand between bars; rules between rows are no rows."""
    if lines[start].strip()[:1] not in ("|", "│", "┃", "｜", "┌", "┏", "+"):
        return None, start + 1
    rows: list[Row] = []
    at = start
    while at < len(lines):
        line = lines[at].strip()
        if not line or not (_BAR.match(line) or _RULE.fullmatch(line)):
            break
        if not _RULE.fullmatch(line) or (_BAR.match(line) and not re.search(r"[-—─━+:═]", line)):
            inner = line[1:-1] if _BAR.match(line[-1]) else line[1:]
            rows.append([(cell, at + 1) for cell in _BAR.split(inner)])
        at += 1
    return (Found(start, at, rows) if rows else None), at


def _parted(cells_of: Callable[[str], list[str]], fewest_figures: int) -> Callable[..., Tried]:
    """Make a reader of rows that stand on one line each, all with as many cells."""

    def read(lines: Sequence[str], start: int) -> Tried:
        rows: list[Row] = []
        at = start
        while at < len(lines):
            cells = cells_of(lines[at])
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
                break
            lead = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            rows.append([(lead + cells[0], at + 1), *((cell, at + 1) for cell in cells[1:])])
            at += 1
        texts = [text.strip() for row in rows for text, _ in row]
        figures = sum(_NUMBER.fullmatch(text) is not None for text in texts)
        is_form = all(_FIELD.match(text) for text in texts)
        if len(rows) < 2 or is_form or figures < fewest_figures or _are_sentences(texts):
            return None, max(at, start + 1)
        return Found(start, at, rows), at

    return read


def _by_tabs(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.strip(" \r\n").split("\t")]
    return cells if len([cell for cell in cells if cell]) > 1 else []


def _by_gaps(line: str) -> list[str]:
    return [cell for cell in _GAP.split(line.strip()) if cell]


def _are_sentences(texts: Sequence[str]) -> bool:
    """Tell whether most of these are too long for cells of a table."""
    return sum(len(text) > _LONGEST_CELL or text.endswith("。") for text in texts) * 2 > len(texts)


_WAYS = (_barred, _led_by_tabs, _parted(_by_tabs, 0), _parted(_by_gaps, 2))
