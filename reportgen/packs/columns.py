"""Columns of lists (清单.列): what a rule runs along, and which list belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Link
from reportgen.packs.sums import is_column_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.packs.model import Calculation, Field, Sum, Term


def parts(name: str) -> tuple[str, str]:
    """Return a column's list and its name there; no list for a name of its own.

    >>> parts("项目支出.决算"), parts("在职人数")
    (('项目支出', '决算'), ('', '在职人数'))
    """
    table, dot, column = name.rpartition(".")
    return (table, column) if dot else ("", name)


def is_plain(term: Term) -> bool:
    """Tell whether a term is a list's column as it stands: one value in every row."""
    return not term.function and is_column_name(term.name)


def along(sums: Iterable[Sum]) -> tuple[str, ...]:
    """Return the lists whose columns stand plain in sums: what is evaluated row by row.

    >>> from reportgen.packs.sums import operands
    >>> along(operands("项目支出.决算；合计(问卷.收入) - 项目支出.预算"))
    ('项目支出',)
    """
    terms = (term for each in sums for term in each.terms)
    return tuple(dict.fromkeys(parts(term.name)[0] for term in terms if is_plain(term)))


def computed(rows: Iterable[Calculation]) -> Mapping[str, Calculation]:
    """Return the calculations that run along a list, by their names."""
    return {row.name: row for row in rows if is_column_name(row.name)}


def links(fields: Mapping[str, Field]) -> Mapping[str, Link]:
    """Return the link of every list that has one: the first choice among another list's words."""
    found: dict[str, Link] = {}
    for name, field in fields.items():
        table, column = parts(name)
        other, key = parts(field.choices_from)
        if table and other:
            found.setdefault(table, Link(column, other, key))
    return found
