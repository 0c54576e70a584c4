"""A formula being written: what it refers to, and what must be there before it shows anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.packs import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.forms.places import Places
    from reportgen.packs.model import Term

_NOTHING = "无、暂无、/、//、\\、-、--、---、—、——、———、－、N/A、n/a、NA、待定、待填、不适用、未填"
_NOTHING_SAID = f'"||{"|".join(_NOTHING.split("、"))}|"'
"""Words that a clerk types for nothing, between bars, and two bars for a blank cell."""


class NotOnTheForm(Exception):
    """A formula would need a name that stands in no cell of the form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A formula being written: the form's places, and what must be there before it shows.

    ``figures`` are cells that must hold numbers; ``gaps`` are conditions under which a list
    lacks a number (a dictionary's keys, each once and in order). In a formula that runs along
    a list, ``table`` is the list and ``columns`` tells what stands for each of its columns: a
    cell of the row, or all of them where the formula works on every row at once.
    """

    places: Places
    table: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    figures: dict[str, None] = field(default_factory=dict)
    gaps: dict[str, None] = field(default_factory=dict)

    def outside(self) -> Draft:
        """Return the draft as it is seen by a name that runs along no list."""
        return replace(self, table="", columns={})

    def cell(self, name: str) -> str:
        """Return what stands for a name, empty where it has no cell."""
        return self.columns.get(name, "") or self.places.cells.get(name, "")

    def lacking(self) -> str:
        """Return the condition under which something is missing, empty where nothing can be."""
        missing = list(self.gaps)
        if self.figures:
            missing.insert(0, f"COUNT({','.join(self.figures)})<{len(self.figures)}")
        return missing[0] if len(missing) < 2 and missing else _either(missing)

    def complete(self) -> str:
        """Return a product that is not 0 where all is there, in every row by itself."""
        there = [f"ISNUMBER({at})" for at in self.figures]
        return "*".join([*there, *(f"(1-({gap}))" for gap in self.gaps)]) or "1"


def _either(conditions: Iterable[str]) -> str:
    joined = ",".join(conditions)
    return f"OR({joined})" if joined else ""


def over_list(term: Term, draft: Draft) -> str:
    """Return 合计, 平均 or 计数 over a list, or over the rows of it that belong to this row."""
    name = term.name if term.function == "计数" else columns.parts(term.name)[0]
    link = columns.links(draft.places.pack.fields).get(name)
    if draft.table and link and link.table == draft.table:
        return _belonging(term, f"{name}.{link.column}", f"{link.table}.{link.key}", draft)
    if term.function == "计数":
        return filled_rows(term.name, draft)
    column = _range(term.name, draft)
    if term.function == "平均":
        return f"AVERAGE({column})"
    draft.gaps[f"COUNT({column})<{filled_rows(name, draft)}"] = None
    return f"SUM({column})"


def _belonging(term: Term, link: str, key: str, draft: Draft) -> str:
    word = draft.columns.get(key)
    if not word:
        raise NotOnTheForm
    sought = f'{_range(link, draft)},"="&{_literal(word)}'
    count = f'COUNTIF({sought})*({word}<>"")'
    if term.function == "计数":
        return count
    column = _range(term.name, draft)
    if term.function == "平均":
        return f'AVERAGEIF({sought},{column})/({word}<>"")'
    draft.gaps[f'COUNTIFS({sought},{column},">-1E+300")*({word}<>"")<{count}'] = None
    return f'SUMIF({sought},{column})*({word}<>"")'


def _literal(word: str) -> str:
    """Return words that COUNTIF takes as they stand: its signs for “any” are marked."""
    for sign in "~*?":
        word = f'SUBSTITUTE({word},"{sign}","~{sign}")'
    return word


def _range(name: str, draft: Draft) -> str:
    column = draft.places.ranges.get(name)
    if column is None:
        raise NotOnTheForm
    return column


def filled_rows(table: str, draft: Draft) -> str:
    """Return how many rows of a list have anything in any of its columns."""
    return f"SUMPRODUCT(--{is_filled(table, draft.places, draft.places.ranges)})"


def is_filled(table: str, places: Places, at: Mapping[str, str]) -> str:
    """Return the condition that anything is typed in a row; ``at`` stands for its columns."""
    typed = [at[name] for name in at if name.startswith(f"{table}.") and name in places.pack.fields]
    if not typed:
        raise NotOnTheForm
    return is_written("&".join(typed))


def is_written(words: str) -> str:
    """Return the condition that a cell says anything, as records read it: 无 says nothing."""
    return f"ISERROR({_nothing_in(words)})"


def is_blank(words: str) -> str:
    """Return the condition that a cell says nothing; either condition works row by row."""
    return f"ISNUMBER({_nothing_in(words)})"


def _nothing_in(words: str) -> str:
    bare = f'TRIM(SUBSTITUTE({words},"　",""))'
    return f'FIND("|"&{bare}&"|",{_NOTHING_SAID})'
