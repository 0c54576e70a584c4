"""雷同 and 雷同段落: how much of each form is copied, and which paragraphs stand where."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.likeness import SHOWN
from reportgen.summary import pages
from reportgen.summary.pages import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.likeness.model import Copy, Group, Likeness, Share
    from reportgen.summary.model import County
    from reportgen.summary.pages import Page
    from reportgen.summary.standing import Unit

SHEET, LIST = "雷同", "雷同段落"
_SHARES = (
    ("单位", 24), ("长段落字数", 12), ("与其他单位雷同", 14), ("占比", 10),
    ("与本单位上年雷同", 14), ("占比", 10),
)  # fmt: skip
_PLACES = (
    ("组", 6), ("类别", 16), ("单位", 18), ("填报表", 26), ("位置", 22), ("雷同字数", 9),
    ("文字", 90),
)  # fmt: skip
_HEAD, _FIRST = 2, 3
_RATE, _LETTERS = ("%", 1), ("", 0)
_MUCH = Decimal("0.3")
_UNKNOWN = "—"
MOST_GROUPS, MOST_PLACES, EXCERPT = 500, SHOWN, 160
NOT_COMPARED, NOTHING = "没有比对雷同段落。", "没有发现雷同段落。"


def write(page: Page, county: County, units: Sequence[Unit]) -> None:
    """Write the share of every form that was compared, the most copied first."""
    note = (
        "只比对填报的长段落，表上印好的文字不算。"
        "雷同指除单位名称和数字外几乎逐字相同，标点不算字；一个字可以两项都算。"
        f"没有上年填报表可比的，上年两栏是“{_UNKNOWN}”。"
    )
    pages.opening(page, "雷同文字占比", note, len(_SHARES))
    page.sheet.set_row(1, 40)
    pages.heads(page, _HEAD, _SHARES, 32)
    known = county.likeness.shares if county.likeness else {}
    rows = [(unit, known[unit.outcome.form]) for unit in units if unit.outcome.form in known]
    rows.sort(key=lambda row: -_part(max(row[1].elsewhere, row[1].last_year or 0), row[1]))
    for row, (unit, share) in enumerate(rows, _FIRST):
        pages.name(page, row, 0, unit.label, _SHARES[0][1])
        pages.amount(page, row, 1, Decimal(share.total), _LETTERS)
        for column, letters in ((2, share.elsewhere), (4, share.last_year)):
            if letters is None:
                put(page, row, column, _UNKNOWN, "none")
                put(page, row, column + 1, _UNKNOWN, "none")
            else:
                pages.amount(page, row, column, Decimal(letters), _LETTERS)
                pages.amount(page, row, column + 1, _part(letters, share), _RATE)
    last = _FIRST + len(rows) - 1
    if not rows:
        words = NOTHING if county.likeness else NOT_COMPARED
        pages.merged(page, _FIRST, (0, len(_SHARES) - 1), words, "text")
    for column in (3, 5):
        if rows:
            warn = {"bg_color": "#FCE4E4", "font_color": "#9C0006"}
            much = {"type": "cell", "criteria": ">=", "value": float(_MUCH)}
            much["format"] = page.book.add_format(warn)
            page.sheet.conditional_format(_FIRST, column, last, column, much)
    pages.closing(page, (_HEAD, _HEAD), (last, len(_SHARES) - 1), 1)


def write_list(page: Page, likeness: Likeness | None) -> None:
    """Write each group's places and the first words of each, the most copied group first."""
    groups = likeness.groups if likeness else ()
    more = len(groups) - MOST_GROUPS
    note = f"同一组的段落几乎逐字相同，每组最多列{MOST_PLACES}处，每段只列前{EXCERPT}字。"
    note += f"另有{more}组没有列出。" if more > 0 else ""
    pages.opening(page, "雷同段落", note, len(_PLACES))
    pages.heads(page, _HEAD, _PLACES)
    row = _FIRST
    for number, group in enumerate(groups[:MOST_GROUPS], 1):
        row = _group(page, row, number, group)
    if not groups:
        words = NOTHING if likeness else NOT_COMPARED
        pages.merged(page, row, (0, len(_PLACES) - 1), words, "text")
    pages.closing(page, (_HEAD, _HEAD), (row - 1, len(_PLACES) - 1), 3)


def about(likeness: Likeness | None) -> str:
    """Return a sentence's part on copied text, empty where there is none."""
    if not likeness or not likeness.groups:
        return ""
    much = sum(_part(share.elsewhere, share) >= _MUCH for share in likeness.shares.values())
    told = f"，其中{much}个单位三成以上与其他单位雷同" if much else ""
    return f"雷同段落{len(likeness.groups)}组{told}（见“{SHEET}”）"


def _group(page: Page, row: int, number: int, group: Group) -> int:
    """Write a group's places; return the next free row."""
    kind = f"{group.units}个单位之间" if group.units > 1 else "与本单位上年"
    kind += "，只有名称、数字不同" if group.exact else ""
    for copy in group.copies[:MOST_PLACES]:
        text = copy.text[:EXCERPT] + ("……" if len(copy.text) > EXCERPT else "")
        unit = pages.brief(copy.unit) + ("（上年）" if copy.earlier else "")
        cells: tuple[str | int, ...] = (kind, unit, copy.form, _spot(copy), copy.copied, text)
        put(page, row, 0, number, "top_shaded" if number % 2 else "top")
        for column, words in enumerate(cells, 1):
            put(page, row, column, words, "wrap_shaded" if number % 2 else "wrap")
        rooms = [(str(words), room) for words, (_, room) in zip(cells, _PLACES[1:], strict=True)]
        page.sheet.set_row(row, pages.tall(rooms))
        row += 1
    left = len(group.copies) - MOST_PLACES
    if left > 0:
        put(page, row, 0, number, "top")
        pages.merged(page, row, (1, len(_PLACES) - 1), f"…另有{left}处", "text")
        row += 1
    return row


def _spot(copy: Copy) -> str:
    return f"{copy.spot}第{copy.line}段" if copy.line > 1 else copy.spot


def _part(letters: int, share: Share) -> Decimal:
    return Decimal(letters) / share.total if share.total else Decimal(0)
