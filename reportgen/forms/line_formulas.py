"""The formulas of a list's rows on the hidden sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.forms.drafts import compared, is_filled, is_total, is_written
from reportgen.forms.formulas import formula_along
from reportgen.forms.lines import FLAG, NUMBER, OWN, OWNER, WORD
from reportgen.packs import columns, stamp
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

    from reportgen.forms.lines import Lines
    from reportgen.forms.places import Places


def write(book: Workbook, places: Places) -> None:
    """Write the rows of every list, behind everything else on the hidden sheet."""
    sheet = book[stamp.SHEET]
    for each in places.lists.values():
        for row in range(1, each.count + 1):
            for name, formula in _row(each, row, places):
                sheet.cell(row, each.columns[name]).value = f"={formula}"


def _row(lines: Lines, row: int, places: Places) -> Iterator[tuple[str, str]]:
    """Yield the formulas of one row, by the names of their columns."""
    table = lines.table
    at = {name: lines.cell(name, row) for name in lines.columns}
    number, flag = at[f"{table}.{NUMBER}"], at[f"{table}.{FLAG}"]
    edges = lines.before + lines.after
    yield f"{table}.{NUMBER}", f"IF({row}>ROWS({lines.block})-{edges},0,{row})"
    filled = is_filled(table, places, at)
    yield f"{table}.{FLAG}", f"IF({filled},IF({is_total(table, places, at)},0,1),0)"
    for name, raw in lines.raw.items():
        if name in places.pack.fields:
            typed = f"INDEX({raw},{number}+{lines.before})"
            yield name, f'IF({number}=0,"",IF({typed}="","",{typed}))'
        else:
            body = formula_along(name, places, at).removeprefix("=") or '""'
            yield name, f'IF({flag}=1,{body},"")'
    yield from _links(lines, row, places)


def _links(lines: Lines, row: int, places: Places) -> Iterator[tuple[str, str]]:
    at = {name: lines.cell(name, row) for name in lines.columns}
    flag = at[f"{lines.table}.{FLAG}"]
    for name in lines.columns:
        if name.endswith(WORD):
            column = name.removesuffix(WORD)
            said = compared(at[column])
            if places.pack.fields[column].kind is not Kind.CHOICE:
                said = f'IF({is_written(at[column], places)},{said},"")'
            yield name, f'IF({flag}=1,{said},"")'
        elif name.endswith(OWN):
            key = name.removesuffix(OWN)
            yield name, _number(at[key + WORD], key, places, none=-2)
        elif name.endswith(OWNER):
            link = columns.links(places.pack.fields)[lines.table]
            word = at[name.removesuffix(OWNER) + WORD]
            yield name, _number(word, f"{link.table}.{link.key}", places)


def _number(word: str, key: str, places: Places, none: int = 0) -> str:
    """Return the number of the row that has a word: ``none`` for no word, -1 where none has it.

    What has no word belongs to no row, and nothing belongs to a row without one.
    """
    known, number = (
        places.ranges.get(each) for each in (f"{key}{WORD}", f"{columns.parts(key)[0]}.{NUMBER}")
    )
    if not known or not number:
        return f'IF({word}="",{none},-1)'
    return f'IF({word}="",{none},SUMPRODUCT(MAX(EXACT({known},{word})*({number}+1)))-1)'
