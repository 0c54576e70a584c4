"""Typed cells turn red on the form while they take part in an agreement that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from reportgen.checks import text_required
from reportgen.checks.by_row import along
from reportgen.findings import Severity
from reportgen.forms import sources
from reportgen.forms.agreements import FAILS, failing_in_row
from reportgen.workbook.cells import ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook

    from reportgen.forms.places import Home, Places
    from reportgen.packs.model import CheckRow, Sum

RED = PatternFill("solid", start_color="FFF8CBAD", end_color="FFF8CBAD")


def mark(book: Workbook, shown: Mapping[int, CheckRow], places: Places, states: str) -> None:
    """Let typed cells turn red by the agreements that stop a report.

    ``shown`` are those that have a live mark, by their number; ``states`` is the name of the
    cells with all marks. A cell of a list turns red only in rows where something is typed; of
    an agreement that is checked in every row, only where that row fails.
    """
    wanted: dict[Home, list[int]] = {}
    for number, row in shown.items():
        if row.severity is Severity.ERROR:
            for home in [] if _each_row(book, row, places) else _typed(row, places):
                wanted.setdefault(home, []).append(number)
    alike: dict[tuple[str, str], list[Home]] = {}
    for home, numbers in wanted.items():
        fails = FAILS[Severity.ERROR.value]
        failing = ",".join(f'INDEX({states},{number})="{fails}"' for number in numbers)
        any_fails = f"OR({failing})" if len(numbers) > 1 else failing
        if _is_list(home):
            _rule(book, [home], f'AND({ref(home.first)}<>"",{any_fails})')
        else:
            alike.setdefault((home.sheet, any_fails), []).append(home)
    for (_, condition), homes in alike.items():
        _rule(book, homes, condition)


def _is_list(home: Home) -> bool:
    return home.first != home.area[2:]


def rule(condition: str, *, fill: PatternFill | None = None, font: Font | None = None) -> Rule:
    """Return a rule of a conditional format: what cells look like while a condition holds."""
    style = DifferentialStyle(font=font, fill=fill)
    return Rule(type="expression", dxf=style, formula=[condition])


def _rule(book: Workbook, homes: Sequence[Home], condition: str) -> None:
    cells = " ".join(f"{ref(home.first)}:{ref(home.area[2:])}" for home in homes)
    book[homes[0].sheet].conditional_formatting.add(cells, rule(condition, fill=RED))


def _each_row(book: Workbook, row: CheckRow, places: Places) -> bool:
    """Mark the failing rows of a list; tell whether that could be done.

    A condition that refers to another sheet is not written out in a format's rule: not every
    Excel takes it.
    """
    table = along(row)
    if not table:
        return False
    homes = [home for home in _typed(row, places) if _is_list(home)]
    conditions = {
        home: failing_in_row(row, places, places.in_row(table, home.first[0])) for home in homes
    }
    if any("!" in condition for condition in conditions.values()):
        return False
    for home, condition in conditions.items():
        _rule(book, [home], condition)
    return True


def _typed(row: CheckRow, places: Places) -> Iterator[Home]:
    """Yield the cells under an agreement that are typed, each once.

    Where a text is asked for only the text is wanting: the figure that asks may be right.
    """
    sides = [row.left, row.right] if row.right and row.verb != text_required.VERB else [row.left]
    yield from dict.fromkeys(home for side in sides for home in typed(side, places))


def typed(side: Sum, places: Places) -> Iterator[Home]:
    """Yield the cells where the figures of a sum are typed, computed ones taken apart."""
    for name in sources.typed(side, places.pack):
        if name in places.homes:
            yield places.homes[name]
