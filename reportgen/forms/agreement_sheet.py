"""The sheet at the end of an issued form: every agreement with its live mark and difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.checks import not_later, text_required
from reportgen.checks.by_row import along
from reportgen.forms import agreement_look, agreements, hidden, line_formulas, marking
from reportgen.forms.agreement_words import meaning, relation, said
from reportgen.forms.agreements import AGREES, ELSEWHERE, FAILS, NO_NUMBER, WAITS, Cells
from reportgen.forms.literals import far, fixed
from reportgen.forms.shapes import sum_shape
from reportgen.forms.texts import put
from reportgen.packs import stamp
from reportgen.workbook.cells import ref, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from reportgen.forms.agreements import Live
    from reportgen.forms.places import Places
    from reportgen.packs.model import CheckRow

_STATES = "填报核对结果"
_TITLES = (
    *("序号", "结果", "应当相符的内容", "填报项目（点击转到）", "填报的数"),
    *("关系", "对照项目", "对照的数", "相差", "允许相差"),
)
_NUMBER, _STATE, _MEANING, _LEFT, _LEFT_IS, _RELATION, _RIGHT, _RIGHT_IS, _GAP, _TOLERANCE = range(
    1, len(_TITLES) + 1
)
_HEAD = 4
_LEGEND = (
    f"本表随填随算，不用填写。{AGREES} 相符；{FAILS['错误']} 不相符，必须改正，有关各格变成红色；"
    f"{FAILS['提醒']} 不相符，应当核对，情况属实的可以保留；{WAITS} 所需的各格还没有填全；"
    f"{NO_NUMBER} 应当填数的格里填了文字，或者带了单位、空格：只填数字。"
)
_EVERY_ROW = "逐行核对"
_DAY, _DAYS, _LINES = 'yyyy"年"m"月"d"日"', '+0"天";-0"天";0"天"', '0"行不符"'


def add(book: Workbook, places: Places) -> None:
    """Add the sheet of agreements to a form, and let the typed cells turn red by it.

    A pack without agreements has no such sheet.
    """
    line_formulas.write(book, places)
    rows = places.pack.checks
    if not rows:
        return
    sheet = book.create_sheet(stamp.AGREEMENTS)
    for column, title in enumerate(_TITLES, 1):
        sheet.cell(_HEAD, column, title)
    texts = {_HEAD + number: _row(sheet, number, row, places) for number, row in enumerate(rows, 1)}
    first, last = (_HEAD + 1, _STATE), (_HEAD + len(rows), _STATE)
    _head(sheet, places.pack.year, f"{fixed(first)}:{fixed(last)}")
    agreement_look.dress(sheet, _HEAD, texts)
    _protect(sheet)
    name = hidden.named(book, _STATES, f"{far(sheet.title, first)}:{fixed(last)}")
    marking.mark(book, dict(_live(sheet, rows)), places, name)


def _live(sheet: Worksheet, rows: Iterable[CheckRow]) -> Iterator[tuple[int, CheckRow]]:
    """Yield the agreements whose mark is live, each with its number."""
    for number, row in enumerate(rows, 1):
        if sheet.cell(_HEAD + number, _STATE).value != ELSEWHERE:
            yield number, row


def _head(sheet: Worksheet, year: int, states: str) -> None:
    def count(*marks: str) -> str:
        return "+".join(f'COUNTIF({states},"{mark}")' for mark in marks)

    sheet["A1"] = f"{year}年度填报核对表"
    sheet["A2"] = _LEGEND
    parts = {"相符 ": count(AGREES), " 项，不相符 ": count(*FAILS.values())}
    parts |= {" 项，待填 ": count(WAITS)}
    column = sheet.iter_cols(_STATE, _STATE, _HEAD + 1, values_only=True)
    elsewhere = next(iter(column)).count(ELSEWHERE)
    tail = f" 项，{ELSEWHERE} {elsewhere} 项。" if elsewhere else " 项。"
    wrong = count(NO_NUMBER)
    parts_told = "&".join(f'"{said}"&{n}' for said, n in parts.items())
    no_number = f'IF({wrong}>0," 项，不是数 "&{wrong},"")'
    sheet["A3"] = f'={parts_told}&{no_number}&"{tail}"'


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _row(sheet: Worksheet, number: int, row: CheckRow, places: Places) -> tuple[str, ...]:
    """Write one agreement; return the words in its cells, blank where a figure will stand."""
    at = _HEAD + number
    columns = (_LEFT_IS, _RIGHT_IS, _GAP, _TOLERANCE)
    live = agreements.live(row, places, Cells(*(fixed((at, column)) for column in columns)))
    words = {
        _MEANING: meaning(row),
        _LEFT: said(row.left),
        _RELATION: relation(row),
        _RIGHT: said(row.right) if row.right else "",
    }
    for column, text in words.items():
        put(sheet.cell(at, column), text)  # type: ignore[arg-type]
    sheet.cell(at, _NUMBER, number)
    sheet.cell(at, _STATE, ELSEWHERE)
    if row.right and row.verb != not_later.VERB:
        sheet.cell(at, _TOLERANCE, row.tolerance)
    if live:
        _formulas(sheet, at, live)
    _formats(sheet, at, row, places)
    _link(sheet, at, row, places)
    return tuple(words.get(column, "") for column in range(1, len(_TITLES) + 1))


def _formulas(sheet: Worksheet, at: int, live: Live) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    formulas = {_STATE: live.state, _LEFT_IS: live.left, _RIGHT_IS: live.right, _GAP: live.gap}
    for column, text in formulas.items():
        cell = sheet.cell(at, column)
        whole = live.runs and text
        cell.value = ArrayFormula(cell.coordinate, text) if whole else text or None
    if live.runs:
        sheet.cell(at, _LEFT_IS, _EVERY_ROW)


def _formats(sheet: Worksheet, at: int, row: CheckRow, places: Places) -> None:
    """Let figures show as many decimals as they have, and a rate as per cent."""
    left, right = (sum_shape(side, places.pack) for side in (row.left, row.right or row.left))
    formats = {_LEFT_IS: _digits(*left), _RIGHT_IS: _digits(*right), _GAP: _signed(*left)}
    formats[_TOLERANCE] = _digits(*left)
    if row.verb == text_required.VERB:
        formats[_TOLERANCE] = f"{_digits(*right)};;"  # no nought beside a text
    if row.verb == not_later.VERB:
        formats = {_LEFT_IS: _DAY, _RIGHT_IS: _DAY, _GAP: _DAYS}
    if along(row):
        formats[_GAP] = _LINES
    for column, code in formats.items():
        sheet.cell(at, column).number_format = code


def _digits(places: int, unit: str) -> str:
    if unit == "%":
        return f"0.{'0' * places or '00'}##%"
    return f"0.{'0' * places}####" if places else "General"


def _signed(places: int, unit: str) -> str:
    code = _digits(places, unit).replace("General", "0")
    return f"+{code};-{code};{code.replace('#', '')}"


def _link(sheet: Worksheet, at: int, row: CheckRow, places: Places) -> None:
    """Lead to the first cell under the left side that is typed."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    home = next(iter(marking.typed(row.left, places)), None)
    if home is None:
        return
    title = home.sheet.replace("'", "''")
    cell = sheet.cell(at, _LEFT)
    cell.hyperlink = Hyperlink(
        ref=cell.coordinate,
        location=f"'{title}'!{ref(home.first)}",
        tooltip=f"转到 {spot(home.sheet, home.first)}",
    )
