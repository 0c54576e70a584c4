"""A formula being written: what it refers to, and what must be there before it shows anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.forms.lines import FLAG, OWN, OWNER
from reportgen.packs import columns
from reportgen.records.lists import TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.forms.places import Places
    from reportgen.packs.model import Term

_BLANKS = ('" "', '"　"', '"\xa0"', '"\u200b"', '"\ufeff"', "CHAR(9)", "CHAR(10)", "CHAR(13)")
_WIDE, _NARROW = "０１２３４５６７８９（）－", "0123456789()-"
_NESTED = 30
"""Excel takes 64 functions within one another: blanks and wide signs take the others."""


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
    lines = draft.places.lists.get(name)
    if lines is None:
        raise NotOnTheForm
    draft.gaps[lines.outgrown()] = None
    link = columns.links(draft.places.pack.fields).get(name)
    if draft.table and link and link.table == draft.table:
        return _belonging(term, f"{name}.{link.column}", f"{link.table}.{link.key}", draft)
    return _of_rows(term, _range(f"{name}.{FLAG}", draft), "1", draft)


def _belonging(term: Term, link: str, key: str, draft: Draft) -> str:
    """Return what comes of the rows whose word points here.

    A word that no row has may still be one as the program compares them: all wait for it.
    """
    own = draft.columns.get(f"{key}{OWN}")
    if not own:
        raise NotOnTheForm
    owners = _range(f"{link}{OWNER}", draft)
    draft.gaps[f"COUNTIF({owners},-1)>0"] = None
    return _of_rows(term, owners, own, draft)


def _of_rows(term: Term, marks: str, sought: str, draft: Draft) -> str:
    """Return what comes of the rows that bear a mark."""
    count = f"COUNTIF({marks},{sought})"
    if term.function == "计数":
        return count
    column = _range(term.name, draft)
    if term.function == "平均":
        return f"AVERAGEIF({marks},{sought},{column})"
    draft.gaps[f'COUNTIFS({marks},{sought},{column},">-1E+300")<{count}'] = None
    return f"SUMIF({marks},{sought},{column})"


def _range(name: str, draft: Draft) -> str:
    column = draft.places.ranges.get(name)
    if column is None:
        raise NotOnTheForm
    return column


def is_item(table: str, places: Places, at: Mapping[str, str]) -> str:
    """Return the condition that a row is an item of its list: filled, and no line of totals."""
    flag = at.get(f"{table}.{FLAG}")
    if flag:
        return f"({flag}=1)"
    return f"({is_filled(table, places, at)}*(1-{is_total(table, places, at)}))"


def is_total(table: str, places: Places, at: Mapping[str, str]) -> str:
    """Return the condition that the first words of a row say that it is a total."""
    typed = _typed(table, places, at)[:_NESTED]
    said = typed[-1]
    for each in typed[-2::-1]:
        said = f'IF({each}<>"",{each},{said})'
    return f'ISNUMBER(FIND("|"&{_without_blanks(said)}&"|","|{"|".join(TOTALS)}|"))'


def compared(words: str) -> str:
    """Return words as two lists' words are compared: no blanks, the usual wide signs narrow."""
    words = _without_blanks(words)
    for wide, narrow in zip(_WIDE, _NARROW, strict=True):
        words = f'SUBSTITUTE({words},"{wide}","{narrow}")'
    return words


def _without_blanks(words: str) -> str:
    for blank in _BLANKS:
        words = f'SUBSTITUTE({words},{blank},"")'
    return words


def is_filled(table: str, places: Places, at: Mapping[str, str]) -> str:
    """Return the condition that anything is typed in a row; ``at`` stands for its columns."""
    typed = _typed(table, places, at)
    return f"({'+'.join(is_written(each, places) for each in typed)}>0)"


def _typed(table: str, places: Places, at: Mapping[str, str]) -> list[str]:
    typed = [at[name] for name in at if name.startswith(f"{table}.") and name in places.pack.fields]
    if not typed:
        raise NotOnTheForm
    return typed


def is_written(words: str, places: Places) -> str:
    """Return the condition that a cell says anything, as records read it: 无 says nothing."""
    return f"ISERROR({_nothing_in(words, places)})"


def is_blank(words: str, places: Places) -> str:
    """Return the condition that a cell says nothing; either condition works row by row."""
    return f"ISNUMBER({_nothing_in(words, places)})"


def _nothing_in(words: str, places: Places) -> str:
    bare = f'SUBSTITUTE(SUBSTITUTE({words}," ",""),"　","")'
    return f'FIND("|"&{bare}&"|",{places.nothing})'
