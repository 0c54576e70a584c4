"""What must agree, as native Excel formulas: what the checks room says, in a row of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.checks import at_most, not_later, rate_equals, text_required
from reportgen.forms.drafts import Draft, NotOnTheForm, is_blank, is_filled, is_written
from reportgen.forms.formulas import fitting, shown, signed
from reportgen.forms.literals import number, words
from reportgen.forms.points import EXACT
from reportgen.forms.shapes import sum_shape
from reportgen.packs import columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.forms.places import Places
    from reportgen.packs.model import CheckRow, Sum

AGREES, WAITS, ELSEWHERE = "✓", "… 待填", "由程序核对"
FAILS = {"错误": "✗", "提醒": "！"}
WRITTEN, BLANK = "已填", "未填"
_YEAR_MARKS = "年月./"


@dataclass(frozen=True, slots=True)
class Cells:
    """Where an agreement's own figures stand on the sheet of agreements."""

    left: str
    right: str
    gap: str
    tolerance: str


@dataclass(frozen=True, slots=True)
class Live:
    """The formulas of one agreement, each with its ``=`` or empty.

    ``runs`` tells that state and gap work on every row of a list at once.
    """

    state: str
    left: str = ""
    right: str = ""
    gap: str = ""
    runs: bool = False


def along(row: CheckRow) -> str:
    """Return the list whose rows an agreement is checked in; empty for one of the whole form."""
    return next(iter(columns.along([row.left, *([row.right] if row.right else [])])), "")


def live(row: CheckRow, places: Places, at: Cells) -> Live | None:
    """Return an agreement's formulas; None where the form cannot tell by itself.

    It waits until every cell is there that the check needs.
    """
    try:
        return _every_row(row, places, at) if along(row) else _once(row, places, at)
    except NotOnTheForm:
        return None


def failing_in_row(row: CheckRow, places: Places, at: Mapping[str, str]) -> str:
    """Return the condition that a row of a list fails; ``at`` stands for the list's columns."""
    return f"{_told(row, places, at)}=1"


def _once(row: CheckRow, places: Places, at: Cells) -> Live:
    fails = FAILS[row.severity.value]
    if row.verb == text_required.VERB:
        return _required(row, places, at, fails)
    if row.right is None:
        raise NotOnTheForm
    if row.verb == not_later.VERB:
        first, second = (
            f'=IFERROR({_day(side, Draft(places))},"")' for side in (row.left, row.right)
        )
        gap = f'=IF(COUNT({at.left},{at.right})<2,"",{at.left}-{at.right})'
        state = f'=IF({at.gap}="","{WAITS}",IF({at.gap}<=0,"{AGREES}","{fails}"))'
        return Live(state, first, second, gap)
    left, right = Draft(places), Draft(places)
    typed, due = signed(row.left, left), signed(row.right, right)
    if row.verb == rate_equals.VERB:
        due = _as_typed(due, at.left, row.left, places)
    gap = f'=IF(COUNT({at.left},{at.right})<2,"",{_gap(at.left, at.right)})'
    far = at.gap if row.verb == at_most.VERB else f"ABS({at.gap})"
    state = f'=IF({at.gap}="","{WAITS}",IF({far}<={at.tolerance},"{AGREES}","{fails}"))'
    return Live(state, _whole(shown(typed, left)), _whole(shown(due, right)), gap)


def _whole(body: str) -> str:
    """Return a formula, if Excel takes one as long."""
    formula = fitting(body)
    if not formula:
        raise NotOnTheForm
    return formula


def _required(row: CheckRow, places: Places, at: Cells, fails: str) -> Live:
    written = f'=IF({is_written(_text(row.left, Draft(places)))},"{WRITTEN}","{BLANK}")'
    blank = f'IF({at.left}="{WRITTEN}","{AGREES}","{fails}")'
    if row.right is None:
        return Live(f"={blank}", written)
    draft = Draft(places)
    asks = _whole(shown(signed(row.right, draft), draft))
    asked = f'IF(ABS({at.right})<={at.tolerance},"{AGREES}",{blank})'
    return Live(f'=IF({at.right}="","{WAITS}",{asked})', written, asks)


def _every_row(row: CheckRow, places: Places, at: Cells) -> Live:
    told = _told(row, places, places.in_every_row(along(row)))
    failing, waiting = (f"SUM(--({told}={code}))" for code in (1, 2))
    fails = FAILS[row.severity.value]
    state = f'IF({at.gap}>0,"{fails}",IF({waiting}>0,"{WAITS}","{AGREES}"))'
    return Live(_whole(state), gap=_whole(failing), runs=True)


def _told(row: CheckRow, places: Places, at: Mapping[str, str]) -> str:
    """Return a formula: 1 where a row fails, 2 where something is missing, else 0.

    There is no function in it that would make one value of the values of all rows.
    """
    draft = Draft(places, along(row), at)
    asked = _asked(row, draft)
    filled = is_filled(draft.table, places, at)
    there = draft.complete()
    return f"IF({filled},IF({there},IFERROR(IF({asked},1,0),2),2),0)"


def _asked(row: CheckRow, draft: Draft) -> str:
    """Return the condition under which a row fails, all it needs being there."""
    tolerance = number(row.tolerance)
    if row.verb == text_required.VERB:
        blank = is_blank(_text(row.left, draft))
        if row.right is None:
            return blank
        return f"(ABS({signed(row.right, draft)})>{tolerance})*{blank}"
    if row.right is None:
        raise NotOnTheForm
    if row.verb == not_later.VERB:
        return f"{_day(row.left, draft)}-{_day(row.right, draft)}>0"
    left, right = signed(row.left, draft), signed(row.right, draft)
    if row.verb == rate_equals.VERB:
        right = _as_typed(right, left, row.left, draft.places)
    gap = _gap(left, right)
    return f"{gap if row.verb == at_most.VERB else f'ABS({gap})'}>{tolerance}"


def _gap(left: str, right: str) -> str:
    """Return a difference without what binary arithmetic leaves: nine decimals, 15 digits."""
    return f"ROUND({left}-{right},14-INT(LOG10(100000+ABS({left})+ABS({right}))))"


def _as_typed(rate: str, typed: str, side: Sum, places: Places) -> str:
    """Round a rate to the decimals of the typed one: its field's, or more where more are there."""
    decimals, unit = sum_shape(side, places.pack)
    least = decimals + (2 if unit == "%" else 0)
    there = f'LEN({typed})-FIND(".",{typed})'
    most = f"IF(IFERROR({there},0)>{least},{there},{least})"
    return f"ROUND(ROUND({rate},{EXACT}),{most})"


def _text(side: Sum, draft: Draft) -> str:
    """Return the cell of an agreement's text."""
    at = draft.cell(side.terms[0].name)
    if not at:
        raise NotOnTheForm
    return at


def _day(side: Sum, draft: Draft) -> str:
    """Return a day's number, whether the cell holds a date or its words."""
    at = _text(side, draft)
    plain = f'SUBSTITUTE({at},{words("日")},"")'
    for mark in _YEAR_MARKS:
        plain = f'SUBSTITUTE({plain},"{mark}","-")'
    return f"IF(ISNUMBER({at}),INT({at}),DATEVALUE({plain}))"
