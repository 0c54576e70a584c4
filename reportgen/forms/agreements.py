"""What must agree, as native Excel formulas: what the checks room says, in a row of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.checks import at_most, not_later, rate_equals, text_required
from reportgen.checks.by_row import along
from reportgen.forms import sources
from reportgen.forms.drafts import Draft, NotOnTheForm, is_blank, is_item, is_written
from reportgen.forms.formulas import fitting, shown, signed
from reportgen.forms.lines import FLAG
from reportgen.forms.literals import number, words
from reportgen.forms.points import EXACT
from reportgen.forms.shapes import sum_shape
from reportgen.packs import columns
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.forms.places import Places
    from reportgen.packs.model import CheckRow, Sum

AGREES, WAITS, NO_NUMBER, ELSEWHERE = "✓", "… 待填", "？不是数", "由程序核对"
FAILS = {"错误": "✗", "提醒": "！"}
WRITTEN, BLANK = "已填", "未填"
_YEAR_MARKS = "年月./"
_LONGEST_WAIT = 4000
"""Characters that may be spent on telling words from what is not filled in at all."""


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
    fails, waits = FAILS[row.severity.value], _waits(row, places)
    if row.verb == text_required.VERB:
        return _required(row, places, at, fails, waits)
    if row.right is None:
        raise NotOnTheForm
    if row.verb == not_later.VERB:
        first, second = (
            f'=IFERROR({_day(side, Draft(places))},"")' for side in (row.left, row.right)
        )
        gap = f'=IF(COUNT({at.left},{at.right})<2,"",{at.left}-{at.right})'
        state = f'=IF({at.gap}="",{waits},IF({at.gap}<=0,"{AGREES}","{fails}"))'
        return Live(state, first, second, gap)
    left, right = Draft(places), Draft(places)
    typed, due = signed(row.left, left), signed(row.right, right)
    if row.verb == rate_equals.VERB:
        due = _as_typed(due, at.left, row.left, places)
    gap = f'=IF(COUNT({at.left},{at.right})<2,"",{_gap(at.left, at.right)})'
    far = at.gap if row.verb == at_most.VERB else f"ABS({at.gap})"
    state = f'=IF({at.gap}="",{waits},IF({far}<={at.tolerance},"{AGREES}","{fails}"))'
    return Live(state, _whole(shown(typed, left)), _whole(shown(due, right)), gap)


def _whole(body: str) -> str:
    """Return a formula, if Excel takes one as long."""
    formula = fitting(body)
    if not formula:
        raise NotOnTheForm
    return formula


def _waits(row: CheckRow, places: Places) -> str:
    """Return the mark of what cannot be checked: not filled in, or filled in with no number."""
    found: dict[str, None] = {}
    for side in (row.left, row.right):
        for name in sources.typed(side, places.pack) if side else ():
            if places.pack.fields[name].kind is Kind.NUMBER:
                found |= dict.fromkeys(_words_in(name, places))
    told = f'IF({"+".join(found)}>0,"{NO_NUMBER}","{WAITS}")'
    return told if found and len(told) < _LONGEST_WAIT else f'"{WAITS}"'


def _words_in(name: str, places: Places) -> Iterator[str]:
    """Yield how many of a field's cells hold words where a number is asked for."""
    lines = places.lists.get(columns.parts(name)[0])
    at = places.ranges.get(name) if lines else places.cells.get(name)
    if at and lines:
        flags = lines.every(f"{lines.table}.{FLAG}")
        yield f"SUMPRODUCT(({flags}=1)*ISTEXT({at})*{is_written(at, places)})"
    elif at:
        yield f"ISTEXT({at})*{is_written(at, places)}"


def _required(row: CheckRow, places: Places, at: Cells, fails: str, waits: str) -> Live:
    written = f'=IF({is_written(_text(row.left, Draft(places)), places)},"{WRITTEN}","{BLANK}")'
    blank = f'IF({at.left}="{WRITTEN}","{AGREES}","{fails}")'
    if row.right is None:
        return Live(f"={blank}", written)
    draft = Draft(places)
    asks = _whole(shown(signed(row.right, draft), draft))
    asked = f'IF(ABS({at.right})<={at.tolerance},"{AGREES}",{blank})'
    return Live(f'=IF({at.right}="",{waits},{asked})', written, asks)


def _every_row(row: CheckRow, places: Places, at: Cells) -> Live:
    told = _told(row, places, places.in_every_row(along(row)))
    failing, waiting = (f"SUM(--({told}={code}))" for code in (1, 2))
    fails = FAILS[row.severity.value]
    state = f'IF({at.gap}>0,"{fails}",IF({waiting}>0,{_waits(row, places)},"{AGREES}"))'
    return Live(_whole(state), gap=_whole(failing), runs=True)


def _told(row: CheckRow, places: Places, at: Mapping[str, str]) -> str:
    """Return a formula: 1 where a row fails, 2 where something is missing, else 0.

    There is no function in it that would make one value of the values of all rows.
    """
    draft = Draft(places, along(row), at)
    asked = _asked(row, draft)
    filled = is_item(draft.table, places, at)
    there = draft.complete()
    return f"IF({filled},IF({there},IFERROR(IF({asked},1,0),2),2),0)"


def _asked(row: CheckRow, draft: Draft) -> str:
    """Return the condition under which a row fails, all it needs being there."""
    tolerance = number(row.tolerance)
    if row.verb == text_required.VERB:
        blank = is_blank(_text(row.left, draft), draft.places)
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
