"""Wide tables on A4: on as many pages side by side as it takes to read them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.summary import pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.summary.pages import Page

SCALE = 80
"""Per cent. Letters of ten points are eight then; smaller ones nobody reads."""
_ACROSS = 1_060
"""Pixels that A4 across holds at that scale, less a tenth and more, for other fonts are wider."""
NAMES = 2
"""Columns that every page begins with: the rank and the unit, or the code and its title."""


def starts(widths: Sequence[float], ends: Sequence[int]) -> list[int]:
    """Return the columns that begin a new page; nothing where one page holds all.

    ``ends`` are the columns before which a page may end: a table's groups stay together.
    """
    sizes = [pixels(each) for each in widths]
    found: list[int] = []
    room, first = _ACROSS, 0
    for last, end in pairwise([0, *ends]):
        if sum(sizes[first:end]) > room and last > first:
            found.append(last)
            room, first = _ACROSS - sum(sizes[:NAMES]), last
    return found


def opening(
    page: Page, texts: tuple[str, str], widths: Sequence[float], breaks: Sequence[int]
) -> None:
    """Write a sheet's title and note, the note within the first page."""
    title, note = texts
    across = max(breaks[0] if breaks else len(widths), NAMES)
    pages.opening(page, title, note, across)
    page.sheet.set_row(1, max(28, pages.tall([(note, sum(widths[:across]))])))


def closing(page: Page, breaks: Sequence[int]) -> None:
    """Set the pages up, each with the names at its left; after ``pages.closing``."""
    if breaks:
        page.sheet.set_print_scale(SCALE)
        page.sheet.set_v_pagebreaks(list(breaks))
        page.sheet.repeat_columns(0, NAMES - 1)


def pixels(width: float) -> int:
    """Return how many pixels a column is wide."""
    return int(width * 7 + 5)
